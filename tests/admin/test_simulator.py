"""The simulator: what it finds, what it compares, and that it writes only what is saved."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comparisons import models
from tests.support import entries

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/comparisons/question/simulator/"
QUERIES = 16
QUERIES_WITH_DRAFTS = 20


@pytest.fixture
def curator(client):
    client.force_login(User.objects.create_superuser("ada", password="x"))
    return client


@pytest.fixture
def record():
    """Django has an admin interface, Flask has async views, Bottle has less than either."""
    admin, views = entries.feature("admin"), entries.feature("async-views")
    levels = {"django": ("built-in", "manual"), "flask": ("none", "built-in"), "bottle": ("none",)}
    for slug, found in levels.items():
        framework = entries.framework(slug)
        for feature, level in zip((admin, views), found, strict=False):
            entries.support(framework, feature, level)
    entries.support(models.Framework.objects.get(slug="bottle"), views, "manual")
    staff = {"yes": [{"feature": admin, "weight": 4, "veto_below": 50}], "unmeant": []}
    entries.question("staff", staff)
    entries.question("waiting", {"yes": [{"feature": views, "weight": 3}]}, position=1)


@pytest.fixture
def wish(record):
    return models.Preference.objects.get(option__question__slug="waiting")


def page_of(client, query=""):
    answer = client.get(ADDRESS + query)
    assert answer.status_code == 200
    return answer.context["page"], answer.content.decode()


def filled(client, query="", **changed):
    """What a browser sends from the form that tries weights."""
    answer = client.get(ADDRESS + query)
    fields = [
        field for group in answer.context["groups"] for row in group.rows for field in row.form
    ]
    return {field.html_name: field.value() or "" for field in fields} | changed


def test_everything_there_is_is_counted_and_adds_up(curator, record):
    page, text = page_of(curator)
    # Staff: nothing, or two options at three importances; waiting: nothing, or one at three.
    assert page.looked_at == "All 28 sets of answers there are, with every importance."
    assert not page.compared
    counts = {row.name: (row.first, row.alone) for row in page.tallies}
    shared = [row.first - row.alone for row in page.tallies]
    assert counts == {"Django": (10, 10), "Flask": (14, 14), "Bottle": (0, 0)}
    assert sum(row.alone for row in page.tallies) + page.undecided == 28 - sum(shared)
    assert "Bottle" in text


def test_who_cannot_come_first_is_told_why(curator, record):
    page, text = page_of(curator)
    assert page.never_first == 1
    (bottle,) = (row for row in page.prospects if not row.wins)
    assert bottle.name == "Bottle"
    assert "No answers were found" in bottle.words
    assert "Django" in bottle.words
    assert "Flask" in bottle.words
    assert "1 cannot" in text


def test_an_example_wins_where_readers_look(curator, client, record):
    page, _ = page_of(curator)
    for row in page.prospects:
        if row.wins:
            shown = client.get(row.address).context["page"]
            assert shown.top[0].name == row.name


def test_an_option_that_nobody_meant_to_be_idle_is_told(curator, record):
    page, _ = page_of(curator)
    (finding,) = page.idle_options
    assert (finding.option, finding.words[:19]) == ("Unmeant", "It asks for nothing")
    assert curator.get(finding.address).status_code == 200


def test_trying_leads_to_an_address_and_saves_nothing(curator, wish):
    before = models.Edition.objects.current_number()
    answer = curator.post(ADDRESS, filled(curator, **{f"p{wish.pk}-direction": "less"}))
    assert answer.status_code == 302
    assert answer.url == f"{ADDRESS}?try={wish.pk}.less.3."
    page, text = page_of(curator, f"?try={wish.pk}.less.3.")
    assert page.compared
    change = {row.name: row.change for row in page.tallies}
    assert change["Flask"] == "−14"
    assert page.changed == 14
    assert {example.before for example in page.examples} == {"Flask"}
    assert "Save and publish" in text
    assert models.Edition.objects.current_number() == before
    wish.refresh_from_db()
    assert wish.direction == "more"


def test_a_form_without_changes_leads_back(curator, record):
    assert curator.post(ADDRESS, filled(curator)).url == ADDRESS


def test_saving_is_one_edition_with_what_was_tried(curator, wish):
    other = models.Preference.objects.get(option__question__slug="staff")
    before = models.Edition.objects.current_number()
    tried = [f"{wish.pk}.less.5.20", f"{other.pk}.more.4."]
    answer = curator.post(ADDRESS, {"save": "Save", "try": tried})
    assert answer.url == ADDRESS
    wish.refresh_from_db()
    other.refresh_from_db()
    assert (wish.direction, wish.weight, wish.veto_below) == ("less", 5, 20)
    assert other.veto_below is None
    assert models.Edition.objects.current_number() == before + 1
    assert models.Edition.objects.first().who == "ada"
    history = reverse("admin:comparisons_preference_history", args=(wish.pk,))
    assert "Saved in the simulator." in curator.get(history).content.decode()


@pytest.mark.parametrize("entered", ["more.9.", "more.x.", "up.3.", "more.3.0", "more.3.101"])
def test_what_cannot_be_is_marked_and_neither_tried_nor_saved(curator, wish, entered):
    tried = f"{wish.pk}.{entered}"
    page, text = page_of(curator, f"?try={tried}")
    assert not page.compared
    assert "cannot be tried" in text
    assert "errorlist" in text
    answer = curator.post(ADDRESS, {"save": "Save", "try": tried}, follow=True)
    assert "Nothing was saved." in answer.content.decode()
    assert models.Preference.objects.get(pk=wish.pk).version == wish.version


@pytest.mark.parametrize("query", ["?try=", "?try=1.2", "?try=0.more.3.", "?try=x.y.z.w"])
def test_what_names_no_preference_is_dropped(curator, record, query):
    page, _ = page_of(curator, query)
    assert not page.compared


def test_drafts_count_when_asked_for_and_are_published_together(curator, record):
    feature = models.Feature.objects.get(slug="admin")
    entries.question("new", {"yes": [{"feature": feature, "direction": "less"}]}, state="draft")
    draft = models.Preference.objects.get(option__question__slug="new")
    draft.state = "draft"
    entries.saved(draft)
    page, text = page_of(curator)
    assert [(each.count, each.kind) for each in page.drafts] == [(1, "question"), (1, "preference")]
    assert not page.compared
    page, text = page_of(curator, "?drafts=on")
    assert page.compared
    assert page.changed
    assert "(draft)" in text
    before = models.Edition.objects.current_number()
    curator.post(ADDRESS, {"save": "Save", "drafts": "on"})
    draft.refresh_from_db()
    assert (draft.state, draft.option.question.state) == ("published", "published")
    assert models.Edition.objects.current_number() == before + 1


def test_a_draft_cell_counts_with_the_drafts(curator, record):
    cell = models.Support.objects.get(framework__slug="flask", feature__slug="async-views")
    cell.state = "draft"
    entries.saved(cell)
    page, _ = page_of(curator)
    assert [gap.frameworks for gap in page.gaps] == ["Flask"]
    page, _ = page_of(curator, "?drafts=on")
    assert page.gaps == ()
    assert page.changed


def test_retired_options_do_not_count(curator, record):
    option = models.Option.objects.get(question__slug="waiting")
    option.retired = True
    entries.saved(option)
    page, text = page_of(curator)
    assert {row.name: row.first for row in page.tallies}["Flask"] == 0
    assert "async-views" not in text


def test_it_costs_the_same_with_more_questions(curator, record):
    def cost(query):
        with CaptureQueriesContext(connection) as captured:
            assert curator.get(ADDRESS + query).status_code == 200
        return len(captured)

    assert (cost(""), cost("?drafts=on")) == (QUERIES, QUERIES_WITH_DRAFTS)
    for number in range(3):
        use = entries.use_case(f"use-{number}")
        entries.question(f"more-{number}", {"yes": [{"use_case": use}], "no": []})
        entries.framework(f"more-{number}")
    assert (cost(""), cost("?drafts=on")) == (QUERIES + 1, QUERIES_WITH_DRAFTS + 2)


def test_only_those_who_may_see_questions_see_it(client, record):
    assert client.get(ADDRESS).status_code == 302
    user = User.objects.create_user("bob", password="x", is_staff=True)
    client.force_login(user)
    assert client.get(ADDRESS).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_question"))
    wish = models.Preference.objects.first()
    page = client.get(f"{ADDRESS}?try={wish.pk}.less.5.").content.decode()
    assert "What would change" in page
    assert "Save and publish" not in page
    assert client.post(ADDRESS, {"save": "Save"}).status_code == 403


def test_the_index_and_the_list_of_questions_lead_to_it(curator, record):
    for address in ("/admin/", "/admin/comparisons/question/"):
        assert f'href="{ADDRESS}"' in curator.get(address).content.decode()


def test_the_policy_is_strict(curator, wish):
    answer = curator.get(f"{ADDRESS}?try={wish.pk}.less.5.")
    text = answer.content.decode()
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)


def test_an_empty_record_has_a_page_too(curator):
    page, _ = page_of(curator)
    assert page.tallies == ()
