"""Search on a small record: names, mistakes, kinds, marks, suggestions."""

import re

import pytest
from django.urls import reverse

from comparisons import search
from comparisons.models import Edition
from comparisons.queries.machines import ALONE
from tests.support import entries


def edition() -> int:
    newest = Edition.objects.order_by("-number").first()
    return newest.number if newest else 0


@pytest.fixture
def record(db):
    django = entries.framework("django", aliases="Django framework")
    entries.framework("flask", summary="A **small** core. [Jinja](https://example.org) comes too.")
    entries.feature("login", name="User accounts", aliases="authentication, sign in")
    entries.feature("orm", name="Object mapper", why="Rows as objects, without SQL by hand.")
    entries.company_example("acme", django, "current", what="Their shop.")
    for number in range(10):
        entries.source(f"talk-{number}", title=f"Talk {number} on mappers")


def titles(query: str, kind: str = "") -> list[str]:
    results = search.search(query, edition(), kind)
    hits = [*results.best, *(hit for group in results.groups for hit in group.hits)]
    return ["".join(piece.text for piece in hit.title) for hit in hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("django", "Django"),
        ("djnago", "Django"),
        ("djan", "Django"),
        ("authentication", "User accounts"),
        ("authentification", "User accounts"),
        ("auth", "User accounts"),
        ("signin", "User accounts"),
        ("accounts of users", "User accounts"),
        ("which framework has accounts?", "User accounts"),
        ("object mappers", "Object mapper"),
        ("orm", "Object mapper"),
        ("acme", "Acme"),
        ("shop", "Acme"),
    ],
)
def test_names_aliases_starts_and_mistakes(record, query, first):
    assert titles(query)[0] == first


@pytest.mark.parametrize("query", ["", "   ", "\0", "?!", "zzzzzz", "x" * 5000, "a b " * 500])
def test_anything_may_be_typed(client, record, query):
    assert client.get(reverse("search"), {"q": query}).status_code == 200
    assert client.get(reverse("search-suggest"), {"q": query}).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["flask vs django", "django or flask", "flask django", "diff flask django", "flaks v djano?",
     "is Django better than Flask", "Flask, Django", "which is better: flask or django"],
)  # fmt: skip
def test_two_names_lead_straight_to_the_comparison(client, record, query):
    answer = client.get(reverse("search"), {"q": query})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/compare/django-vs-flask/")


def test_two_names_and_more_are_offered_the_comparison(client, record):
    page = client.get(reverse("search"), {"q": "orm in flask or django"}).content.decode()
    assert '<a href="/compare/django-vs-flask/">Compare side by side: Django or Flask</a>' in page


@pytest.mark.parametrize(
    "query", ["orm in flask", "flaks orm", "does Flask have an object mapper?"]
)
def test_a_feature_of_one_framework_leads_to_its_cell(client, record, query):
    page = client.get("/search/", {"q": query}).content.decode()
    assert '<a href="/frameworks/flask/#feature-orm">Flask: Object mapper</a>' in page
    assert client.get("/search/suggest/", {"q": query}).json()[2][0] == "Feature"


@pytest.mark.parametrize(
    "query", ["flask", "flask the", "flask small", "flash messages", "acme django"]
)
def test_other_words_lead_to_no_cell(record, query):
    entries.feature("flash-messages", name="Notes to visitors", aliases="flash messages")
    assert search.search(query, edition()).offer is None


@pytest.mark.parametrize("query", ["no-such-thing", "lorem ipsum", "such pillow"])
def test_where_words_are_missing_a_text_that_has_one_of_them_is_not_found(client, record, query):
    entries.feature("storage", aliases="nosql, muck", why="Such rows are kept too.")
    assert titles(query) == []
    page = client.get("/search/", {"q": query}).content.decode()
    assert "Nothing was found." in page
    assert 'href="/features/"' in page.partition("<main")[2]


def test_where_words_are_missing_names_are_still_found(record):
    assert titles("flask unheardof")[0] == titles("flaks unheardof")[0] == "Flask"
    assert titles("unheardof authentcation") == ["User accounts"]


@pytest.mark.parametrize("query", ["django vs rails", "rails versus django", "djnago VS. Rails?"])
def test_a_side_that_is_not_in_the_record_is_named_and_the_other_offered(client, record, query):
    page = client.get("/search/", {"q": query}).content.decode()
    assert "The record has no framework called “rails”." in page
    assert '<a href="/frameworks/django/">Go on with Django</a>' in page


def test_with_two_known_sides_and_one_unknown_the_two_are_compared(client, record):
    page = client.get("/search/?q=django+vs+spring+boot+vs+flask").content.decode()
    assert "The record has no framework called “spring boot”." in page
    assert '<a href="/compare/django-vs-flask/">Compare side by side: Django or Flask</a>' in page


@pytest.mark.parametrize(
    "query",
    ["rails vs laravel", "django vs", "django vs flask orm", "wsgi vs asgi", "django rails"],
)
def test_nothing_is_called_unknown_without_need(record, query):
    offer = search.search(query, edition()).offer
    assert offer is None or not offer.note


def test_what_is_not_in_the_record_is_not_said_while_one_types(record):
    assert search.suggestions("django vs fl", edition())[0].title == "Django"
    assert not any("Go on" in each.title for each in search.suggestions("django vs fl", edition()))


