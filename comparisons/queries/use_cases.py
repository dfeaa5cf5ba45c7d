"""Use cases, and how well frameworks suit them."""

from dataclasses import dataclass

from django.urls import reverse

from comparisons import models
from comparisons.engine.cells import Fit
from comparisons.models.vocabulary import State
from comparisons.queries.citations import Citations, CitedSource, Reference, citations_of
from comparisons.queries.links import Link, comparison_link

COMPARED = 3
"""How many of the best are compared by one link at most."""

FITS = tuple(Fit)
"""In order of suitability; unknown is last."""


@dataclass(frozen=True, slots=True)
class UseCaseLine:
    """A use case, with the names of the frameworks that are ideal or good for it."""

    slug: str
    name: str
    summary: str
    ideal: tuple[str, ...]
    good: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuitabilityRow:
    """How well a framework suits the use case, why, and from which sources that is known."""

    slug: str
    name: str
    accent: int
    address: str
    fit: Fit
    reason: str
    footnotes: tuple[int, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class UseCasePage:
    """A use case with the frameworks in order of suitability."""

    name: str
    summary: str
    rows: tuple[SuitabilityRow, ...]
    compare: tuple[Link, ...]
    sources: tuple[CitedSource, ...]
    others: tuple[Link, ...]


def use_case_lines() -> tuple[UseCaseLine, ...]:
    """All use cases in the curators' order. Two queries."""
    suits: dict[tuple[int, str], list[str]] = {}
    rows = _suitabilities().order_by("framework")
    for pk, fit, name in rows.values_list("use_case_id", "fit", "framework__name"):
        suits.setdefault((pk, fit), []).append(name)
    use_cases = models.UseCase.objects.published().values_list("pk", "slug", "name", "summary")
    return tuple(
        UseCaseLine(
            slug,
            name,
            summary,
            ideal=tuple(suits.get((pk, Fit.IDEAL.value), ())),
            good=tuple(suits.get((pk, Fit.GOOD.value), ())),
        )
        for pk, slug, name, summary in use_cases
    )


def use_case_page(slug: str) -> UseCasePage | None:
    """One use case; None if there is none with this slug. Four queries."""
    use_cases = models.UseCase.objects.published().values_list("pk", "slug", "name", "summary")
    found = {row[1]: row for row in use_cases}
    if slug not in found:
        return None
    pk, _, name, summary = found[slug]
    judged = {row[0]: row[1:] for row in _judgements(pk)}
    citations = citations_of({"suitability": [row[0] for row in judged.values()]})
    rows = sorted(_rows(slug, judged, citations), key=lambda row: FITS.index(row.fit))
    return UseCasePage(
        name=name,
        summary=summary,
        rows=tuple(rows),
        compare=tuple(_compare(rows)),
        sources=citations.sources,
        others=tuple(
            Link(name, reverse("use-case", args=(other,)))
            for _, other, name, _ in use_cases
            if other != slug
        ),
    )


_Judgement = tuple[int, str, str]
"""Primary key, fit, reason."""


def _suitabilities() -> models.base.CuratedQuerySet[models.Suitability]:
    return models.Suitability.objects.published().filter(framework__state=State.PUBLISHED)


def _judgements(use_case: int) -> list[tuple[str, int, str, str]]:
    """Slug of the framework, primary key, fit, reason; best first. One query."""
    rows = _suitabilities().filter(use_case=use_case)
    found = rows.values_list("framework__slug", "pk", "fit", "reason")
    return sorted(found, key=lambda row: (FITS.index(Fit(row[2])), row[0]))


def _rows(
    use_case: str, judged: dict[str, _Judgement], citations: Citations
) -> list[SuitabilityRow]:
    """One row a framework; a framework that nobody judged is unknown. One query."""
    frameworks = models.Framework.objects.published()
    rows = []
    for slug, name, accent in frameworks.values_list("slug", "name", "accent"):
        pk, fit, reason = judged.get(slug, (0, Fit.UNKNOWN.value, ""))
        address = f"{reverse('framework', args=(slug,))}#use-case-{use_case}"
        numbers = citations.numbers("suitability", pk)
        found = citations.of("suitability", pk)
        rows.append(SuitabilityRow(slug, name, accent, address, Fit(fit), reason, numbers, found))
    return rows


def _compare(rows: list[SuitabilityRow]) -> list[Link]:
    """Links that compare the best two and the best three that are good or better."""
    best = [(row.slug, row.name) for row in rows if row.fit in (Fit.IDEAL, Fit.GOOD)]
    return [comparison_link(best[:count]) for count in range(2, min(len(best), COMPARED) + 1)]
