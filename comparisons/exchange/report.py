"""How complete content is, framework by framework."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from comparisons.models import Citation, Feature, Framework, Support
from comparisons.models.vocabulary import Level, State

from .parsing import Content

FRESH = timedelta(days=365)
CITED_AT_LEAST = 95


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of so many features, how many cells of a framework are filled, cited, checked lately."""

    framework: str
    published: bool
    features: int
    filled: int
    cited: int
    checked: int

    @property
    def warning(self) -> str:
        """A sentence where a published framework is too poorly cited, else nothing."""
        if not self.published or self.cited * 100 >= self.filled * CITED_AT_LEAST:
            return ""
        share = self.cited * 100 // self.filled
        return f"{self.framework} is published with {share} % of its cells cited: cite 95 %."

    def __str__(self) -> str:
        return (
            f"{self.framework}: {self.filled} of {self.features} cells filled, "
            f"{self.cited} cited, {self.checked} checked within 12 months."
        )


def coverage(content: Content, today: date) -> Iterator[Coverage]:
    """Yield the coverage of each framework; unknown cells do not count as filled."""
    features = len(content.entries(Feature))
    checks: dict[int, date] = {}
    for citation in content.entries(Citation):
        if citation.support:
            cell = id(citation.support)
            checks[cell] = max(citation.checked_on, checks.get(cell, citation.checked_on))
    for framework in content.entries(Framework):
        filled = [
            checks.get(id(cell))
            for cell in content.entries(Support)
            if cell.framework is framework and cell.level != Level.UNKNOWN
        ]
        cited = [checked_on for checked_on in filled if checked_on]
        yield Coverage(
            framework=framework.name,
            published=framework.state == State.PUBLISHED,
            features=features,
            filled=len(filled),
            cited=len(cited),
            checked=sum(checked_on >= today - FRESH for checked_on in cited),
        )
