"""Who uses what."""

import pytest
from django.http import QueryDict

from comparisons.filters import CompanyFilter
from comparisons.models.vocabulary import Status
from comparisons.queries.companies import CompaniesPage, companies_page, examples
from comparisons.queries.filtering import company_filtering
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
    page = companies_page(CompanyFilter(QueryDict(query), examples(), *company_filtering()).qs)
    assert page
    return page


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
        ("company=zeta", ["historic"]),
        ("q=ZETA", ["historic"]),
        ("q=what acme does", ["current", "refuted"]),
    ],
)
def test_filters(record: None, query: str, expected: list[str]):
    assert [status for *_, status in names(chosen(query))] == expected


def test_what_cannot_be_chosen_is_said(record: None):
    asked = QueryDict("framework=zope&status=x")
    form = CompanyFilter(asked, examples(), *company_filtering()).form
    assert form.errors["framework"] == ["There is no framework “zope” here. Choose from the list."]


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


def test_companies_come_in_pages_that_count_all(record: None):
    first, second = (companies_page(examples(), number, per_page=1) for number in ("1", "2"))
    assert first
    assert second
    assert [part.slug for part in (*first.companies, *second.companies)] == ["acme", "zeta"]
    assert (first.examples, first.total) == (3, 2)
    assert [source.slug for source in first.sources] == ["talk"]
    assert companies_page(examples(), "3", per_page=1) is None


def test_counts_and_chips(record: None):
    filters = CompanyFilter(
        QueryDict("framework=flask&status=refuted&page=2"), examples(), *company_filtering()
    )
    counts = {box.value: box.count for g in filters.choices["framework"].groups for box in g.boxes}
    assert counts == {"django": 0, "flask": 1}
    assert [(chip.label, chip.address, chip.found) for chip in filters.chips] == [
        ("Framework: Flask", "?status=refuted", 1),
        ("How well it is known: Refuted", "?framework=flask", 2),
    ]
