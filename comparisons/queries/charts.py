"""What charts show, with the words that say the same. No query: pages give what they found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comparisons.engine.cells import Level
from comparisons.engine.charts import (
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
from comparisons.queries.facts import Facts, ReleaseLine
from comparisons.queries.judgements import DimensionRow

# Places on scales


@dataclass(frozen=True, slots=True)
class Mark:
    """A framework's dot on the scale of a dimension."""

    dot: Dot
    name: str
    accent: int


@dataclass(frozen=True, slots=True)
class Scale:
    """A dimension with its picture; `title` is the picture in words."""

    row: DimensionRow
    chart: DotScale
    marks: tuple[Mark, ...]
    title: str


def scales(rows: Iterable[DimensionRow], frameworks: Sequence[Facts]) -> tuple[Scale, ...]:
    """Dimensions with the dots of these frameworks, whose cells stand in the same order."""
    return tuple(_scale(row, frameworks) for row in rows)


def _scale(row: DimensionRow, frameworks: Sequence[Facts]) -> Scale:
    chart = dot_scale([cell.value for cell in row.cells])
    at = [(frameworks[dot.index], dot) for dot in chart.dots]
    words = [f"{facts.name} {row.cells[dot.index].value} of 5" for facts, dot in at]
    marks = tuple(Mark(dot, facts.name, facts.accent) for facts, dot in at)
    return Scale(row, chart, marks, f"{row.name}: {listed(words) or 'not known'}")


# How much of each group of features there is


@dataclass(frozen=True, slots=True)
class Share:
    """The cells of a group at one level; `segment` is missing where there are none."""

    level: Level
    count: int
    segment: Segment | None


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """A group of features, level by level; `title` is its bar in words."""

    heading: Heading
    features: int
    shares: tuple[Share, ...]
    title: str


def coverage_by_group(
    groups: Mapping[Heading, Sequence[Level]],
) -> tuple[GroupCoverage, ...]:
    """The groups with their cells counted; the bar of the largest group is as wide as its place."""
    most = max(map(len, groups.values()), default=0)
    return tuple(_coverage(heading, levels, most) for heading, levels in groups.items())


def _coverage(heading: Heading, levels: Sequence[Level], most: int) -> GroupCoverage:
    counts = Counter(levels)
    segments = {s.index: s for s in stacked_bar([counts[level] for level in Level], most)}
    shares = tuple(
        Share(level, counts[level], segments.get(place)) for place, level in enumerate(Level)
    )
    words = [f"{share.count} {share.level.label.lower()}" for share in shares if share.count]
    return GroupCoverage(
        heading, len(levels), shares, f"{heading.name}, {len(levels)} features: {listed(words)}"
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
class ReleaseChart:
    chart: Timeline
    lines: tuple[LineSupport, ...]
    today: date

    @property
    def has_windows(self) -> bool:
        return not all(line.is_open for line in self.lines)


def release_chart(releases: Sequence[ReleaseLine], today: date) -> ReleaseChart | None:
    """Release lines with their support as it stands on a day; None without any."""
    if not releases:
        return None
    longest = max(len(line.line) + len(" LTS") * line.long_term for line in releases)
    chart = timeline([_window(line) for line in releases], today, longest)
    lines = (
        LineSupport(line, span.y, span.x, span.fixes, span.security, _support(line, today))
        for line, span in zip(releases, chart.spans, strict=True)
    )
    return ReleaseChart(chart, tuple(lines), today)


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
class Measured:
    """A published number of any framework, as far as a chart needs it."""

    series: str
    unit: str
    name: str
    accent: int
    year: int
    value: Decimal


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
    """A framework's values in the order of the chart's years; None where there is none."""

    name: str
    accent: int
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class ShareChart:
    """A series over years; `title` is the page's own line in words."""

    series: str
    unit: str
    chart: LineChart
    lines: tuple[NamedLine, ...]
    rows: tuple[ShareRow, ...]
    title: str


def share_charts(figures: Iterable[Measured], own: str) -> tuple[ShareChart, ...]:
    """The series in which the framework with this name has readings of two years or more.

    Readings in another unit are another chart: a question asked of others is another question.
    """
    by_series: dict[tuple[str, str], dict[str, list[Measured]]] = {}
    for figure in figures:
        named = by_series.setdefault((figure.series, figure.unit), {})
        named.setdefault(figure.name, []).append(figure)
    return tuple(_share_charts(by_series, own))


def _share_charts(
    by_series: Mapping[tuple[str, str], Mapping[str, list[Measured]]], own: str
) -> Iterator[ShareChart]:
    for (series, unit), named in by_series.items():
        if len({figure.year for figure in named.get(own, ())}) > 1:
            yield _share_chart(series, unit, named, own)


def _share_chart(
    series: str, unit: str, named: Mapping[str, list[Measured]], own: str
) -> ShareChart:
    read = {name: sorted(figures, key=lambda f: f.year) for name, figures in named.items()}
    names = sorted(read, key=lambda name: (name == own, name))
    chart = line_chart([[(f.year, float(f.value)) for f in read[name]] for name in names])
    words = [f"{figure.value} in {figure.year}" for figure in read[own]]
    return ShareChart(
        series,
        unit,
        chart,
        tuple(
            NamedLine(name, read[name][-1].accent, name == own, read[name][-1].value, line)
            for name, line in zip(names, chart.lines, strict=True)
        ),
        tuple(_share_row(read[name], chart) for name in sorted(read)),
        f"{own}, {unit}: {listed(words)}",
    )


def _share_row(figures: Sequence[Measured], chart: LineChart) -> ShareRow:
    values = {str(figure.year): figure.value for figure in figures}
    years = tuple(values.get(tick.label) for tick in chart.years)
    return ShareRow(figures[0].name, figures[0].accent, years)
