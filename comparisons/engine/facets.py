"""Lists that are filtered: what is found, and how many each further choice would leave.

Items are given as the values that they have, by facet. Standard library only.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Values = Mapping[str, frozenset[str]]
"""What an item has, by name of facet."""

Chosen = Mapping[str, tuple[str, ...]]
"""What a reader chose, by name of facet; a facet without a choice lets everything through."""


class Mode(Enum):
    """Whether several choices of one facet mean any of them or all of them."""

    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Facets:
    """How the choices of each facet, by name, are joined. Facets are always joined by “and”."""

    modes: Mapping[str, Mode]

    def lets_through(self, values: Values, chosen: Chosen) -> bool:
        return all(self._has(values, name, wanted) for name, wanted in chosen.items() if wanted)

    def _has(self, values: Values, name: str, wanted: tuple[str, ...]) -> bool:
        has = (value in values.get(name, frozenset()) for value in wanted)
        return all(has) if self.modes[name] is Mode.ALL else any(has)

    def found(self, items: Mapping[Key, Values], chosen: Chosen) -> tuple[Key, ...]:
        """The keys of the items that meet every choice, in the order given."""
        return tuple(key for key, values in items.items() if self.lets_through(values, chosen))

    def counts(self, items: Mapping[Key, Values], chosen: Chosen) -> dict[str, Counter[str]]:
        """How many items would be found with each value chosen, by name of facet.

        Choices of other facets stay. Where any of several will do, the count is what this value
        alone would find; where all are asked for, what it would leave of those found.
        """
        counted: dict[str, Counter[str]] = {}
        for name, mode in self.modes.items():
            kept = chosen if mode is Mode.ALL else {**chosen, name: ()}
            left = (items[key] for key in self.found(items, kept))
            counted[name] = Counter(value for values in left for value in values.get(name, ()))
        return counted
