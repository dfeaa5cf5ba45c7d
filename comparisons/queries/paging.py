"""Long lists in pages."""

from __future__ import annotations

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator


def page_of(rows: Any, per_page: int, number: str) -> Page[Any] | None:
    """The page of this number, counted from 1; None where there is none, but for an empty list.

    Costs a query for the number of rows where they are a query set; a list costs none.
    """
    try:
        return Paginator(rows, per_page).page(number)
    except InvalidPage:
        return None
