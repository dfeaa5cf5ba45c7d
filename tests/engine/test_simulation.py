from collections import Counter
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparisons.engine.cells import Level
from comparisons.engine.prospects import climb, dominating, prospects, pruned
from comparisons.engine.questionnaire import Answer, Option, Question, Tableau, asked_for
from comparisons.engine.scoring import (
    Alternative,
    Criterion,
    CriterionKind,
    Direction,
    Importance,
    Preference,
    recommend,
)
from comparisons.engine.simulation import (
    FEWEST,
    MOST,
    TOP,
    Opposed,
    alike,
    differences,
    draw,
    even,
    every,
    impossible,
    influences,
    on_merit,
    opposed,
    simulate,
    size,
    space,
    unknowns,
)
from tests.support.decisions import ADMIN, OPENAPI, SHOPS, frameworks, possible_answers, questions

FEW = 2_000
LESS = Direction.LESS


def asks(question, option, *preferences):
    """An option that asks for (criterion, weight, threshold of a veto or None[, direction])."""
    return Option(
        option,
        tuple(
            Preference(criterion, *(more or [Direction.MORE]), weight, veto, question, option)
            for criterion, weight, veto, *more in preferences
        ),
    )


def ranks(alternatives, asked, answers):
    """Slugs by rank, from the recommendation that readers get."""
    found = recommend(alternatives, asked_for(asked, answers))
    return {r.alternative.slug: r.rank for r in found.ranked} if found.maximum else {}


def top(ranked, most):
    return {slug for slug, rank in ranked.items() if rank <= most}


def whole(data, most=FEW):
    """Questions of which every set of answers can be tried."""
    asked = data.draw(questions().filter(lambda asked: size(asked) <= most))
    return asked, list(every(asked))


@given(questions())
def test_all_sets_of_answers_are_those_of_brute_force(asked):
    if size(asked) > FEW:
        assert not space(asked, 50, Random(1)).is_whole
        return
    brute = product(*([None, *possible_answers(question)] for question in asked))
    wanted = {tuple(answer for answer in given if answer) for given in brute}
    found = space(asked, FEW, Random(1))
    assert found.is_whole
    assert len(found.sets) == len(set(found.sets)) == found.size
    assert set(found.sets) == wanted


@given(questions(), st.integers(0, 99))
def test_drawn_answers_are_possible_and_repeatable(asked, seed):
    found = space(asked, 3, Random(seed))
    assert found == space(asked, 3, Random(seed))
    for answers in (draw(asked, Random(seed)), *found.sets):
        for answer in answers:
            question = next(q for q in asked if q.slug == answer.question)
            assert answer in possible_answers(question)
        order = [question.slug for question in asked]
        assert [a.question for a in answers] == sorted(
            (a.question for a in answers), key=order.index
        )


def test_a_reader_of_the_sample_answers_some_questions():
    asked = [Question(f"q{n}", True, (Option("a"), Option("b"), Option("c"))) for n in range(17)]
    random = Random(7)
    drawn = [draw(asked, random) for _ in range(500)]
    assert {len(answers) for answers in drawn} == set(range(FEWEST, MOST + 1))
    chosen = Counter(len(answer.options) for answers in drawn for answer in answers)
    assert chosen[1] > 2 * (chosen[2] + chosen[3]) > 0
    assert {answer.importance for answers in drawn for answer in answers} == set(Importance)


@settings(max_examples=40)
@given(frameworks(), st.data())
def test_counts_are_those_of_the_recommendations_and_add_up(alternatives, data):
    asked, sets = whole(data, 500)
    found = simulate(Tableau(alternatives, asked), sets)
    ranked = [ranks(alternatives, asked, answers) for answers in sets]
    assert list(found.firsts) == [top(each, 1) for each in ranked]
    for tally in found.tallies:
        assert tally.first == sum(tally.slug in top(each, 1) for each in ranked)
        assert tally.first == tally.merit
    # The third place may be shared, or follow two that share the first.
    tops = Counter(slug for each in ranked for slug in third(each))
    assert {tally.slug: tally.top for tally in found.tallies if tally.top} == tops
    shared = sum(len(first) > 1 for first in found.firsts)
    assert sum(tally.alone for tally in found.tallies) + shared + found.undecided == len(sets)


