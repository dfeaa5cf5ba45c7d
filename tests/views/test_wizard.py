"""The wizard as readers meet it: pages, forms and links."""

import re
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from comparisons import models
from tests.support import entries
from tests.support.caches import is_stored

pytestmark = pytest.mark.django_db

ALL = "data=orm&what=shop&pace=fast"
PAGES = ("/wizard/", "/wizard/all/", "/wizard/result/")


@pytest.fixture
def record() -> None:
    django, flask = entries.framework("django"), entries.framework("flask")
    orm, shop = entries.feature("orm"), entries.use_case("shop")
    speed = entries.dimension("speed")
    entries.support(django, orm, "built-in")
    entries.support(flask, orm, "third-party")
    entries.suitability(django, shop, "ideal")
    entries.suitability(flask, shop, "workable")
    entries.rating(flask, speed, 4)
    wish = {"feature": orm, "weight": 4, "veto_below": 80}
    entries.question("data", {"orm": [wish], "unsure": []}, position=1)
    entries.question("what", {"shop": [{"use_case": shop, "weight": 3}]}, position=2)
    entries.question("pace", {"fast": [{"dimension": speed, "weight": 2}]}, position=3)
    entries.question("old", {"yes": []}, retired=True, position=4)


class Form(HTMLParser):
    """What a browser would send: the fields of the page's last form, by kind."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action = ""
        self.fields: list[tuple[str, str]] = []
        self.offered: list[tuple[str, str]] = []
        self.buttons: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.fields, self.offered = found.get("action", ""), [], []
        elif tag == "button":
            self.buttons.append(found)
        elif tag == "input" and found.get("type") in ("hidden", "radio", "checkbox"):
            pair = found["name"], found["value"]
            self.offered.append(pair)
            if found["type"] == "hidden" or "checked" in found:
                self.fields.append(pair)


def arrive(client: Client, address: str) -> HttpResponse:
    """The page where an address leads, after one redirect at most."""
    response = client.get(address)
    if response.status_code == 301:
        response = client.get(response.headers["Location"])
    assert response.status_code == 200
    return response


def text(client: Client, address: str) -> str:
    return arrive(client, address).content.decode()


def canonical(client: Client, address: str) -> str:
    """Where an address leads to; itself if it is canonical."""
    response = client.get(address)
    return response.headers["Location"] if response.status_code == 301 else address


def tables(html: str) -> Iterator[tuple[list[str], str]]:
    """The points of each row of each table of contributions, and its sum."""
    for table in re.findall(r"<table[^>]*contributions.*?</table>", html, re.S):
        *rows, total = re.findall(r"<tr>.*?</tr>", table, re.S)[1:]
        yield [cells(row)[-1] for row in rows], cells(total)[-1]


def cells(row: str) -> list[str]:
    found = re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in found]


def bounds(points: str) -> tuple[Decimal, Decimal]:
    low, _, high = points.partition(" to ")
    return Decimal(low), Decimal(high or low)


def test_answering_every_question_leads_to_the_result(client: Client, record: None):
    address, visited = "/wizard/", []
    for choice in (("data", "orm"), ("what", "shop"), ("pace", "fast")):
        html = text(client, address)
        form = Form(html)
        assert choice in form.offered
        visited.append(choice[0])
        submit = [b for b in form.buttons if b.get("name") == "ask"]
        sent = [*form.fields, choice, *((b["name"], b["value"]) for b in submit)]
        address = f"{form.action}?{urlencode(sent)}"
    assert visited == ["data", "what", "pace"]
    html = text(client, address)
    assert address.startswith("/wizard/result/")
    assert "Django is" in html
    assert f'{settings.SITE_URL}/wizard/result/?{ALL.replace("&", "&amp;")}"' in html


def test_told_as_soon_as_nothing_open_can_change_the_first_place(client: Client, record: None):
    """Django is 36 (doubled: 560) ahead by shop and ORM as musts; pace can win back 6 points."""
    html = text(client, "/wizard/?data=orm&data.importance=must&what=shop&ask=pace")
    note = html.partition('id="settled"')[2].partition("</div>")[0]
    assert "Django will come first" in note
    assert 'href="/wizard/result/?data=orm&amp;data.importance=must&amp;what=shop"' in note


def test_told_when_only_naming_a_framework_can_change_the_first_place(client: Client, record: None):
    unwanted = {"trait": "framework", "trait_value": "django", "weight": 5, "veto_below": 100}
    entries.question("not-wanted", {"django": [{**unwanted, "direction": "less"}]}, position=9)
    given = "data=orm&data.importance=must&what=shop&ask=pace"
    note = text(client, f"/wizard/?{given}").partition('id="settled"')[2].partition("</div>")[0]
    assert "Django will come first" in note
    assert "unless you name a framework" in note
    assert 'id="settled"' not in text(client, "/wizard/?pace=fast&ask=data")


@pytest.mark.parametrize("query", ["", "pace=fast&ask=data", "data=unsure&ask=what", ALL])
def test_not_told_before_it_is_certain(client: Client, record: None, query: str):
    assert 'id="settled"' not in text(client, f"/wizard/?{query}")


def short_record() -> None:
    """Two of the three questions belong to the short edition."""
    for question in models.Question.objects.filter(slug__in=["data", "pace"]):
        question.short = True
        entries.saved(question)


def test_the_short_edition_asks_its_questions_and_offers_the_rest(client: Client, record: None):
    short_record()
    start = text(client, "/wizard/")
    assert 'href="/wizard/?edition=short"' in start
    html = text(client, "/wizard/?edition=short")
    assert "Question 1 of 2" in html
    form = Form(html)
    assert ("edition", "short") in form.fields
    address = f"{form.action}?{urlencode([*form.fields, ('data', 'orm'), ('ask', 'pace')])}"
    assert canonical(client, address) == "/wizard/?data=orm&edition=short&ask=pace"
    last = text(client, address)
    assert "Question 2 of 2" in last
    form = Form(last)
    assert form.action == "/wizard/result/"
    (button,) = (b for b in form.buttons if b.get("name") == "ask")
    beyond = f"{button['formaction']}?{urlencode([*form.fields, ('ask', button['value'])])}"
    assert canonical(client, beyond) == "/wizard/?data=orm&ask=what"


def test_a_question_outside_the_short_edition_ends_it(client: Client, record: None):
    short_record()
    assert canonical(client, "/wizard/?edition=short&ask=what") == "/wizard/?ask=what"
    assert canonical(client, "/wizard/?edition=long") == "/wizard/"


def test_without_short_questions_there_is_no_short_edition(client: Client, record: None):
    assert canonical(client, "/wizard/?edition=short") == "/wizard/"
    assert "edition=short" not in text(client, "/wizard/")


def test_progress_and_why(client: Client, record: None):
    html = text(client, "/wizard/?ask=what")
    assert "2 of 3" in html
    assert "Why we ask about what." in html


def test_result_can_be_had_at_once(client: Client, record: None):
    buttons = Form(text(client, "/wizard/?data=orm&ask=what")).buttons
    assert "/wizard/result/" in [button.get("formaction") for button in buttons]


@pytest.mark.parametrize("query", [ALL, f"{ALL}&pace.importance=must", "what=shop"])
def test_the_result_adds_up_by_hand(client: Client, record: None, query: str):
    found = list(tables(text(client, f"/wizard/result/?{query}")))
    assert len(found) == 2
    for rows, total in found:
        assert tuple(map(sum, zip(*map(bounds, rows), strict=True))) == bounds(total)


def test_ruled_out_is_not_in_the_ranking(client: Client, record: None):
    html = text(client, f"/wizard/result/?{ALL}&data.importance=must")
    assert len(list(tables(html))) == 1
    ruled_out = html.partition('id="ruled-out"')[2].partition("</section>")[0]
    assert "Flask" in ruled_out
    assert "ask=data" in ruled_out


def test_nothing_answered_is_no_ranking_but_a_way_on(client: Client, record: None):
    html = text(client, "/wizard/result/")
    assert "any order would be arbitrary" in html
    assert not list(tables(html))
    assert 'href="/wizard/"' in html


def test_answers_that_count_for_nothing_are_no_ranking(client: Client, record: None):
    html = text(client, "/wizard/result/?data=unsure")
    assert "Nothing in these answers tells frameworks apart" in html
    assert not list(tables(html))


def test_answers_that_no_longer_count_are_told(client: Client, record: None):
    for page in PAGES:
        html = text(client, f"{page}?old=yes&data=gone&what=shop")
        assert "2 answers no longer count" in html
        assert "this question is no longer asked" in html


def test_all_questions_on_one_page(client: Client, record: None):
    form = Form(text(client, f"/wizard/all/?{ALL}&data.importance=must"))
    assert form.action == "/wizard/result/"
    assert {("data", "orm"), ("what", "shop"), ("data.importance", "must")} <= set(form.fields)
    assert ("data", "") in form.offered
    html = text(client, f"{form.action}?{urlencode(form.fields)}")
    assert "data.importance=must" in html


def test_every_answer_can_be_changed(client: Client, record: None):
    html = text(client, "/wizard/result/?data=orm")
    assert 'href="/wizard/?data=orm&amp;ask=data"' in html
    assert 'href="/wizard/?data=orm&amp;ask=pace"' in html


def test_a_wizard_without_questions_has_a_way_on(client: Client):
    assert "no questions yet" in text(client, "/wizard/")
    assert "no questions yet" in text(client, "/wizard/all/")
    assert "any order would be arbitrary" in text(client, "/wizard/result/")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/wizard/result/?pace=fast&data=orm", "/wizard/result/?data=orm&pace=fast"),
        ("/wizard/result/?data=orm&data.importance=important", "/wizard/result/?data=orm"),
        ("/wizard/result/?data=&what=shop&utm_source=x", "/wizard/result/?what=shop"),
        ("/wizard/result/?data=orm&ask=what&edition=short", "/wizard/result/?data=orm"),
        ("/wizard/?x=1", "/wizard/"),
        ("/wizard/?ask=nothing&data=orm", "/wizard/?data=orm"),
        ("/wizard/?ask=pace&data=orm", "/wizard/?data=orm&ask=pace"),
        ("/wizard/all/?what=shop&data=orm", "/wizard/all/?data=orm&what=shop"),
        ("/wizard/?what=shop&old=yes", "/wizard/?what=shop&old=yes"),
        ("/wizard/?old=yes&what=shop", "/wizard/?what=shop&old=yes"),
    ],
)
def test_one_address_for_the_same_answers(client: Client, record: None, asked: str, found: str):
    assert canonical(client, asked) == found


def test_a_redirect_is_asked_for_again(client: Client, record: None):
    """The order of questions may change: no browser may keep where an address led."""
    assert client.get("/wizard/?x=1").headers["Cache-Control"] == "no-cache"


def test_appended_parameters_do_not_fill_the_cache(client: Client, record: None):
    page = arrive(client, "/wizard/result/?data=orm")
    assert is_stored(page)
    appended = arrive(client, "/wizard/result/?data=orm&x=1")
    assert appended.headers["ETag"] == page.headers["ETag"]
    assert is_stored(arrive(client, "/wizard/result/?data=orm&old=yes"))
    assert not is_stored(arrive(client, "/wizard/result/?data=orm&data=made-up"))


NAMES = st.sampled_from(["data", "what", "pace", "old", "data.importance", "ask", "x"]) | st.text()
VALUES = st.sampled_from(["orm", "shop", "fast", "must", "nice", "what"]) | st.text()


@examples(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(NAMES, VALUES), max_size=30))
def test_no_query_string_breaks_it(client: Client, record: None, pairs: list[tuple[str, str]]):
    query = urlencode(pairs, errors="surrogatepass")
    for page in PAGES:
        arrive(client, f"{page}?{query}")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("data=%00%ff%fe", 200),
        ("data=" + "x" * 100_000, 200),
        ("&".join(["data=orm"] * 9_000), 200),
        ("&".join(["data=orm"] * 10_001), 400),
        ("%ff=%ff&=&==&&&", 200),
    ],
)
def test_hostile_query_strings(client: Client, record: None, query: str, status: int):
    response = client.get(f"/wizard/result/?{query}", follow=True)
    assert response.status_code == status
    assert len(response.redirect_chain) <= 1


def test_bars_are_read_once(client: Client, record: None):
    """The points stand beside each bar."""
    html = text(client, f"/wizard/result/?{ALL}")
    bars = re.findall(r'<ul class="bars.*?</ul>', html, re.DOTALL)
    drawn = [tag for part in bars for tag in re.findall(r"<svg[^>]*>", part)]
    assert len(drawn) > 2
    assert all('aria-hidden="true"' in tag and "label" not in tag for tag in drawn)
