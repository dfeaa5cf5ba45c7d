"""The wizard's arithmetic: first vetoes, then a weighted sum that a reader can redo by hand.

The method is the additive value model of multi-criteria decision analysis (Keeney and Raiffa,
"Decisions with Multiple Objectives", 1976; Belton and Stewart, "Multiple Criteria Decision
Analysis", 2002): each cell is mapped to a satisfaction, satisfactions are multiplied by weights
and added up. An unknown cell could turn out to be anything, so its satisfaction is the whole
interval from nothing to everything, and scores are intervals too (the robust treatment of
incomplete information of Salo and Hämäläinen, "Preference Assessment by Imprecise Ratio
Statements", 1992). Frameworks are ranked by the middle of their intervals.

Units: a satisfaction is a whole percentage, 0 to 100. Points are counted in hundredths, so that
weight × satisfaction is a whole number and nothing is ever rounded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, repeat

from comparisons.engine.cells import HIGHEST_RATING, LOWEST_RATING, Fit, Level, Vocabulary

FULL = 100
MET_FROM = 50
"""A requirement is met from this satisfaction on: somebody other than the reader maintains it."""
CLOSE_CALL_PERCENT = 5
"""A lead of less than this share of the maximum is within what the curators' scales can tell."""

CellValue = Level | Fit | int | frozenset[str] | None
"""What a framework has on a criterion; ``None`` is unknown, like ``Level.UNKNOWN``."""


class CriterionKind(Vocabulary):
    """What a criterion looks at."""

    FEATURE = "feature", "Feature"
    USE_CASE = "use-case", "Use case"
    DIMENSION = "dimension", "Dimension"
    TRAIT = "trait", "Trait"


class Direction(Vocabulary):
    """Whether a preference asks for more of something or for less."""

    MORE = "more", "More is better"
    LESS = "less", "Less is better"


class Importance(Vocabulary):
    """How much an answer matters to the reader."""

    NICE = "nice", "Nice to have"
    IMPORTANT = "important", "Important"
    MUST = "must", "A must"

    @property
    def factor(self) -> int:
        """What the weights of the answer's preferences are multiplied by."""
        return _FACTORS[self]


class Lead(Vocabulary):
    """How far the first place of a recommendation is ahead of the second."""

    CLEAR = "clear", "A clear lead"
    CLOSE_CALL = "close call", "A close call"
    TIE = "tie", "A tie"
    NONE = "none", "No recommendation"


class Requirement(Vocabulary):
    """Whether a cell gives what a reader requires."""

    MET = "met", "Met"
    NOT_MET = "not-met", "Not met"
    UNKNOWN = "unknown", "Unknown"


_FACTORS = {Importance.NICE: 1, Importance.IMPORTANT: 2, Importance.MUST: 3}

# Ordinal levels on a value scale. The steps say what each level costs its user: nothing; one
# more dependency with the same maintainers; a dependency with its own life and an own choice
# to make; code to write and keep; not to be had.
_LEVEL_VALUES = {
    Level.BUILT_IN: 100,
    Level.OFFICIAL_EXTENSION: 85,
    Level.THIRD_PARTY: 65,
    Level.MANUAL: 25,
    Level.NONE: 0,
}
# Whoever wants to do without something is served by all that does not bring it: what has to be
# added can be left out.
_ABSENCE_VALUES = dict.fromkeys(_LEVEL_VALUES, FULL) | {Level.BUILT_IN: 0}
# "Workable" stays below the middle: it can be done, but one would rather use something else.
_FIT_VALUES = {Fit.IDEAL: 100, Fit.GOOD: 75, Fit.WORKABLE: 40, Fit.POOR: 0}


