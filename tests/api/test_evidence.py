"""What the API says of an entry is what the record has: its words, its evidence, its place."""

import json
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db.models import Q
from django.test import Client
from pytest_django import DjangoDbBlocker

from comparisons import models
from tests.support import entries
from tests.support.records import kept_record

pytestmark = pytest.mark.usefixtures("record", "db")
STANCES = ("supports", "qualifies", "disputes")


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every citation says something of its own."""
    with kept_record(django_db_blocker, 3):
        with entries.publishing():
            _speak_apart()
        yield


def _speak_apart() -> None:
    django = models.Framework.objects.get(slug="django")
    figure = models.Figure.objects.create(
        framework=django,
        series="a-survey",
        series_title="A survey",
        year=2025,
        value="12.5",
        unit="%",
        trust="high",
        note="Asked.",
    )
    entries.citation(models.Source.objects.get(slug="docs"), figure=figure)
    for number, citation in enumerate(models.Citation.objects.all()):
        citation.says = f"Statement {number}."
        citation.stance = STANCES[number % 3]
        citation.address = f"https://docs.example.org/{number}/" if number % 2 else ""
        citation.checked_on = f"2026-{number % 10 + 1:02}-01"
        citation.save()


def data(client: Client, path: str):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200
    return json.loads(answer.content)["data"]


def parts(document) -> Iterator[dict]:
    """Every object of a document."""
    if isinstance(document, dict):
        yield document
        document = list(document.values())
    if isinstance(document, list):
        for part in document:
            yield from parts(part)


JUDGED = ("support", "suitability", "rating", "point", "company_example")
OF_DJANGO = Q(framework__slug="django") | Q(migration__isnull=False) | Q(disagreement__isnull=False)
for _name in (*JUDGED, "release", "figure"):
    OF_DJANGO |= Q(**{f"{_name}__framework__slug": "django"})
OF_TWO = Q(migration__isnull=False) | Q(disagreement__isnull=False) | Q(comparison__isnull=False)
OF_TWO |= Q(situation__isnull=False) | Q(faq__isnull=False)
for _name in JUDGED:
    OF_TWO |= Q(**{f"{_name}__framework__slug__in": ("django", "flask")})
CITED = {
    "frameworks/django/": OF_DJANGO,
    "compare/django-vs-flask/": OF_TWO,
    "features/feature-11/": Q(support__feature__slug="feature-11"),
    "use-cases/use-1/": Q(suitability__use_case__slug="use-1"),
    "dimensions/speed/": Q(rating__isnull=False),
    "companies/": Q(company_example__isnull=False),
    "disagreements/": Q(disagreement__isnull=False),
    "code/task-1/": Q(code_sample__task__slug="task-1"),
}


@pytest.mark.parametrize("path", CITED)
def test_every_citation_of_what_is_given_comes_along_as_it_is_kept(client: Client, path: str):
    told = [part for part in parts(data(client, path)) if "says" in part]
    kept = models.Citation.objects.filter(CITED[path]).distinct().select_related("source")
    assert sorted(told, key=lambda each: each["says"]) == sorted(
        (as_told(citation) for citation in kept), key=lambda each: each["says"]
    )


def as_told(citation: models.Citation) -> dict[str, object]:
    source = citation.source
    return {
        "source": source.slug,
        "title": source.title,
        "publisher": source.publisher,
        "kind": source.kind,
        "address": source.address or None,
        "place": citation.place,
        "place_address": citation.address or None,
        "says": citation.says,
        "stance": citation.stance,
        "checked_on": citation.checked_on.isoformat(),
    }


def test_a_source_says_what_it_is_cited_for(client: Client):
    told = data(client, "sources/docs/?limit=100")["claims"]
    kept = models.Citation.objects.filter(source__slug="docs")
    assert {(each["says"], each["stance"], each["checked_on"]) for each in told} == {
        (each.says, each.stance, each.checked_on.isoformat()) for each in kept
    }
    assert {each["place_address"] or "" for each in told} == {each.address for each in kept}


@pytest.mark.parametrize("path", [*CITED, "sources/docs/?limit=100", "features/", "changes/"])
def test_every_page_that_is_named_has_the_place(client: Client, path: str):
    found = {part["page"] for part in parts(data(client, path)) if part.get("page")}
    found |= {row for part in parts(data(client, path)) for row in part.get("rows", ())}
    for address, _, place in (each.partition("#") for each in found):
        page = client.get(address.removeprefix(settings.SITE_URL))
        assert page.status_code == 200, address
        assert not place or f' id="{place}"' in page.content.decode(), (address, place)


def without_citations(part: dict) -> dict:
    return {name: value for name, value in part.items() if name not in ("citations", "page")}


def test_a_framework_is_told_in_the_words_of_the_record(client: Client):
    release = models.Release.objects.get(framework__slug="django")
    release.supported_until, release.security_until = "2027-04", "2028-04"
    release.long_term, release.note = True, "The last of its line."
    entries.saved(release)
    example = models.CompanyExample.objects.get(framework__slug="django")
    example.since, example.until, example.note = "2019", "2024", "Moved on."
    entries.saved(example)
    told = data(client, "frameworks/django/")
    firsts = {
        name: without_citations(told[name][0])
        for name in ("releases", "features", "use_cases", "dimensions", "companies", "figures")
    }
    assert firsts == {
        "releases": {
            "line": "1.2",
            "released": "2026-04",
            "supported_until": "2027-04",
            "security_until": "2028-04",
            "long_term": True,
            "note": "The last of its line.",
        },
        "features": {
            "framework": "django",
            "feature": "feature-11",
            "level": "built-in",
            "since": "1.1",
            "note": "Feature 11 in Django.",
            "packages": [{"slug": "an-add-on", "title": "An-Add-On", "address": None}],
        },
        "use_cases": {
            "framework": "django",
            "use_case": "use-1",
            "fit": "ideal",
            "reason": "It is so.",
        },
        "dimensions": {
            "framework": "django",
            "dimension": "speed",
            "value": 1,
            "reason": "Measured.",
        },
        "companies": {
            "company": "acme",
            "company_name": "Acme",
            "framework": "django",
            "what": "Its site.",
            "scope": "whole-product",
            "status": "current",
            "since": "2019",
            "until": "2024",
            "note": "Moved on.",
        },
        "figures": {
            "series": "A survey",
            "year": 2025,
            "value": "12.5",
            "unit": "%",
            "trust": "high",
            "note": "Asked.",
        },
    }
    listed = data(client, "companies/?framework=django")
    assert [without_citations(each) for each in listed] == [firsts["companies"]]


def test_a_comparison_tells_what_is_asked_of_it(client: Client):
    told = data(client, "compare/django-vs-flask/?must=feature-11&nice=feature-21&nice=x")
    assert told["requirements"] == [
        {
            "feature": "feature-11",
            "importance": "must",
            "least_level": None,
            "results": {"django": "met", "flask": "met"},
        },
        {
            "feature": "feature-21",
            "importance": "nice",
            "least_level": None,
            "results": {"django": "not-met", "flask": "unknown"},
        },
    ]
    assert told["requirements_not_found"] == ["x"]
    column = told["frameworks"][0]
    checked = ("cells", "cells_known", "cells_cited", "cells_checked_in_last_12_months")
    assert [column[name] for name in checked] == [4, 3, 4, 4]
    assert column["coverage"] == dict.fromkeys(
        ("built-in", "third-party", "none", "unknown"), 1
    ) | {"official-extension": 0, "manual": 0}
    assert [row["differs"] for row in told["features"]] == [True] * 4


def test_the_list_of_features_has_every_level(client: Client):
    kept = {
        (cell.feature.slug, cell.framework.slug): cell.level
        for cell in models.Support.objects.select_related("feature", "framework")
    }
    told = {
        (line["slug"], framework): level
        for line in data(client, "features/")
        for framework, level in line["levels"].items()
    }
    assert told == kept


def test_sources_by_kind(client: Client):
    assert [each["slug"] for each in data(client, "sources/?kind=article")] == ["article"]
    assert re.fullmatch(r"\d+", str(data(client, "sources/?kind=docs")[0]["citations"]))
