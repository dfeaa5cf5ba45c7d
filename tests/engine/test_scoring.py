from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comparisons.engine.cells import Fit, Level
from comparisons.engine.scoring import (
    ANYTHING,
    Alternative,
    CellValue,
    Criterion,
    Direction,
    Importance,
    Interval,
    Lead,
    Preference,
    Recommendation,
    Requirement,
    canonical,
    contribution,
    meets,
    points,
    recommend,
    satisfaction,
)
from tests.support.decisions import (
    ADMIN,
    CELLS,
    CRITERIA,
    FEATURE,
    LEARNING,
    MICRO,
    OPENAPI,
    SHOPS,
    frameworks,
    preferences,
)


def with_cells(slug: str, admin: Level, openapi: Level = Level.UNKNOWN) -> Alternative:
    return Alternative(
        slug, slug.title(), {(FEATURE, "admin"): admin, (FEATURE, "openapi"): openapi}
    )


def wants(
    criterion: Criterion, weight: int = 1, importance: Importance = Importance.IMPORTANT
) -> Preference:
    return Preference(criterion, Direction.MORE, weight, importance=importance)


def must_have(criterion: Criterion) -> Preference:
    return replace(wants(criterion, importance=Importance.MUST), veto_below=50)


def leads(*pairs: tuple[Level, Level], weights: tuple[int, int] = (1, 1)) -> Lead:
    alternatives = [with_cells("abc"[i], *pair) for i, pair in enumerate(pairs)]
    return recommend(alternatives, [wants(ADMIN, weights[0]), wants(OPENAPI, weights[1])]).lead


# Satisfaction


@pytest.mark.parametrize(
    ("criterion", "cells", "percent"),
    [
        (ADMIN, list(Level)[:5], [100, 85, 65, 25, 0]),
        (SHOPS, list(Fit)[:4], [100, 75, 40, 0]),
        (LEARNING, [5, 4, 3, 2, 1], [100, 75, 50, 25, 0]),
        (MICRO, [frozenset({"micro", "other"}), frozenset({"other"}), frozenset()], [100, 0, 0]),
    ],
)
def test_known_cells_have_an_exact_satisfaction(
    criterion: Criterion, cells: list[CellValue], percent: list[int]
) -> None:
    given_cells = [satisfaction(criterion, cell) for cell in cells]
    assert given_cells == [Interval(value, value) for value in percent]


@pytest.mark.parametrize(
    ("criterion", "cell"),
    [(ADMIN, Level.UNKNOWN), (SHOPS, Fit.UNKNOWN), *((c, None) for c in CRITERIA)],
)
@pytest.mark.parametrize("direction", Direction)
def test_unknown_could_be_anything(
    criterion: Criterion, cell: CellValue, direction: Direction
) -> None:
    assert satisfaction(criterion, cell, direction) == ANYTHING


def test_unknown_is_not_none() -> None:
    assert satisfaction(ADMIN, Level.NONE) == Interval(0, 0)
    assert satisfaction(ADMIN, Level.NONE, Direction.LESS) == Interval(100, 100)


@pytest.mark.parametrize(
    ("criterion", "cell"),
    [(ADMIN, Fit.GOOD), (SHOPS, Level.NONE), (LEARNING, 0), (LEARNING, 6), (MICRO, 3), (ADMIN, 3)],
)
def test_a_cell_of_another_kind_is_refused(criterion: Criterion, cell: CellValue) -> None:
    with pytest.raises(ValueError, match=f"is not a value of the {criterion.kind}"):
        satisfaction(criterion, cell)


@pytest.mark.parametrize("level", [level for level in Level if level is not Level.UNKNOWN])
def test_whoever_does_without_a_feature_minds_only_what_is_built_in(level: Level) -> None:
    wanted = 0 if level is Level.BUILT_IN else 100
    assert satisfaction(ADMIN, level, Direction.LESS) == Interval(wanted, wanted)


