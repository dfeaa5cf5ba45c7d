"""Two to five frameworks side by side: the page, and what its exports are made of."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta

from comparisons.engine.cells import Level
from comparisons.engine.matrix import (
    Coverage,
    Group,
    Row,
    coverage,
    grouped,
    only_differences,
)
from comparisons.engine.scoring import Criterion, CriterionKind, Requirement, meets
from comparisons.engine.verdicts import (
    Clause,
    Evidence,
    FitRow,
    LevelRow,
    RatingRow,
    headline,
    verdict,
)
from comparisons.models import Comparison
from comparisons.models.comparing import SEPARATOR, comparison_slug
from comparisons.models.vocabulary import State
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
from comparisons.queries.citations import Citations, CitedSource, citations_of
from comparisons.queries.examples import Example, examples_of
from comparisons.queries.facts import BESIDE_FACTS, Facts, facts_of
from comparisons.queries.features import ColumnHead, column_heads
from comparisons.queries.figures import Measured, measured
from comparisons.queries.filtering import levels_in_words
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
from comparisons.queries.matrix import (
    Checked,
    FeatureRow,
    checked_cells,
    cited_rows,
    feature_rows,
    support_keys,
)
from comparisons.queries.samples import TaskRow, task_rows
from comparisons.queries.stacks import PackageFacts, Stack, packages_for, stacks
from comparisons.queries.texts import Text, Texts, texts_about

FEWEST, MOST = 2, 5
"""How many frameworks stand side by side."""
YEAR = timedelta(days=365)
SHOWN_TASKS = 3
WIDEST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Requirements:
    """What the reader asks for: slugs of features, as they came.

    A feature is there from the level `least` on, or at any level that somebody else provides.
    """

    must: tuple[str, ...] = ()
    nice: tuple[str, ...] = ()
    least: Level | None = None

    @property
    def met(self) -> str:
        """The levels that meet them, in words."""
        return levels_in_words(self.least)

    def without(self, slug: str) -> Requirements:
        must, nice = (tuple(s for s in some if s != slug) for some in (self.must, self.nice))
        return replace(self, must=must, nice=nice)

    def weighed(self, slug: str, is_must: bool) -> Requirements:
        """The same with this feature as a must, or as nice to have."""
        rest = self.without(slug)
        if is_must:
            return replace(rest, must=(*rest.must, slug))
        return replace(rest, nice=(*rest.nice, slug))

    def among(self, known: Container[str]) -> Requirements:
        """Each known feature once; one that is both is a must."""
        must = tuple(dict.fromkeys(slug for slug in self.must if slug in known))
        nice = dict.fromkeys(slug for slug in self.nice if slug in known)
        return replace(self, must=must, nice=tuple(slug for slug in nice if slug not in must))


@dataclass(frozen=True, slots=True)
class Answer:
    """What one framework's cell means for a requirement."""

    level: Level
    result: Requirement


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A feature the reader asks for, with one answer a framework.

    `without` and `otherwise` are the reader's requirements if this one is dropped, or changes
    between must and nice to have.
    """

    row: Row
    is_must: bool
    answers: tuple[Answer, ...]
    without: Requirements
    otherwise: Requirements


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The reader's requirements against the matrix; slugs that name no feature are `not_found`."""

    asked: Requirements = Requirements()
    rows: tuple[RequirementRow, ...] = ()
    not_found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The situations in which the curators' answer is this framework, or any of them (None)."""

    framework: Facts | None
    situations: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """A generated clause and the accents of the frameworks that it speaks for."""

    clause: Clause
    accents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What a comparison says of one framework alone.

    `without` is the slug of the comparison of the others; empty where only one would be left.
    """

    facts: Facts
    without: str
    points: tuple[PointGroup, ...]
    examples: tuple[Example, ...]
    coverage: Coverage
    checked: Checked


@dataclass(frozen=True, slots=True)
class CountLine:
    """A framework's row in a table of counts."""

    facts: Facts
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts of cells, one row a framework; `heads` name the columns."""

    label: str
    caption: str
    heads: tuple[str, ...]
    lines: tuple[CountLine, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Everything on a comparison page. Cells stand in the order of `columns`.

    `others` are the frameworks that could be added; none where no more fit.
    """

    slug: str
    columns: tuple[Column, ...]
    others: tuple[ColumnHead, ...]
    texts: Texts
    choices: tuple[Choice, ...]
    headline: str
    verdict: tuple[VerdictLine, ...]
    requirements: Evaluated
    features: tuple[FeatureRow, ...]
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    differences_only: bool
    widest: tuple[Row, ...]
    stacks: tuple[Stack, ...]
    by_group: CoverageChart
    releases: ReleaseChart | None
    shares: tuple[ShareChart, ...]
    dimensions: tuple[Scale, ...]
    use_cases: tuple[UseCaseRow, ...]
    tasks: tuple[TaskRow, ...]
    other_tasks: tuple[TaskRow, ...]
    citations: Citations
    checked_since: date

    @property
    def title(self) -> str:
        return " vs ".join(column.facts.name for column in self.columns)

    @property
    def frameworks(self) -> tuple[Facts, ...]:
        return tuple(column.facts for column in self.columns)

    @property
    def width(self) -> int:
        """Columns of the matrix, with that of the features."""
        return len(self.columns) + 1

    @property
    def has_examples(self) -> bool:
        return any(column.examples for column in self.columns)

    @property
    def differing(self) -> int:
        return sum(row.differs for row in self.rows)

    @property
    def sources(self) -> tuple[CitedSource, ...]:
        return self.citations.sources

    @property
    def coverage(self) -> CountTable:
        """How many features each framework has at each level."""
        return CountTable(
            "How many features at each level",
            f"How the {len(self.rows)} features are covered",
            tuple(level.label for level in Level),
            tuple(CountLine(column.facts, astuple(column.coverage)) for column in self.columns),
        )

    @property
    def checked(self) -> CountTable:
        """How well each framework's column is supported by evidence."""
        since = f"{self.checked_since.day} {self.checked_since:%B %Y}"
        return CountTable(
            "How many cells are cited and checked",
            "Cells of the matrix that are filled, that name a source, and that were checked "
            f"since {since}",
            ("Cells", "Known", "Cited", "Checked in the last 12 months"),
            tuple(CountLine(column.facts, astuple(column.checked)) for column in self.columns),
        )


