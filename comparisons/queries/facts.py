"""What there is to know about frameworks at a glance: kind, licence, releases, newest version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from comparisons.engine.versions import in_words
from comparisons.models import Framework, PackageSnapshot
from comparisons.models.vocabulary import Interface, Kind, State

BESIDE_FACTS = 3


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the package index said about a framework's package on the day `taken_on`."""

    latest: str
    released_on: date
    requires_python: str
    taken_on: date

    @property
    def python(self) -> str:
        """The Python versions that it admits, in words."""
        return in_words(self.requires_python)


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
    licence: str
    creators: str
    first_release: str
    release_policy: str
    accent: int
    kind: Kind
    interface: Interface
    package: str
    newest: Snapshot | None
    releases: tuple[ReleaseLine, ...]

    @property
    def newest_releases(self) -> tuple[ReleaseLine, ...]:
        """As many release lines as fit beside other facts, newest first."""
        return self.releases[:BESIDE_FACTS]


PLAIN_FIELDS = (
    "pk",
    "slug",
    "name",
    "tagline",
    "licence",
    "creators",
    "first_release",
    "release_policy",
    "accent",
)
FRAMEWORK_FIELDS = (*PLAIN_FIELDS, "kind", "interface", "package__slug")
SNAPSHOT_FIELDS = ("latest", "released_on", "requires_python", "taken_on")
NEWEST_FIELDS = tuple(f"newest_{field}" for field in SNAPSHOT_FIELDS)
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
        .values_list(*FRAMEWORK_FIELDS, *NEWEST_FIELDS, *RELEASE_FIELDS)
    )
    by_framework: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        by_framework.setdefault(row[0], []).append(row)
    return tuple(_facts(rows) for rows in by_framework.values())


def with_newest(frameworks: QuerySet[Framework]) -> QuerySet[Framework]:
    """Add NEWEST_FIELDS: the newest published snapshot of each framework's package, or nulls."""
    newest = (
        PackageSnapshot.objects.published()
        .filter(package=OuterRef("package"), package__state=State.PUBLISHED)
        .order_by("-taken_on")
    )
    values = (Subquery(newest.values(field)[:1]) for field in SNAPSHOT_FIELDS)
    return frameworks.annotate(**dict(zip(NEWEST_FIELDS, values, strict=True)))


def snapshot(values: Sequence[Any]) -> Snapshot | None:
    """The snapshot from the values of NEWEST_FIELDS."""
    return Snapshot(*values) if values[0] else None


def _facts(rows: Sequence[tuple[Any, ...]]) -> Facts:
    """One framework from its rows, one a release line; without lines there is one row of nulls."""
    fields, width = len(FRAMEWORK_FIELDS), len(NEWEST_FIELDS)
    named = dict(zip(FRAMEWORK_FIELDS, rows[0], strict=False))
    lines = [row[fields + width :] for row in rows]
    return Facts(
        **{field: named[field] for field in PLAIN_FIELDS},
        kind=Kind(named["kind"]),
        interface=Interface(named["interface"]),
        package=named["package__slug"] or "",
        newest=snapshot(rows[0][fields : fields + width]),
        releases=tuple(ReleaseLine(*line) for line in lines if line[0]),
    )
