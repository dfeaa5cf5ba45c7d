"""Strategies that make frameworks, preferences, questions and answers for property tests."""

from hypothesis import strategies as st

from comparisons.engine.cells import Fit, Level
from comparisons.engine.questionnaire import Answer, Option, Question
from comparisons.engine.scoring import (
    Alternative,
    CellValue,
    Criterion,
    CriterionKind,
    Direction,
    Importance,
    Preference,
)

FEATURE = CriterionKind.FEATURE
ADMIN = Criterion(FEATURE, "admin", "admin interface")
OPENAPI = Criterion(FEATURE, "openapi", "OpenAPI documentation")
SHOPS = Criterion(CriterionKind.USE_CASE, "shops", "online shops")
LEARNING = Criterion(CriterionKind.DIMENSION, "learning", "learning curve")
MICRO = Criterion(CriterionKind.TRAIT, "kind", "a microframework", "micro")
CRITERIA = [ADMIN, OPENAPI, SHOPS, LEARNING, MICRO]

CELLS: dict[CriterionKind, st.SearchStrategy[CellValue]] = {
    FEATURE: st.sampled_from(Level),
    CriterionKind.USE_CASE: st.sampled_from(Fit),
    CriterionKind.DIMENSION: st.none() | st.integers(1, 5),
    CriterionKind.TRAIT: st.none() | st.frozensets(st.sampled_from(["micro", "full-stack"])),
}

preferences = st.builds(
    Preference,
    criterion=st.sampled_from(CRITERIA),
    direction=st.sampled_from(Direction),
    weight=st.integers(1, 5),
    veto_below=st.none() | st.integers(1, 100),
    question=st.sampled_from(["team", "pages", "data"]),
    option=st.sampled_from(["yes", "no"]),
    importance=st.sampled_from(Importance),
)


@st.composite
def frameworks(draw: st.DrawFn) -> list[Alternative]:
    slugs = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=5))
    return [
        Alternative(
            slug,
            draw(st.sampled_from(["Same", slug.upper()])),
            {(c.kind, c.key): draw(CELLS[c.kind]) for c in CRITERIA if draw(st.booleans())},
        )
        for slug in slugs
    ]


@st.composite
def questions(draw: st.DrawFn) -> list[Question]:
    """Up to three questions of up to three options."""
    return [
        Question(slug, draw(st.booleans()), tuple(draw(_options(slug))))
        for slug in draw(st.lists(st.sampled_from(["team", "pages", "data"]), unique=True))
    ]


@st.composite
def _options(draw: st.DrawFn, question: str) -> list[Option]:
    return [
        Option(slug, tuple(draw(_asked(question, slug))))
        for slug in draw(
            st.lists(st.sampled_from(["yes", "no", "partly"]), unique=True, min_size=1)
        )
    ]


@st.composite
def _asked(draw: st.DrawFn, question: str, option: str) -> list[Preference]:
    criteria = draw(st.lists(st.sampled_from(CRITERIA), unique=True, max_size=3))
    return [
        Preference(
            criterion,
            draw(st.sampled_from(Direction)),
            draw(st.integers(1, 5)),
            draw(st.none() | st.integers(1, 100)),
            question,
            option,
        )
        for criterion in criteria
    ]


@st.composite
def answers(draw: st.DrawFn, asked: list[Question]) -> list[Answer]:
    """Answers to some of the questions."""
    return [
        draw(st.sampled_from(possible_answers(question)))
        for question in asked
        if draw(st.booleans())
    ]


def possible_answers(question: Question) -> list[Answer]:
    """Every answer to a question: each choice of options, at each importance."""
    slugs = [option.slug for option in question.options]
    choices = [(slug,) for slug in slugs]
    if question.multiple:
        choices = [
            tuple(slug for place, slug in enumerate(slugs) if number >> place & 1)
            for number in range(1, 2 ** len(slugs))
        ]
    return [
        Answer(question.slug, choice, importance) for choice in choices for importance in Importance
    ]
