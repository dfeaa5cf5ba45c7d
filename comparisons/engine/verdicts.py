"""Verdicts in plain English, generated from cells and linked to the rows that justify them.

No clause says more than the cells do. An unknown cell never counts as a no: a row in which a
cell is unknown can only compare the frameworks that are known, by name, and can make none of
them the only one. Frameworks are taken in the order of their slugs, so that the same set gives
the same words whatever order it comes in.

Names of use cases, features and dimensions are printed as they come, so they should read well
inside a sentence: "online shops", "JSON APIs", "admin interface".
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from comparisons.engine.cells import HIGHEST_RATING, Fit, Level
from comparisons.engine.prose import (
    Link,
    Phrase,
    joined,
    listed,
    lower_first,
    number,
    plain,
    shortened,
    upper_first,
)

NAMED_FEATURES = 4
NAMED_UNKNOWNS = 4
NAMED_IN_HEADLINE = 3
SHOWN_DIMENSIONS = 4
WIDE_GAP = 2

Item = TypeVar("Item")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class FitRow:
    """How well each framework suits a use case, by framework slug; missing is unknown."""

    slug: str
    name: str
    fits: Mapping[str, Fit]

    @property
    def link(self) -> Link:
        return Link(self.name, f"use-case-{self.slug}")


@dataclass(frozen=True, slots=True)
class LevelRow:
    """How each framework supports a feature, by framework slug; missing is unknown."""

    slug: str
    name: str
    group: str
    levels: Mapping[str, Level]

    @property
    def link(self) -> Link:
        return Link(self.name, f"feature-{self.slug}")


@dataclass(frozen=True, slots=True)
class RatingRow:
    """Where each framework is on a dimension, from 1 (``low_end``) to 5 (``high_end``)."""

    slug: str
    name: str
    low_end: str
    high_end: str
    ratings: Mapping[str, int | None]

    @property
    def link(self) -> Link:
        return Link(self.name, f"dimension-{self.slug}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The cells of two or more frameworks, given as (slug, name), with rows in page order.

    Raises ``ValueError`` for fewer than two frameworks.
    """

    frameworks: tuple[tuple[str, str], ...]
    fits: tuple[FitRow, ...] = ()
    levels: tuple[LevelRow, ...] = ()
    ratings: tuple[RatingRow, ...] = ()

    def __post_init__(self) -> None:
        if len(dict(self.frameworks)) < 2:
            raise ValueError("A verdict needs at least two different frameworks.")

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(sorted(dict(self.frameworks)))

    @property
    def is_pair(self) -> bool:
        return len(self.slugs) == 2

    def name(self, slug: str) -> str:
        return dict(self.frameworks)[slug]

    def named(self, slugs: Iterable[str], conjunction: str = "and") -> str:
        """The names of these frameworks as a list in words."""
        return listed([self.name(slug) for slug in slugs], conjunction)

    def known(self, cells: Mapping[str, Item | None]) -> dict[str, Item]:
        """The cells of these frameworks without those that are unknown, in order of slugs."""
        found = ((slug, cells.get(slug)) for slug in self.slugs)
        return {
            slug: cell
            for slug, cell in found
            if cell is not None and cell not in (Fit.UNKNOWN, Level.UNKNOWN)
        }


