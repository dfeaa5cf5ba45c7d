"""How the record and its numbers come about: taken from the code that calculates with them."""

from dataclasses import dataclass

from comparisons.engine.cells import HIGHEST_RATING, LOWEST_RATING, Fit, Level
from comparisons.engine.scoring import (
    CLOSE_CALL_PERCENT,
    MET_FROM,
    CellValue,
    Criterion,
    CriterionKind,
    Importance,
    satisfaction,
)
from comparisons.models.vocabulary import Stance, Trust


@dataclass(frozen=True, slots=True)
class Step:
    """A value of a scale: what it means, and the share of a wish that it satisfies."""

    value: Level | Fit | int
    meaning: str
    share: str


@dataclass(frozen=True, slots=True)
class MethodPage:
    levels: tuple[Step, ...]
    fits: tuple[Step, ...]
    ratings: tuple[Step, ...]
    importances: tuple[Importance, ...]
    stances: tuple[tuple[Stance, str], ...]
    trusts: tuple[tuple[Trust, str], ...]
    close_call: int
    met_from: int


LEVELS = {
    Level.BUILT_IN: "Comes with the framework and works after installing it alone.",
    Level.OFFICIAL_EXTENSION: "A package of the framework’s own project adds it.",
    Level.THIRD_PARTY: "A package that others maintain adds it.",
    Level.MANUAL: "You write it, with what the framework offers for that.",
    Level.NONE: "It cannot be had in any usual way.",
    Level.UNKNOWN: "Nobody has found out, or sources do not settle it.",
}
FITS = {
    Fit.IDEAL: "Made for this, or as good as made for it.",
    Fit.GOOD: "A choice one need not explain.",
    Fit.WORKABLE: "It can be done, but others make it easier.",
    Fit.POOR: "It works against you.",
    Fit.UNKNOWN: "Nobody has judged it.",
}
STANCES = {
    Stance.SUPPORTS: "The source says the same.",
    Stance.QUALIFIES: "The source says it with a condition, or only in part.",
    Stance.DISPUTES: "The source says otherwise; the entry says what holds, and why.",
}
TRUSTS = {
    Trust.HIGH: "Read at its publisher, with its method and number of answers.",
    Trust.MEDIUM: "Reported by others, and two reports agree.",
    Trust.LOW: "Reported once, or the method is not known.",
}


def method_page() -> MethodPage:
    """The scales with the numbers that the wizard uses. No query."""
    ratings = range(LOWEST_RATING, HIGHEST_RATING + 1)
    return MethodPage(
        levels=tuple(_step(CriterionKind.FEATURE, level, LEVELS[level]) for level in Level),
        fits=tuple(_step(CriterionKind.USE_CASE, fit, FITS[fit]) for fit in Fit),
        ratings=tuple(_step(CriterionKind.DIMENSION, rating, "") for rating in ratings),
        importances=tuple(Importance),
        stances=tuple(STANCES.items()),
        trusts=tuple(TRUSTS.items()),
        close_call=CLOSE_CALL_PERCENT,
        met_from=MET_FROM,
    )


def _step(kind: CriterionKind, value: Level | Fit | int, meaning: str) -> Step:
    return Step(value, meaning, share(kind, value))


def share(kind: CriterionKind, value: CellValue) -> str:
    """The share of a wish that a cell satisfies, in words."""
    given = satisfaction(Criterion(kind, "", ""), value)
    return f"{given.low} %" if given.is_exact else f"{given.low} to {given.high} %"
