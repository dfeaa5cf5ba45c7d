"""The door for evaluation cases: JSON lines to clean cases, or every error with its line."""

import json
from collections.abc import Iterable, Iterator, Mapping

from comparisons.engine.evaluation import Case
from comparisons.engine.questionnaire import Answer
from comparisons.engine.scoring import Importance
from comparisons.queries.wizard import Question, Questionnaire


class CasesError(ValueError):
    """What is wrong with a file of cases; ``errors`` has one sentence for each fault."""

    def __init__(self, errors: Iterable[str]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(self.errors))


def parse(lines: Iterable[str], questionnaire: Questionnaire, slugs: set[str]) -> tuple[Case, ...]:
    """The cases, one JSON object a line; empty lines are passed over.

    `slugs` are those of the published frameworks. Keys: `id`, `answers` ({question: [options]}),
    `importance` ({question: nice | important | must}), `acceptable` and `advised_against` (lists of
    slugs); the last three may be missing, others are not looked at. Raises ``CasesError``.
    """
    cases: list[Case] = []
    errors: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        case, found = _case(line, questionnaire, slugs)
        errors += (f"line {number}: {error}" for error in found)
        if case and any(other.id == case.id for other in cases):
            errors.append(f"line {number}: the id “{case.id}” is there already")
        elif case:
            cases.append(case)
    if not cases and not errors:
        errors.append("there is no case in it")
    if errors:
        raise CasesError(errors)
    return tuple(cases)


def _case(
    line: str, questionnaire: Questionnaire, slugs: set[str]
) -> tuple[Case | None, list[str]]:
    try:
        row = json.loads(line)
    except ValueError as error:
        return None, [f"not JSON: {error}"]
    errors = list(_shape_errors(row))
    if errors:
        return None, errors
    questions = {question.slug: question for question in questionnaire.asked}
    importance = row.get("importance", {})
    named = {*row.get("acceptable", ()), *row.get("advised_against", ())}
    errors += _answer_errors(row["answers"], importance, questions)
    errors += (f"no framework has the slug “{slug}”" for slug in sorted(named - slugs))
    if errors:
        return None, errors
    usual = {slug: questions[slug].usual_importance for slug in row["answers"]}
    answers = tuple(
        Answer(slug, tuple(options), Importance(importance.get(slug, usual[slug])))
        for slug, options in row["answers"].items()
    )
    acceptable = frozenset(row.get("acceptable", ()))
    return Case(row["id"], answers, acceptable, frozenset(row.get("advised_against", ()))), []


def _shape_errors(row: object) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "a case is a JSON object"
        return
    if not (isinstance(row.get("id"), str) and row["id"]):
        yield "id: a text is needed"
    answers = row.get("answers")
    if not isinstance(answers, dict) or not all(map(_is_list_of_texts, answers.values())):
        yield "answers: an object of lists is needed, {question: [options]}"
    importance = row.get("importance", {})
    if not isinstance(importance, dict) or not all(isinstance(v, str) for v in importance.values()):
        yield "importance: an object of texts is needed, {question: nice, important or must}"
    for key in ("acceptable", "advised_against"):
        if not _is_list_of_texts(row.get(key, [])):
            yield f"{key}: a list of slugs is needed"


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _answer_errors(
    answers: Mapping[str, list[str]],
    importance: Mapping[str, str],
    questions: Mapping[str, Question],
) -> Iterator[str]:
    for slug, options in answers.items():
        if slug not in questions:
            yield f"answers: no question “{slug}” is asked"
            continue
        offered = {option.slug for option in questions[slug].offered}
        for option in sorted({*options} - offered):
            yield f"answers: “{slug}” has no option “{option}”"
        if len(options) > 1 and not questions[slug].multiple:
            yield f"answers: “{slug}” takes one option, not {len(options)}"
    for slug, value in importance.items():
        if slug not in answers:
            yield f"importance: “{slug}” is not answered"
        if value not in list(Importance):
            yield f"importance: “{value}” is none of nice, important and must"
