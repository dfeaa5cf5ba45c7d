"""A result as a decision record and as JSON."""

import json

import pytest
from django.test import Client

from tests.support import entries

pytestmark = pytest.mark.django_db

QUERY = "data=orm&data.importance=must&what=shop"


@pytest.fixture
def record() -> None:
    django, flask, quart = map(entries.framework, ("django", "flask", "quart"))
    orm, shop = entries.feature("orm", name="ORM | mapper"), entries.use_case("shop")
    docs = entries.source("django-docs")
    entries.citation(docs, support=entries.support(django, orm, "built-in"))
    entries.support(flask, orm, "none")
    entries.suitability(django, shop, "good")
    entries.suitability(quart, shop, "ideal")
    wish = {"feature": orm, "weight": 4, "veto_below": 50}
    entries.question("data", {"orm": [wish], "unsure": []}, position=1)
    entries.question("what", {"shop": [{"use_case": shop, "weight": 3}]}, position=2)
    entries.question("pace", {"fast": []}, position=3)


def markdown(client: Client, query: str = QUERY) -> str:
    response = client.get(f"/wizard/result.md?{query}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/markdown; charset=utf-8"
    return response.content.decode()


def test_the_record_has_the_parts_of_a_decision_record(client: Client, record: None):
    text = markdown(client)
    assert text.startswith("# Use Django as the web framework\n")
    assert "- Status: proposed" in text
    assert "- Date: 20" in text
    assert ", edition " in text
    headings = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert headings == [
        "Context",
        "Considered options",
        "Decision",
        "Ruled out",
        "What would change this",
        "Robustness",
        "Missing evidence",
        "Sources",
    ]


def test_what_stands_in_the_record(client: Client, record: None):
    text = markdown(client)
    assert "| data? | Orm | A must |" in text
    assert "Not answered: pace?" in text
    assert "| 1 | Django | 16.50 |" in text
    assert "Sum: 16.50 of 18." in text
    assert "/wizard/result/?data=orm&data.importance=must&what=shop>" in text
    assert "- Flask: ORM | mapper is [not available](http" in text
    assert "[^1]: django-docs" in text


def test_cells_cannot_break_a_table(client: Client, record: None):
    rows = [line for line in markdown(client).splitlines() if line.startswith("| ORM")]
    assert rows
    for row in rows:
        assert row.replace("\\|", "").count("|") == 7


def test_the_page_shows_the_same_record(client: Client, record: None):
    page = client.get(f"/wizard/result/?{QUERY}")
    assert page.context["record"] == markdown(client)
    html = page.content.decode()
    assert f'href="/wizard/result.md?{QUERY.replace("&", "&amp;")}"' in html
    assert f'href="/wizard/result.json?{QUERY.replace("&", "&amp;")}"' in html


def test_json_says_what_the_page_says(client: Client, record: None):
    response = client.get(f"/wizard/result.json?{QUERY}")
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    document = json.loads(response.content)
    assert [place["slug"] for place in document["ranking"]] == ["django", "quart"]
    assert document["ranking"][0]["points"] == "16.50"
    assert sum(float(c["points"]) for c in document["ranking"][0]["contributions"]) == 16.5
    assert document["ruled_out"][0]["slug"] == "flask"
    assert document["robustness"]["samples"] == 1000
    assert document["answers"][0] == {
        "question": "data",
        "options": ["orm"],
        "importance": "must",
    }


@pytest.mark.parametrize("extension", ["md", "json"])
def test_exports_have_the_canonical_address_too(client: Client, record: None, extension: str):
    response = client.get(f"/wizard/result.{extension}?what=shop&data=orm&x=1")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/wizard/result.{extension}?data=orm&what=shop"


def test_without_answers_the_record_says_so(client: Client, record: None):
    text = markdown(client, "")
    assert text.startswith("# Choose a web framework\n")
    assert "No question was answered." in text
    assert json.loads(client.get("/wizard/result.json").content)["ranking"] == []


def test_where_everything_is_ruled_out_the_record_says_what_to_relax(client: Client, record: None):
    never = {"trait": "in-use", "trait_value": "flask", "weight": 5, "veto_below": 100}
    entries.question("in-use", {"flask": [never]}, position=9)
    text = markdown(client, "data=orm&data.importance=must&in-use=flask&in-use.importance=must")
    assert "No framework meets every must." in text
    assert "- If “Orm” were not a must, Flask would be left." in text
