"""What would change a recommendation, and how firmly it stands.

Sensitivity analysis of the additive value model: the smallest change of one answer or of one weight
that puts another framework first (Triantaphyllou and Sánchez, "A Sensitivity Analysis Approach for
Some Deterministic Multi-Criteria Decision-Making Methods", 1997), how often the first place holds
when all weights vary at once (Butler, Jia and Dyer, "Simulation Techniques for the Sensitivity
Analysis of Multi-Criteria Decision Models", 1997), and a proof by bounds that what is still unasked
cannot change it.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import mul

from comparisons.engine.questionnaire import (
    Answer,
    Effect,
    Question,
    Standing,
    Tableau,
    pack,
    unpack,
)
from comparisons.engine.scoring import Importance, Preference, Ranked, Recommendation

SAMPLES = 1000
VARIED_PERCENT = 50
HEAVIEST = 5 * Importance.MUST.factor
"""The greatest effective weight that an answer can give a preference."""
_SEED = 1


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One changed answer that puts other frameworks (slugs, by name) first.

    Before is None for a question that was not answered, after for an answer that is taken back.
    ``size`` is the effective weight that the change adds and takes away, in all.
    """

    question: str
    before: Answer | None
    after: Answer | None
    first: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class WeightChange:
    """One preference with another effective weight that puts other frameworks (slugs) first."""

    preference: Preference
    weight: int
    first: tuple[str, ...]

    @property
    def size(self) -> int:
        return abs(self.weight - self.preference.effective_weight)


@dataclass(frozen=True, slots=True)
class Robustness:
    """How often (of so many samples) frameworks come first, alone or with others.

    ``stays`` counts the samples in which every present first still is.
    """

    samples: int
    stays: int
    firsts: tuple[tuple[str, int], ...]


def answer_changes(tableau: Tableau, answers: Iterable[Answer]) -> tuple[AnswerChange, ...]:
    """For each framework that one changed answer can put first, the smallest such change.

    A change takes an answer back, gives one, or alters either its importance or one option of it.
    Smallest first; of equal ones those to given answers, then as the questions stand.
    """
    given = {answer.question: answer for answer in answers}
    now = tableau.standing(given.values()).first
    smallest: dict[str, AnswerChange] = {}
    if now:
        for change in sorted(_changes(tableau, given), key=lambda c: (c.size, c.before is None)):
            if all(slug in smallest for slug in change.first) or now.intersection(change.first):
                continue
            for slug in change.first:
                smallest.setdefault(slug, change)
    return tuple(dict.fromkeys(smallest.values()))


def _changes(tableau: Tableau, given: Mapping[str, Answer]) -> Iterator[AnswerChange]:
    """Every change of one answer that alters anything, with who comes first then."""
    for question in tableau.questions.values():
        before = given.get(question.slug)
        others = [answer for slug, answer in given.items() if slug != question.slug]
        base = tableau.standing(others)
        packed = pack(base.totals)
        for after in _alternatives(question, before):
            size = _size(tableau, before, after)
            if size:
                first = _standing_with(tableau, base, packed, after).first
                ordered = tuple(slug for slug in tableau.slugs if slug in first)
                yield AnswerChange(question.slug, before, after, ordered, size)


def _standing_with(
    tableau: Tableau, base: Standing, packed: int, answer: Answer | None
) -> Standing:
    """The standing of the other answers with this one added."""
    if answer is None:
        return base
    effects = _effects(tableau, answer)
    points = packed + answer.importance.factor * sum(effect.packed for effect in effects)
    out = base.out
    if answer.importance is Importance.MUST:
        for effect in effects:
            out |= effect.vetoes
    weighed = base.weighed or any(effect.weight for effect in effects)
    return Standing(tableau.slugs, unpack(points, len(tableau.slugs)), out, weighed)


def _effects(tableau: Tableau, answer: Answer) -> list[Effect]:
    return [tableau.effects[answer.question, option] for option in answer.options]


