from collections.abc import Mapping
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine.cells import Fit, Level
from comparisons.engine.prose import Link
from comparisons.engine.verdicts import (
    Clause,
    ClauseKind,
    Evidence,
    FitRow,
    LevelRow,
    RatingRow,
    headline,
    verdict,
)

IDEAL, GOOD, WORKABLE, POOR, NO_IDEA = Fit
BUILT_IN, EXTENSION, PACKAGE, BY_HAND, NONE, UNKNOWN = Level
Cell = TypeVar("Cell")
LAST = ClauseKind.UNKNOWN
NAMES = {"a": "Ant", "b": "Bee", "c": "Cow", "d": "Dog", "e": "Elk"}


def evidence(
    size: int,
    fits: Mapping[str, tuple[Fit, ...]] | None = None,
    levels: Mapping[str, tuple[Level, ...]] | None = None,
    ratings: Mapping[str, tuple[int | None, ...]] | None = None,
) -> Evidence:
    """Evidence about the first frameworks; each row's cells stand in their order."""
    slugs = list(NAMES)[:size]
    return Evidence(
        frameworks=tuple(NAMES.items())[:size],
        fits=tuple(
            FitRow(name, f"use {name}", dict(zip(slugs, cells, strict=True)))
            for name, cells in (fits or {}).items()
        ),
        levels=tuple(
            LevelRow(name, f"part {name}", "all", dict(zip(slugs, cells, strict=True)))
            for name, cells in (levels or {}).items()
        ),
        ratings=tuple(
            RatingRow(name, f"axis {name}", "low", "high", dict(zip(slugs, cells, strict=True)))
            for name, cells in (ratings or {}).items()
        ),
    )


def said(subject: Evidence) -> list[str]:
    return [clause.plain for clause in verdict(subject)]


@st.composite
def any_evidence(draw: st.DrawFn) -> Evidence:
    size = draw(st.integers(2, 5))

    def rows(cells: st.SearchStrategy[Cell]) -> dict[str, tuple[Cell, ...]]:
        some = st.lists(cells, min_size=size, max_size=size).map(tuple)
        return draw(st.dictionaries(st.sampled_from("pqrstuv"), some))

    fits, levels = rows(st.sampled_from(Fit)), rows(st.sampled_from(Level))
    return evidence(size, fits, levels, rows(st.none() | st.integers(1, 5)))


# Use cases


def test_use_cases_are_gathered_under_the_framework_that_is_ahead() -> None:
    fits = {
        "x": (IDEAL, WORKABLE),
        "y": (IDEAL, WORKABLE),
        "z": (GOOD, POOR),
        "w": (GOOD, IDEAL),
    }
    assert said(evidence(2, fits)) == [
        "Choose Ant for use x and use y (ideal; Bee workable) and for use z (good; Bee poor).",
        "Choose Bee for use w (ideal; Ant good).",
    ]


def test_names_of_use_cases_link_to_their_rows() -> None:
    (clause,) = verdict(evidence(2, {"x": (IDEAL, POOR)}))
    assert clause.kind is ClauseKind.AHEAD
    assert clause.winners == ("a",)
    assert clause.links == (Link("use x", "use-case-x"),)
    link = Link("use x", "use-case-x")
    assert clause.text == ("Choose Ant ", "for ", link, " (ideal; Bee poor)", ".")


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ((GOOD, GOOD), "Either will do for use x (both good)."),
        ((GOOD, GOOD, GOOD), "Any of them will do for use x (all good)."),
        ((POOR, POOR), "Neither is a good fit for use x (both poor)."),
        ((WORKABLE,) * 5, "None of them is a good fit for use x (all workable)."),
        ((WORKABLE, POOR), "If need be, choose Ant for use x (workable; Bee poor)."),
        ((IDEAL, GOOD, POOR), "Choose Ant for use x (ideal; then Bee, good)."),
        ((POOR, GOOD, GOOD), "Choose Bee or Cow for use x (good; then Ant, poor)."),
        (
            (IDEAL, GOOD, GOOD, GOOD),
            "Choose Ant for use x (ideal; then Bee, Cow and Dog, good).",
        ),
    ],
)
def test_fits_are_put_into_words(cells: tuple[Fit, ...], sentence: str) -> None:
    assert said(evidence(len(cells), {"x": cells})) == [sentence]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ((IDEAL, POOR, NO_IDEA), "Choose Ant rather than Bee for use x (ideal; Bee poor)."),
        ((GOOD, GOOD, NO_IDEA), "Ant and Bee are level for use x (both good)."),
        (
            (WORKABLE, NO_IDEA, POOR),
            "If need be, choose Ant rather than Cow for use x (workable; Cow poor).",
        ),
    ],
)
def test_frameworks_that_are_known_are_compared_by_name(
    cells: tuple[Fit, ...], sentence: str
) -> None:
    assert said(evidence(3, {"x": cells}))[0] == sentence


