"""Home, use cases, companies, code, sources, changes and what the site says of itself."""

import re

import pytest
from django.test import Client

from comparisons import models
from comparisons.queries.changes import PER_PAGE
from tests.support import entries
from tests.support.records import make_record

pytestmark = pytest.mark.django_db


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_home_leads_everywhere(client: Client):
    make_record(3)
    html = text(client, "/")
    for address in ("/wizard/", "/compare/", "/frameworks/django/", "/compare/django-vs-flask/"):
        assert f'"{address}"' in html
    assert html.count('name="framework"') == 2


@pytest.mark.parametrize(
    "address", ["/frameworks/", "/frameworks/django/", "/compare/django-vs-flask/"]
)
def test_names_of_licences_are_explained(client: Client, address: str):
    make_record(2)
    assert 'href="/method/#licences"' in text(client, address)
    explained = text(client, "/method/").partition('id="licences"')[2].partition("</section>")[0]
    assert "“LicenseRef-”" in explained


def test_home_has_one_search_box_and_other_pages_too(client: Client):
    assert [text(client, page).count('type="search"') for page in ("/", "/about/")] == [1, 1]


def test_frameworks_without_code_cannot_be_chosen(client: Client):
    make_record(2)
    entries.framework("bare")
    html = text(client, "/code/task-1/")
    boxes = re.findall(r'name="framework"\s+value="(\w+)"([^>]*)>', html)
    assert {slug for slug, more in boxes if "disabled" in more} == {"bare"}


@pytest.mark.parametrize(
    ("address", "way_on"),
    [
        ("/", "/about/"),
        ("/use-cases/", "/features/"),
        ("/companies/", "/companies/"),
        ("/code/", "/frameworks/"),
        ("/sources/", "/method/"),
        ("/disagreements/", "/sources/"),
        ("/changes/", "/"),
    ],
)
def test_empty_pages_have_a_way_on(client: Client, address: str, way_on: str):
    empty = text(client, address).partition('class="empty"')[2].partition("</div>")[0]
    assert f'href="{way_on}"' in empty


UNKNOWN = ("/use-cases/shopp/", "/code/shopp/", "/sources/shopp/")


@pytest.mark.parametrize("address", UNKNOWN)
def test_unknown_slugs_are_not_found_but_suggested(client: Client, address: str):
    entries.use_case("shop")
    entries.task("shop")
    entries.source("shop")
    assert f'href="{address.replace("shopp", "shop")}"' in text(client, address, 404)


@pytest.mark.parametrize(
    ("make", "address"),
    [
        (entries.use_case, "/use-cases/{}/"),
        (entries.task, "/code/{}/?framework=flask"),
        (entries.source, "/sources/{}/"),
    ],
)
def test_renamed_slugs_redirect_for_good(client: Client, make, address: str):
    entry = make("before")
    entry.slug = "after"
    entries.saved(entry)
    response = client.get(address.format("before"))
    assert (response.status_code, response.headers["Location"]) == (301, address.format("after"))


def test_use_case_shows_reasons_with_footnotes(client: Client):
    make_record(3)
    html = text(client, "/use-cases/use-1/")
    assert "Ideal" in html
    assert "href=#s1" in html
    assert 'id="s1"' in html


def test_companies_say_what_is_refuted(client: Client):
    flask = entries.framework("flask")
    entries.company_example("acme", flask, "refuted", note="They never did.")
    html = text(client, "/companies/")
    assert 'id="company-acme"' in html
    assert '<span class="badge status-refuted">Refuted</span>' in html
    assert "They never did." in html
    assert "No example matches" in text(client, "/companies/?status=current")


@pytest.mark.parametrize("address", ["/changes/", "/companies/", "/sources/"])
def test_a_page_that_a_list_does_not_have_is_not_found(client: Client, address: str):
    assert client.get(address).status_code == 200
    for number in ("2", "0", "x"):
        answer = client.get(f"{address}?page={number}")
        assert answer.status_code == 404
        assert f'href="{address}"' in answer.content.decode()


def test_every_edition_has_an_address_for_good(client: Client):
    entries.frameworks(PER_PAGE + 1)
    for edition in models.Edition.objects.all():
        html = text(client, edition.get_absolute_url())
        assert f"<h1>{edition}</h1>" in html
        assert html.count("<article") == 1
    assert 'href="/changes/"' in text(client, "/changes/?edition=99", 404)


def test_code_has_a_badge_with_versions_and_date(client: Client):
    sample = entries.sample(
        entries.task("hello"), entries.framework("flask"), {"app.py": "import this\n"}
    )
    assert "import" not in text(client, "/code/hello/").partition("<main")[2]
    entries.passed(sample)
    html = text(client, "/code/hello/")
    assert "on Flask 3.1.3, Python 3.11, 20 November 2026" in html
    assert '<span class="k">import</span>' in html
    assert 'id="sample-flask"' in html


