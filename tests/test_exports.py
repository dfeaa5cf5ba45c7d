"""Comparisons as files: the same cells as the page, with edition and sources."""

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from comparisons import models
from comparisons.exports import CSV_HEAD
from tests.support import entries
from tests.support.records import kept_record

pytestmark = pytest.mark.usefixtures("record", "db")
ADDRESS = "/compare/django-vs-flask"


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_record(django_db_blocker, 3):
        yield


def rows(client, query=""):
    answer = client.get(f"{ADDRESS}.csv{query}")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))


def change(entry, **values):
    for name, value in values.items():
        setattr(entry, name, value)
    with entries.publishing():
        entry.save()


def test_csv_has_one_line_a_cell_with_edition_and_sources(client):
    found = rows(client)
    assert tuple(found[0]) == CSV_HEAD
    assert len(found) == (4 + 1 + 2) * 2
    assert found[0] == {
        "section": "Features",
        "group": "Group 1",
        "slug": "feature-11",
        "name": "Feature 11",
        "framework": "django",
        "value": "built-in",
        "since": "1.1",
        "packages": "An-Add-On",
        "note": "Feature 11 in Django.",
        "sources": "https://docs.example.org/",
        "edition": "1",
        "address": "http://127.0.0.1:8000/compare/django-vs-flask/",
    }


def test_every_section_has_its_cells_with_their_sources(client):
    rating = models.Rating.objects.get(framework__slug="flask")
    change(rating, value=None)
    found = {
        (row["section"], row["slug"], row["framework"]): (row["value"], row["sources"])
        for row in rows(client)
    }
    docs = "https://docs.example.org/"
    assert {key: told for key, told in found.items() if key[0] != "Features"} == {
        ("Dimensions", "speed", "django"): ("1", "article"),
        ("Dimensions", "speed", "flask"): ("unknown", "article"),
        ("Use cases", "use-1", "django"): ("ideal", docs),
        ("Use cases", "use-1", "flask"): ("good", docs),
        ("Use cases", "use-2", "django"): ("good", docs),
        ("Use cases", "use-2", "flask"): ("poor", docs),
    }
    text = client.get(f"{ADDRESS}.md").content.decode()
    assert re.search(r"^\| Speed \| \*\*1 of 5\*\*.*\| \*\*Unknown", text, re.MULTILINE)


def test_csv_never_starts_a_formula(client):
    change(models.Support.objects.first(), note="=1+1")
    assert "'=1+1" in {row["note"] for row in rows(client)}


def test_exports_follow_the_filters_of_the_page(client):
    same = entries.feature("same")
    for framework in models.Framework.objects.all():
        entries.support(framework, same, "built-in")
    assert "same" in {row["slug"] for row in rows(client)}
    assert "same" not in {row["slug"] for row in rows(client, "?show=differences")}


def test_json_names_edition_licence_sources_and_cells(client):
    document = json.loads(client.get(f"{ADDRESS}.json?must=feature-11").content)
    assert (document["edition"], document["licence"]) == (1, "CC BY 4.0")
    assert document["published_at"] == "2026-11-20T12:00:00+00:00"
    assert document["frameworks"][0]["newest_version"] == "1.2"
    assert document["frameworks"][0]["cells_cited"] == 4
    assert document["rows"][0]["cells"][1] == {
        "framework": "flask",
        "value": "third-party",
        "since": "1.1",
        "packages": ["An-Add-On"],
        "note": "Feature 11 in Flask.",
        "sources": ["docs"],
    }
    assert document["requirements"] == [
        {
            "feature": "feature-11",
            "importance": "must",
            "least_level": None,
            "results": {"django": "met", "flask": "met"},
        }
    ]
    assert document["situations"][0]["framework"] == "flask"
    sources = {source["slug"]: source["address"] for source in document["sources"]}
    assert sources == {"docs": "https://docs.example.org/", "article": None}


def test_markdown_tables_are_whole_and_their_footnotes_explained(client):
    change(models.Support.objects.first(), note="one | two\nthree")
    answer = client.get(f"{ADDRESS}.md?must=feature-11&nice=feature-21")
    text = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert text.startswith("# Django vs Flask\n")
    assert "edition 2" in text
    assert "one \\| two three" in text
    assert "| Feature 11 | must | Met: Built in | Met: Third-party package |" in text
    assert "| Feature 21 | nice to have | Not met: Not available | Unknown: Unknown |" in text
    for number in (1, 2):
        assert f"[^{number}]" in text
        assert f"\n[^{number}]: " in text
    assert "No address is known" in text


def test_requirements_come_first_in_every_file(client):
    asked = "?must=feature-11&nice=feature-21&nice=feature-11&level=built-in"
    text = client.get(f"{ADDRESS}.md{asked}").content.decode()
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings[:3] == ["Requirements", "What the rows say", "Which one?"]
    assert "Met: built in. Not met: any other level" in text
    assert "| Feature 11 | must | Met: Built in | Not met: Third-party package |" in text
    told = rows(client, asked)
    assert [
        (row["section"], row["group"], row["slug"], row["framework"], row["value"])
        for row in told[:4]
    ] == [
        ("Requirements", "must", "feature-11", "django", "met"),
        ("Requirements", "must", "feature-11", "flask", "not-met"),
        ("Requirements", "nice", "feature-21", "django", "not-met"),
        ("Requirements", "nice", "feature-21", "flask", "unknown"),
    ]
    assert told[4]["section"] == "Features"
    document = json.loads(client.get(f"{ADDRESS}.json{asked}").content)
    assert list(document).index("requirements") < list(document).index("situations")
    assert document["requirements"][0]["least_level"] == "built-in"
    assert "## Requirements" not in client.get(f"{ADDRESS}.md").content.decode()


@pytest.mark.parametrize("extension", ["csv", "json", "md"])
def test_no_file_leaves_out_a_requirement_that_is_no_feature(client, extension):
    answer = client.get(f"{ADDRESS}.{extension}?must=feature-11&nice=nope")
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "- nope: This is no feature of the matrix." in text
    assert f"{ADDRESS}/?must=feature-11&nice=nope" in text


def test_markdown_tells_the_situations_with_their_sources(client):
    text = client.get(f"{ADDRESS}.md").content.decode()
    (line,) = re.findall(r"^- \*\*You are in a hurry\*\*: Flask. Yes. (.*)$", text, re.MULTILINE)
    assert re.fullmatch(r"(\[\^\d+\])+", line)
    assert text.index("## Which one?") < text.index("## Features")


def test_unknown_formats_and_frameworks_are_not_found(client):
    assert client.get(f"{ADDRESS}.xml").status_code == 404
    assert client.get("/compare/django-vs-nothing.csv").status_code == 404


def test_markdown_defines_the_footnotes_that_it_uses_and_no_other(client):
    text = client.get(f"{ADDRESS}.md").content.decode()
    used = set(re.findall(r"\[\^\d+\](?!:)", text))
    defined = set(re.findall(r"^(\[\^\d+\]):", text, re.MULTILINE))
    assert used == defined != set()
