"""What the questions that are still open could do to the first place."""

from __future__ import annotations

from dataclasses import dataclass

from comparisons.engine.prose import listed
from comparisons.engine.questionnaire import Tableau
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
    """Who is first, whatever the answers to the `open` questions; `result` is an address."""

    first: str
    open: int
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
    tableau = Tableau(record.alternatives, engine_questions(questionnaire, wanted))
    if not settled(tableau, answers.given, open_):
        return None
    first = tableau.standing(answers.given).first
    named = listed(record.frameworks[slug].name for slug in tableau.slugs if slug in first)
    return Outlook(named, len(open_), answers.address("wizard-result"))
