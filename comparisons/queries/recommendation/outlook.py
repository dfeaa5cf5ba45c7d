"""What the questions that are still open could do to the first place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from comparisons.engine.prose import listed
from comparisons.engine.questionnaire import Question, Tableau, names_framework
from comparisons.engine.sensitivity import settled
from comparisons.queries.alternatives import (
    criteria,
    engine_questions,
    frameworks,
    record_of,
    wishes,
)
from comparisons.queries.wizard import Answers, Questionnaire


@dataclass(frozen=True, slots=True)
class Outlook:
    """Who is first, whatever the answers to the `open` questions; `result` is an address.

    `unless_named`: this holds as long as no such answer names a framework.
    """

    first: str
    open: int
    unless_named: bool
    result: str


def outlook(questionnaire: Questionnaire, answers: Answers, short: bool = False) -> Outlook | None:
    """None while open questions of this edition can change the first place, or none is open.

    At most five queries, none before anything is answered.
    """
    open_ = [q.slug for q in questionnaire.edition(short) if not answers[q.slug]]
    if not (open_ and answers.given):
        return None
    known = frameworks()
    wanted = wishes({row.slug: row.name for row in known})
    record = record_of(known, criteria(wanted))
    questions = tuple(engine_questions(questionnaire, wanted))
    nameless = tuple(_nameless(question, open_) for question in questions)
    for unless_named, asked in ((False, questions), (True, nameless)):
        tableau = Tableau(record.alternatives, asked)
        if settled(tableau, answers.given, open_):
            first = tableau.standing(answers.given).first
            named = listed(record.frameworks[slug].name for slug in tableau.slugs if slug in first)
            result = answers.address("wizard-result")
            return Outlook(named, len(open_), unless_named, result)
    return None


def _nameless(question: Question, open_: Collection[str]) -> Question:
    """An open question without the options that name a framework."""
    if question.slug not in open_:
        return question
    return replace(question, options=tuple(o for o in question.options if not names_framework(o)))
