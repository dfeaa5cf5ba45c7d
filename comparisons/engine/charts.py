"""Geometry of the charts that templates draw as SVG: numbers, no markup.

Bars of points and dots on scales are in viewBox units and grow with their place. Charts with words
in them keep the size of their letters instead: across they are in percent of the width that the
page gives them, down in pixels.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from math import ceil, log10

from comparisons.engine.cells import HIGHEST_RATING, LOWEST_RATING
from comparisons.engine.scoring import Interval

BAR_WIDTH = 600
BAR_HEIGHT = 20
BAR_PITCH = 28

SCALE_WIDTH = 240
SCALE_MARGIN = 12
DOT_RADIUS = 6
DOT_PITCH = 14


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a bar: the certain part of the contribution with this index."""

    index: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A framework's score: certain segments, then from ``tail_x`` what unknown cells may add."""

    y: int
    segments: tuple[Segment, ...]
    tail_x: float
    tail_width: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Stacked horizontal bars on one scale, from 0 at the left to the maximum at the right."""

    width: int
    height: int
    bar_height: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A rating; ``index`` is the framework's place in the ratings given, and decides its shape."""

    index: int
    x: float
    y: float
    outline: str
    """The shape as the data of an SVG path, so that colour alone tells no two frameworks apart."""


@dataclass(frozen=True, slots=True)
class DotScale:
    """Ratings on a line with five ticks; of equal ones the first is on it, others stand above."""

    width: int
    height: int
    axis_y: int
    ticks: tuple[int, ...]
    dots: tuple[Dot, ...]


def contribution_bars(scores: Sequence[Sequence[Interval]], maximum: int) -> BarChart:
    """One bar a framework from the points of its contributions, in hundredths of a point.

    Contributions that are certainly nothing get no segment. Raises ``ValueError`` when the
    maximum is not positive.
    """
    if maximum <= 0:
        raise ValueError(f"A bar chart needs a positive maximum, not {maximum}.")
    bars = tuple(_bar(row * BAR_PITCH, points, maximum) for row, points in enumerate(scores))
    height = max(0, (len(bars) - 1) * BAR_PITCH + BAR_HEIGHT) if bars else 0
    return BarChart(BAR_WIDTH, height, BAR_HEIGHT, bars)


def _bar(y: int, points: Sequence[Interval], maximum: int) -> Bar:
    segments: list[Segment] = []
    end = 0
    for index, part in enumerate(points):
        if part.low:
            segments.append(Segment(index, *_stretch(end, end + part.low, maximum)))
        end += part.low
    open_points = sum(part.high - part.low for part in points)
    return Bar(y, tuple(segments), *_stretch(end, end + open_points, maximum))


def _stretch(start: int, end: int, maximum: int) -> tuple[float, float]:
    """Left edge and width; edges are rounded, not widths, so that neighbours meet."""
    left, right = (round(edge * BAR_WIDTH / maximum, 2) for edge in (start, end))
    return left, round(right - left, 2)


def dot_scale(ratings: Sequence[int | None]) -> DotScale:
    """Dots for the ratings that are known, each above the last on the same tick."""
    ticks = tuple(_tick(rating) for rating in range(LOWEST_RATING, HIGHEST_RATING + 1))
    tallest = max((ratings.count(rating) for rating in ratings if rating is not None), default=0)
    axis_y = (max(tallest, 1) - 1) * DOT_PITCH + DOT_RADIUS + 1
    dots = tuple(
        _dot(index, _tick(rating), axis_y - ratings[:index].count(rating) * DOT_PITCH)
        for index, rating in enumerate(ratings)
        if rating is not None
    )
    return DotScale(SCALE_WIDTH, axis_y + DOT_RADIUS + 1, axis_y, ticks, dots)


def _tick(rating: int) -> int:
    step = (SCALE_WIDTH - 2 * SCALE_MARGIN) // (HIGHEST_RATING - LOWEST_RATING)
    return SCALE_MARGIN + (rating - LOWEST_RATING) * step


