"""The closed vocabularies of a cell: what can be said of a framework in one row."""

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """An enumeration whose members carry the words that people read.

    The value is what is stored and exchanged; ``label`` is plain English for pages.
    """

    label: str
    # The hash of the text, which equals the member; that of enumerations is slow, and every look-up
    # of a cell pays it.
    __hash__ = str.__hash__

    def __new__(cls, value: str, label: str = "") -> Self:
        # The default is for type checkers: looking up Level("none") takes a value alone.
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Level(Vocabulary):
    """How a framework supports a feature, from the least work for its user to the most."""

    BUILT_IN = "built-in", "Built in"
    OFFICIAL_EXTENSION = "official-extension", "Official extension"
    THIRD_PARTY = "third-party", "Third-party package"
    MANUAL = "manual", "By hand"
    NONE = "none", "Not available"
    UNKNOWN = "unknown", "Unknown"

    @property
    def symbol(self) -> str:
        """One text glyph; no two levels share a shape, so colour is never needed."""
        return _SYMBOLS[self]


class Fit(Vocabulary):
    """How well a framework suits a use case, best first."""

    IDEAL = "ideal", "Ideal"
    GOOD = "good", "Good"
    WORKABLE = "workable", "Workable"
    POOR = "poor", "Poor"
    UNKNOWN = "unknown", "Unknown"

    @property
    def symbol(self) -> str:
        """One text glyph, a disc that is the fuller the better the fit."""
        return _FIT_SYMBOLS[self]


_SYMBOLS = {
    Level.BUILT_IN: "✓",
    Level.OFFICIAL_EXTENSION: "◆",
    Level.THIRD_PARTY: "◇",
    Level.MANUAL: "✎",
    Level.NONE: "✕",
    Level.UNKNOWN: "?",
}

_FIT_SYMBOLS = {
    Fit.IDEAL: "●",
    Fit.GOOD: "◕",
    Fit.WORKABLE: "◑",
    Fit.POOR: "○",
    Fit.UNKNOWN: "?",
}

LOWEST_RATING = 1
HIGHEST_RATING = 5
