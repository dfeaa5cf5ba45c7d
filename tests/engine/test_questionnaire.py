from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine.questionnaire import Answer, Option, Question, Tableau, asked_for
from comparisons.engine.scoring import Alternative, Direction, Importance, Preference, recommend
from tests.support.decisions import ADMIN, answers, frameworks, questions


@given(frameworks(), st.data())
def test_the_tableau_agrees_with_the_recommendation(
    alternatives: list[Alternative], data: st.DataObject
) -> None:
    asked = data.draw(questions())
    given_answers = data.draw(answers(asked))
    standing = Tableau(alternatives, asked).standing(given_answers)
    found = recommend(alternatives, asked_for(asked, given_answers))
    left = [standing.slugs[place] for place in standing.left]
    assert sorted(left) == sorted(r.alternative.slug for r in found.ranked)
    totals = dict(zip(standing.slugs, standing.totals, strict=True))
    for ranked in found.ranked:
        assert totals[ranked.alternative.slug] == ranked.score.doubled_midpoint
    for count in (1, 2, 3):
        best = {r.alternative.slug for r in found.ranked if found.maximum and r.rank <= count}
        assert standing.top(count) == best


@given(frameworks(), st.data())
def test_the_order_of_answers_never_matters(
    alternatives: list[Alternative], data: st.DataObject
) -> None:
    asked = data.draw(questions())
    given_answers = data.draw(answers(asked))
    shuffled = data.draw(st.permutations(given_answers))
    tableau = Tableau(alternatives, asked)
    assert tableau.standing(shuffled).first == tableau.standing(given_answers).first
    assert recommend(alternatives, asked_for(asked, shuffled)) == recommend(
        alternatives, asked_for(asked, given_answers)
    )


def test_preferences_are_as_important_as_their_answer() -> None:
    preference = Preference(ADMIN, Direction.MORE, 2, question="staff", option="yes")
    asked = [Question("staff", False, (Option("yes", (preference,)), Option("no")))]
    wanted = asked_for(asked, [Answer("staff", ("yes",), Importance.MUST)])
    assert [p.effective_weight for p in wanted] == [6]
    assert asked_for(asked, [Answer("staff", ("no",))]) == ()
    assert asked_for(asked, [Answer("else", ("yes",))]) == ()
