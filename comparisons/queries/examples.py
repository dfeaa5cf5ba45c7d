"""Who uses what for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    return tuple(
        Example(*head, Scope(scope), Status(status), since, until, note)
        for *head, scope, status, since, until, note in rows
    )