@dataclass(frozen=True, slots=True)
class ComparisonLink:
    """A curated comparison as an entry of a list."""

    slug: str
    title: str


def worth_reading() -> tuple[ComparisonLink, ...]:
    """Return the comparisons that curators put on the list, in their order. One query."""
    rows = (
        Comparison.objects.published()
        .filter(position__gt=0)
        .exclude(frameworks__state=State.DRAFT)
        .order_by("position", "slug")
    )
    return tuple(ComparisonLink(*row) for row in rows.values_list("slug", "title"))


def comparison_page(
    slugs: Sequence[str], asked: Requirements, differences_only: bool, today: date
) -> ComparisonPage | None:
    """Return the page of these frameworks, whose slugs stand in order; None if one is missing.

    Thirteen queries, whatever the number of frameworks, features and citations. Cells count as
    recently checked when that was in the 365 days before `today`, and support of releases is as it
    stands on that day.
    """
    frameworks = facts_of(slugs)
    if [facts.slug for facts in frameworks] != list(slugs):
        return None
    keys = [facts.pk for facts in frameworks]
    found = _Found(
        slug=SEPARATOR.join(slugs),
        frameworks=frameworks,
        everything=column_heads(),
        features=feature_rows(keys),
        packages=packages_for(keys),
        use_cases=use_case_rows(keys),
        dimensions=dimension_rows(keys),
        points=points_of(keys),
        examples=examples_of(keys),
        tasks=task_rows(frameworks),
        figures=tuple(figure for figure in measured(keys) if figure.is_own),
        texts=texts_about(SEPARATOR.join(slugs), keys),
    )
    return _page(found, asked, differences_only, today)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the database holds about the frameworks, before citations."""

    slug: str
    frameworks: tuple[Facts, ...]
    everything: tuple[ColumnHead, ...]
    features: tuple[FeatureRow, ...]
    packages: Mapping[str, PackageFacts]
    use_cases: tuple[UseCaseRow, ...]
    dimensions: tuple[DimensionRow, ...]
    points: tuple[PointOf, ...]
    examples: tuple[Example, ...]
    tasks: tuple[TaskRow, ...]
    figures: tuple[Measured, ...]
    texts: Texts

    @property
    def keys(self) -> list[int]:
        return [facts.pk for facts in self.frameworks]

    def citations(self) -> Citations:
        """Entries in the order in which the page shows them: sources are numbered by it."""
        chosen, _ = _shown_tasks(self.tasks)
        return citations_of(
            {
                "situation": [text.pk for text in self.texts.situations],
                "comparison": [text.pk for text in self.texts.comparison],
                "framework": self.keys,
                "release": [line.pk for facts in self.frameworks for line in facts.releases],
                "figure": [figure.pk for figure in self.figures],
                "support": list(support_keys(self.features, self.keys)),
                "rating": list(keys_of(self.dimensions)),
                "suitability": list(keys_of(self.use_cases)),
                "point": [point.pk for point in self.points],
                "company_example": [example.pk for example in self.examples],
                "code_sample": [s.code.pk for task in chosen for s in task.samples if s.code],
                "migration": [text.pk for text in self.texts.migrations],
                "faq": [text.pk for text in self.texts.faqs],
                "disagreement": [text.pk for text in self.texts.disagreements],
            }
        )

    def evidence(self) -> Evidence:
        """The cells as the verdict wants them."""
        slugs = [facts.slug for facts in self.frameworks]
        by_key = {facts.pk: facts.slug for facts in self.frameworks}
        return Evidence(
            tuple((facts.slug, facts.name) for facts in self.frameworks),
            tuple(
                FitRow(
                    row.slug, row.name, dict(zip(slugs, (c.fit for c in row.cells), strict=True))
                )
                for row in self.use_cases
            ),
            tuple(
                LevelRow(
                    row.slug,
                    row.name,
                    row.heading.slug,
                    {by_key[pk]: support.cell.level for pk, support in row.supports.items()},
                )
                for row in self.features
            ),
            tuple(
                RatingRow(
                    row.slug,
                    row.name,
                    row.low_end,
                    row.high_end,
                    dict(zip(slugs, (cell.value for cell in row.cells), strict=True)),
                )
                for row in self.dimensions
            ),
        )


def _page(
    found: _Found, asked: Requirements, differences_only: bool, today: date
) -> ComparisonPage:
    since = today - YEAR
    citations = found.citations()
    rows = cited_rows(found.features, found.keys, citations)
    groups = grouped(rows)
    evidence = found.evidence()
    tasks, other_tasks = _shown_tasks(found.tasks)
    return ComparisonPage(
        slug=found.slug,
        columns=tuple(_columns(found, rows, citations, since)),
        others=_others(found),
        texts=found.texts,
        choices=_choices(found),
        headline=headline(evidence),
        verdict=_verdict(found.frameworks, evidence),
        requirements=_evaluated(rows, asked),
        features=found.features,
        rows=rows,
        groups=only_differences(groups) if differences_only else groups,
        differences_only=differences_only,
        widest=_widest(rows),
        stacks=stacks(found.features, found.frameworks, found.packages),
        by_group=coverage_chart(found.features, found.frameworks),
        releases=release_chart(found.frameworks, today, BESIDE_FACTS),
        shares=share_charts(found.figures),
        dimensions=scales(found.dimensions, found.frameworks),
        use_cases=found.use_cases,
        tasks=tasks,
        other_tasks=other_tasks,
        citations=citations,
        checked_since=since,
    )


def _columns(
    found: _Found, rows: Sequence[Row], citations: Citations, since: date
) -> Iterator[Column]:
    counts = coverage(rows) or (Coverage(),) * len(found.frameworks)
    for facts, count in zip(found.frameworks, counts, strict=True):
        yield Column(
            facts,
            _without(facts, found.frameworks),
            by_kind(point for point in found.points if point.framework == facts.pk),
            tuple(example for example in found.examples if example.framework == facts.pk),
            count,
            checked_cells(found.features, facts.pk, citations, since),
        )


def _without(facts: Facts, frameworks: Sequence[Facts]) -> str:
    rest = [other.slug for other in frameworks if other is not facts]
    return comparison_slug(rest) if len(rest) >= FEWEST else ""


def _others(found: _Found) -> tuple[ColumnHead, ...]:
    if len(found.frameworks) == MOST:
        return ()
    here = set(found.keys)
    return tuple(head for head in found.everything if head.pk not in here)


def _choices(found: _Found) -> tuple[Choice, ...]:
    """Situations by the framework that answers them; those where it does not matter last."""
    situations = found.texts.situations
    answers: tuple[Facts | None, ...] = (*found.frameworks, None)
    choices = (
        Choice(facts, tuple(s for s in situations if s.framework == (facts and facts.pk)))
        for facts in answers
    )
    return tuple(choice for choice in choices if choice.situations)


def _verdict(frameworks: Iterable[Facts], evidence: Evidence) -> tuple[VerdictLine, ...]:
    accents = {facts.slug: facts.accent for facts in frameworks}
    return tuple(
        VerdictLine(clause, tuple(accents[slug] for slug in clause.winners))
        for clause in verdict(evidence)
    )


def _shown_tasks(
    tasks: Iterable[TaskRow],
) -> tuple[tuple[TaskRow, ...], tuple[TaskRow, ...]]:
    """The tasks whose code most of the frameworks can show, in page order, and the others."""
    offered = [task for task in tasks if task.is_offered]
    best = sorted(offered, key=lambda task: -task.shown)[:SHOWN_TASKS]
    chosen = tuple(task for task in offered if task in best)
    return chosen, tuple(task for task in offered if task not in best)


def _widest(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows whose known levels are furthest apart, by steps between levels; page order else."""
    gaps = [(_gap(row), row) for row in rows]
    wide = sorted((pair for pair in gaps if pair[0]), key=lambda pair: -pair[0])
    return tuple(row for _, row in wide[:WIDEST_SHOWN])


def _gap(row: Row) -> int:
    steps = [LEVELS.index(cell.level) for cell in row.cells if cell.level is not Level.UNKNOWN]
    return max(steps) - min(steps) if steps else 0


LEVELS = tuple(Level)


def _evaluated(rows: Sequence[Row], asked: Requirements) -> Evaluated:
    """Each feature once, musts before wishes."""
    by_slug = {row.slug: row for row in rows}
    known = asked.among(by_slug)
    wanted = dict.fromkeys((*asked.must, *asked.nice))
    return Evaluated(
        known,
        tuple(_requirement(by_slug[slug], known) for slug in (*known.must, *known.nice)),
        tuple(slug for slug in wanted if slug not in by_slug),
    )


def _requirement(row: Row, asked: Requirements) -> RequirementRow:
    is_must = row.slug in asked.must
    criterion = Criterion(CriterionKind.FEATURE, row.slug, row.name)
    answers = (Answer(cell.level, meets(criterion, cell.level, asked.least)) for cell in row.cells)
    return RequirementRow(
        row,
        is_must,
        tuple(answers),
        asked.without(row.slug),
        asked.weighed(row.slug, not is_must),
    )
