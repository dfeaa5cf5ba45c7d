"""Who uses what."""

import pytest
from django.http import QueryDict

from comparisons.filters import CompanyFilter
from comparisons.models.vocabulary import Status
from comparisons.queries.companies import CompaniesPage, companies_page, examples
from tests.support import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> None:
    django, flask = entries.framework("django"), entries.framework("flask")
    cited = entries.company_example("acme", django, "current")
    entries.citation(entries.source("talk"), company_example=cited)
    entries.company_example("acme", flask, "refuted", scope="whole-product")
    entries.company_example("zeta", flask, "historic", until="2018-05")


def chosen(query: str) -> CompaniesPage:
    return companies_page(CompanyFilter(QueryDict(query), queryset=examples()).qs)


def names(page: CompaniesPage) -> list[tuple[str, str, str]]:
    return [
        (company.slug, example.framework, example.status.value)
        for company in page.companies
        for example in company.examples
    ]


def test_examples_stand_under_their_company(record: None):
    assert names(chosen("")) == [
        ("acme", "django", "current"),
        ("acme", "flask", "refuted"),
        ("zeta", "flask", "historic"),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("framework=django", ["current"]),
        ("framework=django&framework=flask&status=historic", ["historic"]),
        ("status=refuted&status=historic", ["refuted", "historic"]),
        ("scope=whole-product", ["refuted"]),
        ("framework=django&status=refuted", []),
    ],
)
def test_filters(record: None, query: str, expected: list[str]):
    assert [status for *_, status in names(chosen(query))] == expected


def test_what_cannot_be_chosen_is_said(record: None):
    form = CompanyFilter(QueryDict("framework=%00&status=x"), queryset=examples()).form
    assert form.errors["framework"] == ["Choose from the list: one choice is not in it."]


def test_sources_are_numbered(record: None):
    page = chosen("")
    assert page.companies[0].examples[0].footnotes == (1,)
    assert [source.slug for source in page.sources] == ["talk"]


def test_every_status_has_a_meaning(record: None):
    assert [status for status, _ in chosen("").meanings] == list(Status)


@pytest.mark.parametrize("model", ["Company", "CompanyExample", "Framework"])
def test_drafts_are_not_shown(record: None, model: str):
    for entry in getattr(entries.models, model).objects.all():
        entry.state = "draft"
        entries.saved(entry)
    assert names(chosen("")) == []
