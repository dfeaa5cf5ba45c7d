"""The home page."""

from dataclasses import dataclass

from comparisons import models
from comparisons.models.vocabulary import Kind
from comparisons.queries.changes import EditionLine, newest_editions
from comparisons.queries.comparison import ComparisonLink, worth_reading

EDITIONS = 4


@dataclass(frozen=True, slots=True)
class FrameworkLine:
    """A framework in a list; `kind` is in words."""

    slug: str
    name: str
    tagline: str
    kind: str
    accent: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """What there is to begin with; `sources` and `citations` are how many there are."""

    frameworks: tuple[FrameworkLine, ...]
    comparisons: tuple[ComparisonLink, ...]
    editions: tuple[EditionLine, ...]
    sources: int
    citations: int


def home_page() -> HomePage:
    """Five queries."""
    return HomePage(
        frameworks=framework_lines(),
        comparisons=worth_reading(),
        editions=newest_editions(EDITIONS),
        sources=models.Source.objects.published().count(),
        citations=models.Citation.objects.published().count(),
    )


def framework_lines() -> tuple[FrameworkLine, ...]:
    """Every published framework by name. One query."""
    rows = models.Framework.objects.published().order_by("name")
    return tuple(
        FrameworkLine(slug, name, tagline, Kind(kind).label, accent)
        for slug, name, tagline, kind, accent in rows.values_list(
            "slug", "name", "tagline", "kind", "accent"
        )
    )
