"""The list with its filters, and the page of one framework."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from comparisons import models
from comparisons.engine.cells import Level
from comparisons.engine.scoring import Criterion, CriterionKind, Requirement, meets
from tests.support import entries
from tests.support.records import kept_record

pytestmark = pytest.mark.usefixtures("record", "db")


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_record(django_db_blocker, 4):
        yield


def listed(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/frameworks/?{query}")
    assert answer.status_code == 200
    return re.findall(r'card-link"\s+href="/frameworks/([^/]+)/', answer.content.decode())


ALL = ["django", "flask", "framework-04", "quart"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("kind=micro", ["flask"]),
        ("kind=micro&kind=full-stack", ["django", "flask"]),
        ("interface=wsgi", ["django", "quart"]),
        ("interface=asgi", ["flask", "quart"]),
        ("interface=own", ["framework-04"]),
        ("interface=asgi&interface=own", ["flask", "framework-04", "quart"]),
        ("licence=MIT", ["flask", "framework-04"]),
        ("q=AN", ["django"]),
        ("feature=feature-11", ["django", "flask"]),
        ("feature=feature-11&feature=feature-12", ["django"]),
        ("use_case=use-1", ["django", "flask"]),
        ("use_case=use-1&licence=MIT", ["flask"]),
        ("use_case=use-1&feature=feature-12", ["django"]),
        ("feature=feature-11&level=built-in", ["django"]),
        ("feature=feature-11&level=official-extension", ["django"]),
        ("level=built-in", ALL),
        ("age=3-months", ALL),
        ("age=older", []),
        ("python=3.9", []),
        ("python=3.12", ALL),
        ("framework=flask", ALL),
        ("utm_source=x", ALL),
    ],
)
def test_filters(client, query, found):
    assert listed(client, query) == found


def undecided(client: Client, query: str) -> list[str]:
    """The frameworks that the page names beside the list, because nobody says."""
    page = client.get(f"/frameworks/?{query}").content.decode()
    told = re.search(r"(\d+) more may meet this.*?</p>", page, re.DOTALL)
    names = re.findall(r'href="/frameworks/([^/]+)/', told[0]) if told else []
    assert not told or int(told[1]) == len(names)
    return names


def test_what_nobody_says_is_told_beside_the_list_and_is_no_no(client):
    entries.framework("unpackaged")
    assert undecided(client, "") == undecided(client, "kind=micro") == []
    assert undecided(client, "python=3.12") == ["unpackaged"]
    assert undecided(client, "age=older") == ["unpackaged"]
    assert undecided(client, "python=3.12&kind=full-stack") == []
    # Unknown cells and those that do not exist are the same.
    assert listed(client, "feature=feature-11") == ["django", "flask"]
    assert undecided(client, "feature=feature-11") == ["framework-04", "unpackaged"]
    assert undecided(client, "use_case=use-1") == ["framework-04", "unpackaged"]
    assert undecided(client, "feature=feature-11&licence=BSD-3-Clause") == []


def test_a_version_of_python_is_a_declaration(client):
    page = client.get("/frameworks/?python=3.12").content.decode()
    assert "Declares that it allows: Python 3.12" in page
    assert "That is no promise" in page
    assert "no promise" not in client.get("/frameworks/").content.decode()


def test_most_features_first(client):
    quart = models.Framework.objects.get(slug="quart")
    entries.support(quart, entries.feature("one-more"), "third-party")
    assert listed(client, "sort=coverage") == ["quart", "django", "flask", "framework-04"]


def test_newest_release_first(client):
    flask = models.Package.objects.get(slug="flask-package")
    entries.saved(
        models.PackageSnapshot(
            package=flask, taken_on="2026-11-02", latest="9", released_on="2026-11-02"
        )
    )
    entries.framework("unpackaged")
    order = listed(client, "sort=released")
    assert (order[0], order[-1]) == ("flask", "unpackaged")


def test_bad_values_say_what_to_do_and_still_show_a_list(client):
    answer = client.get("/frameworks/?kind=huge&feature=x&sort=zz&use_case=y&licence=z&interface=q")
    page = answer.content.decode()
    assert answer.status_code == 200
    for sentence in (
        "There is no kind “huge” here. Choose from the list.",
        "There is no feature “x” here.",
        "There is no order “zz” here.",
        "There is no use case “y” here.",
        "There is no licence “z” here.",
        "There is no interface “q” here.",
    ):
        assert sentence in page
    assert "4 frameworks" in page


def test_too_long_a_name_is_refused(client):
    page = client.get(f"/frameworks/?q={'x' * 61}").content.decode()
    assert "at most 60 characters" in page


def test_interfaces_are_counted_by_what_is_spoken(client):
    page = " ".join(client.get("/frameworks/").content.decode().split())
    for label in ("Speaks WSGI itself (2)", "Speaks ASGI itself (2)", "Its own server (1)"):
        assert f"> {label}</label>" in page
    assert "WSGI and ASGI (" not in page


@pytest.mark.parametrize(
    ("query", "summary"),
    [
        ("", "Filter and sort"),
        ("q=&sort=coverage", "Filter and sort"),
        ("kind=micro", "Filter and sort (1 filter set)"),
        ("kind=micro&kind=full-stack&licence=MIT", "Filter and sort (2 filters set)"),
    ],
)
def test_folded_filters_say_how_many_are_set(client, query, summary):
    page = client.get(f"/frameworks/?{query}").content.decode()
    assert f"<summary>{summary}</summary>" in page


@pytest.mark.parametrize(
    ("asked", "required"),
    [
        ("feature=feature-11&level=built-in", "?must=feature-11&level=built-in"),
        ("feature=feature-11&feature=feature-12", "?must=feature-11&must=feature-12"),
        ("level=built-in&kind=micro", "?level=built-in"),
        ("feature=feature-11&feature=x", ""),
        ("kind=micro", ""),
    ],
)
def test_both_ways_to_the_comparison_carry_the_same_requirements(client, asked, required):
    chosen = "framework=django&framework=flask"
    page = html.unescape(client.get(f"/frameworks/?{chosen}&{asked}").content.decode())
    assert f'href="/compare/django-vs-flask/{required}">Compare Django and Flask' in page
    by_form = client.get(f"/frameworks/?{chosen}&{asked}&q=&compare=selected", follow=True)
    assert by_form.redirect_chain[-1][0] == f"/compare/django-vs-flask/{required}"


@pytest.mark.parametrize("few_or_many", [(), ("django",), (*ALL, "more-0", "more-1")])
def test_a_choice_that_makes_no_comparison_is_told_so(client, few_or_many):
    for number in range(4):
        entries.framework(f"more-{number}")
    sent = urlencode([("compare", "selected"), *(("framework", slug) for slug in few_or_many)])
    answer = client.get(f"/frameworks/?{sent}", follow=True)
    assert answer.status_code == 400
    assert answer.request["PATH_INFO"] == "/compare/"


def test_ticks_and_filters_are_one_form_that_begins_with_show(client):
    page = client.get("/frameworks/?kind=micro&framework=quart").content.decode()
    main = page.partition("<main")[2]
    assert re.findall(r'<form[^>]*class="filters"[^>]*>', main) == [
        '<form class="filters" id="filters" action="/frameworks/">'
    ]
    form = main.partition('id="filters"')[2].partition("</form>")[0]
    buttons = re.findall(r'<button[^>]*type="submit"[^>]*>([^<]+)<', main)
    assert buttons == ["Show", "Compare selected"]
    assert re.search(r"<button[^>]*>([^<]+)<", form)[1] == "Show"
    outside = main.replace(form, "")
    fields = re.findall(r"<(?:input|button)[^>]*>", outside)
    assert fields
    assert all('form="filters"' in field for field in fields)


@pytest.mark.parametrize("address", ["/", "/frameworks/", "/features/", "/compare/"])
def test_names_are_listed_without_regard_to_case(client, address):
    entries.framework("an-io", name="anIO")
    entries.framework("eve", name="eve")
    page = client.get(address).content.decode().partition("<main")[2]
    names = re.findall(r">\s*(anIO|Django|eve|Flask)\s*<", page)
    assert list(dict.fromkeys(names)) == ["anIO", "Django", "eve", "Flask"]


def test_notes_of_release_lines_stand_under_them(client):
    release = models.Release.objects.get(framework__slug="django")
    release.note = "The last of its line."
    entries.saved(release)
    page = " ".join(client.get("/frameworks/django/").content.decode().split())
    assert '<tr class="under"><td colspan="4"><span class="note">The last of' in page
    assert '<tr class="under">' not in client.get("/frameworks/flask/").content.decode()


def test_the_feed_of_a_framework_is_on_its_page(client):
    page = client.get("/frameworks/django/").content.decode()
    assert 'href="#take-away"' in page
    assert 'href="/feeds/frameworks/django.atom"' in page


def test_nothing_found_has_a_way_on(client):
    page = client.get("/frameworks/?q=nothing-like-it").content.decode()
    assert "No framework meets all of this." in page
    assert 'href="/frameworks/"' in page


def test_nothing_found_says_which_filter_to_take_out(client):
    answer = client.get("/frameworks/?kind=micro&licence=BSD-3-Clause&use_case=use-1")
    empty = answer.content.decode().partition('class="empty"')[2]
    ways = re.findall(r'href="(\?[^"]*)">Without “([^”]*)”: (\d+) found', empty)
    assert [(label, found) for _, label, found in ways] == [
        ("Kind: Micro", "1"),
        ("Licence: BSD-3-Clause", "1"),
    ]
    for address, _, found in ways:
        assert len(listed(client, html.unescape(address[1:]))) == int(found)


def test_where_one_filter_is_not_to_blame_each_is_told_alone(client):
    query = "kind=micro&licence=BSD-3-Clause&interface=own&q=quart&framework=flask"
    page = client.get(f"/frameworks/?{query}").content.decode()
    empty = page.partition('class="empty"')[2]
    assert "Without" not in empty
    ways = re.findall(r'href="(\?[^"]*)">Only “([^”]*”?)”: (\d+) found', empty)
    assert {(label, found) for _, label, found in ways} == {
        ("Contains: “quart”", "1"),
        ("Kind: Micro", "1"),
        ("Server interface: Its own server", "1"),
        ("Licence: BSD-3-Clause", "2"),
    }
    for address, _, found in ways:
        assert len(listed(client, html.unescape(address[1:]))) == int(found)
        assert "framework=flask" in address


def test_chips_take_one_filter_out_and_keep_the_others(client):
    page = client.get(
        "/frameworks/?kind=micro&kind=full-stack&q=a&framework=quart"
    ).content.decode()
    chips = re.findall(r'class="chip chip-out"\s+href="([^"]*)"><span[^<]*</span>([^<]+)</a>', page)
    found = {label.strip(): html.unescape(address) for address, label in chips}
    assert found == {
        "Contains: “a”": "?kind=micro&kind=full-stack&framework=quart",
        "Kind: Micro": "?kind=full-stack&q=a&framework=quart",
        "Kind: Full-stack": "?kind=micro&q=a&framework=quart",
    }


def test_counts_follow_the_other_filters(client):
    def count(query, label):
        page = " ".join(client.get(f"/frameworks/?{query}").content.decode().split())
        return int(re.search(rf"> {label} \((\d+)\)</", page)[1])

    assert count("", "Micro") == 1
    assert count("licence=BSD-3-Clause", "Micro") == 0
    assert count("kind=full-stack", "Micro") == 1
    assert count("feature=feature-11", "Feature 12") == 1
    assert count("feature=feature-11", "MIT") == 1


def test_choices_that_find_nothing_cannot_be_made(client):
    page = " ".join(client.get("/frameworks/?licence=MIT").content.decode().split())
    assert re.search(r'value="full-stack" disabled> Full-stack \(0\)', page)
    assert not re.search(r'value="MIT"[^>]*disabled', page)


def test_features_stand_in_groups_that_have_names(client):
    page = client.get("/frameworks/").content.decode()
    assert re.findall(r'role="group"\s+aria-label="([^"]+)"', page) == ["Group 1", "Group 2"]


def test_the_list_agrees_with_the_requirements_of_the_engine(client):
    levels = {
        (s.feature.slug, s.framework.slug): Level(s.level)
        for s in models.Support.objects.select_related("feature", "framework")
    }
    assert {level.value for level in levels.values()} > {"none", "third-party"}
    for feature in {feature for feature, _ in levels}:
        met = [
            slug
            for slug in ALL
            if meets(Criterion(CriterionKind.FEATURE, feature, ""), levels.get((feature, slug)))
            is Requirement.MET
        ]
        assert listed(client, f"feature={feature}") == met


def test_what_was_chosen_stays_chosen_on_the_next_list(client):
    page = client.get("/frameworks/?kind=micro&framework=quart&framework=flask").content.decode()
    assert 'href="/compare/flask-vs-quart/">Compare Flask and Quart</a>' in page
    cards = page.partition('id="list"')[2]
    assert re.search(r'type="checkbox"\s+name="framework"\s+value="flask" checked', cards)
    assert '<input type="hidden" name="framework" value="quart" form="filters">' in cards
    assert 'href="?kind=micro&amp;framework=flask"' in page


def test_too_many_chosen_are_said_and_one_is_no_comparison(client):
    for number in range(4):
        entries.framework(f"more-{number}")
    query = "&".join(f"framework={slug}" for slug in (*ALL, "more-0", "more-1"))
    page = client.get(f"/frameworks/?{query}").content.decode()
    assert "At most five fit side by side; take out 1." in page
    assert (
        "one more makes a comparison" in client.get("/frameworks/?framework=flask").content.decode()
    )


def test_list_says_how_much_is_covered_and_lets_choose(client):
    page = client.get("/frameworks/").content.decode()
    assert "Of 4 features: 1 built in" in " ".join(page.split())
    assert len(re.findall(r'type="checkbox"\s+name="framework"', page)) == 4


def test_framework_page_has_an_anchor_for_every_row(client):
    page = client.get("/frameworks/django/").content.decode()
    assert page.count("<h1>") == 1
    anchors = ("feature-feature-11", "use-case-use-1", "dimension-speed", "point-pro")
    anchors += ("company-acme", "migration-flask-to-django", "s1", "disagreement-how-old")
    for anchor in anchors:
        assert f' id="{anchor}"' in page
    targets = {part.split('"')[0] for part in page.split(' id="')[1:]}
    assert {part.split('"')[0] for part in page.split('href="#')[1:]} <= targets
    assert len(targets) == page.count(' id="')


def test_framework_page_shows_what_sources_say(client):
    page = client.get("/frameworks/django/").content.decode()
    assert "It says so." in page
    assert "checked 1 November 2026" in page
    assert "<strong>summary</strong>" in page


def test_a_renamed_framework_redirects(client):
    flask = models.Framework.objects.get(slug="flask")
    with entries.publishing():
        flask.slug = "bottle"
        flask.save()
    answer = client.get("/frameworks/flask/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/frameworks/bottle/")


def test_an_unknown_framework_is_not_found_with_suggestions(client):
    answer = client.get("/frameworks/flaks/")
    assert answer.status_code == 404
    assert '<a href="/frameworks/flask/">Flask</a>' in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/frameworks/", "/frameworks/django/", "/compare/django-vs-flask/"]
)
def test_versions_of_python_are_said_in_words_and_exact_in_files(client: Client, address: str):
    page = client.get(address).content.decode()
    assert "3.10 and later" in page
    assert "&gt;=3.10" not in page
    assert ">=3.10" in client.get("/frameworks.csv").content.decode()
