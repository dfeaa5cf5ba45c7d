"""Geometry of the charts that templates draw as SVG: numbers in viewBox units, no markup."""

from collections.abc import Sequence
from dataclasses import dataclass

from comparisons.engine.cells import HIGHEST_RATING, LOWEST_RATING
from comparisons.engine.scoring import Interval

BAR_WIDTH = 600
BAR_HEIGHT = 20
BAR_PITCH = 28

SCALE_WIDTH = 240
SCALE_MARGIN = 12
DOT_RADIUS = 5
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
    """A rating; ``index`` is the framework's place in the ratings given."""

    index: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class DotScale:
    """Ratings on a line with five ticks; equal ratings stand on top of each other."""

    width: int
    height: int
    radius: int
    axis_y: float
    ticks: tuple[float, ...]
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
    axis_y = float(max(tallest, 1) * DOT_PITCH)
    dots = tuple(
        Dot(index, _tick(rating), axis_y - ratings[:index].count(rating) * DOT_PITCH - DOT_RADIUS)
        for index, rating in enumerate(ratings)
        if rating is not None
    )
    return DotScale(SCALE_WIDTH, int(axis_y) + DOT_RADIUS, DOT_RADIUS, axis_y, ticks, dots)


def _tick(rating: int) -> float:
    step = (SCALE_WIDTH - 2 * SCALE_MARGIN) / (HIGHEST_RATING - LOWEST_RATING)
    return SCALE_MARGIN + (rating - LOWEST_RATING) * step
