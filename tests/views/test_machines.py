"""What machines ask for: feeds, the list of pages, health."""

from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.support import entries

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def _site(settings) -> None:
    settings.SITE_URL = "https://compare.example.org"
    settings.ALLOWED_HOSTS = ["*"]


def text(client: Client, address: str) -> str:
    response = client.get(address, headers={"host": "evil.example.net"})
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.fixture
def record() -> None:
    entries.framework("flask", name="Flask <3 & more")
    entries.feature("orm")


@pytest.mark.parametrize(
    ("address", "count"), [("/feeds/changes.atom", 3), ("/feeds/frameworks/flask.atom", 1)]
)
def test_feeds(client: Client, record: None, address: str, count: int):
    response = client.get(address)
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    assert len(feed.findall(f"{ATOM}entry")) == count
    found = feed.findall(f".//{ATOM}link")
    assert found
    assert all(link.get("href", "").startswith("https://compare.example.org/") for link in found)
    assert feed.findtext(f"{ATOM}updated", "").startswith("2026-11-20T12:00:00")


def test_feeds_say_what_changed(client: Client, record: None):
    cell = entries.support(entries.models.Framework.objects.get(), entries.feature("x"), "none")
    cell.level = "manual"
    entries.saved(cell)
    feed = ElementTree.fromstring(text(client, "/feeds/changes.atom").encode())
    told = feed.findtext(f"{ATOM}entry/{ATOM}summary", "")
    assert "level: none → manual" in told
    assert 'href="https://compare.example.org/frameworks/flask/#feature-x"' in told
    assert "Flask &lt;3 &amp; more" in told


def test_feed_of_an_unknown_framework(client: Client):
    assert client.get("/feeds/frameworks/flask.atom").status_code == 404


def test_feed_of_a_renamed_framework(client: Client, record: None):
    framework = entries.models.Framework.objects.get()
    framework.slug = "flask-3"
    entries.saved(framework)
    response = client.get("/feeds/frameworks/flask.atom")
    assert response.status_code == 301
    assert response.headers["Location"] == "/feeds/frameworks/flask-3.atom"


def test_sitemap(client: Client, record: None):
    found = ElementTree.fromstring(text(client, "/sitemap.xml")).findall(f".//{SITEMAP}loc")
    addresses = [location.text for location in found]
    assert "https://compare.example.org/frameworks/flask/" in addresses
    assert all(str(a).startswith("https://compare.example.org/") for a in addresses)


def test_no_address_comes_from_the_host_header(client: Client, record: None):
    for address in (
        *("/feeds/changes.atom", "/feeds/frameworks/flask.atom", "/sitemap.xml", "/robots.txt"),
        *("/llms.txt", "/opensearch.xml", "/wizard/", "/wizard/result/", "/about/"),
    ):
        assert "evil.example.net" not in text(client, address), address


def test_robots(client: Client):
    assert "Sitemap: https://compare.example.org/sitemap.xml" in text(client, "/robots.txt")


def test_robots_may_read_results_but_not_walk_through_the_questions(client: Client):
    rules = text(client, "/robots.txt").splitlines()
    refused = {rule.partition(": ")[2] for rule in rules if rule.startswith("Disallow")}
    assert refused == {"/admin/", "/wizard/?", "/wizard/all/?"}


def test_search_engines_need_one_address_of_the_search(client: Client, record: None):
    page = text(client, "/search/?q=flask")
    assert '<link rel="canonical" href="https://compare.example.org/search/">' in page


def test_llms_txt_is_plain(client: Client, record: None):
    expected = "- [Flask <3 & more](https://compare.example.org/frameworks/flask/): What flask is."
    assert expected in text(client, "/llms.txt").splitlines()


def test_opensearch(client: Client):
    description = ElementTree.fromstring(text(client, "/opensearch.xml"))
    urls = {tag.get("type"): tag.get("template") for tag in description if tag.tag.endswith("Url")}
    site = "https://compare.example.org"
    assert urls == {
        "text/html": f"{site}/search/?q={{searchTerms}}",
        "application/x-suggestions+json": f"{site}/search/suggest/?q={{searchTerms}}",
        "application/opensearchdescription+xml": f"{site}/opensearch.xml",
    }


def test_no_security_txt_without_a_contact(client: Client):
    assert client.get("/.well-known/security.txt").status_code == 404


def test_security_txt(client: Client, settings):
    settings.CONTACT = "security@example.org"
    lines = dict(
        line.split(": ", 1) for line in text(client, "/.well-known/security.txt").splitlines()
    )
    assert lines["Contact"] == "mailto:security@example.org"
    assert lines["Canonical"] == "https://compare.example.org/.well-known/security.txt"
    assert lines["Expires"].endswith("Z")


def test_healthy(client: Client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Cache-Control"] == "no-store"


def test_ready(client: Client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")
    assert response.headers["Cache-Control"] == "no-store"


def test_not_ready_without_migrations(client: Client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'comparisons'")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"not applied" in response.content
    assert response.headers["Cache-Control"] == "no-store"


def test_not_ready_without_a_cache(client: Client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"The cache does not answer." in response.content
    assert cache.get("readiness") is None


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_read_only(client: Client, address: str):
    assert client.post(address).status_code == 405
