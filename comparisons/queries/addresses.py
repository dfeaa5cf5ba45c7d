"""Where an address that finds nothing may lead: renamed entries and similar slugs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from comparisons.models import Dimension, Feature, Framework, Renaming, Source, Task, UseCase

Paged = Feature | Framework | Source | Task | UseCase
"""An entry with a page of its own."""
Addressed = Paged | Dimension
"""An entry that programs can ask for by its slug."""

SUGGESTED = 5
SIMILAR_FROM = 0.5
"""Share of matching letters from which a slug is suggested (difflib's ratio)."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An entry that the reader may have meant."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Canonical:
    """The frameworks that slugs name today, in order and each once; some may be unknown."""

    slugs: tuple[str, ...]
    unknown: tuple[str, ...]


def canonical(asked: Iterable[str]) -> Canonical:
    """Return what these slugs of frameworks, perhaps old ones, stand for today. Two queries."""
    slugs = {slug.lower() for slug in asked}
    known = set(Framework.objects.published().values_list("slug", flat=True))
    renamed = current_slugs(Framework, slugs - known)
    current = tuple(sorted({renamed.get(slug, slug) for slug in slugs}))
    return Canonical(current, tuple(slug for slug in current if slug not in known))


def current_slugs(model: type[Addressed], slugs: Iterable[str]) -> dict[str, str]:
    """Map each of these slugs that was renamed to the slug it has now. One query."""
    renamed = Renaming.objects.filter(kind=model._meta.model_name, old__in=list(slugs))
    return dict(renamed.values_list("old", "new"))


def similar(model: type[Paged], slugs: Iterable[str]) -> tuple[Suggested, ...]:
    """Return the published entries whose slugs are most like these. One query."""
    published: Iterable[Paged] = model.objects.published()
    entries = {entry.slug: entry for entry in published}
    found = [entries[slug] for slug in _close(slugs, entries)]
    return tuple(Suggested(str(entry), entry.get_absolute_url()) for entry in found)


def similar_slugs(model: type[Addressed], slugs: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return slug and name of the published entries whose slugs are most like these. One query."""
    published: Iterable[Addressed] = model.objects.published()
    names = {entry.slug: str(entry) for entry in published}
    return tuple((slug, names[slug]) for slug in _close(slugs, names))


def _close(slugs: Iterable[str], known: Iterable[str]) -> Iterable[str]:
    """The known slugs most like these, each once."""
    return dict.fromkeys(
        close for slug in slugs for close in get_close_matches(slug, known, SUGGESTED, SIMILAR_FROM)
    )
