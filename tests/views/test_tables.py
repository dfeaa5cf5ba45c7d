"""Lists as files: the rows of the page with its filters, edition and sources."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytest_django import DjangoDbBlocker

from comparisons import models, tables
from comparisons.engine.matrix import Coverage
from comparisons.public import Site
from comparisons.queries.frameworks import framework_list, listed_frameworks
from comparisons.tables import MOST_ROWS, Table, as_csv, as_json, as_markdown
from tests.support import entries
from tests.support.records import kept_record

pytestmark = pytest.mark.usefixtures("record", "db")
LISTS = (
    "frameworks",
    "features",
    "use-cases",
    "companies",
    "sources",
    "disagreements",
    "code",
    "changes",
)
ENTRIES = ("features/feature-11", "use-cases/use-1", "sources/docs")
MEDIA = {"csv": "text/csv", "json": "application/json", "md": "text/markdown"}


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_record(django_db_blocker, 4):
        yield


def rows(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))


@pytest.mark.parametrize("extension", MEDIA)
@pytest.mark.parametrize("name", [*LISTS, *ENTRIES])
def test_every_list_is_a_file_that_others_may_read_and_its_page_links_it(client, name, extension):
    answer = client.get(f"/{name}.{extension}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == f"{MEDIA[extension]}; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert f'href="/{name}.{extension}"' in client.get(f"/{name}/").content.decode()


@pytest.mark.parametrize("name", [*LISTS, *ENTRIES])
def test_every_file_says_edition_date_licence_and_page(client, name):
    document = json.loads(client.get(f"/{name}.json").content)
    assert (document["edition"], document["licence"]) == (1, "CC BY 4.0")
    assert document["published_at"] == "2026-11-20T12:00:00+00:00"
    assert document["address"] == f"http://127.0.0.1:8000/{name}/"
    assert document["total"] == len(document["rows"]) > 0
    told = rows(client, f"/{name}.csv")
    assert len(told) == document["total"]
    assert {(row["edition"], row["published_on"], row["page"]) for row in told} == {
        ("1", "2026-11-20", document["address"])
    }
    text = client.get(f"/{name}.md").content.decode()
    assert text.startswith("# ")
    assert "edition 1, 2026-11-20, CC BY 4.0" in text


def test_files_keep_the_filters_and_their_order(client):
    found = rows(client, "/frameworks.csv?interface=asgi&sort=coverage&utm_source=x")
    assert {row["slug"] for row in found} == {"flask", "quart"}
    assert found[0]["page"].endswith("/frameworks/?interface=asgi&sort=coverage")
    page = client.get("/frameworks/?interface=asgi&framework=flask").content.decode()
    assert 'href="/frameworks.csv?interface=asgi"' in page
    assert len(rows(client, "/companies.csv?framework=flask")) == 1
    assert [row["slug"] for row in rows(client, "/sources.csv?kind=article")] == ["article"]


@pytest.mark.parametrize("extension", MEDIA)
@pytest.mark.parametrize(
    ("name", "asked", "sentence"),
    [
        ("frameworks", "kind=nope", "- kind: There is no kind “nope” here."),
        ("frameworks", "feature=feature-11&feature=x", "- feature: There is no feature “x” here."),
        ("frameworks", f"q={'x' * 61}", "- q: "),
        ("companies", "scope=nope", "- scope: There is no scope “nope” here."),
        ("sources", "sort=nope", "- sort: There is no order “nope” here."),
    ],
)
def test_files_with_bad_filters_are_refused_with_a_sentence(
    client, name, asked, sentence, extension
):
    answer = client.get(f"/{name}.{extension}?{asked}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (400, "no-cache")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    text = answer.content.decode()
    assert sentence in text
    assert f"choose again at http://127.0.0.1:8000/{name}/?{asked}" in text


def test_rows_name_their_sources(client):
    docs = "https://docs.example.org/"
    assert {row["sources"] for row in rows(client, "/frameworks.csv")} == {docs}
    assert {row["sources"] for row in rows(client, "/features.csv")} == {docs}
    assert {row["sources"] for row in rows(client, "/features/feature-11.csv")} == {docs}
    assert {row["sources"] for row in rows(client, "/companies.csv")} == {"article"}
    document = json.loads(client.get("/use-cases/use-1.json").content)
    assert document["rows"][0]["sources"] == [docs]


def test_the_matrix_has_a_row_for_every_cell(client):
    found = rows(client, "/features.csv")
    assert len(found) == models.Support.objects.count()
    assert {row["framework"] for row in found} == {"django", "flask", "quart", "framework-04"}


def test_no_file_starts_a_formula_or_breaks_a_table(client):
    entries.source("nasty", title="=1+1", publisher="a | b\nc")
    assert "'=1+1" in {row["title"] for row in rows(client, "/sources.csv")}
    assert "a \\| b c" in client.get("/sources.md").content.decode()


def test_files_have_a_bound_and_say_what_is_left_out():
    numbers = tuple((number,) for number in range(MOST_ROWS + 3))
    table, site = Table("numbers", "Numbers", "/numbers/", ("number",), numbers), Site()
    document = json.loads(as_json(table, site))
    assert document["total"] == MOST_ROWS + 3
    assert document["rows"][-1] == {"number": MOST_ROWS - 1}
    said = "3 more rows are left out: http://127.0.0.1:8000/api/v1/ has them in parts."
    assert document["left_out"] == said
    assert as_markdown(table, site).endswith(f"\n{said}\n")
    lines = as_csv(table, site).splitlines()
    assert (len(lines), lines[-1]) == (MOST_ROWS + 2, said)
    whole = Table("numbers", "Numbers", "/numbers/", ("number",), numbers[:MOST_ROWS])
    assert json.loads(as_json(whole, site))["left_out"] == ""
    assert len(as_csv(whole, site).splitlines()) == MOST_ROWS + 1


def test_the_file_of_changes_counts_editions_beyond_its_bound(client, monkeypatch):
    monkeypatch.setattr("comparisons.tables.MOST_ROWS", 1)
    entries.frameworks(2)
    document = json.loads(client.get("/changes.json").content)
    assert (document["total"], len(document["rows"])) == (models.Edition.objects.count(), 1)
    assert document["left_out"].startswith("2 more rows")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/features/Feature-11.csv", "/features/feature-11.csv"),
        ("/use-cases/USE-1.md", "/use-cases/use-1.md"),
        ("/features/before.json", "/features/feature-11.json"),
    ],
)
def test_files_of_entries_move_as_their_pages_do(client, asked, found):
    models.Renaming.objects.create(kind="feature", old="before", new="feature-11")
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, found)


@pytest.mark.parametrize("address", ["/frameworks.xml", "/features/no-such.csv", "/code.xlsx"])
def test_what_there_is_not_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/compare/django-vs-flask.json", "/wizard/result.json"])
def test_comparisons_and_recommendations_may_be_read_from_elsewhere_too(client, address):
    answer = client.get(address)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


FIRST_ROWS = {
    "frameworks": {
        "slug": "django",
        "name": "Django",
        "kind": "full-stack",
        "interface": "wsgi",
        "licence": "BSD-3-Clause",
        "newest_version": "1.2",
        "released_on": "2026-10-05",
        "requires_python": ">=3.10",
        "features": "4",
        "built_in": "1",
        "official_extension": "0",
        "third_party": "1",
        "by_hand": "0",
        "not_available": "1",
        "unknown": "1",
        "sources": "https://docs.example.org/",
    },
    "features": {
        "group": "Group 1",
        "feature": "feature-11",
        "name": "Feature 11",
        "framework": "django",
        "level": "built-in",
        "since": "1.1",
        "packages": "An-Add-On",
        "note": "Feature 11 in Django.",
        "sources": "https://docs.example.org/",
    },
    "use-cases": {
        "slug": "use-1",
        "name": "use case 1",
        "summary": "A job.",
        "ideal": "Django",
        "good": "Flask",
        "judgements": "/use-cases/use-1/",
    },
    "companies": {
        "company": "aaa",
        "name": "Aaa",
        "framework": "django",
        "what": "What aaa does.",
        "scope": "one-service",
        "status": "historic",
        "since": "2019",
        "until": "2024",
        "note": "What is known.",
        "sources": "https://docs.example.org/users/ article",
    },
    "sources": {
        "slug": "article",
        "title": "An article",
        "publisher": "Somebody",
        "kind": "article",
        "published": "2024-05",
        "read_on": "2026-11-01",
        "citations": "33",
        "sources": "",
    },
    "disagreements": {
        "slug": "how-old",
        "title": "How old?",
        "frameworks": "django",
        "conflict": "They differ.",
        "holds": "This.",
        "why": "Seen.",
        "sources": "article",
    },
    "code": {
        "slug": "task-1",
        "name": "Task 1",
        "summary": "Say it.",
        "frameworks": "Django Flask Framework-04 Quart",
        "code": "/code/task-1/",
    },
    "changes": {
        "number": "6",
        "published_at": "2026-11-20T12:00:00+00:00",
        "summary": "Add an entry",
        "entries": "/changes/?edition=6",
    },
    "features/feature-11": {
        "framework": "django",
        "level": "built-in",
        "since": "1.1",
        "packages": "An-Add-On",
        "note": "Feature 11 in Django.",
        "sources": "https://docs.example.org/",
    },
    "use-cases/use-1": {
        "framework": "django",
        "name": "Django",
        "fit": "ideal",
        "reason": "It is so.",
        "sources": "https://docs.example.org/",
    },
    "sources/article": {
        "kind": "Ratings",
        "title": "Django: speed",
        "entry": "/frameworks/django/#dimension-speed",
        "stance": "supports",
        "says": "It says so.",
        "place": "Speed",
        "checked_on": "2026-11-01",
        "claims": "",
        "sources": "article",
    },
}
IN_EVERY_ROW = ("edition", "published_on", "data_licence", "page")


def test_the_first_row_of_each_file_and_no_column_twice(client):
    """Two citations of one source are one address; a place with an address is named by it."""
    django = models.Framework.objects.get(slug="django")
    use = entries.company_example("aaa", django, "historic", since="2019", until="2024")
    docs, article = models.Source.objects.order_by("-slug")
    for place in ("One", "Two"):
        entries.citation(docs, company_example=use, place=place, address=f"{docs.address}users/")
    entries.citation(article, company_example=use, claims=["S0-001"])
    found = {}
    for name in FIRST_ROWS:
        head, row, *_ = csv.reader(io.StringIO(client.get(f"/{name}.csv").content.decode()))
        assert tuple(head[-4:]) == IN_EVERY_ROW
        assert len(set(head)) == len(head)
        found[name] = dict(zip(head[:-4], row, strict=False))
    assert found == FIRST_ROWS
    claims = rows(client, "/sources/article.csv")
    assert [row["claims"] for row in claims if row["claims"]] == ["S0-001"]


def test_counts_stand_under_their_columns():
    listing = framework_list(listed_frameworks().filter(slug="django"))
    told = replace(listing.frameworks[0], coverage=Coverage(1, 2, 3, 4, 5, 6))
    table = tables.frameworks(replace(listing, frameworks=(told,)), "/frameworks/", {})
    row = dict(zip(table.columns, table.rows[0], strict=True))
    levels = ("built_in", "official_extension", "third_party", "by_hand", "not_available")
    assert [row[name] for name in (*levels, "unknown")] == [1, 2, 3, 4, 5, 6]


def test_cells_of_a_feature_stand_by_framework(client):
    found = [(row["feature"], row["framework"]) for row in rows(client, "/features.csv")]
    assert found[:4] == [
        ("feature-11", slug) for slug in ("django", "flask", "framework-04", "quart")
    ]
