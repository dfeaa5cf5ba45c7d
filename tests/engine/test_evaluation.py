import pytest

from comparisons.engine.evaluation import Agreement, Case, Judgement, agreement, judge
from comparisons.engine.scoring import Recommendation, recommend
from tests.support.decisions import ADMIN, FEATURE, Alternative, Direction, Level, Preference


def case(acceptable: str = "", advised_against: str = "") -> Case:
    return Case("one", (), frozenset(acceptable), frozenset(advised_against))


def found(**levels: Level) -> Recommendation:
    return recommend(
        [Alternative(slug, slug, {(FEATURE, "admin"): level}) for slug, level in levels.items()],
        [Preference(ADMIN, Direction.MORE, 1)],
    )


def test_the_first_and_the_best_three_are_compared_with_the_decision() -> None:
    levels = {"a": Level.BUILT_IN, "b": Level.OFFICIAL_EXTENSION, "c": Level.THIRD_PARTY}
    ranking = found(**levels, d=Level.NONE)
    assert judge(case(acceptable="a"), ranking).first_agrees
    assert judge(case(acceptable="c"), ranking).top_agrees
    assert not judge(case(acceptable="c"), ranking).first_agrees
    assert not judge(case(acceptable="d"), ranking).top_agrees
    assert judge(case(advised_against="a"), ranking).first_is_advised_against
    assert not judge(case(advised_against="b"), ranking).first_is_advised_against


def test_a_tie_agrees_only_if_all_that_share_the_first_place_do() -> None:
    tie = found(a=Level.BUILT_IN, b=Level.BUILT_IN)
    assert judge(case(acceptable="ab"), tie).first_agrees
    assert not judge(case(acceptable="a"), tie).first_agrees
    assert judge(case(acceptable="a", advised_against="b"), tie).first_is_advised_against


def test_nothing_weighed_agrees_with_nothing() -> None:
    nothing = judge(case(acceptable="a"), recommend([Alternative("a", "a", {})], []))
    assert (nothing.first, nothing.top) == ((), ())
    assert not nothing.first_agrees


def test_agreement_counts() -> None:
    right, wrong = case(acceptable="a"), case(acceptable="b", advised_against="a")
    judged = [Judgement(right, ("a",), ("a",)), Judgement(wrong, ("a",), ("a", "b"))]
    assert agreement(judged) == Agreement(cases=2, first=1, top=2, advised_against=1)
    assert (agreement(judged).first_share, agreement(judged).top_share) == (0.5, 1.0)
    with pytest.raises(ValueError, match="at least one case"):
        agreement([])
