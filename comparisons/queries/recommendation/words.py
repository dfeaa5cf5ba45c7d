"""Numbers, cells and the clearness of a lead, in words."""

from __future__ import annotations

from collections.abc import Iterable

from comparisons.engine.cells import HIGHEST_RATING, Fit, Level
from comparisons.engine.prose import listed
from comparisons.engine.scoring import (
    CellValue,
    Criterion,
    Interval,
    Lead,
    Ranked,
    Recommendation,
    points,
)

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


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


def count(number: int) -> str:
    """A whole number with its thousands apart."""
    return f"{number:,}".replace(",", NARROW_SPACE)


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


def names(ranked: Iterable[Ranked]) -> str:
    return listed(place.alternative.name for place in ranked)


def firsts(found: Recommendation) -> tuple[Ranked, ...]:
    """Those that share the first place."""
    return tuple(place for place in found.ranked if place.rank == 1)


def headline(found: Recommendation, weighed: bool) -> str:
    """What is recommended, as a heading."""
    if not weighed:
        return "No recommendation yet"
    if not found.ranked:
        return "No framework meets every must"
    first = names(firsts(found))
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
        return f"A tie: {names(firsts(found))} have the same points."
    ahead = f"{first.alternative.name} is {_ahead(first, others[0])} ahead of"
    second = others[0].alternative.name
    if found.lead is Lead.CLEAR:
        return f"A clear lead: {ahead} {second}."
    return f"A close call: {ahead} {second}, {_why_close(first, others[0])}"


def _ahead(first: Ranked, second: Ranked) -> str:
    doubled = first.score.doubled_midpoint - second.score.doubled_midpoint
    return f"{trimmed(doubled / 200)} point{'' if doubled == 200 else 's'}"


def _why_close(first: Ranked, second: Ranked) -> str:
    if first.score.overlaps(second.score) and not (first.score.is_exact and second.score.is_exact):
        return "and what is unknown could turn the order round."
    return "which is less than the curators’ scales can tell apart."