def test_code_without_a_run_says_so(client: Client):
    entries.sample(entries.task("hello"), entries.framework("flask"), {"app.py": "x"})
    html = text(client, "/code/hello/")
    assert "1 sample has not passed" in html


def test_source_without_an_address_says_so(client: Client):
    entries.source("article", kind="article", address="")
    assert "No address is known" in text(client, "/sources/article/")
    assert "No address is known" in text(client, "/sources/")


def test_source_shows_stance_place_and_who_disagrees(client: Client):
    make_record(2)
    html = text(client, "/sources/docs/")
    assert 'href="/frameworks/django/#feature-feature-11"' in html
    assert "stance-supports" in html


LISTS = ("/sources/", "/companies/", "/frameworks/")


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("query", ["kind=docs", "kind=nonsense&sort=x", "q=%00&company=%00"])
def test_lists_take_any_query(client: Client, address: str, query: str):
    make_record(2)
    text(client, f"{address}?{query}")


@pytest.mark.parametrize("address", ["/sources/", "/companies/"])
@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "%00"])
def test_pages_that_a_list_has_not_lead_to_its_first(client: Client, address: str, page: str):
    make_record(2)
    html = text(client, f"{address}?page={page}&q=a", 404)
    assert f'href="{address}?q=a">The first page of the list' in html


def test_pages_of_a_list_name_their_neighbours_and_keep_the_filters(client: Client):
    for number in range(201):
        entries.source(f"source-{number:03}")
    html = " ".join(text(client, "/sources/?kind=docs&page=2").split())
    assert '<link rel="prev" href="/sources/?kind=docs">' in html
    assert '<link rel="next" href="/sources/?kind=docs&amp;page=3">' in html
    assert 'href="?kind=docs&amp;page=3" rel="next"' in html
    assert (
        '<link rel="canonical" href="http://127.0.0.1:8000/sources/?kind=docs&amp;page=2">' in html
    )
    assert "201 sources" in html


def test_text_of_curators_is_inert(client: Client):
    nasty = "<script>alert(1)</script>"
    flask = entries.framework("flask")
    entries.disagreement("x", flask, title=nasty, conflict=nasty, holds=nasty, why=nasty)
    entries.company_example("acme", flask, "current", what=nasty, note=nasty)
    entries.suitability(flask, entries.use_case("shop", summary=nasty), "good", reason=nasty)
    entries.source("docs", title=nasty, note=nasty)
    entries.question("q", {"a": []}, text=nasty, why=nasty)
    for address in (
        *("/disagreements/", "/companies/", "/use-cases/", "/use-cases/shop/", "/sources/"),
        *("/sources/docs/", "/wizard/", "/wizard/all/", "/wizard/result/", "/changes/"),
    ):
        html = text(client, address)
        assert "<script>alert" not in html, address
        assert "alert(1)" in html, address


def test_about_names_the_operator(client: Client, settings):
    assert "has not said who they are" in text(client, "/about/")
    settings.OPERATOR_NAME, settings.CONTACT = "Ada Lovelace", "ada@example.org"
    models.Edition.objects.create(
        number=1, published_at=entries.NOW, door="admin", who="Ada", summary="Begin"
    )
    html = text(client, "/about/")
    assert "This site is run by Ada Lovelace." in html
    assert 'href="mailto:ada@example.org"' in html
    assert "mailto:ada@example.org" in text(client, "/privacy/")


def test_method_shows_the_numbers_of_the_engine(client: Client):
    html = text(client, "/method/")
    assert "0 to 100 %" in html
    assert "less than 5 % of all points" in html
    assert 'id="wizard"' in html


PAGES = (
    *("/", "/use-cases/", "/use-cases/use-1/", "/companies/", "/code/", "/code/task-1/"),
    *("/wizard/", "/wizard/all/", "/wizard/result/", "/sources/", "/sources/docs/"),
    *("/disagreements/", "/method/", "/about/", "/privacy/", "/changes/"),
)


@pytest.mark.parametrize("address", PAGES)
def test_pages_have_one_heading_a_title_and_a_description(client: Client, address: str):
    make_record(2)
    html = text(client, address)
    assert html.count("<h1") == 1
    title = html.partition("<title>")[2].partition("</title>")[0].strip()
    assert len(title.partition("·")[0].strip()) > 3
    assert re.search(r'<meta name="description"\s+content="[^"]', html)
    assert "style=" not in html
    assert 'content=""' not in html
    assert address == "/" or 'class="breadcrumbs"' in html