def test_good_fits_come_first_then_leads_then_the_most_use_cases() -> None:
    fits = {
        "p": (POOR, POOR, POOR),
        "q": (WORKABLE, POOR, POOR),
        "r": (GOOD, GOOD, GOOD),
        "s": (GOOD, POOR, NO_IDEA),
        "t": (IDEAL, GOOD, GOOD),
        "u": (GOOD, IDEAL, GOOD),
        "v": (GOOD, IDEAL, GOOD),
    }
    told = [clause for clause in verdict(evidence(3, fits)) if clause.kind is not LAST]
    assert [[link.anchor[-1] for link in clause.links] for clause in told] == [
        ["u", "v"],
        ["t"],
        ["s"],
        ["r"],
        ["q"],
        ["p"],
    ]
    assert [clause.winners for clause in told[3:]] == [("a", "b", "c"), ("a",), ()]


def test_one_known_fit_is_no_comparison() -> None:
    (clause,) = verdict(evidence(2, {"x": (IDEAL, NO_IDEA)}))
    assert clause.kind is ClauseKind.UNKNOWN


# Features


def test_what_only_one_has_built_in_is_counted_and_named() -> None:
    levels = dict.fromkeys("pqrst", (BUILT_IN, PACKAGE)) | {"u": (PACKAGE, PACKAGE)}
    (clause,) = verdict(evidence(2, levels=levels))
    assert clause.plain == (
        "Of the 6 features compared, Ant has 5 built in that Bee leaves to packages: "
        "part p, part q, part r, part s and one more."
    )
    assert [link.anchor for link in clause.links] == [f"feature-{name}" for name in "pqrst"]


def test_a_single_feature_and_the_means_in_the_order_of_work() -> None:
    levels = {"p": (BUILT_IN, BY_HAND), "q": (BUILT_IN, EXTENSION), "r": (PACKAGE, BUILT_IN)}
    assert said(evidence(2, levels=levels)) == [
        "Of the 3 features compared, Ant has 2 built in that Bee leaves to extensions or own "
        "code: part p and part q.",
        "Of the 3 features compared, Bee has one built in that Ant leaves to packages: part r.",
    ]


def test_among_many_the_only_one_with_a_part_built_in_is_named() -> None:
    levels = {"p": (BUILT_IN, BY_HAND, NONE), "q": (BUILT_IN, BUILT_IN, NONE)}
    assert said(evidence(3, levels=levels)) == [
        "Of the 2 features compared, one comes built in only with Ant: part p."
    ]


def test_what_nobody_else_has_is_said_with_its_level() -> None:
    levels = {
        "p": (BUILT_IN, NONE, NONE),
        "q": (PACKAGE, NONE, NONE),
        "r": (BUILT_IN, NONE, NONE),
    }
    assert said(evidence(3, levels=levels)) == [
        "Available only with Ant: part p and part r (built in).",
        "Available only with Ant: part q (third-party package).",
    ]


def test_code_of_ones_own_is_not_something_a_framework_has() -> None:
    assert said(evidence(2, levels={"p": (BY_HAND, NONE)})) == []


@pytest.mark.parametrize("cells", [(BUILT_IN, PACKAGE, UNKNOWN), (BUILT_IN, NONE, UNKNOWN)])
def test_nothing_is_called_the_only_one_while_a_cell_is_unknown(cells: tuple[Level, ...]) -> None:
    (clause,) = verdict(evidence(3, levels={"p": cells}))
    assert clause.kind is ClauseKind.UNKNOWN


