"""The whole matrix and one feature."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from comparisons import models
from comparisons.engine.cells import Fit, Level
from comparisons.models.vocabulary import State
from tests.support import entries
from tests.support.records import kept_record

pytestmark = pytest.mark.usefixtures("record", "db")


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_record(django_db_blocker, 4):
        yield


def test_matrix_has_every_feature_and_framework(client):
    page = client.get("/features/").content.decode()
    assert page.count("<h1>") == 1
    assert page.count('<th scope="col"') == 5
    assert page.count('<tr id="feature-') == 4
    assert page.count('<td class="level-') == 16
    assert "Not available" in page


def test_a_cell_of_the_matrix_stays_lean(client):
    page = client.get("/features/").content.decode()
    cell = page.split('<td class="level-built-in">')[1].split("</td>")[0]
    assert cell == "Built in"


@pytest.mark.parametrize(("prefix", "values"), [("level", Level), ("fit", Fit)])
def test_a_cell_of_the_matrix_has_the_symbol_of_its_word(prefix, values):
    """The style sheet sets it before the word; screen readers are told the word alone."""
    sheet = (settings.BASE_DIR / "static" / "css" / "components.css").read_text()
    for value in values:
        assert f'.{prefix}-{value.value} {{ --symbol: "{value.symbol}"; }}' in sheet
    assert 'content: var(--symbol) / "";' in sheet


def test_empty_matrix_has_a_way_on(client):
    for group in models.FeatureGroup.objects.all():
        group.state = State.DRAFT
        with entries.publishing():
            group.save()
    assert "No feature is published yet." in client.get("/features/").content.decode()


def test_feature_shows_notes_packages_and_citations(client):
    page = client.get("/features/feature-11/").content.decode()
    assert "<h1>Feature 11</h1>" in page
    for words in ("Feature 11 in Flask.", "An-Add-On", "It says so.", "Third-party package"):
        assert words in page
    assert page.index("Built in") < page.index("Not available") < page.index("Unknown")


def test_a_renamed_feature_redirects_and_an_unknown_one_is_not_found(client):
    feature = models.Feature.objects.get(slug="feature-11")
    with entries.publishing():
        feature.slug = "new-name"
        feature.save()
    assert client.get("/features/feature-11/").headers["Location"] == "/features/new-name/"
    answer = client.get("/features/feature-13/")
    assert answer.status_code == 404
    assert "/features/feature-12/" in answer.content.decode()
