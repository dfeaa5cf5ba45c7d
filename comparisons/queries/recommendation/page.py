"""The page of a result: everything that the HTML, the decision record and the JSON show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comparisons.engine import questionnaire as engine
from comparisons.engine.scoring import Importance, Lead, Preference, Recommendation, recommend
from comparisons.queries.alternatives import (
    Record,
    Wishes,
    criteria,
    engine_questions,
    frameworks,
    record_of,
    wishes,
)
from comparisons.queries.citations import Citations, CitedSource, citations_of
from comparisons.queries.links import Link, absolute, comparison_link
from comparisons.queries.wizard import Answers, Question, Questionnaire, Uncounted

from .changes import Change, Changes, Firmness, Relaxation, firmness
from .evidence import YEAR, Evidence, Gap, looked_at_closely
from .places import Exclusion, Place, Row, Writer, advantages, strengths
from .words import firsts, headline, lead_words, trimmed

TOP = 3
NOTHING: Wishes = {}


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question as the reader answered it; without options it was skipped."""

    slug: str
    question: str
    chosen: tuple[str, ...]
    options: str
    matters: Importance | None
    change: str

    @property
    def importance(self) -> str:
        """How much it matters, in words; empty if it was skipped."""
        return self.matters.label if self.matters else ""


@dataclass(frozen=True, slots=True)
class Barrier:
    """An answer that is a must, with the cells that are certain to fall short of it."""

    question: str
    option: str
    change: str
    frameworks: tuple[tuple[Exclusion, tuple[Row, ...]], ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers for and against one framework: each its question, option, and where to change it."""

    framework: str
    answers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """`maximum` is the points that could be had at most. `strengths` and `advantages` (over the
    second) are what the first sentences name. `milder` is the result without any must.
    """

    answers: tuple[AnswerLine, ...]
    skipped: tuple[AnswerLine, ...]
    uncounted: tuple[Uncounted, ...]
    contradictions: tuple[Contradiction, ...]
    weighed: bool
    lead: Lead
    headline: str
    lead_words: str
    strengths: tuple[Link, ...]
    advantages: tuple[Link, ...]
    maximum: str
    top: tuple[Place, ...]
    rest: tuple[Place, ...]
    ruled_out: tuple[Exclusion, ...]
    relaxations: tuple[Relaxation, ...]
    milder: str
    changes: tuple[Change, ...]
    weights: tuple[Change, ...]
    firmness: Firmness | None
    gaps: tuple[Gap, ...]
    checked_since: date
    sources: tuple[CitedSource, ...]
    comparisons: tuple[Link, ...]
    permanent: str
    markdown: str
    json: str
    on: str
    whole: str
    today: date

    @property
    def first(self) -> str:
        """The name of the framework in the first place, if there is one alone."""
        return self.top[0].name if self.top and self.lead is not Lead.TIE else ""

    @property
    def barriers(self) -> tuple[Barrier, ...]:
        """What is ruled out, by the answer that does it."""
        told: dict[tuple[str, str, str], dict[str, list[Row]]] = {}
        for out in self.ruled_out:
            for row in out.reasons:
                shut = told.setdefault((row.question, row.option, row.change), {})
                shut.setdefault(out.slug, []).append(row)
        by_slug = {out.slug: out for out in self.ruled_out}
        return tuple(
            Barrier(*answer, tuple((by_slug[slug], tuple(rows)) for slug, rows in shut.items()))
            for answer, shut in told.items()
        )

    @property
    def ahead_in(self) -> str:
        """How a sentence starts that goes on with `advantages`."""
        second = self.top[1].name if len(self.top) > 1 else "the others"
        return f"It is furthest ahead of {second} in"

    @property
    def places(self) -> tuple[Place, ...]:
        """The whole ranking."""
        return (*self.top, *self.rest)


def result_page(questionnaire: Questionnaire, answers: Answers, today: date) -> ResultPage:
    """The recommendation for these answers. At most six queries.

    Cells count as recently checked when that was in the 365 days before `today`.
    """
    weighed = _weighed(questionnaire, answers)
    record, found = weighed.record, weighed.found
    citations = _citations(found, record)
    writer = _writer(questionnaire, answers, weighed, citations)
    changes = Changes(questionnaire, answers, record.frameworks)
    places = tuple(writer.place(ranked) for ranked in found.ranked)
    lines = [_line(questionnaire, answers, question) for question in questionnaire.asked]
    return ResultPage(
        answers=tuple(line for line in lines if line.chosen),
        skipped=tuple(line for line in lines if not line.chosen),
        uncounted=answers.uncounted,
        contradictions=tuple(_contradictions(questionnaire, answers, weighed)),
        weighed=bool(weighed.preferences),
        lead=found.lead,
        headline=headline(found, bool(weighed.preferences)),
        lead_words=lead_words(found),
        strengths=_strengths(found),
        advantages=_advantages(found),
        maximum=trimmed(found.maximum / 100),
        top=places[:TOP],
        rest=places[TOP:],
        ruled_out=tuple(writer.exclusion(out) for out in found.ruled_out),
        relaxations=changes.relaxations(found),
        milder=changes.without_musts(),
        changes=changes.of_answers(record.alternatives, weighed.questions),
        weights=changes.of_weights(found),
        firmness=firmness(found, record.frameworks),
        gaps=Evidence(record, citations, today - YEAR).gaps(found, TOP),
        checked_since=today - YEAR,
        sources=citations.sources,
        comparisons=tuple(_comparisons(places)),
        permanent=absolute(answers.address("wizard-result")),
        markdown=answers.address("wizard-export", extension="md"),
        json=answers.address("wizard-export", extension="json"),
        on=answers.address("wizard"),
        whole=answers.address("wizard-all"),
        today=today,
    )


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What the answers ask for, the frameworks it is asked of, and what came of it."""

    record: Record
    questions: tuple[engine.Question, ...]
    preferences: tuple[Preference, ...]
    found: Recommendation


def _weighed(questionnaire: Questionnaire, answers: Answers) -> _Weighed:
    """Five queries at most."""
    known = frameworks()
    wanted = wishes({row.slug: row.name for row in known}) if answers.given else NOTHING
    record = record_of(known, criteria(wanted))
    questions = engine_questions(questionnaire, wanted)
    preferences = engine.asked_for(questions, answers.given)
    found = recommend(record.alternatives if preferences else (), preferences)
    return _Weighed(record, questions, preferences, found)


def _writer(
    questionnaire: Questionnaire, answers: Answers, weighed: _Weighed, citations: Citations
) -> Writer:
    asked = (question.slug for question in questionnaire.asked)
    forms = {slug: answers.address("wizard", slug) for slug in asked}
    heaviest = max((wish.effective_weight for wish in weighed.preferences), default=0)
    return Writer(questionnaire, forms, weighed.record, citations, weighed.found.maximum, heaviest)


def _citations(found: Recommendation, record: Record) -> Citations:
    """The citations of the cells that are looked at closely. One query."""
    subjects: dict[str, dict[int, None]] = {}
    for alternative, part in looked_at_closely(found, TOP):
        entry = record.entry(alternative, part.preference.criterion)
        if entry:
            subjects.setdefault(entry[0], {})[entry[1]] = None
    return citations_of(subjects)


def _line(questionnaire: Questionnaire, answers: Answers, question: Question) -> AnswerLine:
    """A question with its answer, if it has one."""
    answer = answers[question.slug]
    chosen = answer.options if answer else ()
    return AnswerLine(
        slug=question.slug,
        question=question.text,
        chosen=chosen,
        options="; ".join(questionnaire.option_text(question.slug, slug) for slug in chosen),
        matters=answer.importance if answer else None,
        change=answers.address("wizard", question.slug),
    )


def _contradictions(
    questionnaire: Questionnaire, answers: Answers, weighed: _Weighed
) -> Iterator[Contradiction]:
    texts = {question.slug: question.text for question in questionnaire.asked}
    for pair in engine.contradictions(weighed.preferences):
        framework = weighed.record.frameworks.get(pair[0].criterion.value)
        if framework is None:  # a draft
            continue
        told = (
            (
                texts[wish.question],
                questionnaire.option_text(wish.question, wish.option),
                answers.address("wizard", wish.question),
            )
            for wish in pair
        )
        yield Contradiction(framework.name, tuple(told))


def _strengths(found: Recommendation) -> tuple[Link, ...]:
    return strengths(found.ranked[0]) if len(firsts(found)) == 1 else ()


def _advantages(found: Recommendation) -> tuple[Link, ...]:
    if len(firsts(found)) != 1 or len(found.ranked) < 2:
        return ()
    return advantages(*found.ranked[:2])


def _comparisons(places: tuple[Place, ...]) -> Iterator[Link]:
    """Links that compare the first two and the first three."""
    names = [(place.slug, place.name) for place in places]
    for count in range(2, min(len(places), TOP) + 1):
        yield comparison_link(names[:count])