@given(st.data(), st.sampled_from([SHOPS, LEARNING, MICRO]))
def test_less_is_the_opposite_of_more(data: st.DataObject, criterion: Criterion) -> None:
    cell = data.draw(CELLS[criterion.kind])
    more = satisfaction(criterion, cell, Direction.MORE)
    less = satisfaction(criterion, cell, Direction.LESS)
    assert (less.low, less.high) == (100 - more.high, 100 - more.low)


# Requirements


@pytest.mark.parametrize(
    ("level", "answer"),
    [
        (Level.BUILT_IN, Requirement.MET),
        (Level.OFFICIAL_EXTENSION, Requirement.MET),
        (Level.THIRD_PARTY, Requirement.MET),
        (Level.MANUAL, Requirement.NOT_MET),
        (Level.NONE, Requirement.NOT_MET),
        (Level.UNKNOWN, Requirement.UNKNOWN),
    ],
)
def test_packages_meet_a_requirement_and_own_work_does_not(
    level: Level, answer: Requirement
) -> None:
    assert meets(ADMIN, level) is answer


@given(st.data(), st.sampled_from(CRITERIA))
def test_meeting_agrees_with_satisfaction_and_with_vetoes(
    data: st.DataObject, criterion: Criterion
) -> None:
    cell = data.draw(CELLS[criterion.kind])
    percent = satisfaction(criterion, cell)
    answer = meets(criterion, cell)
    assert (answer is Requirement.MET) == (percent.low >= 50)
    assert (answer is Requirement.UNKNOWN) == (percent.low < 50 <= percent.high)
    part = contribution(must_have(criterion), cell)
    assert part.rules_out == (answer is Requirement.NOT_MET)
    assert part.needs_check == (answer is Requirement.UNKNOWN)


# Numbers


def test_a_small_recommendation_can_be_added_up_by_hand() -> None:
    alternatives = [
        with_cells("flask", Level.THIRD_PARTY, Level.THIRD_PARTY),
        with_cells("django", Level.BUILT_IN, Level.THIRD_PARTY),
    ]
    answers = [wants(ADMIN, 3, Importance.MUST), wants(OPENAPI, 5, Importance.NICE)]
    found = recommend(alternatives, answers)
    first, second = found.ranked
    assert [points(part.points.low) for part in first.contributions] == ["9.00", "3.25"]
    assert (first.alternative.slug, points(first.score.low)) == ("django", "12.25")
    assert (second.alternative.slug, points(second.score.low)) == ("flask", "9.10")
    assert points(found.maximum) == "14.00"
    assert found.lead is Lead.CLEAR


@pytest.mark.parametrize(("hundredths", "shown"), [(2325, "23.25"), (5, "0.05"), (3100, "31.00")])
def test_points_have_two_decimals(hundredths: int, shown: str) -> None:
    assert points(hundredths) == shown


@given(frameworks(), st.lists(preferences, max_size=6))
def test_a_score_is_the_sum_of_the_contributions_shown(
    alternatives: list[Alternative], answers: list[Preference]
) -> None:
    found = recommend(alternatives, answers)
    for entry in found.ranked:
        assert entry.score.low == sum(part.points.low for part in entry.contributions)
        assert entry.score.high == sum(part.points.high for part in entry.contributions)
        assert len(entry.contributions) == len(answers)
        assert 0 <= entry.score.low <= entry.score.high <= found.maximum
        for part in entry.contributions:
            assert part.weight == part.preference.weight * part.preference.importance.factor
            assert part.points == part.satisfaction.times(part.weight)


@given(frameworks(), st.lists(preferences, max_size=6), st.randoms(use_true_random=False))
def test_order_of_input_never_matters(
    alternatives: list[Alternative], answers: list[Preference], random: Random
) -> None:
    found = recommend(alternatives, answers)
    random.shuffle(alternatives)
    random.shuffle(answers)
    assert recommend(alternatives, answers) == found


