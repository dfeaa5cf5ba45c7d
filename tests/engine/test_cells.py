import pickle

import pytest

from comparisons.engine.cells import Fit, Level


def test_a_level_is_found_by_the_value_that_is_stored() -> None:
    assert Level("official-extension") is Level.OFFICIAL_EXTENSION
    assert str(Level.NONE) == "none"


def test_levels_differ_in_words_and_in_the_shape_of_their_symbol() -> None:
    assert len({level.symbol for level in Level}) == len(Level)
    assert len({level.label for level in Level}) == len(Level)


@pytest.mark.parametrize("member", [*Level, *Fit])
def test_members_survive_being_cached(member: Level | Fit) -> None:
    assert pickle.loads(pickle.dumps(member)) is member
