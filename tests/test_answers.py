"""Query strings become clean answers."""

from dataclasses import replace
from itertools import permutations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from comparisons.answers import NOT_ASKED, NOT_KNOWN, NOT_OFFERED, ONE_ONLY, parse
from comparisons.engine.questionnaire import Answer
from comparisons.engine.scoring import Importance
from comparisons.queries.wizard import Answers, Option, Question, Questionnaire


def option(slug: str, retired: bool = False) -> Option:
    return Option(slug, slug.title(), "", retired)


def question(
    slug: str, *options: Option, multiple: bool = False, retired: bool = False
) -> Question:
    return Question(slug, f"{slug}?", "Because.", multiple, retired, options)


QUESTIONNAIRE = Questionnaire(
    (
        question("size", option("small"), option("large"), option("huge", retired=True)),
        question("parts", option("orm"), option("admin"), multiple=True),
        question("old", option("yes"), retired=True),
    )
)


def parsed(query: str) -> Answers:
    return parse(QueryDict(query), QUESTIONNAIRE)


def reasons(query: str) -> list[tuple[str, str, str]]:
    return [(u.question, u.answer, u.reason) for u in parsed(query).uncounted]


def test_nothing_answered():
    assert parsed("") == Answers()


def test_answers_stand_in_the_order_of_the_questions():
    assert parsed("parts=admin&size=large&parts=orm").given == (
        Answer("size", ("large",)),
        Answer("parts", ("orm", "admin")),
    )


def test_importance():
    assert parsed("size=small&size.importance=must")["size"] == Answer(
        "size", ("small",), Importance.MUST
    )


def test_a_question_can_have_another_usual_importance():
    unwanted = replace(question("not", option("flask")), usual_importance=Importance.MUST)
    questionnaire = Questionnaire((unwanted,))
    for query, importance in (
        ("not=flask", Importance.MUST),
        ("not=flask&not.importance=important", Importance.IMPORTANT),
    ):
        answers = parse(QueryDict(query), questionnaire)
        assert answers["not"] == Answer("not", ("flask",), importance)
        assert answers.address("wizard") == f"/wizard/?{query}"


@pytest.mark.parametrize("query", ["size.importance=", "size.importance=x", ""])
def test_importance_that_is_not_understood_is_the_usual_one(query: str):
    assert parsed(f"size=small&{query}")["size"] == Answer("size", ("small",))


def test_highest_importance_counts():
    answers = parsed("size=small&size.importance=must&size.importance=nice")
    assert answers["size"] == Answer("size", ("small",), Importance.MUST)


def test_importance_without_an_answer_is_dropped():
    assert parsed("size.importance=must").parameters == ()


def test_parameters_that_never_were_are_dropped():
    assert parsed("utm=1&size=small&colour=red").parameters == (("size", "small"),)
    assert parsed("utm=1&colour=red").uncounted == ()


def test_empty_values_are_no_answer():
    assert parsed("size=&parts=") == Answers()


def test_answer_to_a_retired_question_is_told():
    assert reasons("old=yes") == [("old?", "Yes", NOT_ASKED)]


def test_retired_option_is_told():
    assert reasons("size=huge") == [("size?", "Huge", NOT_OFFERED)]


def test_unknown_option_is_told():
    assert reasons("size=tiny") == [("size?", "tiny", NOT_KNOWN)]


def test_second_answer_to_a_single_question_is_told():
    assert parsed("size=large&size=small")["size"] == Answer("size", ("small",))
    assert reasons("size=large&size=small") == [("size?", "Large", ONE_ONLY)]


def test_long_unknown_answers_are_cut():
    (uncounted,) = parsed(f"size={'x' * 5000}").uncounted
    assert len(uncounted.answer) < 100


def test_order_of_parameters_is_irrelevant():
    pairs = ["size=small", "size=large", "parts=orm", "parts=admin", "size.importance=must"]
    assert len({parsed("&".join(order)) for order in permutations(pairs)}) == 1


def test_parameters_parse_to_the_same_answers():
    answers = parsed("parts=admin&size=large&size.importance=nice&parts=orm")
    again = QueryDict(mutable=True)
    for name, value in answers.parameters:
        again.appendlist(name, value)
    assert parse(again, QUESTIONNAIRE) == answers


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["size", "parts", "old", "size.importance", "parts.importance", "x"]),
            st.sampled_from(["small", "huge", "orm", "yes", "must", "nice", "", "\0", "é"]),
        )
    )
)
def test_only_offered_options_and_asked_questions_come_out(pairs: list[tuple[str, str]]):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    offered = {q.slug: {o.slug for o in q.offered} for q in QUESTIONNAIRE.asked}
    for answer in parse(query, QUESTIONNAIRE).given:
        assert set(answer.options) <= offered[answer.question]
