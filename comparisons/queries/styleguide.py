"""The style guide: sample page objects for the components that the pages are made of. No query.

Everything is made up, and named so: nothing here says anything about a framework.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from django.conf import settings

from comparisons.engine.cells import Fit, Level
from comparisons.engine.charts import BarChart, contribution_bars
from comparisons.engine.matrix import Cell, Group, Heading, Row, grouped
from comparisons.engine.scoring import Interval, Requirement
from comparisons.models.vocabulary import (
    Interface,
    Kind,
    PointKind,
    SourceKind,
    Stance,
    Status,
    Trust,
)
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
from comparisons.queries.citations import NO_CITATIONS, Citations, CitedSource
from comparisons.queries.facts import Facts, ReleaseLine
from comparisons.queries.figures import Measured
from comparisons.queries.judgements import DimensionRow, PointGroup, PointOf, Rating
from comparisons.queries.matrix import FeatureRow, Support
from comparisons.queries.samples import File, Run, Sample, SampleOf

TOKENS = settings.BASE_DIR / "static" / "css" / "tokens.css"
COLOUR = re.compile(r"--([a-z0-9-]+): light-dark\(")
SIZE = re.compile(r"--((?:text|space)-[a-z0-9]+): ")
DAY = date(2026, 7, 1)
NAMES = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")
ADDRESSES = ("bottle", "django", "falcon", "fastapi", "flask")
ROWS = (("Data", "orm"), ("Data", "migrations"), ("Security", "csrf"), ("Security", "sessions"))
CODE = "def hello(name: str) -> str:\n    # A comment\n    return f'Hello, {name}!'\n"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The names of the tokens in tokens.css, in its order."""

    colours: tuple[str, ...]
    accents: tuple[str, ...]
    types: tuple[str, ...]
    spaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleColumn:
    """What components take of a column of a comparison."""

    facts: Facts
    points: tuple[PointGroup, ...]


@dataclass(frozen=True, slots=True)
class SampleMatrix:
    """What the matrix takes of a comparison page."""

    columns: tuple[SampleColumn, ...]
    groups: tuple[Group, ...]

    @property
    def width(self) -> int:
        return len(self.columns) + 1


@dataclass(frozen=True, slots=True)
class StyleGuide:
    """One sample of everything."""

    tokens: Tokens
    frameworks: tuple[Facts, ...]
    matrix: SampleMatrix
    coverage: CoverageChart
    scales: tuple[Scale, ...]
    releases: ReleaseChart | None
    shares: tuple[ShareChart, ...]
    contributions: BarChart
    code: SampleOf
    sources: tuple[CitedSource, ...]
    citations: Citations = NO_CITATIONS
    levels: tuple[Level, ...] = tuple(Level)
    fits: tuple[Fit, ...] = tuple(Fit)
    requirements: tuple[Requirement, ...] = tuple(Requirement)
    statuses: tuple[Status, ...] = tuple(Status)
    stances: tuple[Stance, ...] = tuple(Stance)

    @property
    def first(self) -> Facts:
        return self.frameworks[0]


def style_guide() -> StyleGuide:
    """Return the samples; the tokens are read from the style sheet itself."""
    frameworks = tuple(_facts(place) for place in range(len(NAMES)))
    return StyleGuide(
        tokens=tokens(),
        frameworks=frameworks,
        matrix=_matrix(frameworks[:2]),
        coverage=coverage_chart(_feature_rows(), frameworks[:2]),
        scales=scales(_dimensions(), frameworks),
        releases=release_chart(frameworks[:1], DAY),
        shares=share_charts(_measured()),
        contributions=contribution_bars([[Interval(300, 300), Interval(150, 260)]], 700),
        code=SampleOf(frameworks[0], _code()),
        sources=(_source(1, "docs.example.org"), _source(2, "")),
    )


@cache
def tokens() -> Tokens:
    style = TOKENS.read_text()
    colours = COLOUR.findall(style)
    sizes = SIZE.findall(style)
    return Tokens(
        tuple(name for name in colours if not name.startswith("accent-")),
        tuple(name for name in colours if name.startswith("accent-")),
        tuple(name for name in sizes if name.startswith("text-")),
        tuple(name for name in sizes if name.startswith("space-")),
    )


