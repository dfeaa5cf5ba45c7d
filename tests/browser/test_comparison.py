"""The comparison page by keyboard and on a phone, with JavaScript and without."""

import re

import pytest

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
TWO = "/compare/django-vs-flask/"
THREE = "/compare/django-vs-flask-vs-quart/"


@pytest.fixture
def opened(browser, live_site):
    """Open an address in a context of its own: opened(address, size, **context)."""
    contexts = []

    def open_(address, size=DESK, **options):
        context = browser.new_context(viewport=size, base_url=live_site.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()


def row(page, feature):
    return page.locator(f"[id='feature-{feature}']")


def note(page, feature):
    return row(page, feature).locator("td > p").first


def is_in_sight(locator):
    """Whether what is at the middle of the element's top edge is the element."""
    return locator.evaluate(
        """element => {
            const box = element.getBoundingClientRect();
            const seen = document.elementFromPoint(box.left + box.width / 2, box.top + 4);
            return element.contains(seen);
        }"""
    )


def test_the_address_of_a_section_unfolds_none_of_its_rows(opened):
    page = opened(f"{TWO}#matrix")
    assert page.locator("#matrix").is_visible()
    assert page.locator("th > details[open]").count() == 0


def test_a_row_unfolds_by_keyboard_without_javascript(opened):
    page = opened(TWO, java_script_enabled=False)
    assert not note(page, "orm").is_visible()
    row(page, "orm").locator("summary").focus()
    page.keyboard.press("Enter")
    assert note(page, "orm").is_visible()
    assert not note(page, "migrations").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/features/orm/"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "#"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert not note(page, "orm").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_row_that_is_linked_to_is_unfolded_and_in_sight(opened, scripts, size):
    page = opened(f"{TWO}#feature-orm", size, java_script_enabled=scripts)
    assert note(page, "orm").is_visible()
    assert row(page, "orm").get_by_text("In every framework").is_visible()
    assert is_in_sight(row(page, "orm").locator("summary"))


def test_a_source_that_is_linked_to_is_shown(opened):
    page = opened(f"{TWO}?density=open")
    assert not page.locator("#s1").is_visible()
    page.locator("#matrix sup a[href='#s1']").first.click()
    assert page.locator("#s1").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_source_shows_beside_the_number_that_leads_to_it(opened, scripts):
    page = opened(f"{TWO}?density=open", PHONE, java_script_enabled=scripts)
    number = row(page, "orm").locator("sup a").first
    number.scroll_into_view_if_needed()
    stood = number.bounding_box()["y"]
    number.click()
    source = page.locator(f"[id='s{number.inner_text()}']")
    assert is_in_sight(source)
    assert abs(number.bounding_box()["y"] - stood) < 2
    if scripts:
        source.get_by_role("link", name="Back to where it is cited").click()
        assert page.url.endswith("#feature-orm")
    else:
        page.go_back()
    assert not is_in_sight(source)
    assert is_in_sight(row(page, "orm").locator("summary"))


def shifted(page):
    """By how much the layout has shifted since the page was opened."""
    page.wait_for_load_state("networkidle")
    return page.evaluate(
        """() => new Promise((resolve) => {
            const sum = (list) => list.getEntries().reduce((sum, entry) => sum + entry.value, 0);
            new PerformanceObserver((list) => resolve(sum(list))).observe(
              { type: "layout-shift", buffered: true });
            setTimeout(() => resolve(0), 500);
        })"""
    )


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("place", ["feature-licence", "dimension-footprint", "migrations"])
def test_nothing_shifts_where_the_address_leads_into_the_page(opened, place, size):
    assert shifted(opened(f"{TWO}#{place}", size)) == 0


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_nothing_shifts_where_the_address_leads_to_a_row(opened, size):
    page = opened(f"{TWO}#feature-orm", size)
    assert note(page, "orm").is_visible()
    assert shifted(page) == 0
    row(page, "orm").locator("summary").click()
    assert not note(page, "orm").is_visible()


FAR = "element => element.checkVisibility({ contentVisibilityAuto: true })"


@pytest.mark.parametrize(
    ("address", "far"),
    [
        (TWO, "#disagreements h2"),
        (TWO, "#group-security tr + tr td"),
        (TWO, "#dimensions figure"),
        ("/frameworks/django/", "#code p"),
        ("/features/", "#group-security td"),
    ],
)
def test_what_is_far_is_not_drawn_until_the_reader_comes_near(opened, address, far):
    page = opened(address, PHONE)
    element = page.locator(far).first
    assert not element.evaluate(FAR)
    assert element.text_content().strip()
    element.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    assert element.evaluate(FAR)


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize(
    "place",
    [
        f"{TWO}#disagreements",
        f"{TWO}#dimension-footprint",
        f"{TWO}#feature-licence",
        "/frameworks/django/#code",
        "/features/#feature-websockets",
    ],
)
def test_an_address_leads_to_its_place_past_what_is_not_drawn(opened, place, size):
    page = opened(place, size)
    below = f"document.getElementById('{place.split('#')[1]}').getBoundingClientRect().top"
    assert 0 <= page.evaluate(below) < size["height"] * 0.9
    page.wait_for_timeout(300)
    assert 0 <= page.evaluate(below) < size["height"] * 0.9


def test_the_link_to_a_row_appears_and_copies_its_address(opened):
    page = opened(f"{TWO}?density=compact", permissions=["clipboard-read", "clipboard-write"])
    link = row(page, "orm").get_by_role("link", name="Row link")
    assert link.evaluate("link => getComputedStyle(link).opacity") == "0"
    row(page, "orm").hover()
    assert link.evaluate("link => getComputedStyle(link).opacity") == "1"
    link.click()
    assert link.text_content() == "✓"
    assert page.get_by_role("status").text_content() == "Copied"
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.endswith(f"{TWO}?density=compact#feature-orm")


def test_heads_stay_in_sight(opened):
    for size in (PHONE, DESK):
        page = opened(TWO, size)
        row(page, "websockets").locator("summary").scroll_into_view_if_needed()
        head = page.locator("#matrix thead th").nth(1)
        assert is_in_sight(head), size
        assert head.bounding_box()["y"] < 60


def test_on_a_phone_the_reader_picks_two_columns_without_javascript(opened):
    page = opened(THREE, PHONE, java_script_enabled=False)
    heads = page.locator("#matrix thead th")
    assert [heads.nth(n).is_visible() for n in (1, 2, 3)] == [True, True, False]
    one, other = page.locator(".columns-shown select").all()
    other.select_option(label="Quart")
    assert [heads.nth(n).is_visible() for n in (1, 2, 3)] == [True, False, True]
    cells = row(page, "orm").locator("td")
    assert [cells.nth(n).is_visible() for n in (0, 1, 2)] == [True, False, True]
    one.select_option(label="Flask")
    assert [heads.nth(n).is_visible() for n in (1, 2, 3)] == [False, True, True]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.set_viewport_size(DESK)
    assert [heads.nth(n).is_visible() for n in (1, 2, 3)] == [True, True, True]
    assert not one.is_visible()


def test_the_two_columns_differ(opened):
    page = opened(THREE, PHONE)
    one, other = page.locator(".columns-shown select").all()
    chosen = "[...document.querySelectorAll('.columns-shown select')].map(({ value }) => value)"
    one.select_option(label="Flask")
    assert page.evaluate(chosen) == ["2", "1"]
    other.select_option(label="Quart")
    one.select_option(label="Quart")
    assert page.evaluate(chosen) == ["3", "2"]


def test_a_framework_is_added_and_left_out_without_javascript(opened):
    page = opened(f"{TWO}?show=differences&must=orm", java_script_enabled=False)
    page.get_by_label("Another framework").select_option(label="Quart")
    page.get_by_role("button", name="Add").click()
    assert page.url.endswith(f"{THREE}?show=differences&must=orm")
    page.get_by_role("link", name="Leave Flask out").click()
    assert page.url.endswith("/compare/django-vs-quart/?show=differences&must=orm")
    page.go_back()
    assert page.locator("h1").inner_text() == "Django vs Flask vs Quart"


def test_requirements_are_ticked_in_the_matrix_without_javascript(opened):
    page = opened(TWO, PHONE, java_script_enabled=False)
    page.get_by_role("link", name="Set requirements").click()
    row(page, "orm").get_by_label("Must").check()
    assert not page.locator(".to-contents").is_visible()
    row(page, "websockets").get_by_label("Nice").check()
    button = page.get_by_role("button", name="Set requirements")
    assert is_in_sight(button)
    button.click()
    assert re.search(r"/compare/django-vs-flask/\?must=orm&nice=websockets#requirements$", page.url)
    assert page.locator("#requirements tbody tr").count() == 2
    name = page.locator("#requirements tbody th").first
    assert name.bounding_box()["width"] > PHONE["width"] * 0.8


def test_on_a_phone_the_page_is_a_third_of_what_everything_would_take(opened):
    # Where an address leads into the page, nothing is skipped: lengths are no estimates.
    folded, whole = (opened(f"{TWO}{query}#matrix", PHONE) for query in ("", "?density=open"))
    lengths = [
        page.locator("#matrix").evaluate("section => section.offsetHeight")
        for page in (folded, whole)
    ]
    assert lengths[0] * 3 < lengths[1]


def test_paper_shows_what_is_folded_but_for_rows(opened):
    page = opened(TWO)
    page.emulate_media(media="print")
    assert not note(page, "orm").is_visible()
    assert page.locator("#s1").is_visible()
    assert page.locator("#disagreements .prose").first.is_visible()
