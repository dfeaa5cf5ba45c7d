"""Lists as files: the rows of the page with its filters, edition and sources."""

import csv
import io
import json
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from comparisons import models
from comparisons.public import Site
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
