from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine.cells import Fit, Level
from comparisons.engine.questionnaire import Answer, Option, Question, Tableau, asked_for
from comparisons.engine.scoring import (
    Alternative,
    CellValue,
    Criterion,
    CriterionKind,
    Direction,
    Importance,
    Preference,
    Recommendation,
    recommend,
)
from comparisons.engine.sensitivity import (
    HEAVIEST,
    answer_changes,
    robustness,
    settled,
    weight_changes,
    weight_samples,
)
from tests.support.decisions import (
    ADMIN,
    FEATURE,
    OPENAPI,
    SHOPS,
    answers,
    frameworks,
    possible_answers,
    preferences,
    questions,
)


def firsts(found: Recommendation) -> set[str]:
    return {r.alternative.slug for r in found.ranked if found.maximum and r.rank == 1}


def applied(given_answers: Iterable[Answer], slug: str, after: Answer | None) -> list[Answer]:
    others = [answer for answer in given_answers if answer.question != slug]
    return [*others, after] if after else others


@given(frameworks(), st.data())
def test_a_changed_answer_really_puts_others_first(
    alternatives: list[Alternative], data: st.DataObject
) -> None:
    asked = data.draw(questions())
    given_answers = data.draw(answers(asked))
    now = firsts(recommend(alternatives, asked_for(asked, given_answers)))
    for change in answer_changes(Tableau(alternatives, asked), given_answers):
        after = applied(given_answers, change.question, change.after)
        then = firsts(recommend(alternatives, asked_for(asked, after)))
        assert then == set(change.first)
        assert then
        assert not then & now


@given(frameworks(), st.data())
def test_no_smaller_change_of_one_answer_puts_a_framework_first(
    alternatives: list[Alternative], data: st.DataObject
) -> None:
    asked = data.draw(questions())
    given_answers = data.draw(answers(asked))
    found = answer_changes(Tableau(alternatives, asked), given_answers)
    smallest = {
        slug: min(change.size for change in found if slug in change.first)
        for change in found
        for slug in change.first
    }
    now = firsts(recommend(alternatives, asked_for(asked, given_answers)))
    for question, after, size in one_step(asked, given_answers):
        changed = applied(given_answers, question, after)
        then = firsts(recommend(alternatives, asked_for(asked, changed)))
        if now and not then & now:
            assert all(smallest[slug] <= size for slug in then)


def one_step(
    asked: list[Question], given_answers: list[Answer]
) -> Iterator[tuple[str, Answer | None, int]]:
    """Every change of one answer that is a single step, with the weight it moves."""
    present = {answer.question: answer for answer in given_answers}
    for question in asked:
        before = present.get(question.slug)
        for after in [None, *possible_answers(question)]:
            if is_one_step(question, before, after):
                yield question.slug, after, moved(asked, before, after)


def is_one_step(question: Question, before: Answer | None, after: Answer | None) -> bool:
    if before is None:
        return after is not None and len(after.options) == 1
    if after is None or before.options == after.options:
        return True
    toggled = set(before.options) ^ set(after.options)
    return before.importance is after.importance and (
        len(toggled) == 1 if question.multiple else True
    )


def moved(asked: list[Question], before: Answer | None, after: Answer | None) -> int:
    old, new = (
        {(p.option, p.criterion): p.effective_weight for p in asked_for(asked, filter(None, [a]))}
        for a in (before, after)
    )
    return sum(abs(old.get(key, 0) - new.get(key, 0)) for key in {*old, *new})


def reweighed(
    found: Recommendation, preference: Preference, weight: int
) -> tuple[dict[str, int], set[str]]:
    """Totals with another effective weight for one preference, by multiplying it out."""
    totals = {}
    for ranked in found.ranked:
        total = 0
        for part in ranked.contributions:
            factor = weight if part.preference == preference else part.weight
            total += factor * part.satisfaction.doubled_midpoint
        totals[ranked.alternative.slug] = total
    return totals, {slug for slug, total in totals.items() if total == max(totals.values())}


