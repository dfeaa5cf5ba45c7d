"""From the wizard's query string, which anybody can write, to clean answers."""

from collections.abc import Iterable, Iterator

from django.http import QueryDict

from comparisons.engine.scoring import Importance
from comparisons.queries.wizard import (
    IMPORTANCE,
    Answer,
    Answers,
    Question,
    Questionnaire,
    Uncounted,
)

LONGEST_SHOWN = 60

NOT_ASKED = "this question is no longer asked"
NOT_OFFERED = "this answer is no longer offered"
NOT_KNOWN = "no such answer is known"
ONE_ONLY = "only one answer to this question counts"


def parse(query: QueryDict, questionnaire: Questionnaire) -> Answers:
    """The answers in a query string, in the order of the questionnaire.

    Parameters that never were a question are dropped. Answers that no longer count are listed in
    `uncounted`, with the reason. The order of parameters does not matter.
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
    return Answers(tuple(given), tuple(uncounted))


def _importance(query: QueryDict, question: Question) -> Importance:
    """The highest importance given for a question; the usual one if none is understood."""
    values = query.getlist(f"{question.slug}{IMPORTANCE}")
    understood = [importance for importance in Importance if importance.value in values]
    return understood[-1] if understood else Importance.IMPORTANT


def _uncounted(question: Question, answers: Iterable[str]) -> Iterator[Uncounted]:
    options = {option.slug: option for option in question.options}
    for answer in sorted(answers):
        option = options.get(answer)
        text = option.text if option else answer[:LONGEST_SHOWN]
        yield Uncounted(question.text, text, _reason(question, answer))


def _reason(question: Question, answer: str) -> str:
    if question.retired:
        return NOT_ASKED
    retired = {option.slug: option.retired for option in question.options}
    if answer not in retired:
        return NOT_KNOWN
    return NOT_OFFERED if retired[answer] else ONE_ONLY
