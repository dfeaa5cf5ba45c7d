"""What charts show, with the words that say the same. No query: pages give what they found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comparisons.engine.cells import Level
from comparisons.engine.charts import (
    Band,
    Dot,
    DotScale,
    Line,
    LineChart,
    Segment,
    Timeline,
    Window,
    dot_scale,
    first_day,
    last_day,
    line_chart,
    stacked_bar,
    timeline,
)
from comparisons.engine.matrix import Heading
from comparisons.engine.prose import listed
from comparisons.models.vocabulary import Trust
from comparisons.queries.facts import Facts, ReleaseLine
from comparisons.queries.figures import Measured
from comparisons.queries.judgements import DimensionRow
from comparisons.queries.matrix import FeatureRow

# Places on scales


@dataclass(frozen=True, slots=True)
class Mark:
    """A framework's dot on the scale of a dimension."""

    dot: Dot
    name: str
    accent: int


@dataclass(frozen=True, slots=True)
class Scale:
    """A dimension with its picture, and the picture in words."""

    row: DimensionRow
    chart: DotScale
    marks: tuple[Mark, ...]
    words: str


def scales(rows: Iterable[DimensionRow], frameworks: Sequence[Facts]) -> tuple[Scale, ...]:
    """Dimensions with the dots of these frameworks, whose cells stand in the same order."""
    return tuple(_scale(row, frameworks) for row in rows)


def _scale(row: DimensionRow, frameworks: Sequence[Facts]) -> Scale:
    chart = dot_scale([cell.value for cell in row.cells])
    at = [(frameworks[dot.index], dot) for dot in chart.dots]
    words = [f"{facts.name} {row.cells[dot.index].value} of 5" for facts, dot in at]
    marks = tuple(Mark(dot, facts.name, facts.accent) for facts, dot in at)
    return Scale(row, chart, marks, listed(words) or "Not known")


# How much of each group of features there is


@dataclass(frozen=True, slots=True)
class Part:
    """The cells of a bar at one level."""

    level: Level
    segment: Segment


@dataclass(frozen=True, slots=True)
class CoverageBar:
    """A framework's cells in a group, level by level, and in words; `y` is where its bar is."""

    name: str
    accent: int
    y: int
    parts: tuple[Part, ...]
    built_in: int
    words: str


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """A group of features with one bar a framework."""

    heading: Heading
    features: int
    bars: tuple[CoverageBar, ...]

    @property
    def words(self) -> str:
        return "; ".join(f"{bar.name}: {bar.words}" for bar in self.bars)


@dataclass(frozen=True, slots=True)
class CoverageChart:
    """The groups, drawn alike: `widest` features are as wide as there is room."""

    names: tuple[str, ...]
    groups: tuple[GroupCoverage, ...]
    levels: tuple[Level, ...] = tuple(Level)

    @property
    def features(self) -> int:
        return sum(group.features for group in self.groups)

    @property
    def widest(self) -> int:
        return max((group.features for group in self.groups), default=0)

    @property
    def height(self) -> int:
        return BAR_ROW * len(self.names)


BAR_ROW = 2
"""How high the row of a bar is, in the units in which a feature is 1 wide."""


def coverage_chart(rows: Iterable[FeatureRow], frameworks: Sequence[Facts]) -> CoverageChart:
    """The cells of these frameworks counted by group and level; a missing cell is unknown."""
    groups: dict[Heading, list[FeatureRow]] = {}
    for row in rows:
        groups.setdefault(row.heading, []).append(row)
    return CoverageChart(
        tuple(facts.name for facts in frameworks),
        tuple(_group(heading, members, frameworks) for heading, members in groups.items()),
    )


def _group(
    heading: Heading, rows: Sequence[FeatureRow], frameworks: Sequence[Facts]
) -> GroupCoverage:
    bars = (
        _coverage_bar(facts, place, Counter(row.level(facts.pk) for row in rows))
        for place, facts in enumerate(frameworks)
    )
    return GroupCoverage(heading, len(rows), tuple(bars))


def _coverage_bar(facts: Facts, place: int, counts: Mapping[Level, int]) -> CoverageBar:
    levels = tuple(Level)
    segments = stacked_bar([counts.get(level, 0) for level in levels])
    words = [f"{counts[level]} {level.label.lower()}" for level in levels if counts.get(level)]
    return CoverageBar(
        facts.name,
        facts.accent,
        place * BAR_ROW + BAR_ROW // 2,
        tuple(Part(levels[segment.index], segment) for segment in segments),
        counts.get(Level.BUILT_IN, 0),
        ", ".join(words),
    )


# Release lines


@dataclass(frozen=True, slots=True)
class LineSupport:
    """A release line and its place on the timeline, with what holds on the day of the page."""

    line: ReleaseLine
    y: int
    x: float
    fixes: float
    security: float
    title: str

    @property
    def is_open(self) -> bool:
        """Whether no end of its support is published."""
        return not (self.line.supported_until or self.line.security_until)


@dataclass(frozen=True, slots=True)
class ReleaseBand:
    """The release lines of a framework; `y` is the row of its name where there are several."""

    name: str
    accent: int
    y: int
    lines: tuple[LineSupport, ...]

    @property
    def is_open(self) -> bool:
        """Whether no end of support is published for any of them."""
        return all(support.is_open for support in self.lines)

    @property
    def words(self) -> str:
        said = "; ".join(f"{support.line.line}: {support.title}" for support in self.lines)
        return f"{self.name} {said}" if said else f"{self.name}: no release line is recorded"


