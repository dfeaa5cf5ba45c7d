"""The pages that ask."""

from comparisons.engine.scoring import Importance
from comparisons.queries.wizard import (
    Answer,
    Answers,
    Option,
    Question,
    Questionnaire,
    all_questions_page,
    question_page,
    questionnaire,
)
from tests.support import entries


def asked(*slugs: str) -> Questionnaire:
    options = (Option("a", "A", "", False), Option("b", "B", "", False))
    return Questionnaire(tuple(Question(s, s, "", False, False, options) for s in slugs))


ONE_TWO_THREE = asked("one", "two", "three")
GIVEN = Answers((Answer("one", ("a",)), Answer("two", ("b",), Importance.MUST)))


def test_first_question_has_nothing_before_it():
    page = question_page(ONE_TWO_THREE, Answers())
    assert page
    assert (page.field.slug, page.number, page.count) == ("one", 1, 3)
    assert (page.back, page.following) == ("", "two")


def test_last_question_leads_to_the_result():
    page = question_page(ONE_TWO_THREE, GIVEN, "three")
    assert page
    assert page.following == ""
    assert page.skip == "/wizard/result/?one=a&two=b&two.importance=must"


def test_question_that_is_not_asked_is_the_first():
    page = question_page(ONE_TWO_THREE, Answers(), "four")
    assert page
    assert page.field.slug == "one"


def test_other_answers_are_carried_and_its_own_is_chosen():
    page = question_page(ONE_TWO_THREE, GIVEN, "two")
    assert page
    assert page.hidden == (("one", "a"),)
    assert [choice.slug for choice in page.field.choices if choice.chosen] == ["b"]
    assert [choice.slug for choice in page.field.importances if choice.chosen] == ["must"]


def test_skip_drops_the_answer_and_back_keeps_it():
    page = question_page(ONE_TWO_THREE, GIVEN, "two")
    assert page
    assert page.skip == "/wizard/?one=a&ask=three"
    assert page.back == "/wizard/?one=a&two=b&two.importance=must&ask=one"


def test_nothing_to_ask():
    assert question_page(Questionnaire(()), Answers()) is None
    assert all_questions_page(Questionnaire(()), Answers()).fields == ()


def test_all_questions_have_what_was_answered():
    page = all_questions_page(ONE_TWO_THREE, GIVEN)
    assert [field.answered for field in page.fields] == [True, True, False]
    assert page.one_by_one == "/wizard/?one=a&two=b&two.importance=must"


def test_drafts_are_never_asked(db: None):
    entries.question("shown", {"a": [], "b": []})
    entries.question("draft", {"a": []}, state="draft")
    option = entries.models.Option.objects.get(question__slug="shown", slug="b")
    option.state = "draft"
    entries.saved(option)
    (question,) = questionnaire().questions
    assert [o.slug for o in question.offered] == ["a"]


def test_retired_questions_are_known_but_not_asked(db: None):
    entries.question("old", {"a": []}, retired=True)
    found = questionnaire()
    assert [question.slug for question in found.questions] == ["old"]
    assert found.asked == ()


def test_question_whose_options_are_all_retired_is_not_asked(db: None):
    entries.question("old", {"a": []})
    option = entries.models.Option.objects.get()
    option.retired = True
    entries.saved(option)
    assert questionnaire().asked == ()
