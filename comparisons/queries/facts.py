"""What there is to know about frameworks at a glance: kind, licence, releases, newest version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from comparisons.models import Framework, PackageSnapshot
from comparisons.models.vocabulary import Interface, Kind, State


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the package index said about a framework's package on the day `taken_on`."""

    latest: str
    released_on: date
    requires_python: str
    taken_on: date


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    pk: int
    line: str
    released: str
    supported_until: str
    security_until: str
    long_term: bool
    note: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A framework as the head of a column."""

    pk: int
    slug: str
    name: str
    tagline: str
    kind: Kind
    interface: Interface
    licence: str
    creators: str
    first_release: str
    release_policy: str
    accent: int
    package: str
    newest: Snapshot | None
    releases: tuple[ReleaseLine, ...]


FRAMEWORK_FIELDS = (
    "pk",
    "slug",
    "name",
    "tagline",
    "kind",
    "interface",
    "licence",
    "creators",
    "first_release",
    "release_policy",
    "accent",
    "package__slug",
)
RELEASE_FIELDS = (
    "line__pk",
    "line__line",
    "line__released",
    "line__supported_until",
    "line__security_until",
    "line__long_term",
    "line__note",
)


def facts_of(slugs: Sequence[str]) -> tuple[Facts, ...]:
    """Return the published frameworks among these slugs, in order of slugs. One query."""
    rows = (
        with_newest(Framework.objects.published())
        .filter(slug__in=slugs)
        .annotate(line=FilteredRelation("releases", condition=Q(releases__state=State.PUBLISHED)))
        .order_by("slug", F("line__released").desc(nulls_last=True), "-line__line")
        .values_list(*FRAMEWORK_FIELDS, "newest", *RELEASE_FIELDS)
    )
    by_framework: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        by_framework.setdefault(row[0], []).append(row)
    return tuple(_facts(rows) for rows in by_framework.values())


def with_newest(frameworks: QuerySet[Framework]) -> QuerySet[Framework]:
    """Add `newest`: the newest published snapshot of each framework's package, or null."""
    newest = (
        PackageSnapshot.objects.published()
        .filter(package=OuterRef("package"), package__state=State.PUBLISHED)
        .order_by("-taken_on")
        .values(
            said=JSONObject(
                latest="latest",
                released_on="released_on",
                requires_python="requires_python",
                taken_on="taken_on",
            )
        )[:1]
    )
    return frameworks.annotate(newest=Subquery(newest))


def snapshot(said: dict[str, str] | None) -> Snapshot | None:
    """Read what `with_newest` added."""
    if said is None:
        return None
    return Snapshot(
        said["latest"],
        date.fromisoformat(said["released_on"]),
        said["requires_python"],
        date.fromisoformat(said["taken_on"]),
    )


def _facts(rows: Sequence[tuple[Any, ...]]) -> Facts:
    """One framework from its rows, one a release line; without lines there is one row of nulls."""
    cut = len(FRAMEWORK_FIELDS)
    pk, slug, name, tagline, kind, interface, *rest, package = rows[0][:cut]
    releases = tuple(ReleaseLine(*row[cut + 1 :]) for row in rows if row[cut + 1])
    newest = snapshot(rows[0][cut])
    return Facts(
        pk,
        slug,
        name,
        tagline,
        Kind(kind),
        Interface(interface),
        *rest,
        package or "",
        newest,
        releases,
    )
