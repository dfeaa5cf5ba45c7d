"""What replies look like. The OpenAPI description is made from these types and their docstrings.

Names of fields are a contract: fields may be added within /api/v1/, none is renamed or removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from msgspec import Meta

from comparisons.engine.cells import HIGHEST_RATING, LOWEST_RATING, Fit, Level
from comparisons.engine.scoring import CriterionKind, Importance, Lead, Requirement
from comparisons.engine.verdicts import ClauseKind
from comparisons.models.vocabulary import (
    Interface,
    Kind,
    PointKind,
    Scope,
    SourceKind,
    Stance,
    Status,
    Trust,
)
from comparisons.search import GROUPS

Address = Annotated[str, Meta(extra_json_schema={"format": "uri"})]
Slug = Annotated[str, Meta(pattern="^[a-z0-9-]+$")]
Markdown = Annotated[str, Meta(extra_json_schema={"contentMediaType": "text/markdown"})]
PartialDate = Annotated[str, Meta(description="A date as far as it is known: 2010, 2010-04-16.")]
Count = Annotated[int, Meta(ge=0)]
Place = Annotated[int, Meta(ge=LOWEST_RATING, le=HIGHEST_RATING)]
HitKind = Annotated[str, Meta(extra_json_schema={"enum": list(GROUPS)})]
Percent = Annotated[int, Meta(ge=0, le=100)]
Time = Annotated[datetime, Meta(tz=True)]


# What every reply says


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition of the record that the reply is from; number 0 where nothing is published."""

    number: Count
    published_at: Time | None


@dataclass(frozen=True, slots=True)
class Reply:
    """One entry. `address` is that of the reply, `page` that of the page for people, if any."""

    edition: Edition
    licence: str
    address: Address
    page: Address | None
    data: Any


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of a list; `total` is how many entries there are in all."""

    edition: Edition
    licence: str
    address: Address
    page: Address | None
    total: Count
    limit: Count
    offset: Count
    next: Address | None
    previous: Address | None
    data: Any


@dataclass(frozen=True, slots=True)
class Fault:
    """A parameter that was not understood, and what is accepted."""

    parameter: str
    message: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that may have been meant."""

    name: str
    address: Address


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong (`title`), where (`instance`) and what to do (`detail`): RFC 9457."""

    type: Address
    title: str
    status: int
    detail: str
    instance: str
    errors: tuple[Fault, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


# Evidence


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a claim is from: a place in a source, what it says in our words, and its stance.

    `address` is that of the source and `place_address` that of the page within it.
    """

    source: Slug
    title: str
    publisher: str
    kind: SourceKind
    address: Address | None
    place: str
    place_address: Address | None
    says: str
    stance: Stance
    checked_on: date


@dataclass(frozen=True, slots=True)
class Package:
    slug: Slug
    title: str
    address: Address | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a framework offers for a feature. Level unknown never means no."""

    framework: Slug
    feature: Slug
    level: Level
    since: str | None
    packages: tuple[Package, ...]
    note: str
    page: Address
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Suitability:
    """How well a framework suits a use case, and why."""

    framework: Slug
    use_case: Slug
    fit: Fit
    reason: str
    page: Address
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """Where a framework stands on a dimension; null where nobody knows."""

    framework: Slug
    dimension: Slug
    value: Place | None
    reason: str
    page: Address
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A strength, a weakness, a limit, or a reason to choose it or to look elsewhere."""

    framework: Slug
    slug: Slug
    kind: PointKind
    title: str
    text: Markdown
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class CompanyExample:
    """What a company uses a framework for, or is said to; see `status`."""

    company: Slug
    company_name: str
    framework: Slug
    what: str
    scope: Scope
    status: Status
    since: PartialDate | None
    until: PartialDate | None
    note: str
    page: Address
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Migration:
    slug: Slug
    title: str
    summary: Markdown
    carries_over: Markdown
    does_not: Markdown
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims on which sources differ, what holds and why; citations carry each one’s stance."""

    slug: Slug
    title: str
    conflict: Markdown
    holds: Markdown
    why: Markdown
    page: Address
    citations: tuple[Citation, ...]


# Frameworks


@dataclass(frozen=True, slots=True)
class Version:
    """What the package index said of the newest version on the day `known_on`."""

    version: str
    released_on: date
    requires_python: str
    known_on: date


@dataclass(frozen=True, slots=True)
class FrameworkLine:
    """A framework in a list; `coverage` is its number of features at each level."""

    slug: Slug
    name: str
    tagline: str
    kind: Kind
    interface: Interface
    licence: str
    newest: Version | None
    coverage: dict[Level, Count]
    address: Address
    page: Address


@dataclass(frozen=True, slots=True)
class Release:
    """A release line and how long it is supported."""

    line: str
    released: PartialDate | None
    supported_until: PartialDate | None
    security_until: PartialDate | None
    long_term: bool
    note: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Link:
    kind: str
    title: str
    address: Address


@dataclass(frozen=True, slots=True)
class Named:
    """Another entry: its slug, its name, and its address in the API."""

    slug: Slug
    name: str
    address: Address


@dataclass(frozen=True, slots=True)
class Figure:
    """A published number about a framework; `trust` says how well it is known."""

    series: str
    year: int
    value: str
    unit: str
    trust: Trust
    note: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """Everything about one framework: a cell for each feature, use case and dimension."""

    slug: Slug
    name: str
    tagline: str
    kind: Kind
    interface: Interface
    licence: str
    creators: str
    first_release: PartialDate
    release_policy: str
    newest: Version | None
    releases: tuple[Release, ...]
    summary: Markdown
    philosophy: Markdown
    history: Markdown
    governance: Markdown
    successor: Named | None
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    features: tuple[Cell, ...]
    use_cases: tuple[Suitability, ...]
    dimensions: tuple[Rating, ...]
    points: tuple[Point, ...]
    companies: tuple[CompanyExample, ...]
    figures: tuple[Figure, ...]
    comparisons: tuple[Named, ...]
    migrations: tuple[Migration, ...]
    disagreements: tuple[Disagreement, ...]


# Features, use cases, dimensions


@dataclass(frozen=True, slots=True)
class FeatureLine:
    """A row of the matrix; `levels` has the level of each framework, by slug."""

    slug: Slug
    name: str
    why: str
    group: Slug
    group_name: str
    levels: dict[Slug, Level]
    address: Address
    page: Address


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature with the cells of all frameworks, best supported first."""

    slug: Slug
    name: str
    why: str
    group_name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class UseCaseLine:
    slug: Slug
    name: str
    summary: str
    address: Address
    page: Address