# The shapes of a dot as path data, from its middle: disc, square, diamond, and triangles that point
# up and down.
SHAPES = (
    "m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
    "m-5.3-5.3h10.6v10.6h-10.6z",
    "m0-7l7 7-7 7-7-7z",
    "m0-6.5l6.8 12.1h-13.6z",
    "m0 6.5l6.8-12.1h-13.6z",
)


def _dot(index: int, x: float, y: float) -> Dot:
    return Dot(index, x, y, f"M{x:g} {y:g}{SHAPES[index % len(SHAPES)]}")


# Counts as one stacked bar


def stacked_bar(counts: Sequence[int]) -> tuple[Segment, ...]:
    """One segment for each count above 0, one after the other, as wide as the count."""
    ends = list(accumulate(counts))
    return tuple(
        Segment(index, end - count, count)
        for index, (count, end) in enumerate(zip(counts, ends, strict=True))
        if count
    )


# Release lines and how long they are supported

ROW_PITCH = 26
AXIS_HEIGHT = 24
WIDEST_NAMES = 28
"""Percent of the width that the names of the rows have at most."""
MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Window:
    """The support of a release line; an end that is not published is None."""

    begins: date
    fixes_until: date | None
    security_until: date | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: ``at`` in percent across, or in pixels down."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Span:
    """A release line: where it begins, and how far both kinds of support reach (0: not known)."""

    y: int
    x: float
    fixes: float
    security: float


