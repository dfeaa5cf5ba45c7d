"""Replies are what the OpenAPI description says, on the real content."""

import copy
import json
from datetime import date

import pytest
from django.conf import settings
from django.urls import get_resolver
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from comparisons.api.resources import RESOURCES

pytestmark = pytest.mark.usefixtures("loaded_content")

RESULT = "wizard/result/?purpose=content-management&purpose=whatever&purpose.importance=must"
ASKED = (
    "frameworks/",
    "frameworks/?kind=micro&feature=routing&limit=2",
    "frameworks/django/",
    "frameworks/flask/",
    "features/?limit=100",
    "features/?limit=7&offset=98",
    "features/orm/",
    "use-cases/",
    "use-cases/content-management/",
    "dimensions/",
    "dimensions/learning-curve/",
    "compare/",
    "compare/django-vs-flask/?must=orm&must=nothing&nice=websockets",
    "compare/bottle-vs-falcon-vs-fastapi-vs-starlette-vs-tornado/?show=differences",
    "companies/?limit=100",
    "companies/?status=refuted",
    "sources/?limit=100",
    "sources/?kind=talk",
    "sources/django-docs/?limit=100",
    "sources/article-unveiled/",
    "disagreements/",
    "code/",
    "code/hello/",
    "code/hello/?framework=django&framework=bottle",
    "changes/",
    "search/?q=orm",
    "search/?q=flask+vs+django",
    "wizard/",
    "wizard/result/",
    RESULT,
)
WRONG = (
    "frameworks/?limit=0",
    "frameworks/?limit=101",
    "frameworks/?limit=",
    "frameworks/?limit=%D9%A3",
    "frameworks/?offset=-1",
    "frameworks/?offset=99999999999999999999",
    "frameworks/?kind=huge",
    "frameworks/?q=" + "x" * 61,
    "compare/django-vs-flask/?show=all",
    "compare/bottle-vs-django-vs-falcon-vs-fastapi-vs-flask-vs-tornado/",
    "companies/?scope=all",
    "sources/?kind=rumour",
    "search/",
    "search/?q=",
    "search/?q=" + "x" * 201,
)
NOT_THERE = ("frameworks/djang/", "dimensions/speed/", "compare/djang-vs-flask/", "nothing/")


@pytest.fixture
def api(client):
    def get(path):
        return client.get(f"/api/v1/{path}")

    return get


@pytest.fixture
def described(api):
    return json.loads(api("openapi.json").content)


def closed(description):
    """The same where every object has only the properties that are described."""
    if isinstance(description, list):
        return [closed(part) for part in description]
    if not isinstance(description, dict):
        return description
    found = {name: closed(part) for name, part in description.items()}
    if found.get("type") == "object" and "properties" in found:
        found["additionalProperties"] = False
    return found


def check(described, schema, document):
    """Raise if a document is not what the schema says, or has more."""
    whole = copy.deepcopy(closed(schema)) | {"components": closed(described["components"])}
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(document)


def schema_of(described, path, status):
    """The schema of a reply, by the address that was asked."""
    url_name = get_resolver().resolve("/api/v1/" + path.partition("?")[0]).url_name
    resource = next(each for each in RESOURCES if f"api-{each.name}" == url_name)
    answer = described["paths"][resource.template]["get"]["responses"][str(status)]
    if "$ref" in answer:
        answer = described["components"]["responses"][str(status)]
    ((media, content),) = answer["content"].items()
    return media, content["schema"]


def test_the_description_is_valid_openapi(described):
    validate(described)
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": settings.SITE_URL}]


def test_every_resource_is_asked_for_here():
    resolver = get_resolver()
    asked = {resolver.resolve("/api/v1/" + path.partition("?")[0]).url_name for path in ASKED}
    assert asked == {f"api-{resource.name}" for resource in RESOURCES}


@pytest.mark.parametrize("path", ASKED)
def test_a_reply_is_what_is_described(api, described, path):
    answer = api(path)
    assert answer.status_code == 200
    media, schema = schema_of(described, path, 200)
    assert answer.headers["Content-Type"] == media == "application/json"
    reply = json.loads(answer.content)
    check(described, schema, reply)
    assert reply["edition"]["number"] == 1
    assert reply["address"] == f"{settings.SITE_URL}/api/v1/{path}"
    assert reply["licence"] == "CC BY 4.0"


@pytest.mark.parametrize("path", WRONG)
def test_what_is_not_understood_is_refused_with_a_sentence(api, described, path):
    answer = api(path)
    assert answer.status_code == 400
    media, schema = schema_of(described, path, 400)
    assert answer.headers["Content-Type"] == media == "application/problem+json"
    found = json.loads(answer.content)
    check(described, schema, found)
    assert (found["status"], found["instance"]) == (400, "/api/v1/" + path.partition("?")[0])
    assert found["title"].endswith(".")
    assert found["detail"].endswith(".")


@pytest.mark.parametrize("path", NOT_THERE)
def test_what_is_not_there_is_said_to_be_so(api, described, path):
    answer = api(path)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    check(described, described["components"]["schemas"]["Problem"], json.loads(answer.content))


def test_what_may_have_been_meant_is_suggested(api):
    found = json.loads(api("compare/djang-vs-flask/").content)
    assert found["title"] == "The record has no framework called “djang”."
    address = f"{settings.SITE_URL}/api/v1/frameworks/django/"
    assert {"name": "Django", "address": address} in found["suggestions"]


