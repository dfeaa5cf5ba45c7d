"""How complete a framework is: filled, cited, checked lately."""

from datetime import date
from pathlib import Path

import pytest

from comparisons.exchange.parsing import parse
from comparisons.exchange.report import Coverage, coverage


def test_unknown_cells_are_not_filled_and_the_newest_check_counts(small_folder: Path) -> None:
    rows = list(coverage(parse(small_folder), date(2026, 11, 20)))

    assert rows == [
        Coverage("Django", published=True, features=3, filled=3, cited=3, checked=3),
        Coverage("Flask", published=True, features=3, filled=2, cited=2, checked=2),
    ]


def test_checks_grow_old(small_folder: Path) -> None:
    django = next(coverage(parse(small_folder), date(2027, 11, 2)))

    assert (django.cited, django.checked) == (3, 0)


@pytest.mark.parametrize(
    ("published", "cited", "warned"),
    [(True, 94, True), (True, 95, False), (False, 0, False)],
)
def test_a_published_framework_is_cited(published: bool, cited: int, warned: bool) -> None:
    row = Coverage("A", published, features=100, filled=100, cited=cited, checked=0)

    assert bool(row.warning) == warned
