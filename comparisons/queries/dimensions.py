"""Dimensions, and where frameworks stand on them. They have no page of their own."""

from __future__ import annotations

from dataclasses import dataclass

from comparisons.models import Dimension
from comparisons.queries.citations import Citations, citations_of
from comparisons.queries.features import ColumnHead, column_heads
from comparisons.queries.judgements import DimensionRow, dimension_rows, keys_of


@dataclass(frozen=True, slots=True)
class DimensionPage:
    """One dimension; the cells of its row stand in the order of `frameworks`."""

    row: DimensionRow
    frameworks: tuple[ColumnHead, ...]
    citations: Citations


def dimension_lines() -> tuple[DimensionRow, ...]:
    """All dimensions in the curators' order, without cells. One query."""
    rows = Dimension.objects.published().order_by("position", "pk")
    fields = ("slug", "name", "low_end", "high_end", "explanation")
    return tuple(
        DimensionRow(slug, name, low, high, explanation, ())
        for slug, name, low, high, explanation in rows.values_list(*fields)
    )


def dimension_page(slug: str) -> DimensionPage | None:
    """One dimension across all frameworks; None if there is none. Three queries."""
    frameworks = column_heads()
    rows = dimension_rows([framework.pk for framework in frameworks])
    row = next((row for row in rows if row.slug == slug), None)
    if row is None:
        return None
    return DimensionPage(row, frameworks, citations_of({"rating": list(keys_of([row]))}))
