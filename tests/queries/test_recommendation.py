"""The recommendation, as numbers and words."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from comparisons import models
from comparisons.answers import parse
from comparisons.engine.scoring import Lead
from comparisons.queries.recommendation import Place, ResultPage, Row, result_page
from comparisons.queries.wizard import questionnaire
from tests.support import entries

pytestmark = pytest.mark.django_db


CHOICES = [
    "data=orm",
    "data=no",
    "what=shop",
    "pace=fast",
    "pace=slow",
    "server=asgi",
    "known=flask",
]


def result(query: str, today: date = entries.TODAY) -> ResultPage:
    questions = questionnaire()
    return result_page(questions, parse(QueryDict(query), questions), today)


@pytest.fixture
def record() -> None:
    """Django has an ORM built in, Flask by a package; Flask's speed is known, Django's is not."""
    django = entries.framework("django", interface="wsgi-and-asgi")
    flask = entries.framework("flask")
    orm, shop = entries.feature("orm", name="ORM"), entries.use_case("shop", name="online shops")
    speed = entries.dimension("speed", low_end="slow", high_end="fast")
    for framework, level, fit in ((django, "built-in", "ideal"), (flask, "third-party", "poor")):
        cell = entries.support(framework, orm, level)
        entries.citation(entries.source(f"{framework.slug}-docs"), support=cell)
        entries.suitability(framework, shop, fit)
    entries.rating(flask, speed, 4)
    entries.rating(django, speed, None)
    entries.question("data", {"orm": [{"feature": orm, "weight": 4, "veto_below": 80}], "no": []})
    entries.question("what", {"shop": [{"use_case": shop, "weight": 3}]}, position=1)
    entries.question(
        "pace",
        {
            "fast": [{"dimension": speed, "weight": 2, "veto_below": 50}],
            "slow": [{"dimension": speed, "weight": 2, "direction": "less"}],
        },
        position=2,
    )
    entries.question(
        "server",
        {"asgi": [{"trait": "interface", "trait_value": "asgi", "weight": 1}]},
        position=3,
    )
    entries.question(
        "known", {"flask": [{"trait": "known", "trait_value": "flask", "weight": 5}]}, position=4
    )


def place(page: ResultPage, slug: str) -> Place:
    return next(place for place in (*page.top, *page.rest) if place.slug == slug)


def row(page: ResultPage, slug: str, criterion: str) -> Row:
    return next(row for row in place(page, slug).rows if row.criterion == criterion)


def missing(page: ResultPage) -> list[tuple[str, str, str]]:
    return [(gap.criterion, cell.framework, cell.what) for gap in page.gaps for cell in gap.cells]


def bounds(points: str) -> tuple[Decimal, Decimal]:
    low, _, high = points.partition(" to ")
    return Decimal(low), Decimal(high or low)


@pytest.mark.parametrize(
    "query",
    [
        "data=orm",
        "data=orm&what=shop&pace=fast&server=asgi&known=flask",
        "data=orm&data.importance=nice&pace=slow&pace.importance=must",
    ],
)
def test_rows_sum_to_the_total(record: None, query: str):
    page = result(query)
    assert page.top
    for found in (*page.top, *page.rest):
        sums = zip(*(bounds(row.points) for row in found.rows), strict=True)
        assert tuple(map(sum, sums)) == bounds(found.total)


def test_share_times_weight_is_points(record: None):
    orm = row(result("data=orm"), "flask", "ORM")
    assert (orm.share, orm.weight, orm.points) == ("65 %", 8, "5.20")


def test_highest_points_come_first(record: None):
    page = result("data=orm&what=shop")
    assert [(p.rank, p.slug, p.middle) for p in page.top] == [
        (1, "django", "14"),
        (2, "flask", "5.2"),
    ]
    assert page.maximum == "14"
    assert page.lead is Lead.CLEAR
    assert page.lead_words == "A clear lead: Django is 8.8 points ahead of Flask."


def test_importance_multiplies(record: None):
    assert result("data=orm&data.importance=nice").maximum == "4"
    assert result("data=orm&data.importance=must").maximum == "12"


def test_tie_is_said(record: None):
    entries.suitability(models.Framework.objects.get(slug="django"), entries.use_case("x"), "good")
    x = models.UseCase.objects.get(slug="x")
    entries.suitability(models.Framework.objects.get(slug="flask"), x, "good")
    entries.question("tie", {"x": [{"use_case": x, "weight": 1}]})
    page = result("tie=x")
    assert [found.rank for found in page.top] == [1, 1]
    assert page.lead_words == "A tie: Django and Flask have the same points."


def test_unknown_is_anything_and_is_told(record: None):
    page = result("pace=fast")
    speed = row(page, "django", "Speed: fast")
    assert (speed.cell, speed.share, speed.points) == ("Unknown", "0 to 100 %", "0.00 to 4.00")
    assert speed.unknown
    assert ("Speed: fast", "Django", "unknown") in missing(page)
    assert page.lead is Lead.CLOSE_CALL
    assert page.lead_words.endswith("what is unknown could turn the order round.")


def test_unknown_never_rules_out_but_must_be_checked(record: None):
    page = result("pace=fast&pace.importance=must")
    assert page.ruled_out == ()
    assert row(page, "django", "Speed: fast").to_check
    assert page.gaps[0].may_rule_out


def test_must_rules_out_and_names_the_answer(record: None):
    page = result("data=orm&data.importance=must")
    (out,) = page.ruled_out
    assert (out.name, out.reasons[0].option, out.reasons[0].cell) == (
        "Flask",
        "Orm",
        "Third-party package",
    )
    assert out.reasons[0].change == "/wizard/?data=orm&data.importance=must&ask=data"
    assert [found.slug for found in (*page.top, *page.rest)] == ["django"]
    assert page.lead_words == "Only Django is left: the others are ruled out."


def test_importance_below_must_rules_nothing_out(record: None):
    assert result("data=orm").ruled_out == ()


def test_everything_ruled_out(record: None):
    orm = models.Feature.objects.get()
    for support in models.Support.objects.filter(feature=orm):
        support.level = "built-in"
        entries.saved(support)
    entries.question("all", {"none": [{"feature": orm, "direction": "less", "veto_below": 100}]})
    page = result("all=none&all.importance=must")
    assert (page.top, len(page.ruled_out)) == ((), 2)
    assert page.lead_words == "Every framework is ruled out by what must be."


def test_everything_ruled_out_says_which_must_to_relax(record: None):
    """Flask is out for its ORM alone, Django for being unknown to the team."""
    orm = models.Feature.objects.get()
    known = {"trait": "known", "trait_value": "flask", "weight": 5, "veto_below": 100}
    entries.question("must-know", {"flask": [known]}, text="Known?", position=9)
    page = result("data=orm&data.importance=must&must-know=flask&must-know.importance=must")
    assert page.headline == "No framework meets every must"
    assert [(r.question, r.options, r.left) for r in page.relaxations] == [
        ("data?", "“Orm”", "Flask"),
        ("Known?", "“Flask”", "Django"),
    ]
    query = page.relaxations[0].address.partition("?")[2]
    assert [found.slug for found in result(query).top] == ["flask"]
    assert orm.name
    assert result(page.milder.partition("?")[2]).ruled_out == ()


def test_a_must_that_nothing_has_has_a_way_on(record: None):
    """A framework in use that is not in the record rules every other out."""
    gone = {"trait": "in-use", "trait_value": "flask", "weight": 5, "veto_below": 100}
    entries.question("in-use", {"flask": [gone]}, position=9)
    flask = models.Framework.objects.get(slug="flask")
    flask.state = "draft"
    entries.saved(flask)
    page = result("in-use=flask&in-use.importance=must")
    assert (page.top, page.strengths, page.changes, page.firmness) == ((), (), (), None)
    (relaxation,) = page.relaxations
    assert (relaxation.left, relaxation.address) == ("Django", "/wizard/result/?in-use=flask")


def test_headline_and_reasons(record: None):
    page = result("data=orm&what=shop")
    assert page.headline == "Django suits your answers best"
    assert [link.text for link in page.strengths] == ["ORM (built in)", "Online shops (ideal)"]
    assert [link.text for link in page.advantages] == ["Online shops (ideal)", "ORM (built in)"]
    assert page.advantages[0].address == "/frameworks/django/#use-case-shop"
    assert page.ahead_in == "It is furthest ahead of Flask in"


def test_a_change_of_one_answer_leads_to_what_it_says(record: None):
    page = result("data=orm&pace=fast")
    assert page.first == "Django"
    assert page.changes
    for change in page.changes:
        there = result(change.address.partition("?")[2])
        assert f"{there.first} would come first" in change.sentence
        assert there.first != page.first
        assert change.form.startswith("/wizard/?data=orm&pace=fast&ask=")


def test_what_is_known_already_is_not_offered_as_a_change(record: None):
    page = result("data=orm&what=shop")
    assert not [change for change in page.changes if "known" in change.about]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("data=orm&known=flask", "Django would come first if “Orm” were a must"),
        ("pace=fast&what=shop", "Flask would come first without your answer"),
        ("pace=slow", "Flask would come first with “Fast” instead of “Slow”"),
        ("pace=fast", "Django would come first with the answer “Asgi”"),
    ],
)
def test_changes_in_words(record: None, query: str, sentence: str):
    assert [change.sentence for change in result(query).changes] == [sentence]


def test_another_weight_is_told(record: None):
    page = result("data=orm&known=flask")
    (change, *_) = page.weights
    assert page.first == "Flask"
    assert change.sentence.startswith("Django would come first if “")
    assert change.address == ""


def test_firmness(record: None):
    page = result("data=orm&what=shop")
    assert page.firmness
    assert (page.firmness.samples, page.firmness.stays) == (1000, 1000)
    assert [(first.name, first.share) for first in page.firmness.firsts] == [("Django", "100 %")]
    assert page.firmness.sentence.startswith("Django stays first in all 1,000 trials")


def test_evidence_that_is_missing_or_stale(record: None):
    """Only the ORM has citations; they are fresh on the day and stale a year and a day later."""
    page = result("data=orm&what=shop")
    assert missing(page) == [
        ("Online shops", "Django", "no source"),
        ("Online shops", "Flask", "no source"),
    ]
    assert page.gaps[0].cells[0].address == "/frameworks/django/#use-case-shop"
    later = result("data=orm", entries.TODAY + timedelta(days=365))
    assert missing(later) == []
    stale = result("data=orm", entries.TODAY + timedelta(days=366))
    assert missing(stale)[0] == ("ORM", "Django", "last checked 20 November 2026")


def test_what_rules_out_is_looked_at_too(record: None):
    stale = result("data=orm&data.importance=must", entries.TODAY + timedelta(days=366))
    assert ("ORM", "Flask", "last checked 20 November 2026") in missing(stale)


@given(
    st.lists(st.tuples(st.sampled_from(CHOICES), st.sampled_from(["nice", "important", "must"])))
)
@examples(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_shown_sum_to_the_points_shown(record: None, chosen: list[tuple[str, str]]):
    query = "&".join(f"{c}&{c.partition('=')[0]}.importance={i}" for c, i in chosen)
    page = result(query)
    for found in page.places:
        sums = zip(*(bounds(row.points) for row in found.rows), strict=True)
        assert tuple(map(sum, sums)) == bounds(found.total)
        assert sum(bounds(found.total)) / 2 == Decimal(found.middle)
        assert sum(row.weight for row in found.rows) == Decimal(page.maximum)
    assert {found.name for found in page.places}.isdisjoint(out.name for out in page.ruled_out)


def test_less_is_named_and_turned_round(record: None):
    slow = row(result("pace=slow"), "flask", "Speed: slow")
    assert (slow.cell, slow.share) == ("4 of 5", "25 %")


def test_traits(record: None):
    page = result("server=asgi&known=flask")
    assert row(page, "django", "Server interface: ASGI").cell == "Yes"
    assert row(page, "flask", "Server interface: ASGI").cell == "No"
    assert row(page, "flask", "Known to the team: Flask").points == "10.00"


def test_rows_link_to_cells_and_their_sources(record: None):
    page = result("data=orm&what=shop")
    orm = row(page, "django", "ORM")
    assert orm.address == "/frameworks/django/#feature-orm"
    assert [page.sources[number - 1].slug for number in orm.footnotes] == ["django-docs"]
    assert row(page, "django", "Online shops").address == "/frameworks/django/#use-case-shop"


@pytest.mark.parametrize("query", ["", "data=no", "x=y"])
def test_without_wishes_there_is_no_ranking(record: None, query: str):
    page = result(query)
    assert not page.weighed
    assert (page.top, page.rest, page.ruled_out) == ((), (), ())


def test_order_of_answers_is_irrelevant(record: None):
    assert result("data=orm&what=shop&pace=fast") == result("pace=fast&what=shop&data=orm")


def test_address_is_canonical(record: None):
    page = result("what=shop&utm=1&data.importance=nice&data=orm")
    assert page.permanent.endswith("/wizard/result/?data=orm&data.importance=nice&what=shop")


def test_links_compare_the_first(record: None):
    (link,) = result("known=flask").comparisons
    assert (link.text, link.address) == ("Compare Flask and Django", "/compare/django-vs-flask/")


def test_skipped_questions_are_listed(record: None):
    page = result("data=orm")
    assert [line.question for line in page.answers] == ["data?"]
    assert [line.question for line in page.skipped] == ["what?", "pace?", "server?", "known?"]


def test_first_three_are_on_top(record: None):
    for name in ("a", "b"):
        entries.framework(name)
    page = result("data=orm")
    assert (len(page.top), len(page.rest)) == (3, 1)


@pytest.mark.parametrize("model", [models.Support, models.Framework, models.Feature])
def test_drafts_never_count(record: None, model: type[models.Curated]):
    before = result("data=orm")
    for entry in model.objects.all():
        entry.state = "draft"
        entries.saved(entry)
    after = result("data=orm")
    assert before != after
    assert not after.weighed or all(r.unknown for p in after.top for r in p.rows)


def test_long_ties_are_counted_not_listed():
    for name in ("bottle", "django", "falcon", "flask", "quart"):
        entries.framework(name)
    same = entries.use_case("same")
    entries.question("tie", {"same": [{"use_case": same, "weight": 1}]})
    page = result("tie=same")
    assert page.headline == "5 frameworks suit your answers equally well"
    assert page.lead_words == (
        "A tie: Bottle, Django, Falcon and 2 more have the same points. They stand by name."
    )


def test_who_is_not_wanted_is_told_by_the_answer(record: None):
    unwanted = {"trait": "framework", "trait_value": "flask", "weight": 5, "veto_below": 100}
    entries.question("not-wanted", {"flask": [{**unwanted, "direction": "less"}]})
    page = result("what=shop&not-wanted=flask&not-wanted.importance=must")
    assert row(page, "django", "Not Flask").cell == "Yes"
    assert [(out.slug, out.reasons[0].cell) for out in page.ruled_out] == [("flask", "No")]
    assert not [link for link in page.strengths if "Not Flask" in link.text]


def test_answers_for_and_against_a_framework_are_told(record: None):
    keep = {"trait": "in-use", "trait_value": "flask", "weight": 3}
    leave = {"trait": "framework", "trait_value": "flask", "direction": "less", "weight": 5}
    entries.question("in-use", {"flask": [keep], "none": []}, position=5)
    entries.question("not-wanted", {"flask": [leave], "none": []}, position=6)
    (found,) = result("in-use=flask&not-wanted=flask").contradictions
    assert found.framework == "Flask"
    assert [change for *_, change in found.answers] == [
        "/wizard/?in-use=flask&not-wanted=flask&ask=in-use",
        "/wizard/?in-use=flask&not-wanted=flask&ask=not-wanted",
    ]
    for query in ("in-use=flask", "not-wanted=flask", "known=flask&not-wanted=flask"):
        assert result(query).contradictions == ()


def test_a_contradiction_leads_to_both_questions(client: Client, record: None):
    test_answers_for_and_against_a_framework_are_told(record)
    page = client.get("/wizard/result/?in-use=flask&not-wanted=flask").content.decode()
    warning = page.partition("contradict each other about Flask")[2].partition("</ul>")[0]
    assert warning.count("<a href=") == 2
