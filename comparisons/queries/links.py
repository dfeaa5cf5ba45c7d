"""Links that several pages offer."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from comparisons.engine.prose import listed
from comparisons.models.comparing import comparison_slug


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    address: str


def comparison_link(frameworks: Sequence[tuple[str, str]]) -> Link:
    """A link that compares frameworks, given as (slug, name), named in the order given."""
    names = listed(name for _, name in frameworks)
    slug = comparison_slug(slug for slug, _ in frameworks)
    return Link(f"Compare {names}", reverse("comparison", args=(slug,)))
