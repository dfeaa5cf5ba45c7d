"""The list of frameworks and the page of one, as page objects."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from comparisons import models
from comparisons.models.vocabulary import State
from comparisons.queries.frameworks import (
    filter_options,
    framework_list,
    framework_page,
    listed_frameworks,
)
from tests.support import entries
from tests.support.records import kept_record

pytestmark = pytest.mark.usefixtures("record", "db")


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_record(django_db_blocker, 3):
        yield


def test_coverage_counts_missing_cells_as_unknown():
    entries.feature("new-row")
    framework = framework_list(listed_frameworks()).frameworks[0]
    coverage = framework.coverage
    assert (coverage.built_in, coverage.third_party, coverage.none, coverage.unknown) == (
        1,
        1,
        1,
        2,
    )


def test_options_say_how_many_frameworks_have_them():
    options = filter_options()
    assert options.licences == (("BSD-3-Clause", "BSD-3-Clause (2)"), ("MIT", "MIT (1)"))
    assert [group for group, _ in options.features] == ["Group 1", "Group 2"]


def test_page_has_the_citations_of_its_cells_in_full():
    page = framework_page("django")
    assert page
    claim = page.groups[0].claims[0]
    assert (claim.anchor, claim.label) == ("feature-feature-11", "Built in")
    (reference,) = claim.references
    assert (reference.source.slug, reference.place, reference.says) == (
        "docs",
        "Page 0",
        "It says so.",
    )


def test_page_names_comparisons_migrations_and_disagreements():
    page = framework_page("flask")
    assert page
    assert [text.slug for text in page.texts.comparison] == ["django-vs-flask"]
    assert [text.title for text in page.texts.migrations] == ["Flask to Django"]
    assert page.texts.disagreements == ()


def test_a_comparison_with_a_draft_is_not_offered():
    with entries.publishing():
        flask = models.Framework.objects.get(slug="flask")
        flask.state = State.DRAFT
        flask.save()
    page = framework_page("django")
    assert page
    assert (page.texts.comparison, page.texts.migrations) == ((), ())


def test_successor_is_named_only_when_it_is_published():
    new = entries.framework("new")
    entries.framework("old", successor=new)
    page = framework_page("old")
    assert page
    assert page.about.successor == ("new", "New")
    with entries.publishing():
        new.state = State.DRAFT
        new.save()
    page = framework_page("old")
    assert page
    assert page.about.successor is None


def test_links_in_the_curators_order():
    framework = entries.framework("old")
    for place, title in ((2, "Second"), (1, "First")):
        entries.saved(
            models.Link(
                framework=framework,
                kind="docs",
                title=title,
                address=f"https://example.org/{title}/",
                position=place,
            )
        )
    page = framework_page("old")
    assert page
    assert [link.title for link in page.about.links] == ["First", "Second"]


def test_a_draft_has_no_page():
    entries.framework("hidden", state=State.DRAFT)
    assert framework_page("hidden") is None
    listed = framework_list(listed_frameworks()).frameworks
    assert "hidden" not in {framework.slug for framework in listed}
