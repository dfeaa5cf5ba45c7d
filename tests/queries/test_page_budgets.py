"""What the pages made of the matrix cost: literal numbers, whatever the record holds."""

import pytest

from comparisons.queries.comparison import Requirements, comparison_page, worth_reading
from comparisons.queries.features import feature_page, matrix_page
from comparisons.queries.frameworks import (
    framework_list,
    framework_page,
    listed_frameworks,
)
from tests.support.entries import NOW
from tests.support.records import make_record

ASKED = Requirements(("feature-11",), ("feature-21", "no-such"))


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 18])
def test_budgets(count, django_assert_num_queries):
    make_record(count)
    with django_assert_num_queries(12):
        assert framework_page("django", NOW.date())
    with django_assert_num_queries(3):
        assert len(framework_list(listed_frameworks()).frameworks) == count
    with django_assert_num_queries(2):
        assert len(matrix_page().frameworks) == count
    with django_assert_num_queries(3):
        assert feature_page("feature-11")
    with django_assert_num_queries(1):
        worth_reading()


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "compared"), [(2, 2), (3, 3), (18, 2), (18, 5)])
def test_comparison_budget(count, compared, django_assert_num_queries):
    slugs = make_record(count)[:compared]
    with django_assert_num_queries(13):
        page = comparison_page(slugs, ASKED, True, NOW.date())
    assert page
    assert len(page.columns) == compared
