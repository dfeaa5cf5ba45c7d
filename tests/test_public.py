"""The caching policy of public pages: fresh at every request, compressed, stored, bounded."""

import gzip
import re
from dataclasses import replace
from datetime import UTC, datetime

import brotli
import pytest
from django.conf import settings
from django.test import override_settings

from comparisons import models
from comparisons.engine.digests import digest
from comparisons.public import Address, encoding_for
from tests.support.caches import is_stored
from tests.support.entries import publishing
from tests.support.records import make_record

PAGE = "/compare/django-vs-flask/"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def record(db):
    make_record(2)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("BR", "br"),
        ("*", "identity"),
        ("br; q=0", "identity"),
    ],
)
def test_the_best_encoding_that_is_accepted(accepted, encoding):
    assert encoding_for(accepted) == encoding


def test_each_encoding_carries_the_same_page(client, record):
    answers = [client.get(PAGE, headers={"accept-encoding": name}) for name in ("", "gzip", "br")]
    assert all(int(each.headers["Content-Length"]) == len(each.content) for each in answers)
    plain = answers[0].content
    zipped = client.get(PAGE, headers={"accept-encoding": "gzip"})
    squeezed = client.get(PAGE, headers={"accept-encoding": "gzip, br"})
    assert gzip.decompress(zipped.content) == plain
    assert brotli.decompress(squeezed.content) == plain
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert squeezed.headers["Content-Encoding"] == "br"
    assert len({plain, zipped.headers["ETag"], squeezed.headers["ETag"]}) == 3
    assert "Accept-Encoding" in squeezed.headers["Vary"]
    assert len(squeezed.content) < len(plain) / 3


def test_a_stored_page_costs_one_query_and_keeps_its_headers(
    client, record, django_assert_num_queries
):
    first = client.get(PAGE)
    with django_assert_num_queries(1):
        stored = client.get(PAGE)
    assert stored.headers == first.headers
    assert stored.content == first.content


def test_a_publication_shows_at_the_next_request(client, record):
    tag = client.get(PAGE).headers["ETag"]
    with publishing():
        framework = models.Framework.objects.get(slug="flask")
        framework.tagline = "A changed line."
        framework.save()
    answer = client.get(PAGE, headers={"if-none-match": tag})
    assert answer.status_code == 200
    assert "A changed line." in answer.content.decode()


def test_a_draft_that_changes_leaves_pages_as_they_are(client, record):
    with publishing():
        models.Company.objects.create(slug="draft", name="Draft & Sons", state="draft")
    tag = client.get(PAGE).headers["ETag"]
    with publishing():
        company = models.Company.objects.get(slug="draft")
        company.name = "Draft and Daughters"
        company.save()
    assert client.get(PAGE, headers={"if-none-match": tag}).status_code == 304


ADDRESS = Address("/", "", "br", 7, NOON, NOON.date())


@pytest.mark.parametrize(
    "change",
    [
        {"path": "/about/"},
        {"query": "q=orm"},
        {"encoding": "gzip"},
        {"edition": 8},
        {"published_at": NOON.replace(hour=13)},
        {"day": NOON.replace(day=21).date()},
    ],
)
def test_whatever_tells_pages_apart_makes_another_tag(change):
    assert replace(ADDRESS).tag == ADDRESS.tag
    assert replace(ADDRESS, **change).tag != ADDRESS.tag


@pytest.mark.parametrize("name", ["RELEASE", "SITE_URL", "OPERATOR_NAME", "CONTACT"])
def test_what_the_operator_sets_makes_another_tag(name):
    tag = ADDRESS.tag
    with override_settings(**{name: "https://another.example"}):
        assert ADDRESS.tag != tag


def test_a_star_is_not_taken_for_a_page_that_may_not_exist(client, record):
    assert client.get("/frameworks/nope/", headers={"if-none-match": "*"}).status_code == 404
    client.get(PAGE)
    assert client.get(PAGE, headers={"if-none-match": "*"}).status_code == 304


def test_parameters_that_a_page_does_not_know_neither_show_nor_fill_the_cache(client, record):
    first = client.get(PAGE)
    junk = client.get(PAGE + "?utm_source=<script>&fbclid=1")
    assert junk.headers["ETag"] == first.headers["ETag"]
    assert b"utm_source" not in junk.content


def test_a_very_long_address_is_served_but_not_stored(client, record):
    address = "/search/?q=" + "x" * 1200
    answer = client.get(address)
    assert answer.status_code == 200
    assert not is_stored(answer)


def test_addresses_that_anybody_makes_up_push_out_no_page_without_parameters(
    client, record, django_assert_num_queries
):
    client.get(PAGE)
    for number in range(310):
        last = client.get(f"/search/suggest/?q=x{number}")
    assert is_stored(last)
    with django_assert_num_queries(1):
        client.get(PAGE)


def test_a_cdn_may_keep_pages_only_if_the_operator_says_so(client, record):
    with override_settings(CDN_SECONDS=60):
        policy = client.get(PAGE).headers["Cache-Control"]
    assert policy == "public, max-age=0, s-maxage=60, stale-while-revalidate=60"


def test_absolute_links_come_from_the_site_url_and_not_from_the_host(client, record):
    page = client.get("/", headers={"host": "localhost"}).content.decode()
    assert f'<link rel="canonical" href="{settings.SITE_URL}/">' in page
    assert "http://localhost" not in page


def test_a_foreign_host_is_refused(client, record):
    assert client.get(PAGE, headers={"host": "evil.example"}).status_code == 400


def test_errors_are_not_kept(client, record):
    for address, status in (("/frameworks/nothing/", 404), ("/nothing/", 404)):
        answer = client.get(address)
        assert answer.status_code == status
        assert "ETag" not in answer.headers


def test_the_refusal_of_a_method_is_a_page_with_a_way_on(client, record):
    answer = client.post(PAGE)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert "<h1" in answer.content.decode()


def test_indentation_is_left_out_of_pages_but_not_of_code(client, record):
    page = client.get("/").content.decode()
    assert "\n " not in page
    assert "\n\n" not in page
    assert not re.search(r"\n</?(li|p|td|tr)\b|</?(li|p|td|tr)>\n", page)
    assert "</a>\n<a" in page
    with publishing():
        for file in models.SampleFile.objects.all():
            file.text = "if True:\n    print('indented')\n"
            file.save()
        for result in models.LabResult.objects.all():
            result.digest = digest([("app.py", "if True:\n    print('indented')\n")])
            result.save()
    assert "\n    print(" in client.get("/code/task-1/").content.decode()
