"""Who uses what for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, When

from comparisons.models import CompanyExample
from comparisons.models.vocabulary import Scope, State, Status


@dataclass(frozen=True, slots=True)
class Example:
    """A company's use of a framework, and the primary key of that framework."""

    pk: int
    framework: int
    company_slug: str
    company: str
    what: str
    scope: Scope
    status: Status
    since: str
    until: str
    note: str
    anchor: str
    """Where links to the company lead: set on its first example only."""


BY_STATUS = Case(
    *(When(status=status, then=place) for place, status in enumerate(Status.values)),
    output_field=IntegerField(),
)


def examples_of(frameworks: Sequence[int]) -> tuple[Example, ...]:
    """Return the published examples of these frameworks: current first, refuted last. One query."""
    rows = (
        CompanyExample.objects.published()
        .filter(framework__in=frameworks, company__state=State.PUBLISHED)
        .order_by(BY_STATUS, "company__name", "slug")
        .values_list(
            "pk",
            "framework_id",
            "company__slug",
            "company__name",
            "what",
            "scope",
            "status",
            "since",
            "until",
            "note",
        )
    )
    seen: set[str] = set()
    return tuple(_example(row, seen) for row in rows)


def _example(row: tuple[Any, ...], seen: set[str]) -> Example:
    pk, framework, slug, company, what, scope, status, since, until, note = row
    anchor = "" if slug in seen else f"company-{slug}"
    seen.add(slug)
    return Example(
        pk,
        framework,
        slug,
        company,
        what,
        Scope(scope),
        Status(status),
        since,
        until,
        note,
        anchor,
    )