@dataclass(frozen=True, slots=True)
class Interval:
    """A number known to lie between two whole numbers, both included."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"An interval cannot run from {self.low} down to {self.high}.")

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def times(self, weight: int) -> "Interval":
        """Both ends multiplied by a weight that is not negative."""
        return Interval(self.low * weight, self.high * weight)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def doubled_midpoint(self) -> int:
        """Twice the middle, which unlike the middle is always a whole number."""
        return self.low + self.high

    def overlaps(self, other: "Interval") -> bool:
        return self.low <= other.high and other.low <= self.high


ANYTHING = Interval(0, FULL)
NOTHING = Interval(0, 0)


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something frameworks are judged by. ``key`` is the slug of a feature, use case or dimension,
    or the name of a trait (``kind``, ``interface``, ``licence``, ``framework`` …).

    A trait also says which value is wanted.
    """

    kind: CriterionKind
    key: str
    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Preference:
    """What choosing an option asks for.

    ``weight`` is a small positive whole number. With ``veto_below``, and if the answer is a must,
    a framework whose satisfaction is certainly below that percentage is ruled out. ``question``
    and ``option`` are the keys of the answer the preference comes from.
    """

    criterion: Criterion
    direction: Direction
    weight: int
    veto_below: int | None = None
    question: str = ""
    option: str = ""
    importance: Importance = Importance.IMPORTANT

    def __post_init__(self) -> None:
        if self.weight < 1:
            raise ValueError(f"A weight must be 1 or more, not {self.weight}.")
        if self.veto_below is not None and not 0 < self.veto_below <= FULL:
            raise ValueError(f"A veto must be from 1 to {FULL}, not {self.veto_below}.")

    @property
    def effective_weight(self) -> int:
        return self.weight * self.importance.factor

    @property
    def threshold(self) -> int:
        """The satisfaction below which a framework is ruled out; 0 if none is."""
        return (self.veto_below or 0) if self.importance is Importance.MUST else 0

    def at(self, importance: Importance) -> "Preference":
        """The same preference in an answer of this importance."""
        return replace(self, importance=importance)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A framework with its cells by kind and key of criterion; a missing cell is unknown.

    Traits are sets of values: ``frozenset({"wsgi", "asgi"})``. An empty set is knowledge (it has
    none of them), a missing trait is not.
    """

    slug: str
    name: str
    cells: Mapping[tuple[CriterionKind, str], CellValue] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one preference adds to one framework's score: ``points`` = weight × satisfaction."""

    preference: Preference
    cell: CellValue
    satisfaction: Interval
    weight: int
    points: Interval

    @property
    def rules_out(self) -> bool:
        """The cell is certainly below what the reader must have."""
        return self.satisfaction.high < self.preference.threshold

    @property
    def needs_check(self) -> bool:
        """Not known, and it could rule the framework out: the reader should check."""
        return self.satisfaction.low < self.preference.threshold <= self.satisfaction.high


@dataclass(frozen=True, slots=True)
class Ranked:
    """A framework in its place; frameworks that tie share a rank."""

    rank: int
    alternative: Alternative
    score: Interval
    contributions: tuple[Contribution, ...]

    @property
    def to_check(self) -> tuple[Contribution, ...]:
        return tuple(part for part in self.contributions if part.needs_check)


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A framework that is out of the ranking, with every contribution that rules it out."""

    alternative: Alternative
    vetoes: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The ranking, what is out of it and why, and the points that could be had at most."""

    ranked: tuple[Ranked, ...]
    ruled_out: tuple[RuledOut, ...]
    maximum: int
    lead: Lead


def satisfaction(
    criterion: Criterion, cell: CellValue, direction: Direction = Direction.MORE
) -> Interval:
    """How far a cell gives what is wanted, in percent; unknown is 0 to 100.

    Levels and fits follow the value scales above. Ratings are equally spaced, (r − 1) × 25.
    A trait is all or nothing. "Less" turns the scale round, 100 − satisfaction; of a feature it is
    0 where it is built in and 100 elsewhere, for what has to be added can be left out.
    Raises ``ValueError`` for a cell that is no value of the criterion.
    """
    value = _value(criterion, cell)
    if value is None:
        return ANYTHING
    if direction is Direction.LESS:
        value = _ABSENCE_VALUES[cell] if isinstance(cell, Level) else FULL - value
    return Interval(value, value)


def _value(criterion: Criterion, cell: CellValue) -> int | None:
    match criterion.kind, cell:
        case _, None:
            return None
        case CriterionKind.FEATURE, Level() as level:
            return _LEVEL_VALUES.get(level)
        case CriterionKind.USE_CASE, Fit() as fit:
            return _FIT_VALUES.get(fit)
        case CriterionKind.DIMENSION, int(rating) if LOWEST_RATING <= rating <= HIGHEST_RATING:
            return (rating - LOWEST_RATING) * FULL // (HIGHEST_RATING - LOWEST_RATING)
        case CriterionKind.TRAIT, frozenset() as values:
            return FULL if criterion.value in values else 0
    raise ValueError(f"{cell!r} is not a value of the {criterion.kind} {criterion.key!r}.")


def meets(criterion: Criterion, cell: CellValue, least: CellValue = None) -> Requirement:
    """Whether a cell gives what a reader requires: at least what the cell `least` gives.

    Without it packages meet a requirement, writing it by hand does not. Unknown is neither.
    """
    given = satisfaction(criterion, cell)
    wanted = MET_FROM if least is None else satisfaction(criterion, least).low
    if given.low >= wanted:
        return Requirement.MET
    return Requirement.NOT_MET if given.high < wanted else Requirement.UNKNOWN


