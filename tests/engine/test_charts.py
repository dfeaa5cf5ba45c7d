from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine.charts import (
    BAR_HEIGHT,
    BAR_PITCH,
    BAR_WIDTH,
    DOT_RADIUS,
    LABEL_PITCH,
    LINES_BOTTOM,
    WIDEST_NAMES,
    Dot,
    Segment,
    Window,
    contribution_bars,
    dot_scale,
    first_day,
    last_day,
    line_chart,
    stacked_bar,
    timeline,
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
    assert first.y == second.y == scale.axis_y
    assert third.y <= second.y - 2 * DOT_RADIUS


def test_unknown_ratings_have_no_dot() -> None:
    assert dot_scale([None, None]).dots == ()


@given(st.lists(st.none() | st.integers(1, 5), max_size=5))
def test_no_two_dots_overlap_and_all_are_visible(ratings: list[int | None]) -> None:
    scale = dot_scale(ratings)
    places = [(dot.x, dot.y) for dot in scale.dots]
    assert len(set(places)) == len(places)
    assert all(visible(dot, scale.width, scale.height) for dot in scale.dots)


def visible(dot: Dot, width: int, height: int) -> bool:
    across = DOT_RADIUS <= dot.x <= width - DOT_RADIUS
    return across and DOT_RADIUS <= dot.y <= height - DOT_RADIUS


def test_five_frameworks_have_five_shapes() -> None:
    outlines = [dot.outline for dot in dot_scale([1, 2, 3, 4, 5]).dots]
    assert len({"".join(sign for sign in o if sign.isalpha()) for o in outlines}) >= 3
    upright = dot_scale([3] * 5).dots
    assert len({dot.outline for dot in upright}) == 5


def test_a_stacked_bar_leaves_out_what_is_not_there() -> None:
    assert stacked_bar([3, 0, 1]) == (Segment(0, 0, 3), Segment(2, 3, 1))


@given(st.lists(st.integers(0, 40), max_size=6))
def test_stacked_segments_meet_and_add_up(counts: list[int]) -> None:
    segments = stacked_bar(counts)
    assert [segment.index for segment in segments] == [i for i, n in enumerate(counts) if n]
    for one, other in pairwise(segments):
        assert one.x + one.width == other.x
    assert sum(segment.width for segment in segments) == sum(counts)


def test_dates_that_are_known_in_part() -> None:
    assert (first_day("2024"), last_day("2024")) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert first_day("2024-02-03") == last_day("2024-02-03") == date(2024, 2, 3)


TODAY = date(2026, 11, 20)


def test_a_timeline_says_how_far_support_reaches() -> None:
    windows = [
        Window(date(2025, 1, 1), date(2026, 1, 1), date(2028, 1, 1)),
        Window(date(2025, 1, 1), None, None),
    ]
    chart = timeline([windows], TODAY)
    ((known, bare),) = (band.spans for band in chart.bands)
    assert [tick.label for tick in chart.ticks] == ["2025", "2026", "2027", "2028"]
    assert known.x == bare.x == chart.ticks[0].at == chart.left == 6
    assert known.x + known.fixes == pytest.approx(chart.ticks[1].at)
    assert known.x + known.security == pytest.approx(chart.ticks[3].at)
    assert (bare.fixes, bare.security) == (0, 0)
    assert chart.ticks[1].at < chart.today < chart.ticks[2].at


def test_a_long_timeline_has_few_ticks() -> None:
    chart = timeline([[Window(date(2005, 4, 25), None, None)]], TODAY)
    assert len(chart.ticks) <= 8
    for groups in ([], [[]]):
        with pytest.raises(ValueError, match="needs a release line"):
            timeline(groups, TODAY)


days = st.dates(date(1999, 1, 1), date(2031, 12, 31))


groups = st.lists(
    st.lists(st.tuples(days, st.none() | days, st.none() | days), max_size=4),
    min_size=1,
    max_size=5,
).filter(any)


@given(groups, days)
def test_nothing_leaves_a_timeline_and_no_two_rows_are_one(groups: list, today: date) -> None:
    chart = timeline([[Window(*window) for window in group] for group in groups], today, 40)
    assert chart.left == WIDEST_NAMES <= chart.today <= 100
    for band in chart.bands:
        for span in band.spans:
            assert chart.left <= span.x <= span.x + max(span.fixes, span.security) <= 100.01
    heads = [[band.y] if len(groups) > 1 else [] for band in chart.bands]
    rows = [
        y
        for head, band in zip(heads, chart.bands, strict=True)
        for y in (*head, *(span.y for span in band.spans))
    ]
    assert rows == sorted(set(rows))
    assert rows[0] > 0
    assert rows[-1] < chart.axis_y < chart.height


def test_frameworks_share_one_axis() -> None:
    early, late = (Window(date(year, 1, 1), None, None) for year in (2024, 2026))
    ((one,), (other,)) = (band.spans for band in timeline([[early], [late]], TODAY).bands)
    assert (one.x, other.x) == tuple(
        span.x for span in timeline([[early, late]], TODAY).bands[0].spans
    )


def test_lines_rise_with_what_was_measured() -> None:
    chart = line_chart([[(2024, 38), (2022, 25), (2023, 29)], [(2024, 2), (2023, 3)]])
    first, second = chart.lines
    assert [place.value for place in first.places] == [25, 29, 38]
    assert first.places[0].y > first.places[1].y > first.places[2].y
    assert [tick.label for tick in chart.years] == ["2022", "2023", "2024"]
    assert [tick.label for tick in chart.levels] == ["0", "10", "20", "30", "40"]
    assert len(first.strokes) == 2
    assert second.places[0].x == first.places[1].x


def test_a_line_chart_without_readings_is_refused() -> None:
    for series in ([], [[]], [[(2024, 0)]]):
        with pytest.raises(ValueError, match="needs readings"):
            line_chart(series)


readings = st.dictionaries(st.integers(2005, 2030), st.floats(0.01, 99), min_size=1).map(
    lambda years: list(years.items())
)


@given(st.lists(readings, min_size=1, max_size=9))
def test_names_beside_lines_do_not_overlap(series: list) -> None:
    chart = line_chart(series)
    heights = sorted(line.label_y for line in chart.lines)
    assert all(other - one >= LABEL_PITCH - 0.02 for one, other in pairwise(heights))
    assert heights[0] > 0
    assert heights[-1] <= chart.height
    for line in chart.lines:
        assert all(0 <= place.y <= LINES_BOTTOM for place in line.places)
        assert all(chart.left <= place.x <= chart.right for place in line.places)
    assert 2 <= len(chart.levels) <= 6
