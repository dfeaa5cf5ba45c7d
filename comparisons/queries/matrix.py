"""The matrix: what each framework offers for each feature, as rows that pages can loop over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from comparisons.engine.cells import Level
from comparisons.engine.matrix import UNKNOWN_CELL, Cell, Heading, Row
from comparisons.models import Feature
from comparisons.models.vocabulary import State
from comparisons.queries.citations import Citations


@dataclass(frozen=True, slots=True)
class PackageLink:
    """A package that provides a feature; the address may be empty."""

    slug: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Support:
    """A stored cell, with the primary key that its citations stand under."""

    pk: int
    cell: Cell
    packages: tuple[PackageLink, ...] = ()


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """A feature with the stored cells by primary key of framework; a missing one is unknown."""

    slug: str
    name: str
    why: str
    heading: Heading
    supports: Mapping[int, Support]

    def level(self, framework: int) -> Level:
        support = self.supports.get(framework)
        return support.cell.level if support else Level.UNKNOWN


@dataclass(frozen=True, slots=True)
class Checked:
    """How well a framework's column is supported by evidence."""

    cells: int
    known: int
    cited: int
    recent: int


CELL_FIELDS = (
    "cell__framework_id",
    "cell__pk",
    "cell__level",
    "cell__since",
    "cell__note",
    "cell__packages__slug",
    "cell__packages__title",
    "cell__packages__address",
    "cell__packages__state",
)


def feature_rows(
    frameworks: Sequence[int], features: QuerySet[Feature] | None = None
) -> tuple[FeatureRow, ...]:
    """Return the published features with the cells of these frameworks. One query.

    Rows stand in page order: by group, then as the curators ordered them.
    """
    chosen = Feature.objects.all() if features is None else features
    rows = (
        chosen.filter(state=State.PUBLISHED, group__state=State.PUBLISHED)
        .annotate(
            cell=FilteredRelation(
                "supports",
                condition=Q(supports__framework__in=frameworks, supports__state=State.PUBLISHED),
            )
        )
        .order_by("group__position", "group__pk", "position", "pk", "cell__packages__slug")
        .values_list("slug", "name", "why", "group__slug", "group__name", *CELL_FIELDS)
    )
    by_feature: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row in rows:
        by_feature.setdefault(row[:5], []).append(row[5:])
    return tuple(
        FeatureRow(slug, name, why, Heading(group, group_name), _supports(cells))
        for (slug, name, why, group, group_name), cells in by_feature.items()
    )


def _supports(rows: Iterable[tuple[Any, ...]]) -> dict[int, Support]:
    """Stored cells from rows, one a package."""
    found: dict[int, Support] = {}
    for framework, pk, level, since, note, slug, title, address, state in rows:
        if pk is None:
            continue
        support = found.get(framework) or Support(pk, Cell(Level(level), since, note))
        if state == State.PUBLISHED:
            support = _with_package(support, PackageLink(slug, title, address))
        found[framework] = support
    return found


def _with_package(support: Support, package: PackageLink) -> Support:
    cell = replace(support.cell, packages=(*support.cell.packages, package.title))
    return replace(support, cell=cell, packages=(*support.packages, package))


def support_keys(rows: Iterable[FeatureRow], frameworks: Sequence[int]) -> Iterator[int]:
    """The primary keys of the cells of these frameworks, row by row: for `citations_of`."""
    for row in rows:
        for pk in frameworks:
            if pk in row.supports:
                yield row.supports[pk].pk


def cited_rows(
    rows: Iterable[FeatureRow], frameworks: Sequence[int], citations: Citations
) -> tuple[Row, ...]:
    """Rows with one cell a framework, in this order, and the numbers of its sources."""
    return tuple(
        Row(
            row.slug,
            row.name,
            row.heading,
            tuple(_cited(row.supports.get(pk), citations) for pk in frameworks),
            row.why,
        )
        for row in rows
    )


def _cited(support: Support | None, citations: Citations) -> Cell:
    if support is None:
        return UNKNOWN_CELL
    return replace(support.cell, footnotes=citations.numbers("support", support.pk))


def checked_cells(
    rows: Sequence[FeatureRow], framework: int, citations: Citations, since: date
) -> Checked:
    """Count the cells of a framework that are known, cited, and checked on or after `since`."""
    supports = [row.supports[framework] for row in rows if framework in row.supports]
    dates = [citations.checked("support", support.pk) for support in supports]
    return Checked(
        len(rows),
        sum(support.cell.level is not Level.UNKNOWN for support in supports),
        sum(date is not None for date in dates),
        sum(date is not None and date >= since for date in dates),
    )
