import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine.cells import Level
from comparisons.engine.matrix import (
    Cell,
    Coverage,
    Heading,
    Row,
    coverage,
    differs,
    grouped,
    only_differences,
)

DATA = Heading("data", "Data")
SAFETY = Heading("safety", "Safety")

rows_of_three = st.lists(
    st.builds(
        Row,
        slug=st.sampled_from(["orm", "csrf", "admin"]),
        name=st.just("a feature"),
        heading=st.sampled_from([DATA, SAFETY]),
        cells=st.tuples(*[st.builds(Cell, st.sampled_from(Level))] * 3),
    )
)


def row(slug: str, heading: Heading, *levels: Level) -> Row:
    return Row(slug, slug.upper(), heading, tuple(Cell(level) for level in levels))


def test_unknown_differs_from_none() -> None:
    assert differs([Cell(Level.UNKNOWN), Cell(Level.NONE)])


def test_notes_versions_and_packages_make_no_difference() -> None:
    one = Cell(Level.THIRD_PARTY, since="3.0", note="one way", packages=("one",))
    other = Cell(Level.THIRD_PARTY, note="another way", packages=("other",))
    assert not differs([one, other])


def test_groups_stand_in_the_order_in_which_they_first_appear() -> None:
    csrf = row("csrf", SAFETY, Level.NONE)
    orm = row("orm", DATA, Level.BUILT_IN)
    xss = row("xss", SAFETY, Level.MANUAL)
    found = grouped([csrf, orm, xss])
    assert [(group.heading, group.rows) for group in found] == [
        (SAFETY, (csrf, xss)),
        (DATA, (orm,)),
    ]


def test_a_group_without_differences_stays_and_is_empty() -> None:
    same = row("orm", DATA, Level.BUILT_IN, Level.BUILT_IN)
    other = row("csrf", SAFETY, Level.BUILT_IN, Level.NONE)
    assert [group.rows for group in only_differences(grouped([same, other]))] == [(), (other,)]


@given(rows_of_three)
def test_hiding_and_grouping_lose_exactly_the_rows_that_are_the_same(rows: list[Row]) -> None:
    groups = grouped(rows)
    assert sorted(map(id, rows)) == sorted(id(r) for g in groups for r in g.rows)
    kept = [r for g in only_differences(groups) for r in g.rows]
    assert all(r.differs for r in kept)
    assert len(kept) == sum(r.differs for r in rows)


def test_coverage_counts_each_level_apart() -> None:
    levels = [*Level, Level.NONE, Level.UNKNOWN, Level.UNKNOWN]
    rows = [row("orm", DATA, level, Level.BUILT_IN) for level in levels]
    assert coverage(rows) == (Coverage(1, 1, 1, 1, 2, 3), Coverage(built_in=9))


def test_rows_of_different_width_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        coverage([row("orm", DATA, Level.NONE), row("csrf", DATA)])


def test_no_rows_have_no_coverage() -> None:
    assert coverage([]) == ()