@given(frameworks(), st.lists(preferences, max_size=4, unique=True))
def test_a_changed_weight_really_puts_others_first_and_no_nearer_one_does(
    alternatives: list[Alternative], wanted: list[Preference]
) -> None:
    found = recommend(alternatives, wanted)
    now = firsts(found)
    changes = weight_changes(found)
    smallest: dict[str, int] = {}
    for change in changes:
        assert change.weight >= 0
        _, then = reweighed(found, change.preference, change.weight)
        assert then == set(change.first)
        assert not then & now
        for slug in then:
            smallest[slug] = min(change.size, smallest.get(slug, change.size))
    for preference, weight in product(wanted, range(HEAVIEST + 1)):
        _, then = reweighed(found, preference, weight)
        for slug in then if not then & now else ():
            assert smallest[slug] <= abs(weight - preference.effective_weight)


@given(frameworks(), st.data())
def test_nothing_left_changes_the_first_place_exactly_when_brute_force_finds_nothing(
    alternatives: list[Alternative], data: st.DataObject
) -> None:
    asked = data.draw(questions())
    given_answers = data.draw(answers(asked))
    answered = {answer.question for answer in given_answers}
    remaining = [question for question in asked if question.slug not in answered]
    tableau = Tableau(alternatives, asked)
    proved = settled(tableau, given_answers, [question.slug for question in remaining])
    assert proved == settled_by_trying(tableau, given_answers, remaining)


def settled_by_trying(
    tableau: Tableau, given_answers: list[Answer], remaining: Iterable[Question]
) -> bool:
    now = tableau.standing(given_answers).first
    possible = [[None, *possible_answers(question)] for question in remaining]
    return bool(now) and all(
        tableau.standing([*given_answers, *filter(None, more)]).first == now
        for more in product(*possible)
    )


def test_what_is_settled_agrees_with_brute_force_where_it_is_near_the_edge() -> None:
    """Narrow leads in small spaces, which are rarely drawn otherwise; the same each time."""
    proofs: Counter[bool] = Counter()
    for seed in range(1_500):
        draw = Random(seed)
        asked = [edge_question("pages", draw), edge_question("data", draw)]
        tableau = Tableau([edge_framework(slug, draw) for slug in "ab"], asked)
        given_answers = [draw.choice(possible_answers(asked[0]))]
        proved = settled(tableau, given_answers, ["data"])
        assert proved == settled_by_trying(tableau, given_answers, asked[1:]), seed
        proofs[proved] += 1
    assert min(proofs[True], proofs[False]) > 300


def edge_framework(slug: str, draw: Random) -> Alternative:
    levels = (Level.BUILT_IN, Level.THIRD_PARTY, Level.NONE)
    return Alternative(slug, slug, cells(draw.choice(levels), draw.choice(levels)))


def edge_question(slug: str, draw: Random) -> Question:
    options = [
        Option(
            option,
            (
                Preference(
                    criterion=draw.choice((ADMIN, OPENAPI)),
                    direction=draw.choice(tuple(Direction)),
                    weight=draw.randint(1, 3),
                    veto_below=draw.choice((None, None, 50)),
                    question=slug,
                    option=option,
                ),
            ),
        )
        for option in ("yes", "no")
    ]
    return Question(slug, draw.random() < 0.5, tuple(options))


@given(frameworks(), st.lists(preferences, max_size=6))
def test_robustness_counts_what_reweighing_every_framework_gives(
    alternatives: list[Alternative], wanted: list[Preference]
) -> None:
    found = recommend(alternatives, wanted)
    counts: Counter[str] = Counter()
    stays = 0
    for weights in weight_samples(len(wanted), 50):
        totals = {
            ranked.alternative.slug: sum(
                weight * part.points.doubled_midpoint
                for weight, part in zip(weights, ranked.contributions, strict=True)
            )
            for ranked in found.ranked
        }
        then = {slug for slug, total in totals.items() if total == max(totals.values())}
        counts.update(then)
        stays += firsts(found) <= then
    steady = robustness(found, samples=50)
    assert dict(steady.firsts) == (counts if firsts(found) else {})
    assert steady.stays == (stays if firsts(found) else 0)


def test_weights_vary_by_half_and_always_alike() -> None:
    samples = weight_samples(3, 1000)
    spread = {weight for weights in samples for weight in weights}
    assert (min(spread), max(spread)) == (50, 150)
    assert len({tuple(weights) for weights in samples}) > 990
    assert samples == weight_samples(3, 1000)