@dataclass(frozen=True, slots=True)
class Band:
    """The release lines of one framework under each other; at ``y`` is a row for its name."""

    y: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The axis begins at ``left``: the names of the rows stand before it."""

    left: float
    height: int
    axis_y: int
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    today: float


def first_day(text: str) -> date:
    """The first day of a date as it is stored: 2026, 2026-12 or 2026-12-31."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """The last day of a date as it is stored."""
    match [int(part) for part in text.split("-")]:
        case [year, month, day]:
            return date(year, month, day)
        case [year, month]:
            return date(year, month, monthrange(year, month)[1])
        case [year]:
            return date(year, 12, 31)
    raise ValueError(f"{text!r} is not a date.")


def timeline(groups: Sequence[Sequence[Window]], today: date, longest_name: int = 0) -> Timeline:
    """Release lines on one axis of years, which reaches from the first to the last day named.

    Of several groups each has a row more, for its name, above its own. `longest_name` is the number
    of letters that the names of the rows have at most. Raises ``ValueError`` without windows.
    """
    windows = [window for group in groups for window in group]
    if not windows:
        raise ValueError("A timeline needs a release line.")
    days = [today, *(window.begins for window in windows)]
    days += [end for w in windows for end in (w.fixes_until, w.security_until) if end]
    first, last = min(days).year, max(days).year + 1
    axis = _Years(first, last, min(WIDEST_NAMES, 6 + 1.5 * longest_name))
    heads = len(groups) > 1
    bands: list[Band] = []
    row = 0
    for group in groups:
        spans = (axis.span(row + heads + place, window) for place, window in enumerate(group))
        bands.append(Band(_middle(row), tuple(spans)))
        row += heads + len(group)
    bottom = row * ROW_PITCH
    return Timeline(
        axis.left,
        bottom + AXIS_HEIGHT,
        bottom,
        tuple(bands),
        tuple(axis.ticks()),
        axis.place(today),
    )


def _middle(row: int) -> int:
    return row * ROW_PITCH + ROW_PITCH // 2


@dataclass(frozen=True, slots=True)
class _Years:
    """From the first day of one year to the first day of another, across a timeline."""

    first: int
    last: int
    left: float

    def place(self, day: date) -> float:
        year = date(day.year, 1, 1)
        passed = day.year + (day - year).days / 366 - self.first
        share = passed / (self.last - self.first)
        return round(self.left + (100 - self.left) * share, 2)

    def reach(self, begins: date, end: date | None) -> float:
        return round(max(0, self.place(end) - self.place(begins)), 2) if end else 0

    def span(self, row: int, window: Window) -> Span:
        return Span(
            _middle(row),
            self.place(window.begins),
            self.reach(window.begins, window.fixes_until),
            self.reach(window.begins, window.security_until),
        )

    def ticks(self) -> Iterable[Tick]:
        step = ceil((self.last - self.first) / MOST_TICKS)
        years = range(self.first, self.last, step)
        return (Tick(self.place(date(year, 1, 1)), str(year)) for year in years)


# Shares over years

LINES_HEIGHT = 220
LINES_TOP, LINES_BOTTOM = 16, 196
LINES_LEFT, LINES_RIGHT = 7, 64
"""Percent of the width: left of it stand the numbers of the axis, right of it the names."""
LABEL_PITCH = 17

Reading = tuple[int, float]
"""A year and what was measured in it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A reading on the chart."""

    x: float
    y: float
    value: float


@dataclass(frozen=True, slots=True)
class Line:
    """The readings of one series in order of years, its strokes, and where its name stands."""

    index: int
    places: tuple[Place, ...]
    strokes: tuple[tuple[Place, Place], ...]
    label_y: float


@dataclass(frozen=True, slots=True)
class LineChart:
    height: int
    left: float
    right: float
    years: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    lines: tuple[Line, ...]


def line_chart(series: Sequence[Sequence[Reading]]) -> LineChart:
    """Series of readings on one axis from 0 to a round number; names beside them do not overlap.

    Raises ``ValueError`` when a series is empty or nothing is above 0.
    """
    readings = [reading for some in series for reading in some]
    if not all(series) or max((value for _, value in readings), default=0) <= 0:
        raise ValueError("A line chart needs readings above 0 in every series.")
    step = _round_step(max(value for _, value in readings))
    top = step * ceil(max(value for _, value in readings) / step)
    years = sorted({year for year, _ in readings})
    frame = _Frame(years[0], max(years[-1], years[0] + 1), top)
    lines = [tuple(frame.place(*reading) for reading in sorted(some)) for some in series]
    labels = _apart([places[-1].y for places in lines])
    return LineChart(
        LINES_HEIGHT,
        LINES_LEFT,
        LINES_RIGHT,
        tuple(Tick(frame.across(year), str(year)) for year in years),
        tuple(Tick(frame.down(at * step), f"{at * step:g}") for at in range(round(top / step) + 1)),
        tuple(
            Line(index, places, tuple(pairwise(places)), label_y)
            for index, (places, label_y) in enumerate(zip(lines, labels, strict=True))
        ),
    )


def _round_step(highest: float) -> float:
    """The distance of at most five lines of a grid: 1, 2 or 5 times a power of ten."""
    power: float = 10.0 ** (ceil(log10(highest)) - 1)
    steps = (power * part for part in (0.2, 0.5, 1, 2, 5))
    return next(step for step in steps if step * 5 >= highest)


@dataclass(frozen=True, slots=True)
class _Frame:
    first: int
    last: int
    top: float

    def across(self, year: int) -> float:
        share = (year - self.first) / (self.last - self.first)
        return round(LINES_LEFT + (LINES_RIGHT - LINES_LEFT) * share, 2)

    def down(self, value: float) -> float:
        return round(LINES_BOTTOM - (LINES_BOTTOM - LINES_TOP) * value / self.top, 2)

    def place(self, year: int, value: float) -> Place:
        return Place(self.across(year), self.down(value), value)


def _apart(wanted: Sequence[float]) -> list[float]:
    """Heights near the wanted ones, in the same order, with room for a line of text between."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed: dict[int, float] = {}
    lowest = LINES_TOP - LABEL_PITCH / 2
    for index in order:
        lowest = placed[index] = max(wanted[index], lowest + LABEL_PITCH)
    highest = LINES_BOTTOM + LABEL_PITCH / 2
    for index in reversed(order):
        highest = placed[index] = min(placed[index], highest - LABEL_PITCH)
    return [round(placed[index], 2) for index in range(len(wanted))]
