"""Law 4: every page is valid, accessible and quiet, in both themes, and asks nobody else."""

import json
import re

import pytest

from portal.first_script import SCRIPT
from tests.support.addresses import ERRORS, PAGES

PHONE = {"width": 360, "height": 780}
# What search engines read and no browser runs.
DATA_BLOCK = '<script type="application/ld+json">'
DESK = {"width": 1280, "height": 900}
WIDE = {"width": 1920, "height": 1080}
ZOOMED = DESK["width"] // 4  # as wide as a desk's window that is enlarged to 400 %

SIGNS_A_LINE = """
  all => all.map((element) => {
    const { fontSize, fontFamily, paddingInlineStart } = getComputedStyle(element);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${fontSize} ${fontFamily}`;
    return (element.clientWidth - parseFloat(paddingInlineStart)) / pen.measureText("0").width;
  })
"""


def test_html_is_valid_and_has_one_heading_and_nothing_inline(live_site, nu_check):
    documents = {address: live_site.get(address).text for address in PAGES}
    documents["404"] = live_site.get("/nothing/").text
    documents["400"] = live_site.get(ERRORS[-1]).text
    documents["405"] = live_site.request("POST", "/").text
    assert nu_check(documents) == []
    for name, document in documents.items():
        assert len(re.findall(r"<h1[ >]", document)) == 1, name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", document), name
        for tag, text in re.findall(r"(<script[^>]*>)(.*?)</script>", document, re.DOTALL):
            if tag == DATA_BLOCK:
                json.loads(text)
            else:
                assert (tag.startswith("<script data-then="), text) == (True, SCRIPT), name


def test_titles_and_descriptions_say_the_page(live_site):
    pages = [live_site.get(address).text for address in PAGES if "?" not in address]
    titles = [
        re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1].split("·")[0] for page in pages
    ]
    assert len({title.strip() for title in titles}) == len(pages)
    for page in pages:
        described = re.search(r'<meta name="description"\s+content="([^"]*)"', page)
        assert described, page[:500]
        assert 30 < len(described[1]) < 320, described[1]


@pytest.fixture
def phone(browser, live_site):
    context = browser.new_context(viewport=PHONE, base_url=live_site.url)
    yield context.new_page()
    context.close()


def test_on_a_phone_lists_begin_on_the_first_screens(phone):
    phone.goto("/frameworks/?interface=asgi")
    assert phone.locator(".card").first.bounding_box()["y"] < PHONE["height"] / 2
    assert not phone.get_by_label("Name contains").is_visible()
    phone.set_viewport_size(DESK)
    assert phone.get_by_label("Name contains").is_visible()


def test_the_bar_that_compares_is_slim_and_stays_once_something_is_chosen(phone):
    phone.goto("/frameworks/")
    bar = phone.locator(".compare-bar")
    assert not bar.evaluate("bar => bar.getBoundingClientRect().top < innerHeight")
    phone.get_by_label("Compare Django").check()
    assert bar.evaluate("bar => bar.getBoundingClientRect().bottom <= innerHeight")
    assert bar.bounding_box()["height"] < 60


def test_tables_on_a_phone_fit_or_show_that_they_scroll(phone):
    phone.goto("/frameworks/flask/")
    for place in ("Release lines", "Published figures"):
        table = phone.get_by_role("region", name=place)
        assert table.evaluate("table => table.scrollWidth <= table.clientWidth"), place
    attachment = table.evaluate("table => getComputedStyle(table).backgroundAttachment")
    assert attachment.startswith("local, local, scroll, scroll")


def test_the_whole_matrix_fits_a_desk(browser, live_site):
    page = browser.new_page(viewport=DESK, base_url=live_site.url)
    page.goto("/features/")
    table = page.get_by_role("region", name="All features")
    fits = table.evaluate("table => table.scrollWidth <= table.clientWidth")
    page.goto("/use-cases/content-management/")
    names = page.locator("tbody th a").evaluate_all("all => all.map(a => a.offsetLeft)")
    page.close()
    assert fits
    assert len(set(names)) == 1  # beside their dots, none below


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_keyboard_goes_through_the_head_as_the_eye_does(phone, size):
    phone.set_viewport_size(size)
    phone.goto("/method/")
    places = []
    phone.keyboard.press("Tab")  # the link that skips the head
    while True:
        phone.keyboard.press("Tab")
        focused = phone.locator(":focus")
        if not focused.evaluate("element => !!element.closest('.site-header')"):
            break
        places.append(focused.bounding_box()["x"])
    assert len(places) >= 4
    assert places == sorted(places)


def test_situations_leave_no_column_empty_between_phone_and_desk(phone):
    phone.set_viewport_size({"width": 700, "height": 900})
    phone.goto("/compare/django-vs-flask/")
    edges = phone.locator(".situations > *").evaluate_all(
        "all => all.map(choice => Math.round(choice.getBoundingClientRect().right))"
    )
    assert len(edges) == 3
    assert edges[1] == edges[2]


def test_the_first_answer_of_the_wizard_is_on_the_first_screen_of_a_phone(phone):
    phone.goto("/wizard/")
    option = phone.locator(".option").first.bounding_box()
    assert option["y"] + option["height"] < PHONE["height"]
    above, heading = (phone.locator(part).bounding_box() for part in (".breadcrumbs", "h1"))
    assert heading["y"] - above["y"] - above["height"] < 20


@pytest.mark.parametrize("address", ["/frameworks/", "/companies/", "/sources/"])
def test_filters_stand_beside_their_list_on_a_desk(phone, address):
    phone.set_viewport_size(DESK)
    phone.goto(address)
    form, found = (
        phone.locator(f".with-filters > {part}").bounding_box() for part in ("details", "div")
    )
    assert form["x"] + form["width"] < found["x"]
    assert form["y"] == found["y"]


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("/compare/django-vs-flask/", ".verdict li"),
        ("/use-cases/content-management/", ".plain td > p"),
        ("/features/orm/", ".plain td > p"),
        ("/api/v1/", "section > ul:not([class])"),
    ],
)
def test_no_line_is_too_long_on_a_wide_screen(phone, address, lines):
    phone.set_viewport_size(WIDE)
    phone.goto(address)
    assert 0 < max(phone.locator(lines).evaluate_all(SIGNS_A_LINE)) < 70


@pytest.mark.parametrize("others", ["flask", "falcon-vs-fastapi-vs-flask-vs-quart"])
def test_frameworks_stand_in_columns_of_one_width(phone, others):
    phone.set_viewport_size(DESK)
    phone.goto(f"/compare/django-vs-{others}/")
    tables = phone.locator(".matrix thead tr").evaluate_all(
        "all => all.map(row => [...row.cells].slice(1).map(head => head.offsetWidth))"
    )
    assert tables
    assert all(max(widths) - min(widths) <= 1 for widths in tables)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("theme", "size"), [("light", PHONE), ("dark", DESK)])
def test_page_is_accessible_quiet_and_fits(browser, live_site, axe, address, theme, size):
    context = browser.new_context(viewport=size, color_scheme=theme, base_url=live_site.url)
    page = context.new_page()
    told, asked = [], []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    width = page.evaluate("document.documentElement.scrollWidth")
    violations = axe(page)
    page.set_viewport_size({"width": ZOOMED, "height": 900})
    zoomed = page.evaluate("document.documentElement.scrollWidth")
    cookies = context.cookies()
    context.close()
    assert told == []
    assert cookies == []
    assert [url for url in asked if not url.startswith(live_site.url)] == []
    assert violations == []
    assert width <= size["width"]
    assert zoomed <= ZOOMED
