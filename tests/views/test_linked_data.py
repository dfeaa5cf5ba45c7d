"""What pages tell search engines and those who show links to them."""

import json
import re

import pytest
from django.conf import settings

from comparisons import models
from tests.support.entries import publishing
from tests.support.records import make_record

HERE = settings.SITE_URL


@pytest.fixture(autouse=True)
def record(db):
    make_record(2)


def data(client, address):
    """The data blocks of a page, by type."""
    html = client.get(address).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    found = {}
    for block in blocks:
        assert "<" not in block
        told = json.loads(block)
        assert told["@context"] == "https://schema.org"
        found |= {thing["@type"]: thing for thing in told.get("@graph", [told])}
    return found


def told(html, name):
    return re.search(rf'<meta (?:property|name)="{name}"\s+content="([^"]*)"', html)[1]


def test_home_tells_how_to_search(client):
    action = data(client, "/")["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{HERE}/search/?q={{search_term_string}}"


def test_a_framework_is_software(client):
    framework = data(client, "/frameworks/django/")["SoftwareSourceCode"]
    assert framework["name"] == "Django"
    assert framework["url"] == f"{HERE}/frameworks/django/"
    assert framework["version"] == "1.2"
    assert "" not in framework.values()


def test_a_comparison_is_a_list_and_data_with_its_files(client):
    found = data(client, "/compare/django-vs-flask/")
    names = [item["name"] for item in found["ItemList"]["itemListElement"]]
    assert names == ["Django", "Flask"]
    files = {each["contentUrl"] for each in found["Dataset"]["distribution"]}
    page = f"{HERE}/compare/django-vs-flask"
    api = f"{HERE}/api/v1/compare/django-vs-flask/"
    assert files == {f"{page}.csv", f"{page}.json", f"{page}.md", api}
    for address in files:
        assert client.get(address.removeprefix(HERE)).status_code == 200


WAY = {"BreadcrumbList"}
KINDS = {
    "/": {"WebSite"},
    "/frameworks/": WAY,
    "/frameworks/django/": WAY | {"SoftwareSourceCode"},
    "/compare/": WAY,
    "/compare/django-vs-flask/": WAY | {"ItemList", "Dataset"},
    "/features/": WAY | {"Dataset"},
    "/features/feature-11/": WAY,
    "/use-cases/use-1/": WAY,
    "/companies/": WAY,
    "/code/task-1/": WAY,
    "/wizard/": WAY,
    "/wizard/result/": WAY,
    "/sources/docs/": WAY,
    "/disagreements/": WAY,
    "/search/?q=django": WAY,
    "/changes/?edition=1": WAY,
    "/method/": WAY,
    "/api/v1/": WAY | {"Dataset"},
}


@pytest.mark.parametrize("address", KINDS)
def test_pages_say_what_they_are(client, address):
    found = data(client, address)
    assert set(found) == KINDS[address]
    if dataset := found.get("Dataset"):
        assert 50 <= len(dataset["description"]) <= 5000
        for file in dataset["distribution"]:
            answer = client.get(file["contentUrl"].removeprefix(HERE))
            assert answer.headers["Content-Type"].startswith(file["encodingFormat"])
    if way := found.get("BreadcrumbList"):
        *before, here = way["itemListElement"]
        assert [step["position"] for step in way["itemListElement"]] == [*range(1, len(before) + 2)]
        assert {client.get(step["item"].removeprefix(HERE)).status_code for step in before} == {200}
        assert here.keys() == {"@type", "position", "name"}


def test_breadcrumbs_say_the_way(client):
    steps = data(client, "/features/feature-11/")["BreadcrumbList"]["itemListElement"]
    assert [step.get("item") for step in steps] == [f"{HERE}/", f"{HERE}/features/", None]
    assert [step["position"] for step in steps] == [1, 2, 3]


def test_nothing_in_a_value_ends_the_block(client):
    with publishing():
        framework = models.Framework.objects.get(slug="django")
        framework.tagline = "Bad </script><script>alert(1)</script> & <!-- worse"
        framework.save()
    html = client.get("/frameworks/django/").content.decode()
    assert "<script>alert" not in html
    found = data(client, "/frameworks/django/")["SoftwareSourceCode"]
    assert found["description"] == framework.tagline


@pytest.mark.parametrize("address", ["/", "/frameworks/django/", "/compare/django-vs-flask/"])
def test_links_come_with_title_description_and_picture(client, address):
    html = client.get(address).content.decode()
    title = re.search(r"<title>(.*?) · Side by Side</title>", html, re.DOTALL)[1].strip()
    assert told(html, "og:title") == title
    assert told(html, "og:description") == told(html, "description")
    assert told(html, "og:url") == HERE + address
    assert told(html, "og:image") == f"{HERE}/static/social.png"
    assert told(html, "twitter:card") == "summary_large_image"


def test_error_pages_have_a_title_for_links_too(client):
    html = client.get("/nothing/").content.decode()
    assert told(html, "og:title") == "Not found"
