"""What the words of a search mean: names in it, words that carry nothing, spellings that are near.

What it knows of English, the synonyms among it, is in words.toml.

Standard library only. All functions take words as `words_of` returns them: lower case, no accents.
"""

import re
import tomllib
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path

WORD = re.compile(r"[^\W_]+")
LONGEST_NAME = 4
"""Words that a name is looked up over at most."""

SHORTEST_NEAR = 4
"""Letters from which one mistake is forgiven: shorter words are near to too many others."""
TWO_MISTAKES = 8
"""Letters from which two mistakes are."""

_KNOWN = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
STOP = frozenset(_KNOWN["stop"].split())
"""Words that say nothing of what is looked for."""

JOINING = STOP | frozenset(_KNOWN["joining"].split())
"""Words that may stand beside the names of frameworks when nothing but a comparison is meant."""

BETWEEN = frozenset(_KNOWN["between"].split())
"""Words with a framework on each side, if it is one."""

SYNONYMS = tuple(frozenset(group.split()) for group in _KNOWN["synonyms"])


def fold(text: str) -> str:
    """Lower case, without accents, the typographic apostrophe as nothing."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "").replace("'", ""))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def words_of(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(fold(text)))


def telling(words: Sequence[str]) -> tuple[str, ...]:
    """The words without those that carry nothing; all of them where nothing is left."""
    return tuple(word for word in words if word not in STOP) or tuple(words)


def synonyms(word: str) -> frozenset[str]:
    """What else means the same, without the word itself."""
    return frozenset().union(*(group for group in SYNONYMS if word in group)) - {word}


def mistakes_forgiven(word: str) -> int:
    return (len(word) >= SHORTEST_NEAR) + (len(word) >= TWO_MISTAKES)


def distance(one: str, other: str) -> int:
    """Letters to put in, take out, change or swap with a neighbour to make one word the other.

    The optimal string alignment distance (Damerau 1964; Levenshtein 1966).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, sign in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != sign))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], sign):
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def is_near(word: str, other: str) -> bool:
    """Whether the word is the other one with no more mistakes than are forgiven in it."""
    forgiven = mistakes_forgiven(word)
    return abs(len(word) - len(other)) <= forgiven and distance(word, other) <= forgiven


def named(
    words: Sequence[str], names: Mapping[str, str], plain: Container[str] = JOINING
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the words name, each once, and the words that belong to no name.

    `names` maps names written without spaces to slugs: “fast api” is looked up as “fastapi”. The
    longest name counts; a single word may be near to a name, unless it is one of the `plain`.
    """
    slugs: dict[str, None] = {}
    rest: list[str] = []
    place = 0
    while place < len(words):
        size = _size_of_name(words[place : place + LONGEST_NAME], names)
        name = (
            "".join(words[place : place + size]) if size else _near_name(words[place], names, plain)
        )
        if name:
            slugs[names[name]] = None
        else:
            rest.append(words[place])
        place += size or 1
    return tuple(slugs), tuple(rest)


def unknown_sides(
    words: Sequence[str], names: Mapping[str, str], plain: Container[str] = JOINING
) -> tuple[str, ...]:
    """Return the sides of “vs” that name nothing, without the words that carry nothing.

    None where nothing is said to be on two sides.
    """
    if BETWEEN.isdisjoint(words):
        return ()
    unnamed = (side for side in _sides(words) if not named(side, names, plain)[0])
    said = (" ".join(word for word in side if word not in STOP) for side in unnamed)
    return tuple(side for side in said if side)


def _sides(words: Sequence[str]) -> list[list[str]]:
    sides: list[list[str]] = [[]]
    for word in words:
        if word in BETWEEN:
            sides.append([])
        else:
            sides[-1].append(word)
    return sides


def _size_of_name(words: Sequence[str], names: Mapping[str, str]) -> int:
    """How many of the first of these words make a name; 0 if they make none."""
    sizes = range(len(words), 0, -1)
    return next((size for size in sizes if "".join(words[:size]) in names), 0)


def _near_name(word: str, names: Iterable[str], plain: Container[str]) -> str:
    if word in plain:
        return ""
    close = [name for name in names if is_near(word, name) and name[0] == word[0]]
    return min(close, key=lambda name: (distance(word, name), name), default="")