def contribution(preference: Preference, cell: CellValue) -> Contribution:
    """What a preference adds to the score of a framework that has this cell."""
    given = satisfaction(preference.criterion, cell, preference.direction)
    weight = preference.effective_weight
    return Contribution(preference, cell, given, weight, given.times(weight))


def column(alternatives: Iterable[Alternative], preference: Preference) -> list[Contribution]:
    """What a preference adds to the score of each framework. Equal cells share one contribution."""
    key = preference.criterion.kind, preference.criterion.key
    known: dict[CellValue, Contribution] = {}
    found = []
    for alternative in alternatives:
        cell = alternative.cells.get(key)
        part = known.get(cell)
        if part is None:
            part = known[cell] = contribution(preference, cell)
        found.append(part)
    return found


def score(parts: Iterable[Contribution]) -> Interval:
    """The sum of the contributions, in hundredths of a point."""
    return sum((part.points for part in parts), NOTHING)


def maximum(preferences: Iterable[Preference]) -> int:
    """The points of a framework that satisfies everything, in hundredths of a point."""
    return sum(preference.effective_weight for preference in preferences) * FULL


def points(hundredths: int) -> str:
    """Points as they are shown: ``points(2325) == "23.25"``."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def canonical(preferences: Iterable[Preference]) -> tuple[Preference, ...]:
    """The same preferences in an order that does not depend on the order given."""
    return tuple(sorted(preferences, key=_preference_order))


def _preference_order(preference: Preference) -> tuple[str | int, ...]:
    criterion = preference.criterion
    return (
        preference.question,
        preference.option,
        criterion.kind,
        criterion.key,
        criterion.value,
        criterion.label,
        preference.direction,
        preference.weight,
        preference.veto_below or 0,
        preference.importance,
    )


def recommend(
    alternatives: Iterable[Alternative], preferences: Iterable[Preference]
) -> Recommendation:
    """Rule out by vetoes, rank the rest by score, and say how clear the lead is.

    The order of neither argument matters. Preferences on the same criterion all count.
    """
    wanted = canonical(preferences)
    ordered = in_name_order(alternatives)
    columns = [column(ordered, preference) for preference in wanted]
    rows = zip(*columns, strict=True) if columns else repeat((), len(ordered))
    assessed = list(zip(ordered, rows, strict=True))
    ranked = rank((a, parts) for a, parts in assessed if not _vetoes(parts))
    ruled_out = tuple(RuledOut(a, vetoes) for a, parts in assessed if (vetoes := _vetoes(parts)))
    most = maximum(wanted)
    return Recommendation(ranked, ruled_out, most, lead(ranked, most))


def in_name_order(alternatives: Iterable[Alternative]) -> list[Alternative]:
    """Frameworks by name, which is how they stand where nothing else decides."""
    return sorted(alternatives, key=_name_order)


def rank(assessed: Iterable[tuple[Alternative, tuple[Contribution, ...]]]) -> tuple[Ranked, ...]:
    """Frameworks by the middle of their scores, best first.

    Equal middles share a rank and stand by name; the next rank counts all before it (1, 1, 3).
    """
    entries = [(score(parts), alternative, parts) for alternative, parts in assessed]
    entries.sort(key=lambda entry: (-entry[0].doubled_midpoint, _name_order(entry[1])))
    ranked: list[Ranked] = []
    for _, tied in groupby(entries, key=lambda entry: entry[0].doubled_midpoint):
        place = len(ranked) + 1
        ranked.extend(Ranked(place, framework, total, parts) for total, framework, parts in tied)
    return tuple(ranked)


def lead(ranked: Sequence[Ranked], most: int) -> Lead:
    """How clear the first place is; ``most`` is the maximum in hundredths of a point.

    It is a close call when the unknown cells could turn the order round or when the middles
    differ by less than ``CLOSE_CALL_PERCENT`` of the maximum.
    """
    if not ranked or not most:
        return Lead.NONE
    if len(ranked) == 1:
        return Lead.CLEAR
    first, second = ranked[0].score, ranked[1].score
    ahead = first.doubled_midpoint - second.doubled_midpoint
    if not ahead:
        return Lead.TIE
    close = ahead * 100 < 2 * CLOSE_CALL_PERCENT * most
    return Lead.CLOSE_CALL if close or first.overlaps(second) else Lead.CLEAR


def _vetoes(parts: Iterable[Contribution]) -> tuple[Contribution, ...]:
    return tuple(part for part in parts if part.rules_out)


def _name_order(alternative: Alternative) -> tuple[str, str]:
    return alternative.name.casefold(), alternative.slug
