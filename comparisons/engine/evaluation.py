"""How well recommendations agree with decisions that people really took."""

from collections.abc import Iterable
from dataclasses import dataclass

from comparisons.engine.questionnaire import Answer
from comparisons.engine.scoring import Recommendation

TOP = 3


@dataclass(frozen=True, slots=True)
class Case:
    """A decision: what was needed, and the frameworks (slugs) that were right and wrong for it."""

    id: str
    answers: tuple[Answer, ...]
    acceptable: frozenset[str]
    advised_against: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was recommended (slugs): ``first`` share the first place, ``top`` are the best three.

    A tie is right only if all that share the first place are, and wrong as soon as one is.
    """

    case: Case
    first: tuple[str, ...]
    top: tuple[str, ...]

    @property
    def first_agrees(self) -> bool:
        return bool(self.first) and self.case.acceptable.issuperset(self.first)

    @property
    def top_agrees(self) -> bool:
        return not self.case.acceptable.isdisjoint(self.top)

    @property
    def first_is_advised_against(self) -> bool:
        return not self.case.advised_against.isdisjoint(self.first)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of the cases agree, and in how many the first was advised against."""

    cases: int
    first: int
    top: int
    advised_against: int

    @property
    def first_share(self) -> float:
        return self.first / self.cases

    @property
    def top_share(self) -> float:
        return self.top / self.cases


def judge(case: Case, found: Recommendation) -> Judgement:
    """The recommendation for a case beside the decision. Nothing weighed is nothing recommended."""
    ranked = found.ranked if found.maximum else ()
    first = tuple(entry.alternative.slug for entry in ranked if entry.rank == 1)
    return Judgement(case, first, tuple(entry.alternative.slug for entry in ranked[:TOP]))


def agreement(judgements: Iterable[Judgement]) -> Agreement:
    """Count them. Raises ``ValueError`` if there are none: nothing can be said of no cases."""
    judged = tuple(judgements)
    if not judged:
        raise ValueError("Agreement needs at least one case.")
    return Agreement(
        len(judged),
        sum(judgement.first_agrees for judgement in judged),
        sum(judgement.top_agrees for judgement in judged),
        sum(judgement.first_is_advised_against for judgement in judged),
    )
