"""What curators judge: suitability for use cases, ratings on dimensions, points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from comparisons.engine.cells import Fit
from comparisons.models import Dimension, Point, UseCase
from comparisons.models.vocabulary import PointKind, State


@dataclass(frozen=True, slots=True)
class Suitability:
    """How well a framework suits a use case; without `pk` nobody has judged it."""

    pk: int | None
    fit: Fit
    reason: str


@dataclass(frozen=True, slots=True)
class Rating:
    """Where a framework is on a dimension, 1 to 5; without value it is unknown."""

    pk: int | None
    value: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class UseCaseRow:
    """A use case with one cell a framework, in the order asked for."""

    slug: str
    name: str
    cells: tuple[Suitability, ...]


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """A dimension with one cell a framework, in the order asked for."""

    slug: str
    name: str
    low_end: str
    high_end: str
    explanation: str
    cells: tuple[Rating, ...]


@dataclass(frozen=True, slots=True)
class PointOf:
    """A point and the primary key of the framework that it is about."""

    pk: int
    framework: int
    slug: str
    kind: PointKind
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PointGroup:
    """The points of one kind under their heading."""

    kind: PointKind
    title: str
    points: tuple[PointOf, ...]


HEADINGS = {
    PointKind.PRO: "Strengths",
    PointKind.CON: "Weaknesses",
    PointKind.LIMITATION: "Limitations",
    PointKind.CHOOSE_IF: "Choose it if",
    PointKind.ELSEWHERE_IF: "Look elsewhere if",
}

NOT_JUDGED = Suitability(None, Fit.UNKNOWN, "")
NOT_RATED = Rating(None, None, "")


def use_case_rows(frameworks: Sequence[int]) -> tuple[UseCaseRow, ...]:
    """Return the published use cases with these frameworks' suitability. One query."""
    rows = _with_cells(UseCase.objects.published(), "suitabilities", frameworks).values_list(
        "slug", "name", "cell__framework_id", "cell__pk", "cell__fit", "cell__reason"
    )
    return tuple(
        UseCaseRow(slug, name, _in_order(frameworks, cells, _suitability, NOT_JUDGED))
        for (slug, name), cells in _gathered(rows, 2)
    )


def dimension_rows(frameworks: Sequence[int]) -> tuple[DimensionRow, ...]:
    """Return the published dimensions with these frameworks' ratings. One query."""
    rows = _with_cells(Dimension.objects.published(), "ratings", frameworks).values_list(
        "slug",
        "name",
        "low_end",
        "high_end",
        "explanation",
        "cell__framework_id",
        "cell__pk",
        "cell__value",
        "cell__reason",
    )
    return tuple(
        DimensionRow(
            slug, name, low, high, explanation, _in_order(frameworks, cells, Rating, NOT_RATED)
        )
        for (slug, name, low, high, explanation), cells in _gathered(rows, 5)
    )


def points_of(frameworks: Sequence[int]) -> tuple[PointOf, ...]:
    """Return the published points about these frameworks, as the curators ordered them."""
    rows = (
        Point.objects.published()
        .filter(framework__in=frameworks)
        .order_by("position", "pk")
        .values_list("pk", "framework_id", "slug", "kind", "title", "text")
    )
    return tuple(
        PointOf(pk, framework, slug, PointKind(kind), title, text)
        for pk, framework, slug, kind, title, text in rows
    )


def by_kind(points: Iterable[PointOf]) -> tuple[PointGroup, ...]:
    """Points under their headings, in the order of the vocabulary, without empty groups."""
    listed = tuple(points)
    groups = (
        PointGroup(kind, title, tuple(point for point in listed if point.kind is kind))
        for kind, title in HEADINGS.items()
    )
    return tuple(group for group in groups if group.points)


def keys_of(rows: Iterable[UseCaseRow | DimensionRow]) -> Iterator[int]:
    """The primary keys of the judgements in these rows: for `citations_of`."""
    return (cell.pk for row in rows for cell in row.cells if cell.pk is not None)


def _with_cells(criteria: QuerySet[Any], relation: str, frameworks: Sequence[int]) -> QuerySet[Any]:
    """Criteria joined with the published cells of these frameworks, in page order."""
    condition = Q(
        **{f"{relation}__framework__in": frameworks, f"{relation}__state": State.PUBLISHED}
    )
    joined: QuerySet[Any] = criteria.annotate(cell=FilteredRelation(relation, condition=condition))
    return joined.order_by("position", "pk")


def _gathered(
    rows: Iterable[tuple[Any, ...]], cut: int
) -> Iterator[tuple[tuple[Any, ...], dict[int, tuple[Any, ...]]]]:
    """Rows with the same first `cut` values as one, with the cells by framework."""
    gathered: dict[tuple[Any, ...], dict[int, tuple[Any, ...]]] = {}
    for row in rows:
        gathered.setdefault(row[:cut], {})[row[cut]] = row[cut + 1 :]
    return iter(gathered.items())


def _in_order(
    frameworks: Sequence[int],
    cells: Mapping[int, tuple[Any, ...]],
    make: Callable[..., Any],
    missing: Any,
) -> tuple[Any, ...]:
    return tuple(make(*cells[pk]) if pk in cells else missing for pk in frameworks)


def _suitability(pk: int, fit: str, reason: str) -> Suitability:
    return Suitability(pk, Fit(fit), reason)
