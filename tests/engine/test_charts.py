import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine.charts import (
    BAR_HEIGHT,
    BAR_PITCH,
    BAR_WIDTH,
    Dot,
    Segment,
    contribution_bars,
    dot_scale,
)
from comparisons.engine.scoring import Interval

intervals = st.tuples(st.integers(0, 900), st.integers(0, 900)).map(
    lambda ends: Interval(min(ends), max(ends))
)


def test_a_full_bar_fills_the_width() -> None:
    chart = contribution_bars([[Interval(300, 300), Interval(100, 100)]], 400)
    assert chart.height == BAR_HEIGHT
    assert chart.bars[0].segments == (Segment(0, 0, 450), Segment(1, 450, 150))
    assert chart.bars[0].tail_width == 0


def test_what_is_unknown_is_a_tail_after_what_is_certain() -> None:
    chart = contribution_bars([[Interval(0, 100), Interval(100, 100)]], 400)
    (bar,) = chart.bars
    assert bar.segments == (Segment(1, 0, 150),)
    assert (bar.tail_x, bar.tail_width) == (150, 150)


@given(st.lists(st.lists(intervals, max_size=9), max_size=4))
def test_segments_meet_and_stay_inside(scores: list[list[Interval]]) -> None:
    most = max([1, *(sum(part.high for part in points) for points in scores)])
    chart = contribution_bars(scores, most)
    for place, bar in enumerate(chart.bars):
        end = 0.0
        for segment in bar.segments:
            assert segment.x == pytest.approx(end)
            end = segment.x + segment.width
        assert bar.tail_x == pytest.approx(end)
        assert bar.tail_x + bar.tail_width <= BAR_WIDTH + 0.001
        assert bar.y == place * BAR_PITCH
        assert bar.y + BAR_HEIGHT <= chart.height


def test_a_chart_without_a_maximum_is_refused() -> None:
    with pytest.raises(ValueError, match="positive maximum"):
        contribution_bars([], 0)


def test_dots_stand_on_their_ticks_and_on_each_other() -> None:
    scale = dot_scale([1, 5, 5, None])
    first, second, third = scale.dots
    assert (first.x, second.x, third.x) == (scale.ticks[0], scale.ticks[4], scale.ticks[4])
    assert first.y == second.y == scale.axis_y - scale.radius
    assert third.y < second.y - scale.radius


def test_unknown_ratings_have_no_dot() -> None:
    assert dot_scale([None, None]).dots == ()


@given(st.lists(st.none() | st.integers(1, 5), max_size=5))
def test_no_two_dots_overlap_and_all_are_visible(ratings: list[int | None]) -> None:
    scale = dot_scale(ratings)
    places = [(dot.x, dot.y) for dot in scale.dots]
    assert len(set(places)) == len(places)
    assert all(visible(dot, scale.radius, scale.width, scale.height) for dot in scale.dots)


def visible(dot: Dot, radius: int, width: int, height: int) -> bool:
    return radius <= dot.x <= width - radius and radius <= dot.y <= height - radius
