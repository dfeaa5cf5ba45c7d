"""Links that several pages offer, and addresses as other sites need them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
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


def absolute(path: str) -> str:
    """The address of a path at the host of SITE_URL, whatever host was asked."""
    return f"{settings.SITE_URL}{path}"


def at(name: str, *parts: str) -> str:
    """The absolute address of the page or reply with this name."""
    return absolute(reverse(name, args=parts))
