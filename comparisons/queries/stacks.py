"""What each framework needs added to match what the most complete one beside it has built in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from comparisons.engine.cells import Level
from comparisons.engine.stacks import assemble
from comparisons.models import Package, PackageSnapshot
from comparisons.models.vocabulary import State
from comparisons.queries.facts import Facts
from comparisons.queries.matrix import FeatureRow

SNAPSHOT = ("latest", "released_on", "licence")


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """A package as the index described it last; what is not known is empty or None."""

    title: str
    address: str
    maintainer: str
    latest: str
    released_on: date | None
    licence: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A package and the features it is added for."""

    package: PackageFacts
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """One way to make up for what `model` has built in and `framework` has not."""

    framework: Facts
    model: Facts
    additions: tuple[Addition, ...]
    by_hand: tuple[str, ...]
    not_available: tuple[str, ...]
    unknown: tuple[str, ...]


def packages_for(frameworks: Sequence[int]) -> dict[str, PackageFacts]:
    """Return the packages that these frameworks' cells name, by slug. One query."""
    newest = (
        PackageSnapshot.objects.published().filter(package=OuterRef("pk")).order_by("-taken_on")
    )
    rows = (
        Package.objects.published()
        .filter(supports__framework__in=frameworks, supports__state=State.PUBLISHED)
        .annotate(**{field: Subquery(newest.values(field)[:1]) for field in SNAPSHOT})
        .distinct()
        .values_list("slug", "title", "address", "maintainer", *SNAPSHOT)
    )
    return {
        slug: PackageFacts(title, address, maintainer, latest or "", released_on, licence or "")
        for slug, title, address, maintainer, latest, released_on, licence in rows
    }


def stacks(
    rows: Sequence[FeatureRow], frameworks: Sequence[Facts], packages: Mapping[str, PackageFacts]
) -> tuple[Stack, ...]:
    """Return a stack for each framework but the one with most built in; none where two tie."""
    built_in = {
        facts.pk: sum(_level(row, facts) is BUILT_IN for row in rows) for facts in frameworks
    }
    most = max(built_in.values(), default=0)
    models = [facts for facts in frameworks if built_in[facts.pk] == most]
    if len(models) != 1:
        return ()
    wanted = [row for row in rows if _level(row, models[0]) is BUILT_IN]
    others = (facts for facts in frameworks if facts is not models[0])
    return tuple(_stack(facts, models[0], wanted, packages) for facts in others)


BUILT_IN = Level.BUILT_IN


def _level(row: FeatureRow, facts: Facts) -> Level:
    support = row.supports.get(facts.pk)
    return support.cell.level if support else Level.UNKNOWN


def _stack(
    facts: Facts,
    model: Facts,
    wanted: Sequence[FeatureRow],
    packages: Mapping[str, PackageFacts],
) -> Stack:
    added = [
        row for row in wanted if _level(row, facts) in (Level.OFFICIAL_EXTENSION, Level.THIRD_PARTY)
    ]
    needs = {
        row.name: [package.slug for package in row.supports[facts.pk].packages] for row in added
    }
    return Stack(
        facts,
        model,
        tuple(Addition(packages[slug], names) for slug, names in assemble(needs)),
        _named(wanted, facts, Level.MANUAL),
        _named(wanted, facts, Level.NONE),
        _named(wanted, facts, Level.UNKNOWN),
    )


def _named(rows: Iterable[FeatureRow], facts: Facts, level: Level) -> tuple[str, ...]:
    return tuple(row.name for row in rows if _level(row, facts) is level)
