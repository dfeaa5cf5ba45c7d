"""Contrast of the colours in tokens.css, by the formulas of WCAG 2.2 (1.4.3 and 1.4.11)."""

import re
from colorsys import rgb_to_hls
from itertools import pairwise
from pathlib import Path

import pytest

TOKENS = Path(__file__).parent.parent / "static" / "css" / "tokens.css"
PAIR = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
COLOURS = {name: (light, dark) for name, light, dark in PAIR.findall(TOKENS.read_text())}

SURFACES = ("page", "surface", "sunken", "raised")
WASHES = {
    "brand-wash": ("ink", "ink-soft", "link"),
    "mark": ("ink", "ink-soft", "link"),
    "brand": ("brand-ink",),
    "brand-strong": ("brand-ink",),
    "good-wash": ("good", "ink", "ink-soft"),
    "fair-wash": ("fair", "ink", "ink-soft", "link"),
    "warn-wash": ("warn", "ink", "ink-soft", "link"),
    "bad-wash": ("bad", "ink", "ink-soft", "link"),
    "open-wash": ("open", "ink", "ink-soft"),
}
CODE = tuple(name for name in COLOURS if name.startswith("code-"))
ACCENTS = tuple(f"accent-{number}" for number in range(1, 19))
TEXT = [
    *((text, back) for back in SURFACES for text in ("ink", "ink-soft", "link")),
    *((text, back) for back, texts in WASHES.items() for text in texts),
    *((text, "surface") for text in (*CODE, "bad", "warn", "open")),
    *(("surface", back) for back in ("good", "fair")),  # the fuller bars of the coverage chart
    *((text, "sunken") for text in CODE),
]
MARKS = [
    (mark, back)
    for back in ("page", "surface")
    for mark in (*ACCENTS, "line-strong", "focus", "brand", "brand-second")
]
THEMES = pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 for black to 1 for white."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, theme: int) -> float:
    """Contrast ratio of two tokens in a theme, 1 to 21."""
    lights = sorted(luminance(COLOURS[name][theme]) for name in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@THEMES
@pytest.mark.parametrize(("text", "back"), TEXT)
def test_text_can_be_read(text: str, back: str, theme: int) -> None:
    assert contrast(text, back, theme) >= 4.5


@THEMES
@pytest.mark.parametrize(("mark", "back"), MARKS)
def test_marks_can_be_seen(mark: str, back: str, theme: int) -> None:
    assert contrast(mark, back, theme) >= 3


@THEMES
def test_neighbouring_accents_differ_in_hue(theme: int) -> None:
    for one, other in pairwise(ACCENTS):
        apart = abs(hue(COLOURS[one][theme]) - hue(COLOURS[other][theme]))
        assert min(apart, 360 - apart) >= 30, (one, other)


def hue(colour: str) -> float:
    """Hue of #rrggbb in degrees."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return rgb_to_hls(red, green, blue)[0] * 360