def test_filters_are_described_with_what_the_record_offers(described):
    (kind,) = (
        each
        for each in described["paths"]["/api/v1/frameworks/"]["get"]["parameters"]
        if each["name"] == "kind"
    )
    assert {"micro", "full-stack"} <= set(kind["schema"]["items"]["enum"])


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_every_value_that_is_described_is_taken(api, described, resource):
    """One request a parameter: all its values where it may be repeated, else the last."""
    path = resource.path.replace("<slug:slugs>", "django-vs-flask")
    slugs = {"framework": "django", "feature": "orm", "use-case": "content-management"}
    slugs |= {"dimension": "learning-curve", "source": "django-docs", "task": "hello"}
    path = path.replace("<slug:slug>", slugs.get(resource.name, ""))
    parameters = described["paths"][resource.template]["get"]["parameters"]
    required = [each["name"] for each in parameters if each["required"] and each["in"] == "query"]
    for parameter in parameters:
        schema = parameter["schema"]
        one = schema.get("items", schema)
        values = one.get("anyOf", [one])[0].get("enum", ())
        query = "&".join(f"{parameter['name']}={value}" for value in values)
        if query:
            query = "&".join([*(f"{name}=orm" for name in required), query])
            assert api(f"{path}?{query}").status_code in (200, 301), query


def claims(document):
    """Every part of a document that carries citations."""
    if isinstance(document, dict):
        if "citations" in document and isinstance(document["citations"], list):
            yield document
        document = list(document.values())
    if isinstance(document, list):
        for part in document:
            yield from claims(part)


@pytest.mark.parametrize(
    "path", ["frameworks/django/", "features/orm/", "compare/django-vs-flask/"]
)
def test_claims_carry_their_evidence(api, path):
    found = list(claims(json.loads(api(path).content)))
    cited = [claim for claim in found if claim["citations"]]
    assert len(cited) > len(found) * 0.9
    for claim in cited:
        for citation in claim["citations"]:
            assert citation["source"]
            assert citation["publisher"]
            assert citation["stance"] in ("supports", "qualifies", "disputes")
            assert date.fromisoformat(citation["checked_on"])


def test_the_parts_of_a_list_make_the_whole(api):
    whole = json.loads(api("features/?limit=100").content)
    address, slugs = "features/?limit=40", []
    while address:
        reply = json.loads(api(address).content)
        slugs += [each["slug"] for each in reply["data"]]
        address = reply["next"] and reply["next"].partition("/api/v1/")[2]
    assert len(slugs) == len(set(slugs)) == whole["total"]
    assert slugs[:100] == [each["slug"] for each in whole["data"]]


def test_the_part_before_is_named(api):
    reply = json.loads(api("features/?limit=40&offset=50").content)
    assert reply["previous"].endswith("?limit=40&offset=10")
    assert json.loads(api("features/?limit=40&offset=5000").content)["data"] == []


def test_the_same_cells_as_on_the_page(client, api):
    """Levels of the API are those of the export, which are those of the page."""
    exported = json.loads(client.get("/compare/django-vs-flask.json").content)
    levels = {
        (row["slug"], cell["framework"]): cell["value"]
        for row in exported["rows"]
        if row["section"] == "Features"
        for cell in row["cells"]
    }
    data = json.loads(api("compare/django-vs-flask/").content)["data"]
    found = {
        (row["feature"], cell["framework"]): cell["level"]
        for row in data["features"]
        for cell in row["cells"]
    }
    assert found == levels
    framework = json.loads(api("frameworks/django/").content)["data"]
    assert {(cell["feature"], "django"): cell["level"] for cell in framework["features"]} == {
        key: level for key, level in levels.items() if key[1] == "django"
    }


def shown(interval):
    """Points as the result page shows them."""
    low, high = (f"{interval[end]:.2f}" for end in ("low", "high"))
    return low if low == high else f"{low} to {high}"


def test_the_same_numbers_as_on_the_result_page(client, api):
    data = json.loads(api(RESULT).content)["data"]
    page = client.get(f"/{RESULT}").context["page"]
    places = [*page.top, *page.rest]
    assert data["ranking"]
    assert [(r["rank"], r["framework"], shown(r["points"])) for r in data["ranking"]] == [
        (place.rank, place.slug, place.total) for place in places
    ]
    for ranked, place in zip(data["ranking"], places, strict=True):
        assert [shown(c["points"]) for c in ranked["contributions"]] == [
            row.points for row in place.rows
        ]
        assert sum(c["points"]["low"] for c in ranked["contributions"]) == pytest.approx(
            ranked["points"]["low"]
        )
    assert [each["name"] for each in data["ruled_out"]] == [out.name for out in page.ruled_out]
    assert data["not_counted"][0]["answer"] == "whatever"
    assert (data["lead"], data["summary"]) == (page.lead.value, page.lead_words)


def test_answers_have_one_address(api):
    answer = api("wizard/result/?purpose.importance=important&purpose=content-management&junk=1")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/api/v1/wizard/result/?purpose=content-management"


def test_the_page_of_a_company_has_it_whichever_page_of_the_list_it_is_on(client):
    companies = json.loads(client.get("/api/v1/frameworks/django/").content)["data"]["companies"]
    last = max(companies, key=lambda example: example["company"])
    assert f'id="company-{last["company"]}"' not in client.get("/companies/").content.decode()
    address, _, anchor = last["page"].removeprefix(settings.SITE_URL).partition("#")
    assert f'id="{anchor}"' in client.get(address).content.decode()
