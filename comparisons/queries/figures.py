"""Published numbers about frameworks, with how far they can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from comparisons.models import Figure
from comparisons.models.vocabulary import State, Trust


@dataclass(frozen=True, slots=True)
class Measured:
    """A published number of a framework. `is_own` where the page is about that framework."""

    pk: int
    series: str
    year: int
    value: Decimal
    unit: str
    trust: Trust
    note: str
    name: str
    accent: int
    is_own: bool

    @property
    def shown(self) -> str:
        return f"{self.value:,}"


def measured(frameworks: Sequence[int]) -> tuple[Measured, ...]:
    """All figures of the series that these frameworks have figures in; newest first. One query."""
    figures = Figure.objects.published().filter(framework__state=State.PUBLISHED)
    rows = (
        figures.filter(series__in=figures.filter(framework__in=frameworks).values("series"))
        .order_by("series_title", "-year", "framework__slug")
        .values_list(
            "framework_id",
            "pk",
            "series_title",
            "year",
            "value",
            "unit",
            "trust",
            "note",
            "framework__name",
            "framework__accent",
        )
    )
    return tuple(_measured(frameworks, *row) for row in rows)


def _measured(
    frameworks: Sequence[int],
    owner: int,
    pk: int,
    series: str,
    year: int,
    value: Decimal,
    unit: str,
    trust: str,
    note: str,
    name: str,
    accent: int,
) -> Measured:
    is_own = owner in frameworks
    plain = _plain(value)
    return Measured(pk, series, year, plain, unit, Trust(trust), note, name, accent, is_own)


def _plain(value: Decimal) -> Decimal:
    """The number without the noughts that only its column in the database gives it."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()