@given(
    frameworks().filter(bool),
    st.lists(preferences, min_size=1, max_size=6),
    st.sampled_from(CRITERIA),
    st.data(),
)
def test_raising_a_satisfaction_never_lowers_a_score_and_leaves_the_others(
    alternatives: list[Alternative],
    answers: list[Preference],
    criterion: Criterion,
    data: st.DataObject,
) -> None:
    answers = [replace(a, direction=Direction.MORE, veto_below=None) for a in answers]
    changed = alternatives[0]
    better = data.draw(CELLS[criterion.kind])
    old = satisfaction(criterion, changed.cells.get((criterion.kind, criterion.key)))
    new = satisfaction(criterion, better)
    assume(new.low >= old.low and new.high >= old.high)
    raised = replace(changed, cells={**changed.cells, (criterion.kind, criterion.key): better})
    before = scores(recommend(alternatives, answers))
    after = scores(recommend([raised, *alternatives[1:]], answers))
    assert after[changed.slug].low >= before.pop(changed.slug).low
    assert {slug: after[slug] for slug in before} == before


@given(st.sampled_from(CRITERIA), st.data(), st.sampled_from(Direction), st.integers(1, 5))
def test_more_importance_never_takes_points_away(
    criterion: Criterion, data: st.DataObject, direction: Direction, weight: int
) -> None:
    cell = data.draw(CELLS[criterion.kind])
    nice, important, must = (
        contribution(Preference(criterion, direction, weight, importance=importance), cell).points
        for importance in Importance
    )
    assert nice.low <= important.low <= must.low
    assert nice.high <= important.high <= must.high


@pytest.mark.parametrize(
    "change",
    [
        {"criterion": OPENAPI},
        {"criterion": replace(MICRO, value="full-stack")},
        {"criterion": replace(ADMIN, label="admin")},
        {"direction": Direction.LESS},
        {"weight": 2},
        {"veto_below": 50},
        {"question": "team"},
        {"option": "yes"},
        {"importance": Importance.MUST},
    ],
)
def test_every_difference_between_preferences_gives_them_an_order(change: dict[str, Any]) -> None:
    one = wants(MICRO) if change.get("criterion", ADMIN).value else wants(ADMIN)
    other = replace(one, **change)
    assert canonical([one, other]) == canonical([other, one])


def scores(found: Recommendation) -> dict[str, Interval]:
    return {entry.alternative.slug: entry.score for entry in found.ranked}


def test_two_preferences_on_one_criterion_both_count() -> None:
    found = recommend([with_cells("django", Level.BUILT_IN)], [wants(ADMIN), wants(ADMIN)])
    assert len(found.ranked[0].contributions) == 2
    assert found.ranked[0].score.low == found.maximum == 400


# Vetoes


def test_a_framework_that_lacks_a_must_is_ruled_out_with_every_reason() -> None:
    answers = [must_have(ADMIN), must_have(OPENAPI), wants(LEARNING)]
    found = recommend([with_cells("bottle", Level.NONE, Level.MANUAL)], answers)
    (out,) = found.ruled_out
    assert [part.preference.criterion for part in out.vetoes] == [ADMIN, OPENAPI]
    assert found.ranked == ()
    assert found.lead is Lead.NONE


def test_frameworks_that_are_ruled_out_stand_by_name() -> None:
    alternatives = [with_cells(slug, Level.NONE) for slug in ("sanic", "aiohttp", "bottle")]
    out = recommend(alternatives, [must_have(ADMIN)]).ruled_out
    assert [entry.alternative.slug for entry in out] == ["aiohttp", "bottle", "sanic"]


def test_what_is_not_known_rules_nothing_out_but_has_to_be_checked() -> None:
    (entry,) = recommend([with_cells("sanic", Level.UNKNOWN)], [must_have(ADMIN)]).ranked
    assert len(entry.to_check) == 1
    assert entry.to_check == entry.contributions


