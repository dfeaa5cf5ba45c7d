"""The list of frameworks, and everything about one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, FilteredRelation, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from comparisons.engine.cells import Level
from comparisons.engine.matrix import Coverage, Heading
from comparisons.models import Feature, Framework, Support
from comparisons.models.vocabulary import Interface, Kind, LinkKind, State
from comparisons.queries.charts import (
    CoverageChart,
    ReleaseChart,
    Scale,
    ShareChart,
    coverage_chart,
    release_chart,
    scales,
    share_charts,
)
from comparisons.queries.citations import Citations, CitedSource, Reference, citations_of
from comparisons.queries.examples import Example, examples_of
from comparisons.queries.facts import (
    NEWEST_FIELDS,
    Facts,
    Snapshot,
    facts_of,
    snapshot,
    with_newest,
)
from comparisons.queries.figures import Measured, measured
from comparisons.queries.filtering import MET
from comparisons.queries.judgements import (
    DimensionRow,
    PointGroup,
    PointOf,
    UseCaseRow,
    by_kind,
    dimension_rows,
    keys_of,
    points_of,
    use_case_rows,
)
from comparisons.queries.matrix import FeatureRow, PackageLink, feature_rows, support_keys
from comparisons.queries.samples import TaskRow, task_rows
from comparisons.queries.texts import Texts, texts_concerning

HAVE = tuple(level.value for level in MET)
"""The levels at which somebody else provides a feature."""


@dataclass(frozen=True, slots=True)
class ListedFramework:
    """A framework in the list, with how many features it has at each level."""

    slug: str
    name: str
    tagline: str
    kind: Kind
    interface: Interface
    licence: str
    accent: int
    newest: Snapshot | None
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class FrameworkList:
    frameworks: tuple[ListedFramework, ...]
    features: int
    """How many features the record has: what coverage counts are out of."""

    @property
    def slugs(self) -> frozenset[str]:
        return frozenset(framework.slug for framework in self.frameworks)


def listed_frameworks() -> QuerySet[Framework]:
    """Return the published frameworks, with what they can be sorted by. No query yet.

    `covered` is the number of features that somebody else provides: built in, official
    extension, or third-party package.
    """
    covered = (
        _counted_supports()
        .filter(framework=OuterRef("pk"), level__in=HAVE)
        .order_by()
        .values("framework")
        .annotate(count=Count("pk"))
        .values("count")
    )
    counted = Coalesce(Subquery(covered, output_field=IntegerField()), 0)
    return with_newest(Framework.objects.published()).annotate(covered=counted)


def _features() -> QuerySet[Feature]:
    return Feature.objects.published().filter(group__state=State.PUBLISHED)


def _counted_supports() -> QuerySet[Support]:
    """The cells that coverage counts: those whose row is shown."""
    return Support.objects.published().filter(
        feature__state=State.PUBLISHED, feature__group__state=State.PUBLISHED
    )


def framework_list(frameworks: QuerySet[Framework]) -> FrameworkList:
    """Return these frameworks, from `listed_frameworks`, with their coverage. Three queries."""
    fields = ("pk", "slug", "name", "tagline", "kind", "interface", "licence", "accent")
    rows = list(frameworks.values_list(*fields, *NEWEST_FIELDS))
    features = _features().count()
    counts = _level_counts([row[0] for row in rows])
    return FrameworkList(
        tuple(_listed(row, counts.get(row[0], {}), features) for row in rows), features
    )


def _level_counts(frameworks: list[int]) -> dict[int, dict[str, int]]:
    """How many cells each framework has at each level. One query."""
    rows = (
        _counted_supports()
        .filter(framework__in=frameworks)
        .order_by()
        .values_list("framework_id", "level")
        .annotate(count=Count("pk"))
    )
    counts: dict[int, dict[str, int]] = {}
    for framework, level, count in rows:
        counts.setdefault(framework, {})[level] = count
    return counts


def _listed(row: tuple[Any, ...], counts: Mapping[str, int], features: int) -> ListedFramework:
    _, slug, name, tagline, kind, interface, licence, accent = row[:8]
    return ListedFramework(
        slug,
        name,
        tagline,
        Kind(kind),
        Interface(interface),
        licence,
        accent,
        snapshot(row[8:]),
        _coverage(counts, features),
    )


def _coverage(counts: Mapping[str, int], features: int) -> Coverage:
    """Cells that do not exist are unknown, like those that say so."""
    missing = features - sum(counts.values())
    return Coverage(
        counts.get(Level.BUILT_IN, 0),
        counts.get(Level.OFFICIAL_EXTENSION, 0),
        counts.get(Level.THIRD_PARTY, 0),
        counts.get(Level.MANUAL, 0),
        counts.get(Level.NONE, 0),
        counts.get(Level.UNKNOWN, 0) + missing,
    )


# One framework


@dataclass(frozen=True, slots=True)
class FrameworkLink:
    kind: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class About:
    """The prose about a framework, in Markdown, and where else to read."""

    summary: str
    philosophy: str
    history: str
    governance: str
    successor: tuple[str, str] | None
    """Slug and name of what to look at instead."""
    links: tuple[FrameworkLink, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A row about one framework: what is said, and the references that support it.

    `tone` is the class that gives it its colour, `symbol` its mark beside the words.
    """

    anchor: str
    name: str
    address: str
    tone: str
    symbol: str
    label: str
    since: str
    packages: tuple[PackageLink, ...]
    note: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    heading: Heading
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class JudgedRows:
    """What the claims are written from: every row with the cell of this one framework."""

    features: tuple[FeatureRow, ...]
    use_cases: tuple[UseCaseRow, ...]
    dimensions: tuple[DimensionRow, ...]


