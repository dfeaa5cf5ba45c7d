"""The wizard as readers meet it."""

import re

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.db import connection

from tests.support import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    django, flask = entries.framework("django"), entries.framework("flask")
    orm, shop = entries.feature("orm"), entries.use_case("shop")
    speed = entries.dimension("speed")
    entries.support(django, orm, "built-in")
    entries.support(flask, orm, "third-party")
    entries.suitability(django, shop, "ideal")
    entries.suitability(flask, shop, "workable")
    entries.rating(flask, speed, 4)
    entries.question(
        "data",
        {"orm": [{"feature": orm, "weight": 4, "veto_below": 80}], "none": []},
        position=1,
    )
    entries.question("what", {"shop": [{"use_case": shop, "weight": 3}]}, position=2)
    entries.question("pace", {"fast": [{"dimension": speed, "weight": 2}]}, position=3)


def test_first_question_is_shown(client: Client, record: None):
    page = client.get("/wizard/").content.decode()
    assert "data?" in page
    assert "1 of 3" in page


def test_result(client: Client, record: None):
    page = client.get("/wizard/result/?what=shop&data=orm&pace=fast").content.decode()
    assert page