def third(ranked):
    """The slugs that stand on the first three places, with all that tie with the third."""
    last = sorted(ranked.values())[:TOP][-1:]
    return {slug for slug, rank in ranked.items() if rank <= last[0]} if last else set()


@settings(max_examples=60)
@given(frameworks(), st.data())
def test_a_dominated_framework_is_never_first_alone(alternatives, data):
    asked, sets = whole(data)
    tableau = Tableau(alternatives, asked)
    found = simulate(tableau, sets)
    for tally in found.tallies:
        if dominating(tableau, tally.slug, asked):
            assert not tally.alone


@settings(max_examples=40)
@given(frameworks(), st.data())
def test_prospects_show_answers_that_win_or_there_are_none_that_win_alone(alternatives, data):
    asked, sets = whole(data, 500)
    found = prospects(Tableau(alternatives, asked), sets, Random(3))
    assert {prospect.slug for prospect in found} == {each.slug for each in alternatives}
    for prospect in found:
        first = top(ranks(alternatives, asked, prospect.answers), 1)
        assert prospect.first == first
        assert prospect.wins == (prospect.slug in first)
        if not prospect.wins:
            assert not any(top(ranks(alternatives, asked, s), 1) == {prospect.slug} for s in sets)
        assert (prospect.behind == 0) or not prospect.wins


@settings(max_examples=40)
@given(frameworks(), st.data())
def test_an_option_without_influence_can_be_left_out_of_every_set(alternatives, data):
    asked, sets = whole(data, 300)
    found = influences(Tableau(alternatives, asked), sets)
    assert [(i.question, i.option) for i in found] == [
        (question.slug, option.slug) for question in asked for option in question.options
    ]
    for influence in found:
        chosen = [s for s in sets if influence.option in options_of(s, influence.question)]
        assert len(chosen) == influence.chosen
        changed = [
            (third(ranks(alternatives, asked, s)), third(ranks(alternatives, asked, o)))
            for s in chosen
            for o in [without(s, influence)]
        ]
        assert influence.top == sum(was != now for was, now in changed)


def options_of(answers, question):
    return next((answer.options for answer in answers if answer.question == question), ())


def without(answers, influence):
    left = [
        Answer(
            answer.question,
            tuple(
                option
                for option in answer.options
                if (answer.question, option) != (influence.question, influence.option)
            ),
            answer.importance,
        )
        for answer in answers
    ]
    return [answer for answer in left if answer.options]


@settings(max_examples=40)
@given(frameworks(), st.data())
def test_impossible_options_leave_nothing_as_musts(alternatives, data):
    asked = data.draw(questions())
    tableau = Tableau(alternatives, asked)
    for places in impossible(tableau):
        answers = together(places)
        assert not recommend(alternatives, asked_for(asked, answers)).ranked
    if alternatives:
        alone = {places[0] for places in impossible(tableau) if len(places) == 1}
        for question in asked:
            for option in question.options:
                left = recommend(
                    alternatives, asked_for(asked, together([(question.slug, option.slug)]))
                ).ranked
                assert bool(left) != ((question.slug, option.slug) in alone)


def together(places):
    slugs = dict.fromkeys(question for question, _ in places)
    return [
        Answer(slug, tuple(o for question, o in places if question == slug), Importance.MUST)
        for slug in slugs
    ]


# By hand


def framework(slug, admin=Level.UNKNOWN, openapi=Level.UNKNOWN):
    kind = CriterionKind.FEATURE
    return Alternative(
        slug,
        slug.title(),
        {
            (kind, "admin"): admin,
            (kind, "openapi"): openapi,
            (CriterionKind.TRAIT, "in-use"): frozenset({slug}),
        },
    )


BIG = framework("big", Level.BUILT_IN, Level.THIRD_PARTY)
QUICK = framework("quick", Level.NONE, Level.BUILT_IN)
SMALL = framework("small", Level.NONE, Level.MANUAL)
ALL = [BIG, QUICK, SMALL]
STAFF = Question("staff", False, (asks("staff", "yes", (ADMIN, 3, 50)), Option("unknown")))
API = Question(
    "api",
    False,
    (asks("api", "yes", (OPENAPI, 2, 100)), asks("api", "no", (OPENAPI, 2, None, LESS))),
)
IN_USE = Question(
    "in-use",
    False,
    tuple(
        asks("in-use", slug, (Criterion(CriterionKind.TRAIT, "in-use", "In use", slug), 5, 100))
        for slug in ("big", "quick", "small")
    ),
)


