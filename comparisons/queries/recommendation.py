"""What the wizard recommends, with the arithmetic a reader can redo."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.urls import reverse

from comparisons.engine.cells import HIGHEST_RATING, Fit, Level
from comparisons.engine.charts import BarChart, contribution_bars
from comparisons.engine.prose import listed
from comparisons.engine.scoring import (
    FULL,
    Alternative,
    CellValue,
    Contribution,
    Criterion,
    CriterionKind,
    Interval,
    Lead,
    Preference,
    Ranked,
    Recommendation,
    RuledOut,
    points,
    recommend,
)
from comparisons.queries.alternatives import Record, Wishes, frameworks, record_of, wishes
from comparisons.queries.citations import Citations, CitedSource, citations_of
from comparisons.queries.links import Link, comparison_link
from comparisons.queries.wizard import Answers, Question, Questionnaire, Uncounted

TOP = 3


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question as the reader answered it; without options it was skipped."""

    question: str
    options: str
    importance: str
    change: str


@dataclass(frozen=True, slots=True)
class Row:
    """One contribution: `share` × `weight` = `points`. `cell` is what the framework has."""

    question: str
    option: str
    change: str
    criterion: str
    cell: str
    address: str
    share: str
    weight: int
    points: str
    chart: BarChart
    unknown: bool
    to_check: bool
    footnotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A framework in the ranking, with the rows that add up to its total."""

    rank: int
    slug: str
    name: str
    tagline: str
    address: str
    accent: int
    total: str
    middle: str
    is_exact: bool
    chart: BarChart
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A framework that an answer rules out, and what it has instead of what must be."""

    name: str
    address: str
    reasons: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion on which nothing is known of these frameworks."""

    criterion: str
    frameworks: str
    may_rule_out: bool


@dataclass(frozen=True, slots=True)
class ResultPage:
    """`maximum` is the points that could be had at most; `lead_words` says how clear it is."""

    answers: tuple[AnswerLine, ...]
    skipped: tuple[AnswerLine, ...]
    uncounted: tuple[Uncounted, ...]
    weighed: bool
    lead: Lead
    lead_words: str
    maximum: str
    top: tuple[Place, ...]
    rest: tuple[Place, ...]
    ruled_out: tuple[Exclusion, ...]
    gaps: tuple[Gap, ...]
    sources: tuple[CitedSource, ...]
    comparisons: tuple[Link, ...]
    permanent: str
    on: str
    whole: str


def result_page(questionnaire: Questionnaire, answers: Answers, today: date) -> ResultPage:
    """The recommendation for these answers. At most six queries."""
    known = frameworks()
    wanted = wishes({row.slug: row.name for row in known}) if answers.given else {}
    preferences = _asked_for(answers, wanted)
    record = record_of(known, (preference.criterion for preference in preferences))
    found = recommend(record.alternatives, preferences)
    citations = _citations(found, record)
    heaviest = max((p.effective_weight for p in preferences), default=0)
    writer = _Writer(questionnaire, answers, record, citations, found.maximum, heaviest)
    places = tuple(writer.place(ranked) for ranked in found.ranked) if preferences else ()
    return ResultPage(
        answers=tuple(writer.line(q) for q in questionnaire.asked if answers[q.slug]),
        skipped=tuple(writer.line(q) for q in questionnaire.asked if not answers[q.slug]),
        uncounted=answers.uncounted,
        weighed=bool(preferences),
        lead=found.lead,
        lead_words=_lead_words(found),
        maximum=_trimmed(found.maximum / 100),
        top=places[:TOP],
        rest=places[TOP:],
        ruled_out=tuple(writer.exclusion(out) for out in found.ruled_out),
        gaps=tuple(_gaps(found.ranked)),
        sources=citations.sources,
        comparisons=tuple(_comparisons(places)),
        permanent=f"{settings.SITE_URL}{answers.address('wizard-result')}",
        on=answers.address("wizard"),
        whole=answers.address("wizard-all"),
    )


# What the answers ask for, and what the frameworks have


def _asked_for(answers: Answers, wishes: Wishes) -> tuple[Preference, ...]:
    """The preferences of the chosen options, with the importance of their answers."""
    return tuple(
        replace(wish, importance=answer.importance)
        for answer in answers.given
        for option in answer.options
        for wish in wishes.get((answer.question, option), ())
    )


def _citations(found: Recommendation, record: Record) -> Citations:
    """The citations of the cells of the first places. One query."""
    subjects: dict[str, list[int]] = {}
    for ranked in found.ranked[:TOP]:
        for part in ranked.contributions:
            entry = record.entry(ranked.alternative, part.preference.criterion)
            if entry:
                subjects.setdefault(entry[0], []).append(entry[1])
    return citations_of(subjects)


# In words


def _trimmed(number: float) -> str:
    """At most three digits, without needless zeros; half a hundredth needs three: 21.625."""
    return f"{number:.3f}".rstrip("0").rstrip(".")


def _between(interval: Interval) -> str:
    """Points in a table: "23.25", or "20.00 to 23.25" where cells are unknown."""
    low = points(interval.low)
    return low if interval.is_exact else f"{low} to {points(interval.high)}"


def _middle(score: Interval) -> str:
    return _trimmed(score.doubled_midpoint / 200)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Turns the engine's result into what the page shows. `heaviest` is the greatest weight."""

    questionnaire: Questionnaire
    answers: Answers
    record: Record
    citations: Citations
    maximum: int
    heaviest: int

    def line(self, question: Question) -> AnswerLine:
        """A question with its answer, if it has one."""
        answer = self.answers[question.slug]
        chosen = answer.options if answer else ()
        return AnswerLine(
            question=question.text,
            options="; ".join(o.text for o in question.offered if o.slug in chosen),
            importance=answer.importance.label if answer else "",
            change=self.answers.address("wizard", question.slug),
        )

    def place(self, ranked: Ranked) -> Place:
        """A framework in the ranking."""
        alternative = ranked.alternative
        framework = self.record.frameworks[alternative.slug]
        parts = self._in_order(ranked.contributions)
        return Place(
            rank=ranked.rank,
            slug=alternative.slug,
            name=alternative.name,
            tagline=framework.tagline,
            address=_address(alternative),
            accent=framework.accent,
            total=_between(ranked.score),
            middle=_middle(ranked.score),
            is_exact=ranked.score.is_exact,
            chart=contribution_bars([[part.points for part in parts]], self.maximum),
            rows=tuple(self._row(alternative, part) for part in parts),
        )

    def exclusion(self, out: RuledOut) -> Exclusion:
        """A framework that is out, with the cells that rule it out."""
        vetoes = self._in_order(out.vetoes)
        return Exclusion(
            name=out.alternative.name,
            address=_address(out.alternative),
            reasons=tuple(self._row(out.alternative, veto) for veto in vetoes),
        )

    def _in_order(self, parts: Iterable[Contribution]) -> list[Contribution]:
        """Contributions as the questions stand, the heaviest of a question first."""
        order = {q.slug: place for place, q in enumerate(self.questionnaire.questions)}
        return sorted(parts, key=lambda part: (order[part.preference.question], -part.weight))

    def _row(self, alternative: Alternative, part: Contribution) -> Row:
        preference = part.preference
        question = next(q for q in self.questionnaire.asked if q.slug == preference.question)
        return Row(
            question=question.text,
            option=next(o.text for o in question.offered if o.slug == preference.option),
            change=self.answers.address("wizard", preference.question),
            criterion=preference.criterion.label,
            cell=_cell_words(preference.criterion, part.cell),
            address=_cell_address(alternative, preference.criterion),
            share=_share(part.satisfaction),
            weight=part.weight,
            points=_between(part.points),
            chart=contribution_bars([[part.points]], self.heaviest * FULL),
            unknown=not part.satisfaction.is_exact,
            to_check=part.needs_check,
            footnotes=self._footnotes(alternative, preference.criterion),
        )

    def _footnotes(self, alternative: Alternative, criterion: Criterion) -> tuple[int, ...]:
        entry = self.record.entry(alternative, criterion)
        return self.citations.numbers(*entry) if entry else ()