# Dimensions


def test_wide_gaps_hide_narrow_ones_and_the_widest_comes_first() -> None:
    ratings = {"l": (3, 4), "m": (5, 3), "n": (1, 4)}
    assert said(evidence(2, ratings=ratings)) == [
        "Axis n: Bee (4 of 5) is closer to “high” than Ant (1).",
        "Axis m: Ant (5 of 5) is closer to “high” than Bee (3).",
    ]


def test_only_the_widest_gaps_are_told() -> None:
    ratings = {"l": (1, 3), "m": (1, 5), "n": (1, 4), "o": (5, 1), "p": (4, 1), "q": (3, 1)}
    clauses = verdict(evidence(2, ratings=ratings))
    assert [clause.links[0].anchor[-1] for clause in clauses] == ["m", "o", "n", "p"]


def test_narrow_gaps_are_told_when_there_is_no_wide_one() -> None:
    assert said(evidence(2, ratings={"l": (3, 4), "m": (2, 2)})) == [
        "Axis l: Bee (4 of 5) is closer to “high” than Ant (3)."
    ]


def test_several_frameworks_on_a_dimension() -> None:
    clause, unknown = verdict(evidence(5, ratings={"l": (2, 4, 4, 3, None)}))
    assert (
        clause.plain
        == "Axis l: Bee and Cow (4 of 5) are closer to “high” than Dog (3) and Ant (2)."
    )
    assert clause.winners == ("b", "c")
    assert (
        unknown.plain
        == "One cell is unknown and counts neither for nor against anyone: axis l (Elk)."
    )


# What is not known


def test_unknown_cells_are_counted_and_the_first_rows_named() -> None:
    levels = {"p": (UNKNOWN, UNKNOWN), **dict.fromkeys("qrstu", (UNKNOWN, NONE))}
    (clause,) = verdict(evidence(2, levels=levels))
    assert clause.plain == (
        "7 cells are unknown and count neither for nor against anyone: part p (Ant and Bee), "
        "part q (Ant), part r (Ant), part s (Ant) and 2 more."
    )
    assert len(clause.links) == 6


def test_a_cell_that_is_missing_is_unknown() -> None:
    rows = (LevelRow("p", "part p", "all", {"a": BUILT_IN}),)
    (clause,) = verdict(Evidence((("a", "Ant"), ("b", "Bee")), levels=rows))
    assert clause.kind is ClauseKind.UNKNOWN


# Headline


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        (
            evidence(2, {"x": (IDEAL, POOR), "y": (GOOD, GOOD), "z": (POOR, POOR)}),
            "Ant or Bee? Ant for use x; either will do for use y.",
        ),
        (
            evidence(3, dict.fromkeys("vwxyz", (IDEAL, POOR, IDEAL))),
            "Ant, Bee or Cow? Ant or Cow for use v, use w, use x and 2 more.",
        ),
        (
            evidence(3, {"x": (IDEAL, POOR, NO_IDEA), "y": (POOR, GOOD, POOR)}),
            "Ant, Bee or Cow? Bee for use y.",
        ),
        (
            evidence(2, {"x": (POOR, WORKABLE)}),
            "Ant or Bee? If need be, choose Bee for use x.",
        ),
        (
            evidence(2, levels={"p": (BUILT_IN, PACKAGE), "q": (BUILT_IN, UNKNOWN)}),
            "Ant or Bee? Built in, of 2 features: Ant 2 and Bee at least 0.",
        ),
        (
            evidence(2, {"x": (IDEAL, NO_IDEA)}, {"p": (UNKNOWN, UNKNOWN)}),
            "Ant or Bee? Nothing is known yet that tells them apart.",
        ),
    ],
)
def test_headlines(subject: Evidence, sentence: str) -> None:
    assert headline(subject) == sentence


# Laws