def _facts(place: int) -> Facts:
    return Facts(
        pk=place + 1,
        slug=ADDRESSES[place],
        name=NAMES[place],
        tagline="A framework that exists only on this page.",
        licence="MIT",
        creators="Nobody",
        first_release="2020-02",
        release_policy="",
        accent=place + 1,
        kind=Kind.MICRO,
        interface=Interface.BOTH,
        package="",
        newest=None,
        releases=(
            ReleaseLine(2, "2.0", "2025-12", "2026-12", "2027-12", True, ""),
            ReleaseLine(1, "1.0", "2024-03-01", "2025-12", "2026-06", False, ""),
            ReleaseLine(0, "0.9", "2023", "", "", False, ""),
        ),
    )


def _matrix(frameworks: tuple[Facts, ...]) -> SampleMatrix:
    levels = iter((*Level, Level.BUILT_IN, Level.MANUAL))
    rows = [
        Row(
            slug,
            f"Feature {number}",
            Heading(name.lower(), name),
            (_cell(next(levels)), _cell(next(levels))),
        )
        for number, (name, slug) in enumerate(ROWS, 1)
    ]
    return SampleMatrix(tuple(_column(facts) for facts in frameworks), grouped(rows))


def _cell(level: Level) -> Cell:
    match level:
        case Level.BUILT_IN:
            return Cell(level, "1.4", footnotes=(1, 2))
        case Level.NONE | Level.UNKNOWN:
            return Cell(level)
    return Cell(level, note="What to know about it.", packages=("a-package",), footnotes=(2,))


def _column(facts: Facts) -> SampleColumn:
    text = "A sentence or two, with `code` and *emphasis*."
    kinds = ((PointKind.PRO, "Strengths"), (PointKind.CON, "Weaknesses"))
    return SampleColumn(
        facts,
        tuple(
            PointGroup(kind, title, (PointOf(0, facts.pk, kind.value, kind, "A point", text),))
            for kind, title in kinds
        ),
    )


def _dimensions() -> tuple[DimensionRow, ...]:
    values = ((1, 2, 3, 4, 5), (2, 2, 4, 4, None))
    return tuple(
        DimensionRow(
            f"sample-{number}",
            f"Dimension {number}",
            "the low end",
            "the high end",
            "",
            tuple(Rating(None, value, "") for value in given),
        )
        for number, given in enumerate(values, 1)
    )


def _feature_rows() -> tuple[FeatureRow, ...]:
    first = (*Level, Level.BUILT_IN, Level.BUILT_IN, Level.THIRD_PARTY)
    second = (Level.BUILT_IN, Level.MANUAL, Level.UNKNOWN)
    groups = {
        "Data": zip(first, reversed(first), strict=True),
        "Security": zip(second, second, strict=True),
    }
    return tuple(
        FeatureRow(
            f"{name}-{place}",
            name,
            "",
            Heading(name.lower(), name),
            {pk: Support(pk, Cell(level)) for pk, level in enumerate(levels, 1)},
        )
        for name, rows in groups.items()
        for place, levels in enumerate(rows)
    )


def _measured() -> tuple[Measured, ...]:
    read = ((0, (22, 27, 34)), (1, (31, 30, 29)), (2, (4, 6, 5)))
    return tuple(
        Measured(
            0,
            "A survey",
            2023 + year,
            Decimal(value),
            "% of answers",
            Trust.MEDIUM,
            "",
            NAMES[place],
            place + 1,
            is_own=place == 0,
        )
        for place, values in read
        for year, value in enumerate(values)
    )


def _code() -> Sample:
    run = Run("2.0", "3.13", "", DAY)
    return Sample(0, "", "python hello.py", (), (File("hello.py", CODE),), run)


def _source(number: int, host: str) -> CitedSource:
    address = f"https://{host}/" if host else ""
    kind = SourceKind.DOCS if host else SourceKind.ARTICLE
    return CitedSource(number, "django-docs", "A source", "Nobody", kind, address, "2025-04", DAY)
