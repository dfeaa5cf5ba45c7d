"""Numbers, cells and the clearness of a lead, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comparisons.engine.cells import HIGHEST_RATING, Fit, Level
from comparisons.engine.prose import listed
from comparisons.engine.scoring import (
    FULL,
    CellValue,
    Contribution,
    Criterion,
    CriterionKind,
    Interval,
    Lead,
    Ranked,
    Recommendation,
    points,
)

MOST_NAMED = 3


def trimmed(number: float) -> str:
    """At most three digits, without needless zeros; half a hundredth needs three: 21.625."""
    return f"{number:.3f}".rstrip("0").rstrip(".")


def between(interval: Interval) -> str:
    """Points in a table: "23.25", or "20.00 to 23.25" where cells are unknown."""
    low = points(interval.low)
    return low if interval.is_exact else f"{low} to {points(interval.high)}"


def middle(score: Interval) -> str:
    return trimmed(score.doubled_midpoint / 200)


def share(satisfaction: Interval) -> str:
    low, high = satisfaction.low, satisfaction.high
    return f"{low} %" if satisfaction.is_exact else f"{low} to {high} %"


def cell_words(criterion: Criterion, cell: CellValue) -> str:
    match cell:
        case None:
            return Level.UNKNOWN.label
        case Level() | Fit():
            return cell.label
        case int():
            return f"{cell} of {HIGHEST_RATING}"
        case _:
            return "Yes" if criterion.value in cell else "No"


def row_words(part: Contribution) -> str:
    """What a framework has, as an answer to what was asked for: of a trait, whether it is so."""
    criterion = part.preference.criterion
    if criterion.kind is CriterionKind.TRAIT:
        return "Yes" if part.satisfaction.low == FULL else "No"
    return cell_words(criterion, part.cell)


def names(ranked: Iterable[Ranked]) -> str:
    """The names of frameworks in a sentence; long rows of them are cut."""
    return some([place.alternative.name for place in ranked])


def some(names: Sequence[str]) -> str:
    """At most three names; more than one other are counted."""
    rest = len(names) - MOST_NAMED
    return listed([*names[:MOST_NAMED], f"{rest} more"] if rest > 1 else names)


def firsts(found: Recommendation) -> tuple[Ranked, ...]:
    """Those that share the first place."""
    return tuple(place for place in found.ranked if place.rank == 1)


def headline(found: Recommendation, weighed: bool) -> str:
    """What is recommended, as a heading."""
    if not weighed:
        return "No recommendation yet"
    if not found.ranked:
        return "No framework meets every must"
    ahead = firsts(found)
    if found.lead is Lead.TIE and len(ahead) > MOST_NAMED:
        return f"{len(ahead)} frameworks suit your answers equally well"
    first = names(ahead)
    if found.lead is Lead.TIE:
        return f"{first} suit your answers equally well"
    if len(found.ranked) == 1:
        return f"Only {first} meets every must"
    if found.lead is Lead.CLOSE_CALL:
        return f"{first}, just ahead of {found.ranked[1].alternative.name}"
    return f"{first} suits your answers best"


def lead_words(found: Recommendation) -> str:
    """One or two sentences that say how clear the first place is."""
    if not found.ranked:
        return "Every framework is ruled out by what must be."
    first, *others = found.ranked
    if not others:
        return f"Only {first.alternative.name} is left: the others are ruled out."
    if found.lead is Lead.TIE:
        return _tie(firsts(found))
    ahead = f"{first.alternative.name} is {_ahead(first, others[0])} ahead of"
    second = others[0].alternative.name
    if found.lead is Lead.CLEAR:
        return f"A clear lead: {ahead} {second}."
    return f"A close call: {ahead} {second}, {_why_close(first, others[0])}"


def _tie(ahead: Sequence[Ranked]) -> str:
    same = f"A tie: {names(ahead)} have the same points."
    return f"{same} They stand by name." if len(ahead) > MOST_NAMED else same


def _ahead(first: Ranked, second: Ranked) -> str:
    doubled = first.score.doubled_midpoint - second.score.doubled_midpoint
    return f"{trimmed(doubled / 200)} point{'' if doubled == 200 else 's'}"


def _why_close(first: Ranked, second: Ranked) -> str:
    if first.score.overlaps(second.score) and not (first.score.is_exact and second.score.is_exact):
        return "and what is unknown could turn the order round."
    return "which is less than the curators’ scales can tell apart."
