"""Answers as the engine sees them, and what every option does to every framework, tabulated once.

Whoever asks "what if" many times (sensitivity analysis, the curators' simulator) needs totals, not
the contributions behind them. Here the totals of all frameworks stand side by side in one whole
number, so that an answer is added for all of them at once.
"""

import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import product

from comparisons.engine.scoring import (
    Alternative,
    Criterion,
    CriterionKind,
    Direction,
    Importance,
    Interval,
    Preference,
    column,
    in_name_order,
)

FIELD = array("Q").itemsize
"""Bytes a total takes among totals side by side: far more than any sum of points needs."""
NAMING = frozenset({"in-use", "known", "framework", "close-to"})
"""The traits whose values are frameworks."""
STAYING = frozenset({"in-use", "framework"})
"""Those of them that ask for the framework itself: what a team knows, it may well want to leave."""


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen, and what choosing it asks for."""

    slug: str
    preferences: tuple[Preference, ...] = ()


def names_framework(option: Option) -> bool:
    """Whether the option speaks for or against a framework as such."""
    wanted = (wish.criterion for wish in option.preferences)
    return any(c.kind is CriterionKind.TRAIT and c.key in NAMING for c in wanted)


def contradictions(preferences: Iterable[Preference]) -> tuple[tuple[Preference, Preference], ...]:
    """Pairs of wishes of one reader, for and against the same framework."""
    named = [
        wish
        for wish in preferences
        if wish.criterion.kind is CriterionKind.TRAIT and wish.criterion.key in STAYING
    ]
    return tuple(
        (wanted, refused)
        for wanted, refused in product(named, named)
        if wanted.criterion.value == refused.criterion.value
        and (wanted.direction, refused.direction) == (Direction.MORE, Direction.LESS)
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the options that are offered; of several, if `multiple`."""

    slug: str
    multiple: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The options (slugs) chosen for a question, and how much the answer matters."""

    question: str
    options: tuple[str, ...]
    importance: Importance = Importance.IMPORTANT


@dataclass(frozen=True, slots=True)
class Effect:
    """What an option of the lowest importance does.

    ``points``: doubled midpoints in hundredths of a point, a framework each. ``packed``: the same
    side by side. ``vetoes``: a bit for each framework that the option rules out as a must.
    ``weight``: the sum of its preferences' weights.
    """

    points: Sequence[int]
    packed: int
    vetoes: int
    weight: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Totals without their parts: doubled midpoints, in the order of ``slugs``.

    ``out`` has a bit for each framework that is ruled out. Nothing is first if nothing is weighed.
    """

    slugs: tuple[str, ...]
    totals: Sequence[int]
    out: int
    weighed: bool

    @property
    def left(self) -> list[int]:
        """The places (in ``slugs``) of the frameworks that are not ruled out."""
        places = range(len(self.slugs))
        return [place for place in places if not self.out >> place & 1] if self.out else [*places]

    @property
    def first(self) -> frozenset[str]:
        """The frameworks that share the first place."""
        return self.top(1)

    def top(self, ranks: int) -> frozenset[str]:
        """The frameworks of the first ranks; equal totals share a rank."""
        left = self.left
        if not (self.weighed and left):
            return frozenset()
        best = nlargest(ranks, (self.totals[place] for place in left))
        return frozenset(self.slugs[place] for place in left if self.totals[place] >= best[-1])


class Tableau:
    """The questions with the effect of each option on each framework.

    Alternatives stand by name, as in a recommendation. Effects are keyed by the slugs of question
    and option.
    """

    slugs: tuple[str, ...]
    questions: Mapping[str, Question]
    effects: Mapping[tuple[str, str], Effect]

    def __init__(self, alternatives: Iterable[Alternative], questions: Iterable[Question]) -> None:
        ordered = in_name_order(alternatives)
        self.slugs = tuple(alternative.slug for alternative in ordered)
        self.questions = {question.slug: question for question in questions}
        columns = _Columns(ordered)
        self.effects = {
            (question.slug, option.slug): columns.effect(option)
            for question in self.questions.values()
            for option in question.options
        }

    def standing(self, answers: Iterable[Answer]) -> Standing:
        """The totals for these answers. Raises ``KeyError`` for an option that is not there."""
        packed = out = weight = 0
        for answer in answers:
            for option in answer.options:
                effect = self.effects[answer.question, option]
                packed += answer.importance.factor * effect.packed
                weight += effect.weight
                if answer.importance is Importance.MUST:
                    out |= effect.vetoes
        return Standing(self.slugs, unpack(packed, len(self.slugs)), out, weight > 0)


def asked_for(questions: Iterable[Question], answers: Iterable[Answer]) -> tuple[Preference, ...]:
    """The preferences of the chosen options, each as important as its answer."""
    given = {answer.question: answer for answer in answers}
    return tuple(
        preference.at(given[question.slug].importance)
        for question in questions
        if question.slug in given
        for option in question.options
        if option.slug in given[question.slug].options
        for preference in option.preferences
    )


def pack(totals: Iterable[int]) -> int:
    """Whole numbers from 0 side by side in one; sums of packed numbers are packed sums."""
    return int.from_bytes(array("Q", totals).tobytes(), sys.byteorder)


def unpack(packed: int, count: int) -> Sequence[int]:
    """The numbers that `pack` put side by side, or sums of them."""
    return memoryview(packed.to_bytes(count * FIELD, sys.byteorder)).cast("Q")


class _Columns:
    """The satisfactions of all frameworks by criterion and direction, each looked up once."""

    def __init__(self, alternatives: Sequence[Alternative]) -> None:
        self._alternatives = alternatives
        self._known: dict[tuple[Criterion, Direction], tuple[list[Interval], int]] = {}

    def of(self, preference: Preference) -> tuple[list[Interval], int]:
        """The satisfactions, and their doubled midpoints side by side."""
        key = preference.criterion, preference.direction
        if key not in self._known:
            given = [part.satisfaction for part in column(self._alternatives, preference)]
            self._known[key] = given, pack(interval.low + interval.high for interval in given)
        return self._known[key]

    def effect(self, option: Option) -> Effect:
        """What an option of the lowest importance does."""
        packed = vetoes = 0
        for preference in option.preferences:
            given, doubled = self.of(preference)
            packed += preference.weight * doubled
            vetoes |= _below(given, preference.veto_below or 0)
        weight = sum(preference.weight for preference in option.preferences)
        return Effect(unpack(packed, len(self._alternatives)), packed, vetoes, weight)


def _below(given: Iterable[Interval], limit: int) -> int:
    """A bit for each framework that is certainly below the limit."""
    if not limit:
        return 0
    return sum(1 << place for place, interval in enumerate(given) if interval.high < limit)
