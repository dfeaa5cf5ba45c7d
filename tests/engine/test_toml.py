"""The writer of TOML: whatever it writes, a reader finds the same again."""

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine.toml import dumps

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.integers() | st.decimals(-(10**9), 10**9, places=3)
scalars = texts | st.booleans() | numbers | st.dates()
values = scalars | st.lists(texts, min_size=1, max_size=3)
keys = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
tables = st.dictionaries(keys, values, max_size=4)
documents = st.builds(
    lambda table, lists: table | lists,
    tables,
    st.dictionaries(keys.map(str.upper), st.lists(tables, min_size=1, max_size=3), max_size=3),
)


@given(documents)
def test_what_is_written_is_read_again(document: dict[str, Any]) -> None:
    assert tomllib.loads(dumps(document), parse_float=Decimal) == document


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain", '"plain"'),
        ('say "yes" \\ no', '"say \\"yes\\" \\\\ no"'),
        ("two\nlines", '"""\ntwo\nlines"""'),
        ('three """ quotes\n"', '"""\nthree ""\\" quotes\n\\""""'),
        ("bell\a", '"bell\\u0007"'),
        (True, "true"),
        (3, "3"),
        (Decimal("14.40"), "14.4"),
        (Decimal("1E+2"), "100"),
        (date(2026, 11, 20), "2026-11-20"),
        (["a", "b"], '["a", "b"]'),
        ([["1.0", "2010"]], '[["1.0", "2010"]]'),
        (["x" * 60, "y" * 60], f'[\n    "{"x" * 60}",\n    "{"y" * 60}",\n]'),
    ],
)
def test_values_are_written_as_people_write_them(value: Any, written: str) -> None:
    assert dumps({"key": value}) == f"key = {written}\n"


def test_lists_of_tables_follow_the_values() -> None:
    document = {"inner": [{"deep": [{"a": 1}], "b": 2}], "slug": "first"}

    assert dumps(document) == ('slug = "first"\n\n[[inner]]\nb = 2\n\n[[inner.deep]]\na = 1\n')


def test_what_toml_cannot_say_is_refused() -> None:
    with pytest.raises(TypeError, match="no way to write None"):
        dumps({"key": None})