@dataclass(frozen=True, slots=True)
class ReleaseChart:
    chart: Timeline
    bands: tuple[ReleaseBand, ...]
    today: date

    @property
    def names(self) -> str:
        return listed([band.name for band in self.bands])

    @property
    def has_windows(self) -> bool:
        return not all(band.is_open for band in self.bands)


def release_chart(
    frameworks: Sequence[Facts], today: date, most: int | None = None
) -> ReleaseChart | None:
    """Release lines of frameworks, of each the newest `most`, with their support as it stands on a
    day; None without any."""
    lines = [facts.releases[:most] for facts in frameworks]
    every = [line for some in lines for line in some]
    if not every:
        return None
    longest = max(len(line.line) + len(" LTS") * line.long_term for line in every)
    chart = timeline([[_window(line) for line in some] for some in lines], today, longest)
    bands = (
        ReleaseBand(facts.name, facts.accent, band.y, _supports(some, band, today))
        for facts, some, band in zip(frameworks, lines, chart.bands, strict=True)
    )
    return ReleaseChart(chart, tuple(bands), today)


def _supports(lines: Sequence[ReleaseLine], band: Band, today: date) -> tuple[LineSupport, ...]:
    return tuple(
        LineSupport(line, span.y, span.x, span.fixes, span.security, _support(line, today))
        for line, span in zip(lines, band.spans, strict=True)
    )


def _window(line: ReleaseLine) -> Window:
    return Window(first_day(line.released), _end(line.supported_until), _end(line.security_until))


def _end(text: str) -> date | None:
    return last_day(text) if text else None


def _support(line: ReleaseLine, today: date) -> str:
    """What the project promises for a line on a day, in words."""
    fixes, security = _end(line.supported_until), _end(line.security_until)
    if fixes and today <= fixes:
        return "gets fixes"
    if security and today <= security:
        return "gets security fixes"
    return "support has ended" if fixes or security else "no end of support published"


# Shares over years


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A framework's line. `is_own` where the page is about it: the others are there to compare."""

    name: str
    accent: int
    is_own: bool
    newest: Decimal
    line: Line


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A framework's figures in the order of the chart's years; None where there is none."""

    name: str
    accent: int
    figures: tuple[Measured | None, ...]


@dataclass(frozen=True, slots=True)
class ShareChart:
    """A series over years; `words` are the lines that the page is about."""

    series: str
    unit: str
    chart: LineChart
    lines: tuple[NamedLine, ...]
    rows: tuple[ShareRow, ...]
    words: str

    @property
    def is_of_one(self) -> bool:
        """Whether one line stands out: then its values have room beside it."""
        return sum(line.is_own for line in self.lines) == 1

    @property
    def trust(self) -> str:
        """How far the figures that the page is about can be trusted, in words."""
        return listed([trust.label.lower() for trust in Trust if trust in self._trusts()])

    def _trusts(self) -> set[Trust]:
        figures = (figure for row in self.rows for figure in row.figures)
        return {figure.trust for figure in figures if figure and figure.is_own}


def share_charts(figures: Iterable[Measured]) -> tuple[ShareChart, ...]:
    """The series in which a framework of the page has readings of two years or more.

    Readings in another unit are another chart: a question asked of others is another question.
    """
    by_series: dict[tuple[str, str], dict[str, list[Measured]]] = {}
    for figure in figures:
        named = by_series.setdefault((figure.series, figure.unit), {})
        named.setdefault(figure.name, []).append(figure)
    return tuple(
        _share_chart(series, unit, named)
        for (series, unit), named in by_series.items()
        if any(_is_a_line(readings) for readings in named.values())
    )


def _is_a_line(readings: Sequence[Measured]) -> bool:
    return readings[0].is_own and len({figure.year for figure in readings}) > 1


def _share_chart(series: str, unit: str, named: Mapping[str, list[Measured]]) -> ShareChart:
    read = {name: sorted(figures, key=lambda f: f.year) for name, figures in named.items()}
    own = sorted(name for name, figures in read.items() if figures[0].is_own)
    names = [*sorted(read.keys() - set(own)), *own]
    chart = line_chart([[(f.year, float(f.value)) for f in read[name]] for name in names])
    return ShareChart(
        series,
        unit,
        chart,
        tuple(
            NamedLine(name, read[name][-1].accent, name in own, read[name][-1].value, line)
            for name, line in zip(names, chart.lines, strict=True)
        ),
        tuple(_share_row(read[name], chart) for name in sorted(read)),
        "; ".join(_readings(name, read[name]) for name in own),
    )


def _readings(name: str, figures: Iterable[Measured]) -> str:
    return f"{name}: {listed([f'{figure.value} in {figure.year}' for figure in figures])}"


def _share_row(figures: Sequence[Measured], chart: LineChart) -> ShareRow:
    by_year = {str(figure.year): figure for figure in figures}
    years = tuple(by_year.get(tick.label) for tick in chart.years)
    return ShareRow(figures[0].name, figures[0].accent, years)