@dataclass(frozen=True, slots=True)
class FrameworkPage:
    """Everything about one framework."""

    facts: Facts
    about: About
    groups: tuple[ClaimGroup, ...]
    use_cases: tuple[Claim, ...]
    dimensions: tuple[Claim, ...]
    rows: JudgedRows
    points: tuple[PointGroup, ...]
    examples: tuple[Example, ...]
    tasks: tuple[TaskRow, ...]
    figures: tuple[Measured, ...]
    texts: Texts
    citations: Citations
    coverage: CoverageChart
    releases: ReleaseChart | None
    profile: tuple[Scale, ...]
    shares: tuple[ShareChart, ...]

    @property
    def columns(self) -> tuple[Facts, ...]:
        """The frameworks whose shapes stand on the scales: this one."""
        return (self.facts,)

    @property
    def sources(self) -> tuple[CitedSource, ...]:
        return self.citations.sources

    @property
    def features(self) -> int:
        return sum(len(group.claims) for group in self.groups)


def framework_page(slug: str, today: date) -> FrameworkPage | None:
    """Return everything about the framework with this slug, or None. Thirteen queries at most.

    Release lines are shown with their support as it stands on `today`.
    """
    frameworks = facts_of([slug])
    if not frameworks:
        return None
    (facts,) = frameworks
    found = _found(facts)
    citations = found.citations()
    return FrameworkPage(
        facts=facts,
        about=_about(facts.pk),
        groups=tuple(_groups(found, citations)),
        use_cases=tuple(_use_case(row, citations) for row in found.use_cases),
        dimensions=tuple(_dimension(row, citations) for row in found.dimensions),
        rows=JudgedRows(found.features, found.use_cases, found.dimensions),
        points=by_kind(found.points),
        examples=found.examples,
        tasks=tuple(task for task in found.tasks if task.is_offered),
        figures=found.figures,
        texts=found.texts,
        citations=citations,
        coverage=coverage_chart(found.features, frameworks),
        releases=release_chart(frameworks, today),
        profile=scales(found.dimensions, frameworks),
        shares=share_charts(found.measured),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What the database holds about a framework, before citations."""

    facts: Facts
    features: tuple[FeatureRow, ...]
    use_cases: tuple[UseCaseRow, ...]
    dimensions: tuple[DimensionRow, ...]
    points: tuple[PointOf, ...]
    examples: tuple[Example, ...]
    tasks: tuple[TaskRow, ...]
    measured: tuple[Measured, ...]
    texts: Texts

    @property
    def figures(self) -> tuple[Measured, ...]:
        return tuple(figure for figure in self.measured if figure.is_own)

    def citations(self) -> Citations:
        """Entries in the order in which the page shows them: sources are numbered by it."""
        return citations_of(
            {
                "framework": [self.facts.pk],
                "release": [line.pk for line in self.facts.releases],
                "point": [point.pk for point in self.points],
                "support": list(support_keys(self.features, [self.facts.pk])),
                "suitability": list(keys_of(self.use_cases)),
                "rating": list(keys_of(self.dimensions)),
                "company_example": [example.pk for example in self.examples],
                "code_sample": [s.code.pk for t in self.tasks for s in t.samples if s.code],
                "figure": [figure.pk for figure in self.figures],
                "migration": [text.pk for text in self.texts.migrations],
                "disagreement": [text.pk for text in self.texts.disagreements],
            }
        )


def _found(facts: Facts) -> _Found:
    """Nine queries."""
    return _Found(
        facts,
        feature_rows([facts.pk]),
        use_case_rows([facts.pk]),
        dimension_rows([facts.pk]),
        points_of([facts.pk]),
        examples_of([facts.pk]),
        task_rows([facts]),
        measured([facts.pk]),
        texts_concerning(facts.pk),
    )


def _about(framework: int) -> About:
    """One query: the framework's prose, joined with its links."""
    rows = list(
        Framework.objects.published()
        .filter(pk=framework)
        .annotate(link=FilteredRelation("links", condition=Q(links__state=State.PUBLISHED)))
        .order_by("link__position", "link__pk")
        .values_list(
            "summary",
            "philosophy",
            "history",
            "governance",
            "successor__slug",
            "successor__name",
            "successor__state",
            "link__kind",
            "link__title",
            "link__address",
        )
    )
    summary, philosophy, history, governance, slug, name, state = rows[0][:7]
    links = tuple(_link(*row[7:]) for row in rows if row[7])
    return About(
        summary,
        philosophy,
        history,
        governance,
        (slug, name) if state == State.PUBLISHED else None,
        links,
    )


def _link(kind: str, title: str, address: str) -> FrameworkLink:
    return FrameworkLink(LinkKind(kind).label, title, address)


def _groups(found: _Found, citations: Citations) -> Iterator[ClaimGroup]:
    groups: dict[Heading, list[Claim]] = {}
    for row in found.features:
        groups.setdefault(row.heading, []).append(_feature(row, found.facts.pk, citations))
    for heading, claims in groups.items():
        yield ClaimGroup(heading, tuple(claims))


def _feature(row: FeatureRow, framework: int, citations: Citations) -> Claim:
    support = row.supports.get(framework)
    level = row.level(framework)
    return Claim(
        f"feature-{row.slug}",
        row.name,
        reverse("feature", args=(row.slug,)),
        f"level-{level.value}",
        level.symbol,
        level.label,
        support.cell.since if support else "",
        support.packages if support else (),
        support.cell.note if support else "",
        citations.of("support", support.pk if support else None),
    )


def _use_case(row: UseCaseRow, citations: Citations) -> Claim:
    (cell,) = row.cells
    return Claim(
        f"use-case-{row.slug}",
        row.name,
        reverse("use-case", args=(row.slug,)),
        f"fit-{cell.fit.value}",
        cell.fit.symbol,
        cell.fit.label,
        "",
        (),
        cell.reason,
        citations.of("suitability", cell.pk),
    )


def _dimension(row: DimensionRow, citations: Citations) -> Claim:
    (cell,) = row.cells
    return Claim(
        f"dimension-{row.slug}",
        row.name,
        "",
        "" if cell.value else "level-unknown",
        str(cell.value or "?"),
        f"{cell.value} of 5" if cell.value else "Unknown",
        "",
        (),
        f"1 is “{row.low_end}”, 5 is “{row.high_end}”. {cell.reason}".strip(),
        citations.of("rating", cell.pk),
    )
