"""From the wizard's query string, which anybody can write, to clean answers."""

from collections.abc import Iterable, Iterator

from django.http import QueryDict

from comparisons.engine.questionnaire import Answer
from comparisons.engine.scoring import Importance
from comparisons.queries.wizard import (
    ASK,
    EDITION,
    IMPORTANCE,
    SHORT,
    Answers,
    Option,
    Question,
    Questionnaire,
    Uncounted,
)

LONGEST_SHOWN = 60
MOST_TOLD = 10

NOT_ASKED = "this question is no longer asked"
NOT_OFFERED = "this answer is no longer offered"
NOT_KNOWN = "no such answer is known"
ONE_ONLY = "only one answer to this question counts"


def parse(query: QueryDict, questionnaire: Questionnaire) -> Answers:
    """The answers in a query string, in the order of the questionnaire.

    Parameters that never were a question are dropped. Answers that no longer count are listed in
    `uncounted` with the reason, but no more than MOST_TOLD, since anybody can write them. The order
    of parameters does not matter.
    """
    given: list[Answer] = []
    uncounted: list[Uncounted] = []
    for question in questionnaire.questions:
        chosen = {value for value in query.getlist(question.slug) if value}
        offered = [option.slug for option in question.offered if option.slug in chosen]
        counted = tuple(offered if question.multiple else offered[:1])
        uncounted += _uncounted(question, chosen.difference(counted))
        if counted:
            given.append(Answer(question.slug, counted, _importance(query, question)))
    return Answers(tuple(given), tuple(uncounted[:MOST_TOLD]), questionnaire.usual)


def _importance(query: QueryDict, question: Question) -> Importance:
    """The highest importance given for a question; the usual one if none is understood."""
    values = query.getlist(f"{question.slug}{IMPORTANCE}")
    understood = [importance for importance in Importance if importance.value in values]
    return understood[-1] if understood else question.usual_importance


def _uncounted(question: Question, answers: Iterable[str]) -> Iterator[Uncounted]:
    options = {option.slug: option for option in question.options}
    for answer in sorted({_cut(answer) for answer in answers}):
        option = options.get(answer)
        text = option.text if option else answer
        reason = _reason(question, option)
        yield Uncounted(question.text, text, reason, (question.slug, answer), option is not None)


def _cut(answer: str) -> str:
    """The answer at a length that can be told; the mark at its end is in no slug."""
    return answer if len(answer) <= LONGEST_SHOWN else f"{answer[: LONGEST_SHOWN - 1]}…"


def _reason(question: Question, option: Option | None) -> str:
    if question.retired:
        return NOT_ASKED
    if option is None:
        return NOT_KNOWN
    return NOT_OFFERED if option.retired else ONE_ONLY


def edition(query: QueryDict, questionnaire: Questionnaire) -> bool:
    """Whether the short edition is asked for, and the question that is shown belongs to it."""
    slugs = [question.slug for question in questionnaire.edition(short=True)]
    return query.get(EDITION) == SHORT and bool(slugs) and query.get(ASK, slugs[0]) in slugs


def shown(query: QueryDict, questionnaire: Questionnaire) -> str:
    """The slug of the question to show; empty for the first."""
    slugs = [question.slug for question in questionnaire.asked]
    return query.get(ASK, "") if query.get(ASK) in slugs else ""
