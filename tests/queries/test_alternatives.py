"""What the arithmetic works on, as it is read from the database."""

import pytest

from comparisons import models
from comparisons.engine.cells import Level
from comparisons.engine.scoring import CriterionKind, Direction, Importance
from comparisons.queries.alternatives import alternatives, criteria, engine_questions, wishes
from comparisons.queries.wizard import questionnaire
from tests.support import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> None:
    django = entries.framework("django", interface="wsgi-and-asgi")
    entries.framework("flask")
    orm, speed = entries.feature("orm", name="ORM"), entries.dimension("speed", low_end="slow")
    entries.support(django, orm, "built-in")
    entries.rating(django, speed, 4)
    entries.question(
        "data",
        {
            "orm": [{"feature": orm, "weight": 4, "veto_below": 80}],
            "slow": [{"dimension": speed, "weight": 2, "direction": "less"}],
            "unsure": [],
        },
    )


def test_cells_under_the_criteria_and_traits(record: None):
    found = {a.slug: a.cells for a in alternatives(criteria(wishes({})))}
    assert found["django"][CriterionKind.FEATURE, "orm"] is Level.BUILT_IN
    assert found["django"][CriterionKind.DIMENSION, "speed"] == 4
    assert found["django"][CriterionKind.TRAIT, "interface"] >= {"wsgi", "asgi"}
    assert (CriterionKind.FEATURE, "orm") not in found["flask"]


def test_a_framework_runs_code_made_for_itself_and_for_what_it_is_close_to(record: None):
    django, flask = models.Framework.objects.order_by("slug")
    quart = entries.framework("quart")
    entries.migration(flask, quart, close=True)
    entries.migration(django, quart, close=False)
    entries.migration(django, flask, close=True, state="draft")
    runs = {a.slug: a.cells[CriterionKind.TRAIT, "close-to"] for a in alternatives([])}
    assert runs == {"django": {"django"}, "flask": {"flask"}, "quart": {"quart", "flask"}}


def test_not_wanting_a_framework_is_said_so(record: None):
    trait = {"trait": "framework", "trait_value": "flask", "weight": 5}
    entries.question("not", {"flask": [{**trait, "direction": "less"}]}, position=1)
    (wish,) = wishes({"flask": "Flask"})["not", "flask"]
    assert wish.criterion.label == "Not Flask"


def test_wishes_by_option_with_the_usual_importance(record: None):
    found = wishes({})
    assert set(found) == {("data", "orm"), ("data", "slow")}
    (orm,) = found["data", "orm"]
    assert (orm.criterion.label, orm.weight, orm.veto_below) == ("ORM", 4, 80)
    assert orm.importance is Importance.IMPORTANT
    (slow,) = found["data", "slow"]
    assert (slow.criterion.label, slow.direction) == ("Speed: slow", Direction.LESS)


def test_preferences_can_be_given(record: None):
    given = models.Preference.objects.filter(weight=2)
    assert set(wishes({}, given)) == {("data", "slow")}


def test_questions_for_the_engine_have_what_is_offered(record: None):
    entries.question("old", {"yes": []}, retired=True)
    (asked,) = engine_questions(questionnaire(), wishes({}))
    assert (asked.slug, asked.multiple) == ("data", False)
    assert [(o.slug, len(o.preferences)) for o in asked.options] == [
        ("orm", 1),
        ("slow", 1),
        ("unsure", 0),
    ]


def test_queries(record: None, django_assert_num_queries):
    with django_assert_num_queries(1):
        wanted = criteria(wishes({}))
    with django_assert_num_queries(3):
        alternatives(wanted)
