"""The list with its filters, and the page of one framework."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from comparisons import models
from tests.support import entries
from tests.support.records import kept_record

pytestmark = pytest.mark.usefixtures("record", "db")


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_record(django_db_blocker, 4):
        yield


def listed(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/frameworks/?{query}")
    assert answer.status_code == 200
    return re.findall(r'card-link"\s+href="/frameworks/([^/]+)/', answer.content.decode())


ALL = ["django", "flask", "framework-04", "quart"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("kind=micro", ["flask"]),
        ("kind=micro&kind=full-stack", ["django", "flask"]),
        ("interface=wsgi", ["django"]),
        ("licence=MIT", ["flask", "framework-04"]),
        ("q=AN", ["django"]),
        ("feature=feature-11", ["django", "flask"]),
        ("feature=feature-11&feature=feature-12", ["django"]),
        ("use_case=use-1", ["django", "flask"]),
        ("use_case=use-1&licence=MIT", ["flask"]),
        ("utm_source=x", ALL),
    ],
)
def test_filters(client, query, found):
    assert listed(client, query) == found


def test_most_features_first(client):
    quart = models.Framework.objects.get(slug="quart")
    entries.support(quart, entries.feature("one-more"), "third-party")
    assert listed(client, "sort=coverage") == ["quart", "django", "flask", "framework-04"]


def test_newest_release_first(client):
    flask = models.Package.objects.get(slug="flask-package")
    entries.saved(
        models.PackageSnapshot(
            package=flask, taken_on="2026-11-02", latest="9", released_on="2026-11-02"
        )
    )
    entries.framework("unpackaged")
    order = listed(client, "sort=released")
    assert (order[0], order[-1]) == ("flask", "unpackaged")


def test_bad_values_say_what_to_do_and_still_show_a_list(client):
    answer = client.get("/frameworks/?kind=huge&feature=x&sort=zz&use_case=y&licence=z&interface=q")
    page = answer.content.decode()
    assert answer.status_code == 200
    for sentence in (
        "There is no kind “huge” here. Choose from the list.",
        "There is no feature “x” here.",
        "There is no order “zz” here.",
        "There is no use case “y” here.",
        "There is no licence “z” here.",
        "There is no interface “q” here.",
    ):
        assert sentence in page
    assert "4 frameworks" in page


def test_too_long_a_name_is_refused(client):
    page = client.get(f"/frameworks/?q={'x' * 61}").content.decode()
    assert "at most 60 characters" in page


def test_nothing_found_has_a_way_on(client):
    page = client.get("/frameworks/?q=nothing-like-it").content.decode()
    assert "No framework meets all of this." in page
    assert 'href="/frameworks/"' in page


def test_list_says_how_much_is_covered_and_lets_choose(client):
    page = client.get("/frameworks/").content.decode()
    assert "Of 4 features: 1 built in" in " ".join(page.split())
    assert page.count('type="checkbox" name="framework"') == 4


def test_framework_page_has_an_anchor_for_every_row(client):
    page = client.get("/frameworks/django/").content.decode()
    assert page.count("<h1>") == 1
    anchors = ("feature-feature-11", "use-case-use-1", "dimension-speed", "point-pro")
    anchors += ("company-acme", "migration-flask-to-django", "s1", "disagreement-how-old")
    for anchor in anchors:
        assert f' id="{anchor}"' in page
    targets = {part.split('"')[0] for part in page.split(' id="')[1:]}
    assert {part.split('"')[0] for part in page.split('href="#')[1:]} <= targets
    assert len(targets) == page.count(' id="')


def test_framework_page_shows_what_sources_say(client):
    page = client.get("/frameworks/django/").content.decode()
    assert "It says so." in page
    assert "checked 1 November 2026" in page
    assert "<strong>summary</strong>" in page


def test_a_renamed_framework_redirects(client):
    flask = models.Framework.objects.get(slug="flask")
    with entries.publishing():
        flask.slug = "bottle"
        flask.save()
    answer = client.get("/frameworks/flask/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/frameworks/bottle/")


def test_an_unknown_framework_is_not_found_with_suggestions(client):
    answer = client.get("/frameworks/flaks/")
    assert answer.status_code == 404
    assert '<a href="/frameworks/flask/">Flask</a>' in answer.content.decode()
