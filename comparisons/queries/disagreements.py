"""Where sources conflict, what holds and why."""

from dataclasses import dataclass

from comparisons import models
from comparisons.models.vocabulary import State
from comparisons.queries.citations import CitedSource, Reference, citations_of


@dataclass(frozen=True, slots=True)
class DisagreementPart:
    """A question on which sources differ; `frameworks` are (slug, name, accent)."""

    slug: str
    title: str
    conflict: str
    holds: str
    why: str
    frameworks: tuple[tuple[str, str, int], ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class DisagreementsPage:
    disagreements: tuple[DisagreementPart, ...]
    sources: tuple[CitedSource, ...]


def disagreements_page() -> DisagreementsPage:
    """All disagreements in the curators' order. Three queries."""
    rows = list(
        models.Disagreement.objects.published()
        .order_by("position", "pk")
        .values_list("pk", "slug", "title", "conflict", "holds", "why")
    )
    frameworks = _frameworks()
    citations = citations_of({"disagreement": [row[0] for row in rows]})
    return DisagreementsPage(
        tuple(
            DisagreementPart(
                slug,
                title,
                conflict,
                holds,
                why,
                tuple(frameworks.get(pk, ())),
                citations.of("disagreement", pk),
            )
            for pk, slug, title, conflict, holds, why in rows
        ),
        citations.sources,
    )


def _frameworks() -> dict[int, list[tuple[str, str, int]]]:
    """Slug, name and accent of the published frameworks that each disagreement is about."""
    found: dict[int, list[tuple[str, str, int]]] = {}
    rows = models.Disagreement.frameworks.through.objects.filter(
        framework__state=State.PUBLISHED
    ).order_by("framework")
    fields = ("framework__slug", "framework__name", "framework__accent")
    for pk, slug, name, accent in rows.values_list("disagreement", *fields):
        found.setdefault(pk, []).append((slug, name, accent))
    return found