def _alternatives(question: Question, before: Answer | None) -> Iterator[Answer | None]:
    """The answers that are one step from the present one."""
    if before is None:
        for option in question.options:
            for importance in Importance:
                yield Answer(question.slug, (option.slug,), importance)
        return
    yield None
    for importance in Importance:
        yield replace(before, importance=importance)
    for option in question.options:
        options = _with(question, before.options, option.slug)
        if options:
            yield replace(before, options=options)


def _with(question: Question, chosen: tuple[str, ...], slug: str) -> tuple[str, ...]:
    """The options after one more click on this one, in the order of the question."""
    if not question.multiple:
        return (slug,)
    toggled = {*chosen} ^ {slug}
    return tuple(option.slug for option in question.options if option.slug in toggled)


def _size(tableau: Tableau, before: Answer | None, after: Answer | None) -> int:
    old, new = _weights(tableau, before), _weights(tableau, after)
    return sum(abs(old.get(slug, 0) - new.get(slug, 0)) for slug in {**old, **new})


def _weights(tableau: Tableau, answer: Answer | None) -> dict[str, int]:
    if answer is None:
        return {}
    factor = answer.importance.factor
    effects = zip(answer.options, _effects(tableau, answer), strict=True)
    return {slug: effect.weight * factor for slug, effect in effects}


def weight_changes(found: Recommendation) -> tuple[WeightChange, ...]:
    """For each framework that one other weight can put first, the least different such weight.

    Weights are whole, from 0 (the preference does not count) to the heaviest an answer can give.
    Smallest change first. Totals are straight lines in a weight, and of those with one slope only
    the highest can come first: there are few slopes, whatever the number of frameworks.
    """
    smallest: dict[str, WeightChange] = {}
    for change in sorted(_reweighings(found), key=lambda change: change.size):
        for slug in change.first:
            smallest.setdefault(slug, change)
    return tuple(dict.fromkeys(smallest.values()))


def _reweighings(found: Recommendation) -> Iterator[WeightChange]:
    if not found.ranked:
        return
    for place, part in enumerate(found.ranked[0].contributions):
        highest = _highest_lines(found.ranked, place)
        present = _on_top(highest, 0)
        for step in _crossings(highest, part.weight):
            on_top = _on_top(highest, step)
            if not on_top & present:
                slugs = (slug for slope in sorted(on_top) for slug in highest[slope][1])
                yield WeightChange(part.preference, part.weight + step, tuple(slugs))


def _highest_lines(ranked: Sequence[Ranked], place: int) -> dict[int, tuple[int, tuple[str, ...]]]:
    """By slope (doubled satisfaction with the preference in this place), the highest total with
    such a slope and the frameworks that have it. They come best first, so the first seen is it.
    """
    lines: dict[int, tuple[int, tuple[str, ...]]] = {}
    for entry in ranked:
        slope = entry.contributions[place].satisfaction.doubled_midpoint
        total = entry.score.doubled_midpoint
        known = lines.get(slope)
        if known is None:
            lines[slope] = total, (entry.alternative.slug,)
        elif known[0] == total:
            lines[slope] = total, (*known[1], entry.alternative.slug)
    return lines


def _on_top(lines: Mapping[int, tuple[int, tuple[str, ...]]], step: int) -> set[int]:
    """The slopes of the lines that are highest when the weight is changed by this much."""
    best = max(total + slope * step for slope, (total, _) in lines.items())
    return {slope for slope, (total, _) in lines.items() if total + slope * step == best}


def _crossings(lines: Mapping[int, tuple[int, tuple[str, ...]]], weight: int) -> Iterator[int]:
    """The whole steps at which some line has just overtaken another, or meets it."""
    steps: set[int] = set()
    for slope, (total, _) in lines.items():
        for other, (rival, _) in lines.items():
            if slope > other:
                meeting, rest = divmod(rival - total, slope - other)
                steps |= {meeting, meeting + 1} if rest else {meeting - 1, meeting, meeting + 1}
    return (step for step in sorted(steps) if -weight <= step <= HEAVIEST - weight)


