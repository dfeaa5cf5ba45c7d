"""The home page."""

from dataclasses import dataclass

from comparisons import models
from comparisons.models.comparing import SEPARATOR
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
class Reading:
    """A comparison worth reading, with the accents of its frameworks."""

    slug: str
    title: str
    accents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """What there is to begin with.

    `pair` is the slugs of the two frameworks that are chosen at first; `sources` and `citations`
    are how many there are.
    """

    frameworks: tuple[FrameworkLine, ...]
    comparisons: tuple[Reading, ...]
    editions: tuple[EditionLine, ...]
    pair: tuple[str, ...]
    sources: int
    citations: int


def home_page() -> HomePage:
    """Five queries."""
    frameworks, comparisons = framework_lines(), worth_reading()
    return HomePage(
        frameworks=frameworks,
        comparisons=readings(frameworks, comparisons),
        pair=_pair(frameworks, comparisons),
        editions=newest_editions(EDITIONS),
        sources=models.Source.objects.published().count(),
        citations=models.Citation.objects.published().count(),
    )


def framework_lines() -> tuple[FrameworkLine, ...]:
    """Every published framework by name. One query."""
    rows = models.Framework.objects.published()
    return tuple(
        FrameworkLine(slug, name, tagline, Kind(kind).label, accent)
        for slug, name, tagline, kind, accent in rows.values_list(
            "slug", "name", "tagline", "kind", "accent"
        )
    )


def readings(
    frameworks: tuple[FrameworkLine, ...], comparisons: tuple[ComparisonLink, ...]
) -> tuple[Reading, ...]:
    """The comparisons with the accents of those frameworks that are published. No query."""
    accents = {line.slug: line.accent for line in frameworks}
    return tuple(
        Reading(
            link.slug,
            link.title,
            tuple(accents[slug] for slug in link.slug.split(SEPARATOR) if slug in accents),
        )
        for link in comparisons
    )


def _pair(
    frameworks: tuple[FrameworkLine, ...], comparisons: tuple[ComparisonLink, ...]
) -> tuple[str, ...]:
    """Two frameworks: those of the first comparison on the list, or the first two by name."""
    if comparisons:
        return tuple(comparisons[0].slug.split(SEPARATOR)[:2])
    return tuple(line.slug for line in frameworks[:2])
