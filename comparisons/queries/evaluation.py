"""The wizard, and rules much simpler than it, judged by decisions that people really took."""

from collections.abc import Iterable
from dataclasses import dataclass

from comparisons.engine.evaluation import Case, Judgement, judge
from comparisons.engine.questionnaire import Answer, asked_for
from comparisons.engine.scoring import Recommendation, recommend
from comparisons.queries.alternatives import (
    criteria,
    engine_questions,
    frameworks,
    record_of,
    wishes,
)
from comparisons.queries.wizard import Questionnaire

_FOR_DJANGO = {
    *(("staff", "ready"), ("staff", "perhaps")),
    *(("login", "accounts"), ("data", "relational")),
}
_APIS = {"json-api", "microservice", "machine-learning-service"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with what the wizard recommends and what the three simple rules do."""

    judgement: Judgement
    found: Recommendation
    rules: Judgement


def evaluation(questionnaire: Questionnaire, cases: Iterable[Case]) -> tuple[Judged, ...]:
    """Judge the published wizard by cases that this questionnaire can express. Five queries."""
    rows = frameworks()
    wanted = wishes({framework.slug: framework.name for framework in rows})
    alternatives = record_of(rows, criteria(wanted)).alternatives
    questions = engine_questions(questionnaire, wanted)
    judged = []
    for case in cases:
        found = recommend(alternatives, asked_for(questions, case.answers))
        judged.append(Judged(judge(case, found), found, _by_rules(case)))
    return tuple(judged)


def _by_rules(case: Case) -> Judgement:
    choice = (simple_choice(case.answers),)
    return Judgement(case, choice, choice)


def simple_choice(answers: Iterable[Answer]) -> str:
    """What most people would say: an admin, accounts or an ORM, Django; only an API, FastAPI;
    else Flask. A wizard must be clearly better than that.
    """
    chosen = {(answer.question, option) for answer in answers for option in answer.options}
    if chosen & _FOR_DJANGO:
        return "django"
    output = {option for question, option in chosen if question == "output"}
    purposes = {option for question, option in chosen if question == "purpose"}
    only_data = output == {"data"} or (not output and purposes and purposes <= _APIS)
    return "fastapi" if only_data else "flask"
