"""The home page."""

from dataclasses import dataclass

from django.urls import reverse

from comparisons import models
from comparisons.queries.changes import EditionLine, newest_editions

COMPARISONS = 12
EDITIONS = 4


@dataclass(frozen=True, slots=True)
class FrameworkLine:
    slug: str
    name: str
    tagline: str
    kind: str
    accent: int


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class HomePage:
    frameworks: tuple[FrameworkLine, ...]
    comparisons: tuple[ComparisonLine, ...]
    editions: tuple[EditionLine, ...]
    counts: "Counts"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much stands in the record."""

    features: int
    sources: int
    citations: int


def home_page() -> HomePage:
    """Six queries."""
    return HomePage(
        frameworks=framework_lines(),
        comparisons=_comparisons(),
        editions=newest_editions(EDITIONS),
        counts=Counts(
            features=models.Feature.objects.published().count(),
            sources=models.Source.objects.published().count(),
            citations=models.Citation.objects.published().count(),
        ),
    )


def framework_lines() -> tuple[FrameworkLine, ...]:
    """Every published framework by name. One query."""
    rows = models.Framework.objects.published().order_by("name")
    fields = ("slug", "name", "tagline", "kind", "accent")
    return tuple(
        FrameworkLine(slug, name, tagline, models.vocabulary.Kind(kind).label, accent)
        for slug, name, tagline, kind, accent in rows.values_list(*fields)
    )


def _comparisons() -> tuple[ComparisonLine, ...]:
    """The comparisons worth reading, in the curators' order. One query."""
    rows = models.Comparison.objects.published().filter(position__gt=0)
    rows = rows.exclude(frameworks__state=models.vocabulary.State.DRAFT)
    return tuple(
        ComparisonLine(title, reverse("comparison", args=(slug,)))
        for title, slug in rows.order_by("position", "slug").values_list("title", "slug")[
            :COMPARISONS
        ]
    )
