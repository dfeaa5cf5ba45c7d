"""The addresses of comparisons, what they refuse, and what stands on the page."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from comparisons import models
from comparisons.models.vocabulary import State
from tests.support import entries
from tests.support.records import kept_record

pytestmark = pytest.mark.usefixtures("record", "db")


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_record(django_db_blocker, 6):
        yield


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


SIX = "django-vs-flask-vs-framework-04-vs-framework-05-vs-framework-06-vs-quart"


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/compare/flask-vs-django/", "/compare/django-vs-flask/"),
        ("/compare/django-vs-flask-vs-flask/", "/compare/django-vs-flask/"),
        ("/compare/django-vs-django/", "/frameworks/django/"),
        ("/compare/django/", "/frameworks/django/"),
        ("/compare/flask-vs-django.csv", "/compare/django-vs-flask.csv"),
        (
            "/compare/flask-vs-django/?show=differences&must=feature-11&must=feature-12",
            "/compare/django-vs-flask/?show=differences&must=feature-11&must=feature-12",
        ),
        (
            "/compare/quart-vs-flask-vs-framework-04-vs-framework-05-vs-django-vs-quart/",
            "/compare/django-vs-flask-vs-framework-04-vs-framework-05-vs-quart/",
        ),
    ],
)
def test_other_spellings_lead_to_the_canonical_address(client, asked, leads_to):
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, leads_to)


def test_renamed_frameworks_lead_to_their_new_address_in_one_step(client):
    django = models.Framework.objects.get(slug="django")
    with entries.publishing():
        django.slug = "zango"
        django.save()
    answer = client.get("/compare/django-vs-flask/?show=differences")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/compare/flask-vs-zango/?show=differences"
    assert "It depends." in body(client, "/compare/flask-vs-zango/")


def test_more_than_five_is_refused_with_a_way_on(client):
    page = body(client, f"/compare/{SIX}/", 400)
    assert "At most five frameworks fit side by side; you chose 6." in page
    assert page.count(" checked>") == 6


def test_unknown_frameworks_are_not_found_with_suggestions(client):
    page = body(client, "/compare/djnago-vs-flask/", 404)
    assert "The record has no framework called “djnago”." in page
    assert '<a href="/frameworks/django/">Django</a>' in page


def test_drafts_are_not_found_and_not_suggested(client):
    entries.framework("secret", state=State.DRAFT)
    assert "/frameworks/secret/" not in body(client, "/compare/flask-vs-secret/", 404)


def test_differences_only_says_so_and_leads_back(client):
    page = body(client, "/compare/django-vs-flask/?show=differences&must=feature-11")
    assert current(page) == ["Only the 4 that differ", "Normal"]
    assert 'href="?must=feature-11#matrix"' in page


def test_a_group_without_a_difference_says_so(client):
    same = entries.feature("same")
    for framework in models.Framework.objects.all():
        entries.support(framework, same, "built-in")
    page = body(client, "/compare/django-vs-flask/?show=differences")
    group = page.partition('<tbody id="group-group"')[2].partition("</tbody>")[0]
    assert "No feature of this group differs." in group
    assert "differs." not in body(client, "/compare/django-vs-flask/").partition('id="matrix"')[2]


def current(page: str) -> list[str]:
    """The switches of the matrix that are on."""
    switches = page.partition('class="switches"')[2].partition("</div>")[0]
    return re.findall(r'aria-current="true">([^<]+)<', switches)


def test_density_changes_how_rows_show_and_nothing_else(client):
    address = "/compare/django-vs-flask/"
    normal, compact, whole = (
        body(client, address + query) for query in ("", "?density=compact", "?density=open")
    )
    assert current(compact) == ["All 4 features", "Compact"]
    assert current(whole) == ["All 4 features", "All notes"]
    assert 'class="matrix unfolding compact"' in compact
    assert compact.count("compact") > normal.count("compact")
    opened = [page.count("<details open><summary>") for page in (normal, compact, whole)]
    assert opened == [0, 0, 4 + 1 + 2]  # features, dimensions, use cases
    for page in (normal, compact, whole):
        assert page.count("Feature 11 in Flask.") == 1
    assert current(body(client, address + "?density=nonsense")) == ["All 4 features", "Normal"]


def test_a_row_unfolds_to_its_meaning_and_has_an_address(client):
    page = body(client, "/compare/django-vs-flask/")
    row = page.partition('<tr id="feature-feature-11"')[2].partition("</tr>")[0]
    summary, _, unfolded = row.partition("</summary>")
    assert summary.endswith("<summary>Feature 11")
    assert "It saves work." in unfolded
    assert '<a href="/features/feature-11/">' in unfolded
    assert '<a href="#feature-feature-11" aria-label="Row link">#</a>' in unfolded


STATE = "show=differences&density=compact&must=feature-11&nice=feature-21"


def test_one_framework_can_be_left_out_where_two_stay(client):
    page = body(client, f"/compare/django-vs-flask-vs-quart/?{STATE}")
    left = re.findall(r'href="([^"]+)"\s+aria-label="Leave (\w+) out"', html.unescape(page))
    assert left == [
        (f"/compare/flask-vs-quart/?{STATE}", "Django"),
        (f"/compare/django-vs-quart/?{STATE}", "Flask"),
        (f"/compare/django-vs-flask/?{STATE}", "Quart"),
    ]
    assert body(client, left[0][0])
    assert "Leave Django out" not in body(client, "/compare/django-vs-flask/")


def test_one_framework_can_be_added_and_all_else_is_kept(client):
    page = body(client, f"/compare/django-vs-flask/?{STATE}")
    form = page.partition('<form class="add"')[2].partition("</form>")[0]
    assert re.findall(r'<option value="([^"]+)"', form) == [
        *("framework-04", "framework-05", "framework-06", "quart"),
    ]
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', form)
    sent = urlencode([*hidden, ("framework", "quart")])
    answer = client.get(f"/compare/?{sent}")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/compare/django-vs-flask-vs-quart/?{STATE}"


def test_five_are_the_most(client):
    page = body(client, f"/compare/{'-vs-'.join(SIX.split('-vs-')[:5])}/")
    assert '<form class="add"' not in page
    assert "Five is the most that fit side by side." in page


def test_the_columns_of_narrow_screens_are_chosen_among_more_than_two(client):
    two, three = (
        body(client, f"/compare/{slugs}/")
        for slugs in ("django-vs-flask", "django-vs-flask-vs-quart")
    )
    assert 'class="columns-shown"' not in two
    shown = three.partition('class="columns-shown"')[2].partition("</fieldset>")[0]
    assert re.findall(r"selected>(\w+)<", shown) == ["Django", "Flask"]
    assert shown.count("<option") == 2 * 3


def test_unknown_parameters_are_ignored(client):
    answer = client.get("/compare/django-vs-flask/?show=nonsense&utm_source=x")
    assert answer.content == client.get("/compare/django-vs-flask/?show=nonsense").content


def test_requirements_stand_on_top_and_bad_ones_are_named(client):
    page = body(client, "/compare/django-vs-flask/?must=feature-11&nice=%3Cb%3E")
    assert page.index("Your requirements") < page.index("Which one?")
    assert "A must" in page
    assert "requirement-met" in page
    assert "“&lt;b&gt;”" in page
    assert "is not a feature of the matrix" in page


def test_requirements_can_be_changed_and_removed(client):
    asked = "must=feature-11&must=nope&nice=feature-11"
    page = body(client, f"/compare/django-vs-flask/?show=differences&{asked}")
    links = {html.unescape(link) for link in re.findall(r'href="([^"]*)#requirements"', page)}
    assert links == {
        "?show=differences&nice=feature-11",
        "?show=differences",
        f"?show=differences&{asked}&level=built-in",
    }
    assert 'type="checkbox"' not in page


def test_requirements_can_ask_for_a_level(client):
    page = body(client, "/compare/django-vs-flask/?must=feature-11&level=built-in")
    asked = page.partition('id="requirements"')[2].partition("</section>")[0]
    assert re.findall(r'badge requirement-([-\w]+)"', asked) == ["met", "not-met"]
    assert "Met: built in. Not met: any other level" in asked
    assert 'href="?must=feature-11#requirements">Let packages count too' in asked
    form = page.partition('<form class="add"')[2].partition("</form>")[0]
    assert 'name="level" value="built-in"' in form
    page = body(client, "/compare/django-vs-flask/?must=feature-11&level=nope")
    assert "Met: built in, official extension or third-party package." in page


def test_a_row_is_a_must_or_nice_and_never_both(client):
    page = body(client, "/compare/django-vs-flask/?must=")
    assert "Where both are ticked, it is a must." in page
    page = body(client, "/compare/django-vs-flask/?must=feature-11&nice=feature-11")
    asked = page.partition('id="requirements"')[2].partition("</section>")[0]
    assert asked.count("A must") == asked.count('<th scope="row">') == 1


def test_requirements_are_chosen_in_the_matrix_when_that_is_called_for(client):
    plain = body(client, "/compare/django-vs-flask/?show=differences")
    assert 'href="?show=differences&amp;must=#matrix"' in plain
    assert 'type="checkbox"' not in plain
    page = body(client, "/compare/django-vs-flask/?show=differences&must=&nice=feature-21")
    form = page.partition('<form action="#requirements"')[2].partition("</form>")[0]
    assert set(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', form)) == {
        ("show", "differences"),
        ("nice", "feature-21"),
    }
    boxes = re.findall(r'type="checkbox" name="(\w+)" value="([^"]+)"', form)
    free = ("feature-11", "feature-12", "feature-22")
    assert boxes == [(name, slug) for slug in free for name in ("must", "nice")]
    assert "Must<span" in form
    assert "is not a feature" not in page


def test_exports_stand_before_the_matrix_and_in_the_contents(client):
    page = body(client, "/compare/django-vs-flask/?show=differences&density=compact&must=&must=a")
    link = 'href="/compare/django-vs-flask.csv?show=differences&amp;must=a"'
    assert page.count(link) == 2
    assert page.index('id="matrix"') < page.index(link) < page.index('id="group-')
    assert 'href="#take-away"' in page


def test_first_screen_answers_and_everything_follows_in_order(client):
    page = body(client, "/compare/django-vs-flask/")
    assert "<h1>Django vs Flask</h1>" in page
    assert page.count("<h1") == 1
    order = ("answer", "verdict", "introduction", "facts", "differences", "matrix", "dimensions")
    order += ("use-cases", "points", "companies", "code", "migrations", "faqs", "disagreements")
    order += ("checked", "sources", "take-away")
    places = [page.index(f'<section id="{name}"') for name in order]
    assert places == sorted(places)


def test_every_link_within_the_page_has_its_target(client):
    for address in ("/compare/django-vs-flask/", "/compare/django-vs-quart/"):
        page = body(client, address)
        targets = {part.split('"')[0] for part in page.split(' id="')[1:]}
        wanted = {part.split('"')[0] for part in page.split('href="#')[1:]}
        assert wanted <= targets
        assert len(targets) == page.count(' id="')


def test_code_shows_its_run_and_nothing_unproved(client):
    page = body(client, "/compare/django-vs-flask/")
    assert "on Django 1.2, Python 3.11, 1 November 2026" in page
    for file in models.SampleFile.objects.filter(sample__framework__slug="flask"):
        file.text = "print('never ran')\n"
        with entries.publishing():
            file.save()
    page = body(client, "/compare/django-vs-flask/")
    assert "never ran" not in page
    assert page.count("Not run yet") == 3


def test_pair_without_curated_text_has_a_headline(client):
    page = body(client, "/compare/django-vs-quart/")
    assert '<p class="lede">Django or Quart?' in page
    assert '<section id="answer"' not in page


def test_three_without_curated_text_begin_with_the_verdict(client):
    page = body(client, "/compare/django-vs-flask-vs-quart/")
    assert '<p class="lede">' not in page
    assert '<section id="verdict"' in page


def test_choosing_leads_to_the_comparison(client):
    answer = client.get("/compare/?framework=flask&framework=django&framework=flask")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/compare/django-vs-flask/")


@pytest.mark.parametrize("state", ["", "must=feature-11&level=built-in"])
def test_choosing_others_begins_with_these(client, state):
    page = html.unescape(body(client, f"/compare/django-vs-flask/?{state}"))
    link = re.search(r'href="(/compare/[^"]*)">Choose others', page)
    assert link
    page = body(client, link[1])
    ticked = re.findall(r'name="framework"\s+value="([-\w]+)" checked', page)
    assert ticked == ["django", "flask"]
    assert '<link rel="canonical" href="http://127.0.0.1:8000/compare/">' in page
    assert ('name="must" value="feature-11"' in page) is bool(state)
    assert "error" not in page.partition("<main")[2].partition("</main>")[0]


def test_requirements_come_along_to_the_comparison(client):
    asked = "show=differences&density=open&must=feature-11&must=feature-12&nice=feature-21"
    answer = client.get(f"/compare/?framework=flask&framework=django&compare=selected&{asked}")
    assert answer.headers["Location"] == f"/compare/django-vs-flask/?{asked}"
    page = body(client, f"/compare/?framework=flask&compare=selected&{asked}", 400)
    assert re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page) == [
        tuple(pair.split("=")) for pair in asked.split("&")
    ]


@pytest.mark.parametrize("address", ["/compare/", "/frameworks/", "/features/feature-11/"])
def test_buttons_that_compare_say_that_they_were_pressed(client, address):
    (button,) = re.findall(r'<button[^>]*name="compare"[^>]*>', body(client, address))
    assert 'value="selected"' in button


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("compare=selected", "Choose two to five frameworks."),
        ("framework=flask", "Choose at least one more framework to compare with."),
        ("framework=flask&framework=flask", "Choose at least one more framework"),
        ("framework=flask&framework=nope", "There is no framework “nope” here."),
        (
            "&".join(f"framework={slug}" for slug in SIX.split("-vs-")),
            "At most five frameworks fit side by side; you chose 6.",
        ),
    ],
)
def test_bad_choices_are_refused_in_a_sentence(client, query, sentence):
    page = body(client, f"/compare/?{query}", 400)
    assert sentence in page
    assert ('value="flask" checked' in page) == ("flask" in query)


def test_chooser_offers_frameworks_and_comparisons(client):
    page = body(client, "/compare/")
    assert page.count('name="framework"') == 6
    assert '<a href="/compare/django-vs-flask/">Django or Flask?</a>' in page


def test_chooser_without_frameworks_has_a_way_on(client):
    for framework in models.Framework.objects.all():
        framework.state = State.DRAFT
        with entries.publishing():
            framework.save()
    assert "No framework is published yet." in body(client, "/compare/")


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/compare/Django-vs-FLASK/", "/compare/django-vs-flask/"),
        ("/compare/Django-VS-Flask.csv", "/compare/django-vs-flask.csv"),
        ("/frameworks/Django/", "/frameworks/django/"),
        ("/features/Feature-11/", "/features/feature-11/"),
    ],
)
def test_capitals_lead_to_the_address_without(client, asked, leads_to):
    answer = client.get(asked + "?show=differences")
    assert answer.status_code == 301
    assert answer.headers["Location"].partition("?")[0] == leads_to


@pytest.mark.parametrize(
    ("address", "kinds"),
    [
        ("/compare/django-vs-flask/", {"coverage", "timeline", "scale"}),
        ("/compare/django-vs-flask-vs-framework-04-vs-framework-05-vs-quart/", {"coverage"}),
        ("/frameworks/django/", {"coverage", "timeline", "scale"}),
        ("/styleguide/", {"coverage", "timeline", "scale", "lines"}),
    ],
)
def test_every_picture_has_a_title_and_a_description(client, address, kinds):
    page = body(client, address)
    figures = re.findall(r'<figure class="(\w+)[^"]*">(.*?)</figure>', page, re.DOTALL)
    assert kinds <= {kind for kind, _ in figures}
    for kind, figure in figures:
        pictures = re.findall(r'<svg[^>]* role="img"[^>]*>(.*?)</svg>', figure, re.DOTALL)
        assert pictures or kind not in kinds
        for picture in pictures:
            assert re.match(r"\s*<title>[^<]+</title>\s*<desc>[^<]+</desc>", picture)


def test_captions_say_what_tables_hold(client):
    captions = re.findall(r"<caption>(.*?)</caption>", body(client, "/compare/django-vs-flask/"))
    assert "Which features each framework has, and from where" in captions
    assert not [caption for caption in captions if "nfold" in caption]
