"""What machines ask for: the addresses of all pages, and a short guide to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from comparisons import models
from comparisons.models.comparing import comparison_slug
from comparisons.queries.comparison import ComparisonLink, worth_reading
from comparisons.queries.home import FrameworkLine, framework_lines

ALONE = (
    *("home", "frameworks", "compare", "features", "use-cases", "companies", "tasks", "wizard"),
    *("wizard-all", "sources", "disagreements", "method", "about", "privacy", "changes", "api"),
)
"""Names of the pages that are there once."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What a language model is told of the site."""

    frameworks: tuple[FrameworkLine, ...]
    comparisons: tuple[ComparisonLink, ...]


def guide() -> Guide:
    """Two queries."""
    return Guide(framework_lines(), worth_reading())


def addresses() -> tuple[str, ...]:
    """The path of every public page, comparisons of each pair among them. Six queries."""
    return tuple(_addresses())


def _addresses() -> Iterator[str]:
    yield from (reverse(name) for name in ALONE)
    frameworks = [line.slug for line in framework_lines()]
    yield from (reverse("framework", args=(slug,)) for slug in frameworks)
    pairs = {comparison_slug(pair) for pair in combinations(frameworks, 2)}
    curated = models.Comparison.objects.published().exclude(
        frameworks__state=models.vocabulary.State.DRAFT
    )
    compared = sorted(pairs.union(_slugs(curated)))
    yield from (reverse("comparison", args=(slug,)) for slug in compared)
    for name, entries in (
        ("feature", models.Feature.objects.published()),
        ("use-case", models.UseCase.objects.published()),
        ("task", models.Task.objects.published()),
        ("source", models.Source.objects.published()),
    ):
        yield from (reverse(name, args=(slug,)) for slug in _slugs(entries))


def _slugs(entries: QuerySet[Any]) -> list[str]:
    return list(entries.values_list("slug", flat=True))
