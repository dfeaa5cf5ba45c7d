"""The list of all pages."""

import pytest

from comparisons.queries.machines import addresses, guide
from tests.support import entries

pytestmark = pytest.mark.django_db


def test_every_kind_of_page_is_listed():
    for slug in ("flask", "django", "quart"):
        entries.framework(slug)
    entries.feature("orm")
    entries.use_case("shop")
    entries.task("hello")
    entries.source("docs")
    found = addresses()
    assert {
        "/",
        "/wizard/",
        "/frameworks/flask/",
        "/compare/django-vs-flask/",
        "/compare/django-vs-quart/",
        "/compare/flask-vs-quart/",
        "/features/orm/",
        "/use-cases/shop/",
        "/code/hello/",
        "/sources/docs/",
    } <= set(found)
    assert len(set(found)) == len(found)


def test_drafts_are_not_listed():
    entries.framework("flask")
    entries.framework("draft", state="draft")
    entries.feature("draft", state="draft")
    entries.use_case("draft", state="draft")
    assert not [address for address in addresses() if "draft" in address]
    assert [line.slug for line in guide().frameworks] == ["flask"]