@dataclass(frozen=True, slots=True)
class UseCase:
    """A use case with all frameworks, best suited first."""

    slug: Slug
    name: str
    summary: str
    frameworks: tuple[Suitability, ...]


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """A scale from 1 (`low_end`) to 5 (`high_end`); neither end is better for everyone."""

    slug: Slug
    name: str
    low_end: str
    high_end: str
    explanation: str
    address: Address


@dataclass(frozen=True, slots=True)
class Dimension:
    """A scale with the places of all frameworks."""

    slug: Slug
    name: str
    low_end: str
    high_end: str
    explanation: str
    ratings: tuple[Rating, ...]


# Comparisons


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """A comparison that curators put on their list; any two to five frameworks can be compared."""

    slug: Slug
    title: str
    address: Address
    page: Address


@dataclass(frozen=True, slots=True)
class Column:
    """A framework in a comparison, and how well its cells are supported by evidence."""

    slug: Slug
    name: str
    tagline: str
    kind: Kind
    interface: Interface
    licence: str
    first_release: PartialDate
    newest: Version | None
    coverage: dict[Level, Count]
    cells: Count
    cells_known: Count
    cells_cited: Count
    cells_checked_in_last_12_months: Count
    address: Address


@dataclass(frozen=True, slots=True)
class Situation:
    """The curators’ answer for one situation; without framework it does not matter there."""

    slug: Slug
    when: str
    framework: Slug | None
    why: Markdown
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class VerdictClause:
    """A sentence made from the cells, whom it speaks for, and the rows it rests on."""

    kind: ClauseKind
    text: str
    frameworks: tuple[Slug, ...]
    rows: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """A feature that was asked for with `must` or `nice`, and whether each framework meets it.

    `least_level` is the `level` that was asked for; without it, packages of others count too.
    """

    feature: Slug
    importance: Importance
    least_level: Level | None
    results: dict[Slug, Requirement]


@dataclass(frozen=True, slots=True)
class FeatureRow:
    feature: Slug
    name: str
    group: Slug
    group_name: str
    differs: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class UseCaseRow:
    use_case: Slug
    name: str
    cells: tuple[Suitability, ...]


@dataclass(frozen=True, slots=True)
class DimensionRow:
    dimension: Slug
    name: str
    low_end: str
    high_end: str
    cells: tuple[Rating, ...]


@dataclass(frozen=True, slots=True)
class Faq:
    slug: Slug
    question: str
    answer: Markdown
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to five frameworks side by side; cells stand in the order of `frameworks`."""

    slug: Slug
    title: str
    introduction: Markdown | None
    introduction_citations: tuple[Citation, ...]
    frameworks: tuple[Column, ...]
    situations: tuple[Situation, ...]
    headline: str
    verdict: tuple[VerdictClause, ...]
    requirements: tuple[RequirementResult, ...]
    requirements_not_found: tuple[str, ...]
    features: tuple[FeatureRow, ...]
    use_cases: tuple[UseCaseRow, ...]
    dimensions: tuple[DimensionRow, ...]
    points: tuple[Point, ...]
    companies: tuple[CompanyExample, ...]
    migrations: tuple[Migration, ...]
    faqs: tuple[Faq, ...]
    disagreements: tuple[Disagreement, ...]


# Evidence as a list


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source; `citations` is how many entries’ claims rest on it."""

    slug: Slug
    title: str
    publisher: str
    kind: SourceKind
    source_address: Address | None
    published: PartialDate | None
    read_on: date
    citations: Count
    address: Address
    page: Address


