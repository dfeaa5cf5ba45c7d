"""What is not known, not cited or not checked lately, among the cells behind a recommendation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from comparisons.engine.scoring import (
    Alternative,
    Contribution,
    CriterionKind,
    Recommendation,
)
from comparisons.queries.alternatives import Record
from comparisons.queries.citations import Citations

from .places import cell_address, framework_address

YEAR = timedelta(days=365)
UNKNOWN, UNCITED = "unknown", "no source"


@dataclass(frozen=True, slots=True)
class MissingCell:
    """A cell on which evidence is missing; `what` says which, `may_rule_out` that it is a must."""

    framework: str
    address: str
    what: str
    may_rule_out: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion with the cells on which evidence is missing."""

    criterion: str
    cells: tuple[MissingCell, ...]

    @property
    def may_rule_out(self) -> bool:
        return any(cell.may_rule_out for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the cells rest on. `since` is the first day that still counts as recent."""

    record: Record
    citations: Citations
    since: date

    def gaps(self, found: Recommendation, shown: int) -> tuple[Gap, ...]:
        """By criterion: unknown cells of every ranked framework; those of the first `shown`, and
        those that rule frameworks out, also when they have no source or were checked too long ago.
        """
        cells: dict[str, dict[MissingCell, None]] = {}
        for alternative, part, closely in _looked_at(found, shown):
            what = self._missing(alternative, part, closely)
            if what:
                told = cells.setdefault(part.preference.criterion.label, {})
                told[_cell(alternative, part, what)] = None
        return tuple(Gap(criterion, tuple(missing)) for criterion, missing in cells.items())

    def _missing(self, alternative: Alternative, part: Contribution, closely: bool) -> str:
        criterion = part.preference.criterion
        if not part.satisfaction.is_exact:
            return UNKNOWN
        entry = self.record.entry(alternative, criterion)
        if not closely or criterion.kind is CriterionKind.TRAIT or entry is None:
            return ""
        checked = self.citations.checked(*entry)
        if checked is None:
            return UNCITED
        return "" if checked >= self.since else f"last checked {checked.day} {checked:%B %Y}"


def _looked_at(
    found: Recommendation, shown: int
) -> Iterator[tuple[Alternative, Contribution, bool]]:
    """Every contribution, and whether it is looked at closely."""
    for place, ranked in enumerate(found.ranked):
        for part in ranked.contributions:
            yield ranked.alternative, part, place < shown
    for out in found.ruled_out:
        for veto in out.vetoes:
            yield out.alternative, veto, True


def _cell(alternative: Alternative, part: Contribution, what: str) -> MissingCell:
    address = cell_address(framework_address(alternative), part.preference.criterion)
    return MissingCell(alternative.name, address, what, part.needs_check)


def looked_at_closely(
    found: Recommendation, shown: int
) -> Iterable[tuple[Alternative, Contribution]]:
    """The cells whose sources are read: those of the first, and those that rule others out."""
    return ((a, part) for a, part, closely in _looked_at(found, shown) if closely)
