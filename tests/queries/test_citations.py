"""The citations of a page: numbered sources, dates, nothing unpublished."""

from datetime import date

import pytest

from comparisons.models import Citation, Support
from comparisons.models.vocabulary import State
from comparisons.queries.citations import NO_CITATIONS, citations_of
from tests.support import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def cell() -> Support:
    return entries.support(entries.framework("flask"), entries.feature("orm"), "third-party")


def test_sources_are_numbered_as_they_first_appear(cell):
    other = entries.support(entries.framework("django"), cell.feature, "built-in")
    guide, docs = entries.source("guide"), entries.source("docs")
    entries.citation(docs, support=cell)
    entries.citation(guide, support=other)
    entries.citation(docs, support=other, place="Elsewhere")
    found = citations_of({"support": [other.pk, cell.pk]})
    assert [(source.number, source.slug) for source in found.sources] == [(1, "guide"), (2, "docs")]
    assert found.numbers("support", other.pk) == (1, 2)
    assert found.numbers("support", cell.pk) == (2,)


def test_own_words_come_before_surveys_and_articles_last(cell):
    other = entries.support(entries.framework("django"), cell.feature, "built-in")
    kinds = ("article", "survey", "docs", "repository", "package", "talk")
    for kind in kinds:
        entries.citation(entries.source(kind, kind=kind), support=cell)
    entries.citation(entries.source("late", kind="docs"), support=other)
    found = citations_of({"support": [cell.pk, other.pk]})
    ordered = ["docs", "repository", "package", "late", "survey", "talk", "article"]
    assert [source.slug for source in found.sources] == ordered
    assert [source.number for source in found.sources] == [1, 2, 3, 4, 5, 6, 7]
    cited = [reference.source.slug for reference in found.of("support", cell.pk)]
    assert cited == ["docs", "repository", "package", "survey", "talk", "article"]
    assert found.numbers("support", cell.pk) == (1, 2, 3, 5, 6, 7)


def test_one_query_for_all_kinds_in_the_order_given(cell, django_assert_num_queries):
    docs, survey = entries.source("docs"), entries.source("survey")
    entries.citation(docs, support=cell)
    entries.citation(survey, framework=cell.framework)
    with django_assert_num_queries(1):
        found = citations_of({"framework": [cell.framework.pk], "support": [cell.pk]})
    assert [source.slug for source in found.sources] == ["survey", "docs"]


def test_nothing_asked_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert citations_of({"support": [], "rating": []}) is NO_CITATIONS
    assert (NO_CITATIONS.oldest, NO_CITATIONS.newest) == (None, None)


def test_dates(cell):
    docs = entries.source("docs")
    entries.citation(docs, support=cell, place="A", checked_on=date(2026, 1, 2))
    entries.citation(docs, support=cell, place="B", checked_on=date(2025, 3, 4))
    found = citations_of({"support": [cell.pk]})
    assert (found.oldest, found.newest) == (date(2025, 3, 4), date(2026, 1, 2))
    assert found.checked("support", cell.pk) == date(2026, 1, 2)
    assert found.checked("support", None) is None


def test_drafts_of_citation_and_of_source_stay_hidden(cell):
    entries.citation(entries.source("docs"), support=cell, state=State.DRAFT)
    entries.citation(entries.source("notes", state=State.DRAFT), support=cell)
    assert Citation.objects.count() == 2
    assert citations_of({"support": [cell.pk]}).sources == ()


def test_reference_says_what_the_source_says_and_where(cell):
    entries.citation(
        entries.source("docs"),
        support=cell,
        place="Models",
        says="It has one.",
        stance="qualifies",
        address="https://docs.example.org/models/",
    )
    (reference,) = citations_of({"support": [cell.pk]}).of("support", cell.pk)
    assert (reference.place, reference.says) == ("Models", "It has one.")
    assert (reference.stance.label, reference.address) == (
        "Qualifies",
        "https://docs.example.org/models/",
    )