@dataclass(frozen=True, slots=True)
class Voice:
    """Another source that speaks on the same entry."""

    source: Slug
    title: str
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class SourceClaim:
    """What a source says at one place, the entry that rests on it, and who else speaks there."""

    about: str
    entry: str
    page: Address
    stance: Stance
    place: str
    place_address: Address | None
    says: str
    checked_on: date
    others: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A source and what it says; `claims` is the part that limit and offset ask for."""

    slug: Slug
    title: str
    publisher: str
    kind: SourceKind
    source_address: Address | None
    published: PartialDate | None
    read_on: date
    note: str
    stances: dict[Stance, Count]
    claims: tuple[SourceClaim, ...]


@dataclass(frozen=True, slots=True)
class DisagreementLine(Disagreement):
    """A disagreement with the frameworks that it is about."""

    frameworks: tuple[Slug, ...]


# Code


@dataclass(frozen=True, slots=True)
class TaskLine:
    slug: Slug
    name: str
    summary: str
    address: Address
    page: Address


@dataclass(frozen=True, slots=True)
class File:
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """The run in which these files passed."""

    framework_version: str
    python_version: str
    server: str | None
    ran_on: date


@dataclass(frozen=True, slots=True)
class Sample:
    """A task in one framework. Files are given only where exactly they were seen to pass.

    Without files, `note` is the reason why the framework cannot do the task, or null where the
    record has no code yet.
    """

    framework: Slug
    note: str | None
    start: str | None
    requirements: tuple[str, ...]
    files: tuple[File, ...]
    run: Run | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A job, what a solution must do (`contract`), and code for at most five frameworks.

    `offered` are all frameworks that have code to show: ask for them with `framework`.
    """

    slug: Slug
    name: str
    summary: str
    contract: Markdown
    offered: tuple[Slug, ...]
    samples: tuple[Sample, ...]


# Changes and search


@dataclass(frozen=True, slots=True)
class Change:
    """A field that changed; before and after are null where one of them is long."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    title: str
    page: Address | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Entries of one kind to which the same happened; `entries` are at most 25 of `count`."""

    action: str
    kind: str
    count: Count
    entries: tuple[ChangedEntry, ...]


@dataclass(frozen=True, slots=True)
class EditionChanges:
    number: Count
    published_at: Time
    summary: str
    page: Address
    groups: tuple[ChangeGroup, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found, with the passage that was."""

    kind: HitKind
    title: str
    page: Address
    excerpt: str


# The wizard


@dataclass(frozen=True, slots=True)
class Option:
    slug: Slug
    text: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question: answer with `<question>=<option>`, repeated where several count (`multiple`)."""

    slug: Slug
    text: str
    why: str
    multiple: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that counts, as it was understood."""

    question: Slug
    options: tuple[Slug, ...]
    importance: Importance


@dataclass(frozen=True, slots=True)
class Uncounted:
    """An answer that does not count, and why; texts for people."""

    question: str
    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Points:
    """Points; low and high differ where a cell is unknown."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """Per cent of a wish that a cell satisfies; from 0 to 100 where the cell is unknown."""

    low: Percent
    high: Percent


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one wish adds: `share` × `weight` = `points`.

    `criterion` is the slug of a feature, use case or dimension, or the name of a trait. Cells of
    the first three places carry their citations; `page` leads to those of the others.
    """

    question: Slug
    option: Slug
    kind: CriterionKind
    criterion: Slug
    wish: str
    cell: str
    share: Share
    weight: Count
    points: Points
    to_check: bool
    page: Address
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A framework in the ranking: its points are the sum of its contributions.

    Places go by `middle`, half way between low and high.
    """

    rank: Count
    framework: Slug
    name: str
    points: Points
    middle: float
    contributions: tuple[Contribution, ...]
    address: Address


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A framework that a must rules out, with the cells that do."""

    framework: Slug
    name: str
    reasons: tuple[Contribution, ...]
    address: Address


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell on which evidence is missing; `may_rule_out` where it could rule a framework out."""

    wish: str
    framework_name: str
    what: str
    may_rule_out: bool
    page: Address


@dataclass(frozen=True, slots=True)
class ResultChange:
    """One changed answer or weight that puts others first; `page` is the result with it."""

    sentence: str
    page: Address | None


@dataclass(frozen=True, slots=True)
class Firmness:
    """In how many of `samples` the first place `stays` when all weights vary."""

    sentence: str
    samples: Count
    stays: Count


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the answers lead to, with the arithmetic. Without answers, `ranking` is empty."""

    answers: tuple[Answer, ...]
    not_counted: tuple[Uncounted, ...]
    lead: Lead
    headline: str
    summary: str
    maximum: float
    ranking: tuple[Ranked, ...]
    ruled_out: tuple[RuledOut, ...]
    changes: tuple[ResultChange, ...]
    firmness: Firmness | None
    gaps: tuple[Gap, ...]
