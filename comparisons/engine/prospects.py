"""Whether a framework can come first, with an example, and if not, why not.

An example is found among sets of answers or by a search that climbs; `dominating` is a proof for
all sets there are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations
from operator import or_
from random import Random

from comparisons.engine.questionnaire import (
    Answer,
    Effect,
    Question,
    Standing,
    Tableau,
    unpack,
)
from comparisons.engine.scoring import Importance
from comparisons.engine.simulation import Answers, available, draw, on_merit, without_one

STARTS = 12
"""From how many sets of answers the search for winning ones climbs."""
UNWEIGHED = -(1 << 40)
"""What the search thinks of answers that ask for nothing: less than of any others."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """The answers that put a framework first, or, if none were found, those that bring it closest.

    ``behind`` is by how much it then trails, in doubled hundredths of a point (0 for one that
    wins), and ``first`` is who is first. ``dominated_by`` are frameworks that no answers on merit
    put behind it. ``merit``: no answer names a framework.
    """

    slug: str
    answers: Answers
    first: frozenset[str]
    behind: int
    merit: bool
    dominated_by: tuple[str, ...]

    @property
    def wins(self) -> bool:
        return self.slug in self.first


def prospects(tableau: Tableau, sets: Sequence[Answers], random: Random) -> tuple[Prospect, ...]:
    """For every framework an example that wins, or the closest that a search came to one.

    Answers on merit are tried first, among `sets` and by climbing from some of them; only then
    those that name a framework.
    """
    merit = on_merit(tableau.questions.values())
    known = _examples(tableau, sets, merit)
    return tuple(_prospect(tableau, slug, merit, known.get(slug), random) for slug in tableau.slugs)


def _examples(
    tableau: Tableau, sets: Iterable[Answers], merit: Iterable[Question]
) -> Mapping[str, Answers]:
    """For frameworks that some of the sets put first alone on merit, the shortest such set."""
    slugs = {question.slug for question in merit}
    found: dict[str, Answers] = {}
    for answers in sets:
        given = tuple(a for a in available(tableau, answers) if a.question in slugs)
        first = tableau.standing(given).first
        if len(first) == 1:
            (slug,) = first
            found[slug] = min(found.get(slug, given), given, key=_length)
    return found


def _length(answers: Answers) -> tuple[int, int]:
    musts = sum(answer.importance is Importance.MUST for answer in answers)
    return sum(len(answer.options) for answer in answers), musts


def _prospect(
    tableau: Tableau,
    slug: str,
    merit: tuple[Question, ...],
    known: Answers | None,
    random: Random,
) -> Prospect:
    dominated = dominating(tableau, slug, merit)
    if known is not None:
        return _found(tableau, slug, known, True, dominated)
    best = climb(tableau, slug, merit, random)
    if slug in tableau.standing(best).first:
        return _found(tableau, slug, best, True, dominated)
    naming = climb(tableau, slug, tuple(tableau.questions.values()), random)
    if slug in tableau.standing(naming).first:
        return _found(tableau, slug, naming, False, dominated)
    return _found(tableau, slug, best, True, dominated)


def _found(
    tableau: Tableau, slug: str, answers: Answers, merit: bool, dominated: tuple[str, ...]
) -> Prospect:
    shortest = pruned(tableau, slug, answers)
    standing = tableau.standing(shortest)
    margin = _margin(standing, tableau.slugs.index(slug)) if standing.weighed else 0
    behind = max(0, -margin)
    return Prospect(slug, shortest, standing.first, behind, merit, dominated)


def _margin(standing: Standing, place: int) -> int:
    """By how much a framework leads; negative if it trails. One that is ruled out trails by all."""
    if not standing.weighed:
        return UNWEIGHED
    if standing.out >> place & 1:
        return -1 - max(standing.totals)
    others = (standing.totals[other] for other in standing.left if other != place)
    return standing.totals[place] - max(others, default=0)


def dominating(tableau: Tableau, slug: str, questions: Iterable[Question]) -> tuple[str, ...]:
    """The frameworks that no answers to these questions can put behind this one.

    Each has at least as many points as it on every option, more on some, and is ruled out by none
    that does not rule this one out as well. So this one is never first alone.
    """
    place = tableau.slugs.index(slug)
    effects = [tableau.effects[q.slug, o.slug] for q in questions for o in q.options]
    return tuple(
        other
        for number, other in enumerate(tableau.slugs)
        if number != place and _dominates(number, place, effects)
    )


def _dominates(better: int, worse: int, effects: Iterable[Effect]) -> bool:
    ahead = False
    for effect in effects:
        lead = effect.points[better] - effect.points[worse]
        if lead < 0 or (effect.vetoes >> better & 1 and not effect.vetoes >> worse & 1):
            return False
        ahead = ahead or lead > 0
    return ahead


@dataclass(frozen=True, slots=True)
class _Choice:
    answer: Answer | None
    packed: int
    vetoes: int


def climb(tableau: Tableau, slug: str, questions: Sequence[Question], random: Random) -> Answers:
    """Answers to these questions with which a framework leads most, or trails least.

    Changes one answer at a time to the one that helps most until none helps, from no answers and
    from STARTS drawn sets. Finds a hilltop, not surely the highest.
    """
    if not questions:
        return ()
    choices = {question.slug: tuple(_all_choices(tableau, question)) for question in questions}
    place, count = tableau.slugs.index(slug), len(tableau.slugs)
    starts = [(), *(draw(questions, random) for _ in range(STARTS))]
    tops = (_climb(choices, start, place, count) for start in starts)
    return max(tops, key=lambda answers: _margin(tableau.standing(answers), place))


def _all_choices(tableau: Tableau, question: Question) -> Iterator[_Choice]:
    """To leave a question open, or to choose one option, or two if several may be chosen."""
    yield _Choice(None, 0, 0)
    slugs = tuple(option.slug for option in question.options)
    pairs = combinations(slugs, 2) if question.multiple else ()
    for chosen in (*((slug,) for slug in slugs), *pairs):
        effects = [tableau.effects[question.slug, slug] for slug in chosen]
        packed = sum(effect.packed for effect in effects)
        vetoes = reduce(or_, (effect.vetoes for effect in effects))
        for importance in Importance:
            answer = Answer(question.slug, chosen, importance)
            out = vetoes if importance is Importance.MUST else 0
            yield _Choice(answer, packed * importance.factor, out)


def _climb(
    choices: Mapping[str, Sequence[_Choice]], start: Answers, place: int, count: int
) -> Answers:
    given = {answer.question: answer for answer in start}
    chosen = {
        slug: next((c for c in offered if c.answer == given.get(slug)), offered[0])
        for slug, offered in choices.items()
    }
    while True:
        before = dict(chosen)
        for slug, offered in choices.items():
            others = [choice for other, choice in chosen.items() if other != slug]
            packed = sum(choice.packed for choice in others)
            out = reduce(or_, (choice.vetoes for choice in others), 0)
            chosen[slug] = max(
                (chosen[slug], *offered),
                key=lambda c: _lead(packed + c.packed, out | c.vetoes, place, count),
            )
        if chosen == before:
            return tuple(choice.answer for choice in chosen.values() if choice.answer)


def _lead(packed: int, out: int, place: int, count: int) -> int:
    """As `_margin`, from totals side by side."""
    if not packed:
        return UNWEIGHED
    totals = list(unpack(packed, count))
    if out >> place & 1:
        return -1 - max(totals)
    own = totals[place]
    totals[place] = 0
    if out:
        totals = [total for number, total in enumerate(totals) if not out >> number & 1]
    return own - max(totals, default=0)


def pruned(tableau: Tableau, slug: str, answers: Answers) -> Answers:
    """The answers without those, and without the importance, that the first place can do without.

    As they are, if the framework is not first.
    """
    if slug not in tableau.standing(answers).first:
        return answers
    for shorter in _shorter(answers):
        if tableau.standing(shorter).first == {slug}:
            return pruned(tableau, slug, shorter)
    return answers


def _shorter(answers: Answers) -> Iterator[Answers]:
    for _, others in without_one(answers):
        yield others
    for number, answer in enumerate(answers):
        if answer.importance is not Importance.IMPORTANT:
            usual = replace(answer, importance=Importance.IMPORTANT)
            yield (*answers[:number], usual, *answers[number + 1 :])