def cells_of(subject: Evidence, link: Link) -> dict[str, Fit | Level | int | None]:
    """The cells of the row that a link leads to."""
    rows: list[tuple[str, Mapping[str, Fit | Level | int | None]]] = [
        *((row.link.anchor, row.fits) for row in subject.fits),
        *((row.link.anchor, row.levels) for row in subject.levels),
        *((row.link.anchor, row.ratings) for row in subject.ratings),
    ]
    return dict(dict(rows)[link.anchor])


def value(cell: Fit | Level | int | None) -> int | None:
    """Higher is better; unknown has no value."""
    if cell is None or cell in (Fit.UNKNOWN, Level.UNKNOWN):
        return None
    if isinstance(cell, int):
        return cell
    return -[*Fit].index(cell) if isinstance(cell, Fit) else -[*Level].index(cell)


@given(any_evidence())
def test_winners_are_justified_by_every_row_that_is_linked(subject: Evidence) -> None:
    for clause in verdict(subject):
        for link in clause.links:
            cells = cells_of(subject, link)
            others = [value(cells[slug]) for slug in subject.slugs if slug not in clause.winners]
            for winner in clause.winners:
                own = value(cells[winner])
                assert own is not None
                assert all(other is None or other < own for other in others)


@given(any_evidence())
def test_no_clause_speaks_of_a_framework_whose_cell_is_unknown(subject: Evidence) -> None:
    for clause in verdict(subject):
        for link in clause.links:
            for slug, cell in cells_of(subject, link).items():
                if value(cell) is None and clause.kind is not ClauseKind.UNKNOWN:
                    assert subject.name(slug) not in clause.plain
    built_in_or_only = (ClauseKind.BUILT_IN, ClauseKind.ONLY)
    for clause in verdict(subject):
        if clause.kind in built_in_or_only:
            assert all(UNKNOWN not in cells_of(subject, link).values() for link in clause.links)


@given(any_evidence())
def test_every_unknown_cell_is_counted(subject: Evidence) -> None:
    rows = (subject.fits, subject.levels, subject.ratings)
    links = [row.link for kind in rows for row in kind]
    cells = [cell for link in links for cell in cells_of(subject, link).values()]
    unknown = sum(value(cell) is None for cell in cells)
    told = [clause for clause in verdict(subject) if clause.kind is ClauseKind.UNKNOWN]
    starts = [clause.plain.startswith("One " if unknown == 1 else f"{unknown} ") for clause in told]
    assert starts == ([True] if unknown else [])


@given(any_evidence(), st.randoms(use_true_random=False))
def test_the_order_of_frameworks_does_not_matter(subject: Evidence, random: Random) -> None:
    shuffled = list(subject.frameworks)
    random.shuffle(shuffled)
    again = Evidence(tuple(shuffled), subject.fits, subject.levels, subject.ratings)
    assert verdict(again) == verdict(subject)
    assert headline(again) == headline(subject)


@given(any_evidence())
def test_sentences_are_whole_and_links_lead_to_rows(subject: Evidence) -> None:
    for clause in verdict(subject):
        assert well_formed(clause.plain)
        assert clause.links
        assert links_in(clause) <= {link.anchor for link in clause.links}
    assert well_formed(headline(subject))


def links_in(clause: Clause) -> set[str]:
    return {piece.anchor for piece in clause.text if isinstance(piece, Link)}


def well_formed(sentence: str) -> bool:
    whole = sentence[0].isupper() or sentence[0].isdigit()
    return whole and sentence.endswith(".") and "  " not in sentence and ", and" not in sentence


@pytest.mark.parametrize("frameworks", [(), (("a", "Ant"),), (("a", "Ant"), ("a", "Ant"))])
def test_one_framework_is_no_comparison(frameworks: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ValueError, match="two different"):
        Evidence(frameworks)


def test_a_headline_leaves_a_name_as_it_is_written() -> None:
    evidence = Evidence(
        (("aiohttp", "aiohttp"), ("robyn", "Robyn")),
        (FitRow("chat", "chat", {"aiohttp": Fit.IDEAL, "robyn": Fit.GOOD}),),
        (),
        (),
    )
    assert headline(evidence) == "aiohttp or Robyn? aiohttp for chat."
