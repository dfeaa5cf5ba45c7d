"""Frameworks in their places, with the rows that add up; those that are out, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from comparisons.engine.charts import BarChart, contribution_bars
from comparisons.engine.prose import lower_first
from comparisons.engine.scoring import (
    FULL,
    Alternative,
    Contribution,
    Criterion,
    CriterionKind,
    Direction,
    Interval,
    Preference,
    Ranked,
    RuledOut,
)
from comparisons.queries.alternatives import Record
from comparisons.queries.citations import Citations, Reference
from comparisons.queries.links import Link
from comparisons.queries.wizard import Questionnaire

from .words import between, cell_words, middle, row_words, share

REASONS = 3
"""How many contributions the first sentences name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One contribution: `share` × `weight` = `points`. `cell` is what the framework has; of a
    trait, `criterion` says it all. `part` is the same in numbers.
    """

    question: str
    option: str
    change: str
    criterion: str
    is_trait: bool
    cell: str
    address: str
    share: str
    weight: int
    points: str
    chart: BarChart
    unknown: bool
    to_check: bool
    footnotes: tuple[int, ...]
    part: Contribution
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A framework in the ranking, with the rows that add up to its total."""

    rank: int
    slug: str
    name: str
    tagline: str
    address: str
    accent: int
    score: Interval
    total: str
    middle: str
    is_exact: bool
    chart: BarChart
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A framework that an answer rules out, and what it has instead of what must be."""

    slug: str
    name: str
    address: str
    reasons: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns the engine's result into what the page shows.

    `forms` are the addresses that ask a question again, by slug. `maximum` is in hundredths of a
    point, `heaviest` the greatest weight.
    """

    questionnaire: Questionnaire
    forms: Mapping[str, str]
    record: Record
    citations: Citations
    maximum: int
    heaviest: int

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
            address=framework_address(alternative),
            accent=framework.accent,
            score=ranked.score,
            total=between(ranked.score),
            middle=middle(ranked.score),
            is_exact=ranked.score.is_exact,
            chart=contribution_bars([[part.points for part in parts]], self.maximum),
            rows=self._rows(alternative, parts),
        )

    def exclusion(self, out: RuledOut) -> Exclusion:
        """A framework that is out, with the cells that rule it out."""
        vetoes = self._in_order(out.vetoes)
        return Exclusion(
            slug=out.alternative.slug,
            name=out.alternative.name,
            address=framework_address(out.alternative),
            reasons=self._rows(out.alternative, vetoes),
        )

    def _in_order(self, parts: Iterable[Contribution]) -> list[Contribution]:
        """Contributions as the questions stand, the heaviest of a question first."""
        order = {q.slug: place for place, q in enumerate(self.questionnaire.questions)}
        return sorted(parts, key=lambda part: (order[part.preference.question], -part.weight))

    def _rows(self, alternative: Alternative, parts: Iterable[Contribution]) -> tuple[Row, ...]:
        page = framework_address(alternative)
        return tuple(self._row(alternative, part, page) for part in parts)

    def _row(self, alternative: Alternative, part: Contribution, page: str) -> Row:
        wish = part.preference
        entry = self.record.entry(alternative, wish.criterion)
        return Row(
            question=self.questionnaire.question_text(wish.question),
            option=self.questionnaire.option_text(wish.question, wish.option),
            change=self.forms[wish.question],
            criterion=wish.criterion.label,
            is_trait=wish.criterion.kind is CriterionKind.TRAIT,
            cell=row_words(part),
            address=cell_address(page, wish.criterion),
            share=share(part.satisfaction),
            weight=part.weight,
            points=between(part.points),
            chart=contribution_bars([[part.points]], self.heaviest * FULL),
            unknown=not part.satisfaction.is_exact,
            to_check=part.needs_check,
            footnotes=self.citations.numbers(*entry) if entry else (),
            part=part,
            references=self.citations.of(*entry) if entry else (),
        )


def strengths(first: Ranked) -> tuple[Link, ...]:
    """Where most of a framework's points come from, each with its cell.

    What it is not (a framework that is not wanted) says nothing for it.
    """
    gained: Counter[Criterion] = Counter()
    for part in first.contributions:
        if not _is_absence(part.preference):
            gained[part.preference.criterion] += part.points.doubled_midpoint
    return _links(first, gained)


def _is_absence(wish: Preference) -> bool:
    return wish.criterion.kind is CriterionKind.TRAIT and wish.direction is Direction.LESS


def advantages(first: Ranked, second: Ranked) -> tuple[Link, ...]:
    """Where a framework is furthest ahead of another."""
    gained: Counter[Criterion] = Counter()
    for own, other in zip(first.contributions, second.contributions, strict=True):
        gap = own.points.doubled_midpoint - other.points.doubled_midpoint
        gained[own.preference.criterion] += gap
    return _links(first, gained)


def _links(first: Ranked, gained: Counter[Criterion]) -> tuple[Link, ...]:
    best = [criterion for criterion, gap in gained.most_common(REASONS) if gap > 0]
    return tuple(_reason(first.alternative, criterion) for criterion in best)


def _reason(alternative: Alternative, criterion: Criterion) -> Link:
    cell = alternative.cells.get((criterion.kind, criterion.key))
    words = lower_first(cell_words(criterion, cell))
    is_trait = criterion.kind is CriterionKind.TRAIT
    text = criterion.label if is_trait else f"{criterion.label} ({words})"
    return Link(text, cell_address(framework_address(alternative), criterion))


def framework_address(alternative: Alternative) -> str:
    return reverse("framework", args=(alternative.slug,))


def cell_address(page: str, criterion: Criterion) -> str:
    """Where a cell is shown on the page of its framework; traits are facts at the top of it."""
    if criterion.kind is CriterionKind.TRAIT:
        return page
    return f"{page}#{criterion.kind}-{criterion.key}"