def _share(satisfaction: Interval) -> str:
    low, high = satisfaction.low, satisfaction.high
    return f"{low} %" if satisfaction.is_exact else f"{low} to {high} %"


def _cell_words(criterion: Criterion, cell: CellValue) -> str:
    match cell:
        case None:
            return Level.UNKNOWN.label
        case Level() | Fit():
            return cell.label
        case int():
            return f"{cell} of {HIGHEST_RATING}"
        case _:
            return "Yes" if criterion.value in cell else "No"


def _address(alternative: Alternative) -> str:
    return reverse("framework", args=(alternative.slug,))


def _cell_address(alternative: Alternative, criterion: Criterion) -> str:
    page = _address(alternative)
    if criterion.kind is CriterionKind.TRAIT:
        return page
    return f"{page}#{criterion.kind}-{criterion.key}"


def _lead_words(found: Recommendation) -> str:
    """One or two sentences that say how clear the first place is."""
    if not found.ranked:
        return "Every framework is ruled out by what must be."
    first, *others = found.ranked
    if not others:
        return f"Only {first.alternative.name} is left: the others are ruled out."
    if found.lead is Lead.TIE:
        tied = listed(ranked.alternative.name for ranked in found.ranked if ranked.rank == 1)
        return f"A tie: {tied} have the same points."
    ahead = f"{first.alternative.name} is {_ahead(first, others[0])} ahead of"
    second = others[0].alternative.name
    if found.lead is Lead.CLEAR:
        return f"A clear lead: {ahead} {second}."
    return f"A close call: {ahead} {second}, {_why_close(first, others[0])}"


def _ahead(first: Ranked, second: Ranked) -> str:
    doubled = first.score.doubled_midpoint - second.score.doubled_midpoint
    return f"{_trimmed(doubled / 200)} point{'' if doubled == 200 else 's'}"


def _why_close(first: Ranked, second: Ranked) -> str:
    if first.score.overlaps(second.score) and not (first.score.is_exact and second.score.is_exact):
        return "and what is unknown could turn the order round."
    return "which is less than the curators’ scales can tell apart."


def _gaps(ranked: Iterable[Ranked]) -> Iterator[Gap]:
    """Criteria with unknown cells, in the order of the ranking's first framework."""
    missing: dict[str, list[tuple[str, bool]]] = {}
    for place in ranked:
        for part in place.unknowns:
            names = missing.setdefault(part.preference.criterion.label, [])
            names.append((place.alternative.name, part.needs_check))
    for criterion, found in missing.items():
        named = listed(dict.fromkeys(name for name, _ in found))
        yield Gap(criterion, named, any(may for _, may in found))


def _comparisons(places: tuple[Place, ...]) -> Iterator[Link]:
    """Links that compare the first two and the first three."""
    names = [(place.slug, place.name) for place in places]
    for count in range(2, min(len(places), TOP) + 1):
        yield comparison_link(names[:count])