def test_of_six_names_readers_are_told_how_many_fit(client, record):
    for slug in ("bottle", "falcon", "quart", "sanic"):
        entries.framework(slug)
    page = client.get("/search/?q=django,+flask,+bottle,+falcon,+quart+vs+sanic").content.decode()
    assert "Five is the most that fit side by side." in page
    address = re.search(r'<a href="(/frameworks/[^"]*)">Leave out 1 of these 6</a>', page)[1]
    chosen = client.get(address.replace("&amp;", "&")).content.decode()
    assert "take out 1" in chosen
    assert chosen.count("checked") == 6


@pytest.mark.parametrize("query", ["pyhton", "c++", "c#"])
def test_words_that_say_nothing_are_not_mistyped_names_nor_letters_beginnings(record, query):
    entries.framework("cherrypy", aliases="cherry py, python server")
    assert "Cherrypy" not in titles(query)


def test_one_name_twice_is_no_comparison(record):
    assert search.search("django vs django", edition()).offer is None


def test_words_found_are_marked_in_titles_and_excerpts(client, record):
    page = client.get("/search/?q=objcet").content.decode()
    assert "<mark>Object</mark> mapper" in page
    page = client.get("/search/?q=mappers").content.decode()
    assert "Object <mark>mapper</mark>" in page
    assert "<mark>mappers</mark>" in page


def test_excerpts_are_plain_and_begin_near_what_was_found(record):
    long = entries.feature("long", name="Long", why=f"{'Lorem ipsum ' * 40}needle {'dolor ' * 60}")
    (hit,) = search.search("needle", edition()).best
    text = "".join(piece.text for piece in hit.excerpt)
    assert hit.address == long.get_absolute_url()
    assert len(text) <= search.EXCERPT + 4
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert [piece.text for piece in hit.excerpt if piece.found] == ["needle"]
    flask = search.search("flask", edition()).best[0]
    assert "A small core. Jinja comes too." in "".join(piece.text for piece in flask.excerpt)


def test_results_stand_by_kind_with_a_way_to_all_of_one(client, record):
    page = client.get("/search/?q=mapper").content.decode()
    results = search.search("mapper", edition())
    assert [hit.kind for hit in results.best] == ["feature", "source", "source"]
    (group,) = results.groups
    assert (group.kind, len(group.hits), group.more) == ("source", 6, 2)
    assert results.count == 11
    assert re.search(r'href="\?q=mapper&amp;kind=source">2 more in sources</a>', page)
    page = client.get("/search/?q=mapper&kind=source").content.decode()
    assert page.count('href="/sources/talk-') == 10
    assert "10 results among sources" in page


def test_a_kind_with_no_hit_or_that_does_not_exist(client, record):
    page = client.get("/search/?q=mapper&kind=company").content.decode()
    assert "Nothing was found among companies." in page
    assert "All 11 results" in page
    assert titles("mapper", "nonsense") == titles("mapper")


def test_drafts_are_not_found(record):
    entries.feature("secret", name="Zebra", state="draft")
    assert titles("zebra") == []


def test_what_was_published_is_found_at_once(client, record):
    assert "Zebra" not in client.get("/search/?q=zebra").content.decode().partition("<main")[2]
    entries.feature("zebra", name="Zebra")
    assert 'href="/features/zebra/"' in client.get("/search/?q=zebra").content.decode()


# The site's own pages


def test_every_page_that_is_there_once_is_found():
    found = {page["view"] for page in search.PAGES if "query" not in page}
    assert found == {*ALONE} - {"home"}


def test_pages_are_a_kind_of_their_own(client, record):
    results = search.search("wizard", edition())
    assert (results.best[0].kind, results.best[0].address) == ("page", "/wizard/")
    page = client.get("/search/?q=csv&kind=page").content.decode()
    assert "1 result among pages" in page
    assert 'href="/api/v1/"' in page.partition("<main")[2]


def test_who_uses_a_framework_is_found_where_somebody_does(record):
    assert (
        search.search("who uses django", edition()).best[1].address
        == "/companies/?framework=django"
    )
    assert "Who uses Flask" not in titles("who uses flask")


# Suggestions


def test_suggestions_are_what_opensearch_asks_for(client, record):
    answer = client.get("/search/suggest/?q=djan")
    assert answer.headers["Content-Type"].startswith("application/x-suggestions+json")
    words, names, kinds, addresses = answer.json()
    assert (words, names[0], kinds[0]) == ("djan", "Django", "Framework")
    assert addresses[0] == "http://127.0.0.1:8000/frameworks/django/"
    assert len(names) == len(kinds) == len(addresses)


def test_suggestions_are_few_and_begin_with_the_comparison_that_is_meant(client, record):
    _, names, kinds, addresses = client.get("/search/suggest/?q=mapp").json()
    assert len(names) == search.SUGGESTED
    _, names, kinds, addresses = client.get("/search/suggest/?q=flask django").json()
    assert (names[0], kinds[0]) == ("Django or Flask", "Comparison")
    assert addresses[0].endswith("/compare/django-vs-flask/")
    assert client.get("/search/suggest/").json() == ["", [], [], []]
