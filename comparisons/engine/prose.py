"""Small parts of English sentences, with links inside: lists, counts and what is left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a row of the page; ``anchor`` is the id of the row."""

    text: str
    anchor: str


Piece = str | Link
"""A stretch of a sentence: plain words, or words with a link."""
Phrase = tuple[Piece, ...]


def plain(phrase: Iterable[Piece]) -> str:
    """The words without their links."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in phrase)


def joined(phrases: Sequence[Phrase], conjunction: str = "and") -> Phrase:
    """Phrases as a list: "a", "a and b", "a, b and c"."""
    return tuple(_joined(phrases, conjunction))


def _joined(phrases: Sequence[Phrase], conjunction: str) -> Iterator[Piece]:
    last = len(phrases) - 1
    for index, phrase in enumerate(phrases):
        if index:
            yield f" {conjunction} " if index == last else ", "
        yield from phrase


def listed(words: Iterable[str], conjunction: str = "and") -> str:
    """Words as a list: "a", "a and b", "a, b and c"."""
    return plain(joined([(word,) for word in words], conjunction))


def shortened(phrases: Sequence[Phrase], most: int) -> Phrase:
    """A list of at most so many phrases; the rest are counted: "a, b and 3 more"."""
    left_out = len(phrases) - most
    if left_out <= 0:
        return joined(phrases)
    return joined([*phrases[:most], (f"{number(left_out)} more",)])


def number(count: int) -> str:
    """A count within a sentence: "one", otherwise digits."""
    return "one" if count == 1 else str(count)


def upper_first(words: str) -> str:
    """The words with a capital at the start, the rest as it is."""
    return words[:1].upper() + words[1:]


def lower_first(words: str) -> str:
    """The words with a small letter at the start, the rest as it is."""
    return words[:1].lower() + words[1:]
