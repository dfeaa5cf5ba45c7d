"""What words mean before an index is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine.words import (
    JOINING,
    STOP,
    distance,
    is_near,
    named,
    synonyms,
    telling,
    words_of,
)

NAMES = {"django": "django", "flask": "flask", "fastapi": "fastapi", "asyncflask": "quart"}
LETTERS = st.text("abc", max_size=6)


def test_words_are_lower_case_without_accents_and_signs():
    assert words_of("Flask’s “CAFÉ” e-commerce, bottle.py") == (
        *("flasks", "cafe", "e", "commerce", "bottle", "py"),
    )


def test_words_that_say_nothing_are_left_out_unless_nothing_is_left():
    assert telling(words_of("Which framework has an admin?")) == ("admin",)
    assert telling(("what", "is", "this")) == ("what", "is", "this")


def test_synonyms_do_not_name_the_word_itself():
    assert "login" in synonyms("auth")
    assert "auth" not in synonyms("auth")
    assert synonyms("django") == frozenset()


def test_joining_words_are_more_than_those_that_say_nothing():
    assert STOP < JOINING


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [("flask", "flask", 0), ("flaks", "flask", 1), ("flsk", "flask", 1), ("django", "djagno", 1),
     ("", "abc", 3), ("kitten", "sitting", 3)],
)  # fmt: skip
def test_distance(one, other, mistakes):
    assert distance(one, other) == mistakes


@given(LETTERS, LETTERS)
def test_distance_is_symmetric_and_bounded(one, other):
    assert distance(one, other) == distance(other, one)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))
    assert (distance(one, other) == 0) == (one == other)


def test_short_words_have_to_be_right_and_long_ones_may_have_two_mistakes():
    assert not is_near("orn", "orm")
    assert is_near("flaks", "flask")
    assert not is_near("flskk", "flask")
    assert is_near("authentification", "authentication")


@pytest.mark.parametrize(
    ("text", "slugs", "rest"),
    [
        ("flask vs django", ("flask", "django"), ("vs",)),
        ("fast api or flaks", ("fastapi", "flask"), ("or",)),
        ("async flask, flask", ("quart", "flask"), ()),
        ("django django", ("django",), ()),
        ("orm in flask", ("flask",), ("orm", "in")),
        ("", (), ()),
    ],
)
def test_names_are_found_longest_first_and_with_mistakes(text, slugs, rest):
    assert named(words_of(text), NAMES) == (slugs, rest)