def robustness(found: Recommendation, samples: int = SAMPLES) -> Robustness:
    """How often each framework comes first when all weights vary by up to half, independently.

    The sample is the same at every call. Frameworks that no weights in the range can lift to the
    first place are left out before, by bounds.
    """
    rows = [[part.points.doubled_midpoint for part in r.contributions] for r in found.ranked]
    if not found.maximum or not rows:
        return Robustness(samples, 0, ())
    ahead = [place for place, row in enumerate(rows) if _can_lead(row, rows[0])]
    packed = [pack(points) for points in zip(*(rows[place] for place in ahead), strict=True)]
    present = [at for at, place in enumerate(ahead) if found.ranked[place].rank == 1]
    counts: Counter[int] = Counter()
    stays = 0
    for weights in weight_samples(len(packed), samples):
        totals = list(unpack(sum(map(mul, weights, packed)), len(ahead)))
        best = max(totals)
        counts.update([at for at, total in enumerate(totals) if total == best])
        stays += all(totals[at] == best for at in present)
    firsts = ((found.ranked[ahead[at]].alternative.slug, count) for at, count in counts.items())
    return Robustness(samples, stays, tuple(sorted(firsts, key=lambda first: -first[1])))


def _can_lead(row: Iterable[int], first: Iterable[int]) -> bool:
    """Whether weights in the range exist at which these points reach those of the first."""
    least, most = 100 - VARIED_PERCENT, 100 + VARIED_PERCENT
    gaps = (points - best for points, best in zip(row, first, strict=True))
    return sum(gap * (most if gap > 0 else least) for gap in gaps) >= 0


@lru_cache(maxsize=64)
def weight_samples(count: int, samples: int) -> list[list[int]]:
    """So many times a percentage for each of the weights, drawn evenly from the range."""
    draw = random.Random(_SEED)  # noqa: S311 - a repeatable sample is the point
    span = range(100 - VARIED_PERCENT, 100 + VARIED_PERCENT + 1)
    return [draw.choices(span, k=count) for _ in range(samples)]


def settled(tableau: Tableau, answers: Iterable[Answer], remaining: Iterable[str]) -> bool:
    """Whether no answers to the remaining questions (slugs) can change who is first.

    Exact, by bounds: questions do not depend on each other, so the most that a framework can gain
    on another is the sum of the most it can gain in each. False while nothing is weighed.
    """
    standing = tableau.standing(answers)
    on_top = standing.first
    first = [place for place, slug in enumerate(standing.slugs) if slug in on_top]
    questions = [tableau.questions[slug] for slug in remaining]
    effects = [[tableau.effects[q.slug, o.slug] for o in q.options] for q in questions]
    if not first or any(e.vetoes >> place & 1 for row in effects for e in row for place in first):
        return False
    multiple = [question.multiple for question in questions]

    def gain(place: int, on: int) -> int:
        return sum(
            map(_most_gained, effects, multiple, [place] * len(effects), [on] * len(effects))
        )

    leader, *sharing = first
    return all(gain(p, leader) <= 0 and gain(leader, p) <= 0 for p in sharing) and all(
        gain(place, leader) < standing.totals[leader] - standing.totals[place]
        for place in standing.left
        if place not in first
    )


def _most_gained(effects: Iterable[Effect], multiple: bool, place: int, on: int) -> int:
    """The most doubled points that one framework can gain on another by one question's answer.

    A must counts most, but not for an option that would rule the framework itself out.
    """
    gains = [(e.points[place] - e.points[on], e.vetoes >> place & 1) for e in effects]
    add = sum if multiple else lambda found: max(found, default=0)
    as_must = add([max(0, gain) for gain, veto in gains if not veto])
    otherwise = add([max(0, gain) for gain, _ in gains])
    must, important = Importance.MUST.factor, Importance.IMPORTANT.factor
    return max(must * as_must, important * otherwise)
