"""Floor 3: the frameworks that a reader chose to compare, carried in the address of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from comparisons.queries.comparison import FEWEST, MOST
from comparisons.queries.home import FrameworkLine
from comparisons.queries.links import Link, comparison_link

PARAMETER = "framework"


@dataclass(frozen=True, slots=True)
class Selected:
    """A framework that was chosen; the address is that of the same list without it."""

    slug: str
    name: str
    accent: int
    address: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen, in order of names; `too_many` is how many must be taken out again."""

    frameworks: tuple[Selected, ...]

    @property
    def slugs(self) -> frozenset[str]:
        return frozenset(selected.slug for selected in self.frameworks)

    @property
    def too_many(self) -> int:
        return max(0, len(self.frameworks) - MOST)

    @property
    def compare(self) -> Link | None:
        """The way to their comparison, where they make one."""
        pairs = [(selected.slug, selected.name) for selected in self.frameworks]
        return comparison_link(pairs) if FEWEST <= len(pairs) <= MOST else None

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """What carries the choice to another list."""
        return tuple((PARAMETER, selected.slug) for selected in self.frameworks)


def selection(query: QueryDict, frameworks: Iterable[FrameworkLine]) -> Selection:
    """Return what the query chooses of these frameworks; others are ignored."""
    asked = frozenset(query.getlist(PARAMETER))
    return Selection(
        tuple(
            Selected(line.slug, line.name, line.accent, _without(query, line.slug))
            for line in frameworks
            if line.slug in asked
        )
    )


def _without(query: QueryDict, slug: str) -> str:
    left = query.copy()
    left.setlist(PARAMETER, [other for other in query.getlist(PARAMETER) if other != slug])
    return f"?{left.urlencode()}"
