"""Who uses what, and how well that is known."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet

from comparisons import models
from comparisons.models.vocabulary import Scope, State, Status
from comparisons.queries.citations import Citations, CitedSource, Reference, citations_of
from comparisons.queries.paging import page_of

PER_PAGE = 50
"""Companies; one has an example or a few."""

MEANINGS = {
    Status.CURRENT: "A source of our own time, close to the company, says so.",
    Status.HISTORIC: "It was so once. A source says that it ended, or nothing newer confirms it.",
    Status.UNCONFIRMED: "It is often repeated, but no source close to the company was found.",
    Status.REFUTED: "A source close to the company contradicts it. It is listed because others "
    "still repeat it.",
}


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """What a company uses a framework for, or is said to."""

    slug: str
    framework: str
    framework_name: str
    accent: int
    what: str
    scope: Scope
    status: Status
    since: str
    until: str
    note: str
    footnotes: tuple[int, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class CompanyPart:
    slug: str
    name: str
    address: str
    examples: tuple[ExampleLine, ...]


@dataclass(frozen=True, slots=True)
class CompaniesPage:
    """A page of companies; `examples` and `total` count all pages."""

    companies: tuple[CompanyPart, ...]
    examples: int
    total: int
    sources: tuple[CitedSource, ...]
    pager: Page[Any]
    meanings: tuple[tuple[Status, str], ...] = tuple(MEANINGS.items())


_EXAMPLE = (
    *("pk", "company__slug", "company__name", "company__address", "slug"),
    *("framework__slug", "framework__name", "framework__accent"),
    *("what", "scope", "status", "since", "until", "note"),
)


def examples() -> models.base.CuratedQuerySet[models.CompanyExample]:
    """Published examples of published companies and frameworks: what the filters choose from."""
    return models.CompanyExample.objects.published().filter(
        company__state=State.PUBLISHED, framework__state=State.PUBLISHED
    )


def companies_page(
    chosen: QuerySet[models.CompanyExample], number: str = "1", per_page: int = PER_PAGE
) -> CompaniesPage | None:
    """The companies behind the chosen examples, by name. Three queries.

    None where there is no page of that number.
    """
    behind = list(chosen.order_by("company__name").values_list("company", flat=True))
    pager = page_of(list(dict.fromkeys(behind)), per_page, number)
    if pager is None:
        return None
    shown, citations = shown_companies(chosen.filter(company__in=list(pager.object_list)))
    return CompaniesPage(
        companies=shown,
        examples=len(behind),
        total=pager.paginator.count,
        sources=citations.sources,
        pager=pager,
    )


def shown_companies(
    chosen: QuerySet[models.CompanyExample],
) -> tuple[tuple[CompanyPart, ...], Citations]:
    """The companies behind these examples by name, and what supports them. Two queries."""
    rows = list(chosen.order_by("company__name", "framework", "slug").values_list(*_EXAMPLE))
    citations = citations_of({"company_example": [row[0] for row in rows]})
    parts: dict[tuple[str, str, str], list[ExampleLine]] = {}
    for (
        pk,
        *company,
        slug,
        framework,
        name,
        accent,
        what,
        scope,
        status,
        since,
        until,
        note,
    ) in rows:
        line = ExampleLine(
            slug=slug,
            framework=framework,
            framework_name=name,
            accent=accent,
            what=what,
            scope=Scope(scope),
            status=Status(status),
            since=since,
            until=until,
            note=note,
            footnotes=citations.numbers("company_example", pk),
            references=citations.of("company_example", pk),
        )
        parts.setdefault(tuple(company), []).append(line)
    companies = (CompanyPart(*company, tuple(found)) for company, found in parts.items())
    return tuple(companies), citations