@pytest.mark.parametrize("importance", [Importance.NICE, Importance.IMPORTANT])
def test_only_a_must_can_rule_out(importance: Importance) -> None:
    answer = replace(must_have(ADMIN), importance=importance)
    found = recommend([with_cells("bottle", Level.NONE)], [answer])
    assert found.ruled_out == ()
    assert found.ranked[0].to_check == ()


@given(frameworks(), st.lists(preferences, max_size=6))
def test_every_framework_is_either_ranked_or_ruled_out_by_a_must(
    alternatives: list[Alternative], answers: list[Preference]
) -> None:
    found = recommend(alternatives, answers)
    ranked = {entry.alternative.slug for entry in found.ranked}
    ruled_out = {entry.alternative.slug for entry in found.ruled_out}
    assert not ranked & ruled_out
    assert ranked | ruled_out == {alternative.slug for alternative in alternatives}
    for entry in found.ruled_out:
        assert entry.vetoes
        for part in entry.vetoes:
            assert part.preference.importance is Importance.MUST
            assert part.satisfaction.is_exact
            assert part.satisfaction.high < (part.preference.veto_below or 0)


# Places


@given(frameworks(), st.lists(preferences, max_size=6))
def test_ranks_follow_the_middle_of_the_scores(
    alternatives: list[Alternative], answers: list[Preference]
) -> None:
    ranked = recommend(alternatives, answers).ranked
    for entry in ranked:
        better = [e for e in ranked if e.score.doubled_midpoint > entry.score.doubled_midpoint]
        assert entry.rank == len(better) + 1
    assert [entry.rank for entry in ranked] == sorted(entry.rank for entry in ranked)


def test_ties_share_a_rank_and_stand_by_name() -> None:
    levels = {"zope": Level.BUILT_IN, "aiohttp": Level.BUILT_IN, "bottle": Level.NONE}
    found = recommend([with_cells(*pair) for pair in levels.items()], [wants(ADMIN)])
    places = [(entry.rank, entry.alternative.slug) for entry in found.ranked]
    assert places == [(1, "aiohttp"), (1, "zope"), (3, "bottle")]
    assert found.lead is Lead.TIE


def test_without_preferences_there_is_no_recommendation() -> None:
    found = recommend([with_cells("django", Level.BUILT_IN)], [])
    assert (found.lead, found.maximum) == (Lead.NONE, 0)


def test_the_only_one_left_is_clearly_first() -> None:
    assert leads((Level.NONE, Level.NONE)) is Lead.CLEAR


def test_a_lead_of_five_percent_of_the_maximum_is_clear() -> None:
    behind = (Level.OFFICIAL_EXTENSION, Level.BUILT_IN)
    ahead = (Level.BUILT_IN, Level.BUILT_IN)
    assert leads(ahead, behind, weights=(1, 2)) is Lead.CLEAR
    assert leads(ahead, behind, weights=(10, 21)) is Lead.CLOSE_CALL


def test_a_lead_that_unknown_cells_could_turn_round_is_a_close_call() -> None:
    ahead = (Level.BUILT_IN, Level.UNKNOWN)
    assert leads(ahead, (Level.NONE, Level.MANUAL)) is Lead.CLEAR
    assert leads(ahead, (Level.MANUAL, Level.BUILT_IN)) is Lead.CLOSE_CALL


def test_ends_that_touch_are_no_clear_lead() -> None:
    assert leads((Level.BUILT_IN, Level.NONE), (Level.NONE, Level.UNKNOWN)) is Lead.CLOSE_CALL


# What is refused


@pytest.mark.parametrize("weight", [0, -1])
def test_a_weight_is_positive(weight: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        wants(ADMIN, weight)


@pytest.mark.parametrize("veto", [0, 101])
def test_a_veto_is_a_percentage(veto: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 100"):
        replace(wants(ADMIN), veto_below=veto)


def test_an_interval_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="down to"):
        Interval(2, 1)