class ClauseKind(StrEnum):
    """What a clause is about."""

    AHEAD = "ahead"
    LEVEL = "level"
    NO_GOOD_FIT = "no-good-fit"
    BUILT_IN = "built-in"
    ONLY = "only"
    DIMENSION = "dimension"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement. ``winners`` are the slugs it speaks for, ``links`` all rows it rests on."""

    kind: ClauseKind
    winners: tuple[str, ...]
    text: Phrase
    links: tuple[Link, ...]

    @property
    def plain(self) -> str:
        """The sentence without links."""
        return plain(self.text)


def verdict(evidence: Evidence) -> tuple[Clause, ...]:
    """All clauses that the evidence supports, the most useful first."""
    return (
        *_fit_clauses(evidence),
        *_built_in_clauses(evidence),
        *_only_clauses(evidence),
        *_dimension_clauses(evidence),
        *_unknown_clauses(evidence),
    )


def headline(evidence: Evidence) -> str:
    """A question and its answer for a meta description, or in the place of curated text."""
    question = f"{evidence.named(evidence.slugs, 'or')}?"
    places = [s for s in _standings(evidence) if s.place.complete]
    told = [s for s in places if s.place.good] or places
    if told:
        parts = "; ".join(_headline_part(standing, evidence) for standing in told)
        names = tuple(name for _, name in evidence.frameworks)
        # A name such as aiohttp stays as it is written.
        answer = parts if parts.startswith(names) else upper_first(parts)
        return f"{question} {answer}."
    if any(evidence.known(row.levels) for row in evidence.levels):
        return f"{question} {_built_in_counts(evidence)}."
    return f"{question} Nothing is known yet that tells them apart."


# Use cases


_FITS = (Fit.IDEAL, Fit.GOOD, Fit.WORKABLE, Fit.POOR)


@dataclass(frozen=True, slots=True)
class _Place:
    """Who leads whom in a use case; with nobody behind, the leaders are level.

    ``complete`` says that every framework's fit is known, ``good`` that the leaders' fit is good
    or ideal.
    """

    leaders: tuple[str, ...]
    behind: tuple[str, ...]
    complete: bool
    good: bool

    @property
    def kind(self) -> ClauseKind:
        if self.behind:
            return ClauseKind.AHEAD
        return ClauseKind.LEVEL if self.good else ClauseKind.NO_GOOD_FIT


@dataclass(frozen=True, slots=True)
class _Standing:
    """Use cases that share a place."""

    place: _Place
    rows: tuple[FitRow, ...]


def _standings(evidence: Evidence) -> list[_Standing]:
    """Use cases by place: good fits first, then leads before ties, then the most use cases."""
    compared = (row for row in evidence.fits if len(evidence.known(row.fits)) > 1)
    places = _gathered(compared, lambda row: _placed(evidence.known(row.fits), evidence))
    standings = [_Standing(place, tuple(rows)) for place, rows in places]
    return sorted(standings, key=_usefulness)


def _usefulness(standing: _Standing) -> tuple[bool, bool, bool, int]:
    place = standing.place
    return not place.good, not place.behind, not place.complete, -len(standing.rows)


def _placed(fits: Mapping[str, Fit], evidence: Evidence) -> _Place:
    best = min(fits.values(), key=_FITS.index)
    leaders = tuple(slug for slug in fits if fits[slug] is best)
    behind = tuple(slug for slug in fits if fits[slug] is not best)
    complete = len(fits) == len(evidence.slugs)
    return _Place(leaders, behind, complete, best in (Fit.IDEAL, Fit.GOOD))


def _fit_clauses(evidence: Evidence) -> Iterator[Clause]:
    for standing in _standings(evidence):
        place = standing.place
        text = (f"{_advice(place, evidence)} ", *_reasons(standing.rows, evidence), ".")
        links = tuple(row.link for row in standing.rows)
        winners = place.leaders if place.good or place.behind else ()
        yield Clause(place.kind, winners, text, links)


def _advice(place: _Place, evidence: Evidence) -> str:
    """The start of a sentence that goes on with "for" and use cases."""
    if place.behind:
        choose = "Choose" if place.good else "If need be, choose"
        chosen = f"{choose} {evidence.named(place.leaders, 'or')}"
        others = evidence.named(place.behind, "or")
        return chosen if place.complete else f"{chosen} rather than {others}"
    if not place.complete:
        return f"{evidence.named(place.leaders)} are level"
    if place.good:
        return "Either will do" if evidence.is_pair else "Any of them will do"
    return f"{'Neither' if evidence.is_pair else 'None of them'} is a good fit"


def _reasons(rows: Iterable[FitRow], evidence: Evidence) -> Phrase:
    """Such as "for A and B (ideal; Flask workable) and for C (good; Flask poor)"."""
    by_words = _gathered(rows, lambda row: _fit_words(evidence.known(row.fits), evidence))
    return joined(
        [
            ("for ", *joined([(row.link,) for row in same]), f" ({words})")
            for words, same in by_words
        ]
    )


def _fit_words(fits: Mapping[str, Fit], evidence: Evidence) -> str:
    """Such as "both good", "ideal; Flask workable" or "ideal; then Flask and Quart, good"."""
    best, *lower = sorted(set(fits.values()), key=_FITS.index)
    if not lower:
        return f"{'both' if len(fits) == 2 else 'all'} {best}"
    names = evidence.named(slug for slug in fits if fits[slug] is lower[0])
    return f"{best}; {names} {lower[0]}" if len(fits) == 2 else f"{best}; then {names}, {lower[0]}"


def _headline_part(standing: _Standing, evidence: Evidence) -> str:
    place = standing.place
    uses = plain(shortened([(row.name,) for row in standing.rows], NAMED_IN_HEADLINE))
    if place.behind and place.good:
        return f"{evidence.named(place.leaders, 'or')} for {uses}"
    return f"{lower_first(_advice(place, evidence))} for {uses}"


# Features


_OTHER_MEANS = {
    Level.OFFICIAL_EXTENSION: "extensions",
    Level.THIRD_PARTY: "packages",
    Level.MANUAL: "own code",
}
_OBTAINABLE = (Level.BUILT_IN, Level.OFFICIAL_EXTENSION, Level.THIRD_PARTY)


def _built_in_clauses(evidence: Evidence) -> Iterator[Clause]:
    """What exactly one framework has built in, while another has it in some other way."""
    for slug in evidence.slugs:
        rows = [row for row in evidence.levels if _built_in_only(row, slug, evidence)]
        if rows:
            links = tuple(row.link for row in rows)
            named = shortened([(link,) for link in links], NAMED_FEATURES)
            text = (f"{_built_in_words(slug, rows, evidence)}: ", *named, ".")
            yield Clause(ClauseKind.BUILT_IN, (slug,), text, links)


def _built_in_only(row: LevelRow, slug: str, evidence: Evidence) -> bool:
    others = evidence.known(row.levels)
    own = others.pop(slug, None)
    complete = len(others) == len(evidence.slugs) - 1
    elsewhere = any(level in _OTHER_MEANS for level in others.values())
    return complete and elsewhere and own is Level.BUILT_IN and own not in others.values()


def _built_in_words(slug: str, rows: Sequence[LevelRow], evidence: Evidence) -> str:
    opening = f"Of the {len(evidence.levels)} features compared"
    count, name = number(len(rows)), evidence.name(slug)
    if not evidence.is_pair:
        verb = "comes" if len(rows) == 1 else "come"
        return f"{opening}, {count} {verb} built in only with {name}"
    (other,) = (s for s in evidence.slugs if s != slug)
    found = {row.levels[other] for row in rows}
    means = listed([words for level, words in _OTHER_MEANS.items() if level in found], "or")
    return f"{opening}, {name} has {count} built in that {evidence.name(other)} leaves to {means}"


def _only_clauses(evidence: Evidence) -> Iterator[Clause]:
    """What can be had with one framework, and certainly not with any other; a clause a level."""
    for slug in evidence.slugs:
        rows = [row for row in evidence.levels if _none_elsewhere(row, slug, evidence)]
        for level in _OBTAINABLE:
            links = tuple(row.link for row in rows if row.levels.get(slug) is level)
            if links:
                named = shortened([(link,) for link in links], NAMED_FEATURES)
                opening = f"Available only with {evidence.name(slug)}: "
                text = (opening, *named, f" ({level.label.lower()}).")
                yield Clause(ClauseKind.ONLY, (slug,), text, links)


def _none_elsewhere(row: LevelRow, slug: str, evidence: Evidence) -> bool:
    return {row.levels.get(other) for other in evidence.slugs if other != slug} == {Level.NONE}


def _built_in_counts(evidence: Evidence) -> str:
    """Such as "Built in, of 15 features: Django 12 and Flask at least 5"."""
    total = len(evidence.levels)
    counts = [_built_in_count(slug, evidence) for slug in evidence.slugs]
    return f"Built in, of {total} {'feature' if total == 1 else 'features'}: {listed(counts)}"


def _built_in_count(slug: str, evidence: Evidence) -> str:
    levels = [evidence.known(row.levels).get(slug) for row in evidence.levels]
    caution = "at least " if None in levels else ""
    return f"{evidence.name(slug)} {caution}{levels.count(Level.BUILT_IN)}"


# Dimensions


def _dimension_clauses(evidence: Evidence) -> Iterator[Clause]:
    """The widest gaps first: those of two steps or more or, where there is none, of one."""
    gaps = [(row, _gap(row, evidence)) for row in evidence.ratings]
    widest = max((gap for _, gap in gaps), default=0)
    least = WIDE_GAP if widest >= WIDE_GAP else 1
    wide = sorted((pair for pair in gaps if pair[1] >= least), key=lambda pair: -pair[1])
    for row, _ in wide[:SHOWN_DIMENSIONS]:
        yield _dimension_clause(row, evidence)


def _gap(row: RatingRow, evidence: Evidence) -> int:
    known = evidence.known(row.ratings).values()
    return max(known) - min(known) if known else 0


def _dimension_clause(row: RatingRow, evidence: Evidence) -> Clause:
    """Only the frameworks that are named are compared, so unknown ones are left out."""
    known = evidence.known(row.ratings)
    best = max(known.values())
    winners = tuple(slug for slug in known if known[slug] == best)
    others = sorted((s for s in known if s not in winners), key=lambda slug: -known[slug])
    behind = listed([f"{evidence.name(slug)} ({known[slug]})" for slug in others])
    who = f"{evidence.named(winners)} ({best} of {HIGHEST_RATING})"
    verb = "is" if len(winners) == 1 else "are"
    said = f": {who} {verb} closer to “{row.high_end}” than {behind}."
    link = Link(upper_first(row.name), row.link.anchor)
    return Clause(ClauseKind.DIMENSION, winners, (link, said), (link,))


# What is not known


def _unknown_clauses(evidence: Evidence) -> Iterator[Clause]:
    """At most one clause: how many cells are unknown, and where."""
    missing = [(link, slugs) for link, slugs in _unknowns(evidence) if slugs]
    if missing:
        count = sum(len(slugs) for _, slugs in missing)
        where = shortened(
            [(link, f" ({evidence.named(slugs)})") for link, slugs in missing], NAMED_UNKNOWNS
        )
        said = "cell is unknown and counts" if count == 1 else "cells are unknown and count"
        opening = f"{upper_first(number(count))} {said} neither for nor against anyone: "
        links = tuple(link for link, _ in missing)
        yield Clause(ClauseKind.UNKNOWN, (), (opening, *where, "."), links)


def _unknowns(evidence: Evidence) -> Iterator[tuple[Link, list[str]]]:
    """Every row with the frameworks whose cell in it is unknown."""
    cells: list[tuple[Link, set[str]]] = [
        *((row.link, set(evidence.known(row.fits))) for row in evidence.fits),
        *((row.link, set(evidence.known(row.levels))) for row in evidence.levels),
        *((row.link, set(evidence.known(row.ratings))) for row in evidence.ratings),
    ]
    for link, known in cells:
        yield link, [slug for slug in evidence.slugs if slug not in known]


def _gathered(items: Iterable[Item], key: Callable[[Item], Key]) -> list[tuple[Key, list[Item]]]:
    """Items with equal keys together, in the order in which the keys first appear."""
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.items())
