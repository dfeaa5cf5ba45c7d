"""Where an address that finds nothing may lead: renamed entries and similar slugs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from comparisons.models import Feature, Framework, Renaming, Source, Task, UseCase

Paged = Feature | Framework | Source | Task | UseCase
"""An entry with a page of its own."""

SUGGESTED = 5
SIMILAR_FROM = 0.5
"""Share of matching letters from which a slug is suggested (difflib's ratio)."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An entry that the reader may have meant."""

    title: str
    address: str


def current_slugs(model: type[Paged], slugs: Iterable[str]) -> dict[str, str]:
    """Map each of these slugs that was renamed to the slug it has now. One query."""
    renamed = Renaming.objects.filter(kind=model._meta.model_name, old__in=list(slugs))
    return dict(renamed.values_list("old", "new"))


def similar(model: type[Paged], slugs: Iterable[str]) -> tuple[Suggested, ...]:
    """Return the published entries whose slugs are most like these. One query."""
    published: Iterable[Paged] = model.objects.published()
    entries = {entry.slug: entry for entry in published}
    close = [s for slug in slugs for s in get_close_matches(slug, entries, SUGGESTED, SIMILAR_FROM)]
    found = [entries[slug] for slug in dict.fromkeys(close)]
    return tuple(Suggested(str(entry), entry.get_absolute_url()) for entry in found)
