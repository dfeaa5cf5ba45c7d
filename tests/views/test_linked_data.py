"""What pages tell search engines and those who show links to them."""

import json
import re

import pytest
from django.conf import settings

from comparisons import models
from tests.support import entries
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
    site = data(client, "/")["WebSite"]
    assert (site["name"], site["url"]) == ("Side by Side", f"{HERE}/")
    action = site["potentialAction"]
    assert action["@type"] == "SearchAction"
    assert action["target"]["urlTemplate"] == f"{HERE}/search/?q={{search_term_string}}"
    assert action["query-input"] == "required name=search_term_string"


def test_a_framework_is_software(client):
    django = models.Framework.objects.get(slug="django")
    with entries.publishing():
        for kind in ("docs", "website", "repository"):
            address = f"https://{kind}.example.org/"
            models.Link.objects.create(framework=django, kind=kind, title=kind, address=address)
    assert data(client, "/frameworks/django/")["SoftwareSourceCode"] == {
        "@type": "SoftwareSourceCode",
        "name": "Django",
        "description": "What django is.",
        "url": f"{HERE}/frameworks/django/",
        "programmingLanguage": "Python",
        "license": "BSD-3-Clause",
        "version": "1.2",
        "codeRepository": "https://repository.example.org/",
        "sameAs": "https://website.example.org/",
    } | {"@context": "https://schema.org"}
    assert "codeRepository" not in data(client, "/frameworks/flask/")["SoftwareSourceCode"]


def test_a_comparison_is_a_list_and_data_with_its_files(client):
    found = data(client, "/compare/django-vs-flask/")
    assert found["ItemList"]["itemListElement"] == [
        {"@type": "ListItem", "position": place, "name": name, "url": f"{HERE}/frameworks/{slug}/"}
        for place, slug, name in ((1, "django", "Django"), (2, "flask", "Flask"))
    ]
    files = found["Dataset"].pop("distribution")
    page = f"{HERE}/compare/django-vs-flask"
    api = f"{HERE}/api/v1/compare/django-vs-flask/"
    assert {file["contentUrl"] for file in files} == {
        *(f"{page}.csv", f"{page}.json", f"{page}.md", api)
    }
    for file in files:
        answer = client.get(file["contentUrl"].removeprefix(HERE))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].partition(";")[0] == file["encodingFormat"]
    headline = found["Dataset"].pop("description")
    assert headline.startswith("Django or Flask?")
    assert found["Dataset"] == {
        "@type": "Dataset",
        "name": "Django vs Flask",
        "url": f"{page}/",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "Side by Side", "url": f"{HERE}/"},
        "version": "1",
        "dateModified": "2026-11-20",
    }


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
    assert [step["name"] for step in steps] == ["Home", "Features", "Feature 11"]


def test_nothing_in_a_value_ends_the_block(client):
    with entries.publishing():
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
    assert f'<link rel="canonical" href="{HERE}{address}">' in html
    assert (told(html, "og:type"), told(html, "og:site_name")) == ("website", "Side by Side")
    assert told(html, "og:image") == f"{HERE}/static/social.png"
    assert told(html, "twitter:card") == "summary_large_image"


def test_error_pages_have_a_title_for_links_too(client):
    html = client.get("/nothing/").content.decode()
    assert told(html, "og:title") == "Not found"
