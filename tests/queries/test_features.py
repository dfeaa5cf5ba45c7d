"""The matrix and one feature, as page objects."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from comparisons import models
from comparisons.engine.cells import Level
from comparisons.models.vocabulary import State
from comparisons.queries.features import feature_page, matrix_page
from tests.support import entries
from tests.support.records import kept_record

pytestmark = pytest.mark.usefixtures("record", "db")


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_record(django_db_blocker, 4):
        yield


def test_best_supported_first_and_unknown_last():
    page = feature_page("feature-11")
    assert page
    assert [cell.level for cell in page.cells] == [
        Level.BUILT_IN,
        Level.THIRD_PARTY,
        Level.NONE,
        Level.UNKNOWN,
    ]
    assert page.cells[0].references[0].says == "It says so."


def test_a_framework_without_a_cell_is_unknown():
    entries.framework("new")
    page = feature_page("feature-11")
    assert page
    assert page.cells[-1].framework.slug == "new"
    assert page.cells[-1].level is Level.UNKNOWN


def test_a_feature_in_a_draft_group_has_no_page():
    with entries.publishing():
        group = models.FeatureGroup.objects.get(slug="group-1")
        group.state = State.DRAFT
        group.save()
    assert feature_page("feature-11") is None
    assert matrix_page().features == 2
