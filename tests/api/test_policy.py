"""How the API speaks HTTP: canonical addresses, methods, other sites, the cache."""

import json

import pytest

from comparisons import models
from tests.support.entries import publishing
from tests.support.records import make_record

ROOT = "/api/v1/"


@pytest.fixture(autouse=True)
def record(db):
    make_record(3)


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("compare/flask-vs-django/?must=feature-11", "compare/django-vs-flask/?must=feature-11"),
        ("compare/django-vs-django-vs-flask/", "compare/django-vs-flask/"),
        ("compare/django/", "frameworks/django/"),
        ("compare/Django-VS-Flask/", "compare/django-vs-flask/"),
        ("frameworks/Django/", "frameworks/django/"),
        ("frameworks?limit=1", "frameworks/?limit=1"),
        ("frameworks/django", "frameworks/django/"),
    ],
)
def test_other_ways_to_say_it_redirect(client, asked, there):
    answer = client.get(ROOT + asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, ROOT + there)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_renamed_entry_redirects(client):
    with publishing():
        feature = models.Feature.objects.get(slug="feature-11")
        feature.slug = "feature-new"
        feature.save()
    answer = client.get(ROOT + "features/feature-11/")
    assert (answer.status_code, answer.headers["Location"]) == (301, ROOT + "features/feature-new/")


def test_whatever_the_address_the_answer_is_for_programs(client):
    answer = client.get(ROOT + "use-cases/%0A%C2%B1%5D/")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_too_many_parameters_are_refused_for_programs(client):
    answer = client.get(f"{ROOT}frameworks/?{'limit=1&' * 10_001}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answer.content)["detail"] == "At most 10,000 are read."


@pytest.mark.parametrize("path", ["frameworks/", "frameworks/nope/", "nothing/", "openapi.json"])
def test_only_reading_is_possible(client, path):
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)(ROOT + path)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert json.loads(answer.content)["title"] == f"{method.upper()} is not possible here."


def test_pages_of_other_sites_may_read(client):
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    before = client.options(ROOT + "frameworks/", headers=asked)
    assert before.status_code == 204
    assert before.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert before.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    first = client.get(ROOT + "frameworks/", headers=asked)
    same = {"if-none-match": first.headers["ETag"]}
    answers = [before, first, client.get(ROOT + "frameworks/"), client.head(ROOT + "frameworks/")]
    answers += [client.get(ROOT + "frameworks/", headers=same), client.get(ROOT + "frameworks/x/")]
    assert [answer.status_code for answer in answers] == [204, 200, 200, 200, 304, 404]
    for answer in answers:
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert not answer.cookies


def test_pages_for_people_stay_closed_to_other_sites(client):
    assert "Access-Control-Allow-Origin" not in client.get("/frameworks/").headers
    assert client.post("/frameworks/").headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("asked", "names", "known"),
    [
        ("frameworks/?kind=micro&page=999", ["page"], "Those that there are: q, use_case, "),
        ("sources/?page=2", ["page"], "Those that there are: kind, limit and offset."),
        ("features/?limit=1&q=orm&page=2", ["q", "page"], "limit and offset."),
        ("features/feature-11/?limit=1", ["limit"], "There are none."),
        ("compare/django-vs-flask/?density=open", ["density"], "show, must, nice and level."),
    ],
)
def test_parameters_that_there_are_not_are_refused_by_name(client, asked, names, known):
    for _ in range(2):
        answer = client.get(ROOT + asked)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (400, "no-cache")
        assert answer.headers["Content-Type"] == "application/problem+json"
        found = json.loads(answer.content)
        assert [error["parameter"] for error in found["errors"]] == names
        assert all(f"“{name}”" in found["title"] for name in names)
        assert known in found["detail"]


def test_pages_ignore_parameters_that_they_do_not_know(client):
    first = client.get("/features/")
    junk = client.get("/features/?utm_source=x")
    assert junk.headers["ETag"] == first.headers["ETag"]


def test_the_api_says_that_unknown_parameters_are_refused(client):
    described = json.loads(client.get(ROOT + "openapi.json").content)
    assert "not described are answered with 400" in described["info"]["description"]
    for path, methods in described["paths"].items():
        assert ("400" in methods["get"]["responses"]) is (path != "/api/v1/wizard/result/"), path
    assert "a parameter is not known" in client.get(ROOT).content.decode()


def test_code_that_did_not_run_is_not_given(client):
    data = json.loads(client.get(ROOT + "code/task-1/").content)["data"]
    assert [bool(sample["files"]) for sample in data["samples"]] == [True] * len(data["samples"])
    with publishing():
        for result in models.LabResult.objects.all():
            result.digest = "0" * 64
            result.save()
    reply = client.get(ROOT + "code/task-1/?framework=django").content
    assert b"hello" not in reply
    assert json.loads(reply)["data"]["samples"][0]["files"] == []