def test_who_is_dominated_is_told_and_comes_first_only_where_it_is_in_use():
    asked = [STAFF, Question("api", False, API.options[:1]), IN_USE]
    tableau = Tableau(ALL, asked)
    assert on_merit(asked) == tuple(asked[:2])
    assert dominating(tableau, "small", on_merit(asked)) == ("big", "quick")
    assert dominating(tableau, "small", asked) == ()
    found = {each.slug: each for each in prospects(tableau, tuple(every(asked)), Random(1))}
    assert (found["big"].wins, found["big"].merit) == (True, True)
    assert found["big"].answers == (Answer("staff", ("yes",)),)
    assert (found["small"].wins, found["small"].merit) == (True, False)
    assert found["small"].answers == (Answer("in-use", ("small",)),)
    assert found["small"].dominated_by == ("big", "quick")


def test_the_search_finds_what_no_sample_has():
    tableau = Tableau(ALL, [STAFF, API])
    found = {each.slug: each for each in prospects(tableau, (), Random(1))}
    assert found["quick"].answers == (Answer("api", ("yes",)),)
    assert found["small"].answers == (Answer("api", ("no",)),)
    assert all(each.wins for each in found.values())


def test_who_never_wins_is_told_how_close_it_comes():
    tableau = Tableau(ALL, [STAFF])
    (small,) = (each for each in prospects(tableau, (), Random(1)) if each.slug == "small")
    assert not small.wins
    assert "big" in small.dominated_by
    assert climb(tableau, "small", (), Random(1)) == ()


def test_pruned_answers_still_win():
    tableau = Tableau(ALL, [STAFF, API])
    long = (Answer("staff", ("yes",), Importance.MUST), Answer("api", ("yes",), Importance.NICE))
    assert pruned(tableau, "big", long) == (Answer("staff", ("yes",)),)
    assert pruned(tableau, "small", long) == long


def test_a_change_of_weight_is_counted_where_another_comes_first():
    heavier = Question("api", False, (asks("api", "yes", (OPENAPI, 5, 100)), API.options[1]))
    sets = tuple(every([STAFF, API]))
    before = simulate(Tableau(ALL, [STAFF, API]), sets)
    after = simulate(Tableau(ALL, [STAFF, heavier]), sets)
    changed = differences(sets, before, after)
    usual = next(
        each
        for each in changed
        if each.answers == (Answer("staff", ("yes",), Importance.NICE), Answer("api", ("yes",)))
    )
    assert (usual.before, usual.after) == ({"big"}, {"quick"})
    assert differences(sets, before, before) == ()


def test_answers_that_a_questionnaire_does_not_have_do_not_count():
    sets = tuple(every([STAFF, API]))
    alone = simulate(Tableau(ALL, [STAFF]), sets)
    assert len(alone.firsts) == len(sets)
    assert alone.tallies[2].first == 0


def test_options_that_ask_for_the_same_or_for_what_all_have():
    again = Question("again", False, (asks("again", "yes", (ADMIN, 3, 50)), Option("no")))
    assert alike([STAFF, API, again]) == {("again", "yes"): ("staff", "yes")}
    same = [framework(slug, Level.THIRD_PARTY) for slug in "ab"]
    assert even(Tableau(same, [STAFF])) == {("staff", "yes")}
    assert even(Tableau(ALL, [STAFF])) == frozenset()


@pytest.mark.parametrize("multiple", [True, False])
def test_options_that_can_both_be_chosen_and_want_the_opposite(multiple):
    less = asks("staff", "less", (ADMIN, 1, None, LESS), (SHOPS, 1, None))
    staff = Question("staff", multiple, (*STAFF.options, less))
    other = Question("other", False, (asks("other", "less", (ADMIN, 2, None, LESS)),))
    found = opposed([staff, other])
    assert Opposed(("staff", "yes"), ("other", "less"), (ADMIN,)) in found
    assert (Opposed(("staff", "yes"), ("staff", "less"), (ADMIN,)) in found) is multiple


def test_what_is_unknown_is_told_by_criterion():
    found = unknowns([*ALL, framework("new")], [STAFF, API])
    assert [(criterion.key, names) for criterion, names in found] == [
        ("admin", ("New",)),
        ("openapi", ("New",)),
    ]
