"""Files of evaluation cases become clean cases, or say every fault."""

import json
from dataclasses import replace

import pytest

from comparisons.cases import CasesError, parse
from comparisons.engine.questionnaire import Answer
from comparisons.engine.scoring import Importance
from comparisons.queries.wizard import Option, Question, Questionnaire

SIZE = Question(
    "size",
    "Size?",
    "",
    False,
    False,
    (Option("small", "", "", False), Option("big", "", "", False)),
)
PARTS = Question(
    "parts", "Parts?", "", True, False, (Option("orm", "", "", False), Option("old", "", "", True))
)
QUESTIONNAIRE = Questionnaire((SIZE, PARTS))
SLUGS = {"django", "flask"}


def line(**changes: object) -> str:
    row: dict[str, object] = {
        "id": "one",
        "answers": {"size": ["small"], "parts": ["orm"]},
        "importance": {"parts": "must"},
        "acceptable": ["flask"],
        "advised_against": ["django"],
    }
    return json.dumps({key: value for key, value in (row | changes).items() if value is not None})


def errors(*lines: str) -> tuple[str, ...]:
    with pytest.raises(CasesError) as found:
        parse(lines, QUESTIONNAIRE, SLUGS)
    return found.value.errors


def test_a_case_is_read_whole():
    (case,) = parse([line(), "", "\n"], QUESTIONNAIRE, SLUGS)
    assert case.id == "one"
    assert case.answers == (
        Answer("size", ("small",)),
        Answer("parts", ("orm",), Importance.MUST),
    )
    assert (case.acceptable, case.advised_against) == ({"flask"}, {"django"})


def test_importance_and_lists_may_be_missing_and_other_keys_are_passed_over():
    bare = line(importance=None, acceptable=None, advised_against=None, source={"title": "Notes"})
    (case,) = parse([bare], QUESTIONNAIRE, SLUGS)
    assert case.answers[1].importance is Importance.IMPORTANT
    assert case.acceptable == case.advised_against == frozenset()


def test_what_is_usual_for_a_question_counts_where_nothing_is_said():
    unwanted = replace(PARTS, usual_importance=Importance.MUST)
    (case,) = parse([line(importance=None)], Questionnaire((SIZE, unwanted)), SLUGS)
    assert case.answers[1].importance is Importance.MUST


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[]", "a case is a JSON object"),
        (line(id=""), "id: a text is needed"),
        (line(id=None), "id: a text is needed"),
        (line(answers=["size"]), "answers: an object of lists is needed"),
        (line(answers={"size": "small"}), "answers: an object of lists is needed"),
        (line(importance={"size": 3}), "importance: an object of texts is needed"),
        (line(acceptable="flask"), "acceptable: a list of slugs is needed"),
        (line(answers={"speed": ["fast"]}, importance={}), "no question “speed” is asked"),
        (line(answers={"parts": ["old"]}), "“parts” has no option “old”"),
        (line(answers={"size": ["small", "big"]}, importance={}), "takes one option, not 2"),
        (line(importance={"speed": "must"}), "“speed” is not answered"),
        (line(importance={"parts": "vital"}), "“vital” is none of nice, important and must"),
        (line(acceptable=["rails"]), "no framework has the slug “rails”"),
    ],
)
def test_a_fault_is_said_with_its_line(text: str, said: str):
    (error,) = errors(line(id="other"), text)
    assert error.startswith("line 2: ")
    assert said in error


def test_every_fault_is_said_at_once():
    assert (
        len(errors("{", line(acceptable=["rails"], advised_against=["gin"]), line(), line())) == 4
    )


def test_no_case_is_a_fault():
    assert errors("\n") == ("there is no case in it",)