def asks(option: str, criterion: Criterion, weight: int) -> Option:
    return Option(option, (Preference(criterion, Direction.MORE, weight, 50, "it", option),))


def test_the_smallest_change_of_an_answer_and_of_a_weight_by_hand() -> None:
    """Admin 3 × 2 = 6 against OpenAPI 2 × 2 = 4: importance a must rules Django out."""
    pages = Question("pages", False, (asks("admin", ADMIN, 3), Option("unknown")))
    api = Question("api", False, (asks("openapi", OPENAPI, 2),))
    django = Alternative("django", "Django", cells(Level.BUILT_IN, Level.NONE))
    fastapi = Alternative("fastapi", "FastAPI", cells(Level.NONE, Level.BUILT_IN))
    given_answers = [Answer("pages", ("admin",)), Answer("api", ("openapi",))]
    tableau = Tableau([django, fastapi], [pages, api])
    (change,) = answer_changes(tableau, given_answers)
    assert change.question == "api"
    assert change.after == replace(given_answers[1], importance=Importance.MUST)
    assert (change.first, change.size) == (("fastapi",), 2)
    found = recommend([django, fastapi], asked_for([pages, api], given_answers))
    (weight,) = weight_changes(found)
    assert (weight.preference.criterion, weight.weight, weight.first) == (ADMIN, 3, ("fastapi",))


def cells(admin: Level, openapi: Level) -> dict[tuple[CriterionKind, str], CellValue]:
    return {(FEATURE, "admin"): admin, (FEATURE, "openapi"): openapi}


def test_a_lead_is_settled_when_the_rest_weighs_less() -> None:
    pages = Question("pages", False, (asks("admin", ADMIN, 5),))
    api = Question("api", False, (asks("openapi", OPENAPI, 3),))
    django = Alternative("django", "Django", cells(Level.BUILT_IN, Level.THIRD_PARTY))
    fastapi = Alternative("fastapi", "FastAPI", cells(Level.NONE, Level.BUILT_IN))
    tableau = Tableau([django, fastapi], [pages, api])
    assert settled(tableau, [Answer("pages", ("admin",))], ["api"])
    assert not settled(tableau, [Answer("api", ("openapi",))], ["pages"])
    assert not settled(tableau, [], ["pages", "api"])


def test_a_tie_that_is_possible_leaves_the_first_place_open() -> None:
    pages = Question("pages", False, (asks("admin", ADMIN, 3),))
    (preference,) = asks("openapi", OPENAPI, 2).preferences
    api = Question("api", False, (Option("openapi", (replace(preference, veto_below=None),)),))
    django = Alternative("django", "Django", cells(Level.BUILT_IN, Level.NONE))
    fastapi = Alternative("fastapi", "FastAPI", cells(Level.NONE, Level.BUILT_IN))
    tableau = Tableau([django, fastapi], [pages, api])
    assert not settled(tableau, [Answer("pages", ("admin",))], ["api"])


def test_a_must_that_rules_a_framework_out_itself_does_not_lift_it() -> None:
    """Django leads by 2.5; FastAPI gains 1 × 2, or 1 × 3 as a must, which rules it out."""
    shop = Preference(SHOPS, Direction.MORE, 5, question="shop", option="yes")
    both = (*asks("both", OPENAPI, 2).preferences, *asks("both", ADMIN, 1).preferences)
    questions = [
        Question("shop", False, (Option("yes", (shop,)),)),
        Question("parts", False, (Option("both", (replace(both[0], veto_below=None), both[1])),)),
    ]
    ideal = {(SHOPS.kind, SHOPS.key): Fit.IDEAL, **cells(Level.BUILT_IN, Level.NONE)}
    good = {(SHOPS.kind, SHOPS.key): Fit.GOOD, **cells(Level.NONE, Level.BUILT_IN)}
    bare = Alternative("bare", "Bare", ideal), Alternative("rich", "Rich", good)
    tableau = Tableau(bare, questions)
    assert settled(tableau, [Answer("shop", ("yes",))], ["parts"])
