import pytest

from comparisons.engine.prose import Link, joined, listed, number, plain, shortened, upper_first


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_have_no_comma_before_the_last(words: list[str], said: str) -> None:
    assert listed(words) == said


def test_links_stay_links_inside_a_list() -> None:
    orm = Link("ORM", "feature-orm")
    assert joined([(orm,), ("b", "c")], "or") == (orm, " or ", "b", "c")


@pytest.mark.parametrize(
    ("most", "said"),
    [(4, "a, b, c and d"), (3, "a, b, c and one more"), (2, "a, b and 2 more")],
)
def test_what_is_left_out_is_counted(most: int, said: str) -> None:
    assert plain(shortened([("a",), ("b",), ("c",), ("d",)], most)) == said


def test_one_is_a_word_and_more_are_digits() -> None:
    assert [number(1), number(2)] == ["one", "2"]


def test_only_the_first_letter_is_raised() -> None:
    assert upper_first("jSON") == "JSON"
    assert upper_first("") == ""
