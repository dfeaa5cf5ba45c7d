"""The curators' main pages: accessible and quiet in both themes, like those of readers."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browsers import CheckPage
from tests.support.sites import Site

DESK = {"width": 1280, "height": 900}
NAME, PASSWORD = "reader", "correct horse battery"
PAGES = (
    "/admin/",
    "/admin/comparisons/framework/",
    "/admin/comparisons/support/",
    "/admin/comparisons/source/",
    "/admin/comparisons/question/",
    "/admin/comparisons/question/simulator/",
)
LISTS_OF_FORMS = PAGES[1:5]
# Django leaves the head of the column empty that names the rows of an inline.
DJANGOS_OWN = ": empty-table-header: Table header text should not be empty: "
DJANGOS_OWN += '<th class="original"></th>'


@pytest.fixture(scope="module")
def curated(live_site: Site) -> Site:
    """The portal that all share, with an administrator, who only reads."""
    live_site.add_curator(NAME, PASSWORD)
    return live_site


@pytest.fixture(params=["light", "dark"])
def desk(browser: Browser, curated: Site, request: pytest.FixtureRequest):
    """A curator's browser in either theme."""
    context = browser.new_context(viewport=DESK, color_scheme=request.param, base_url=curated.url)
    yield context
    context.close()


def test_curators_pages_are_accessible_and_quiet(desk: BrowserContext, axe: CheckPage) -> None:
    page = desk.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.goto("/admin/login/?next=/admin/")
    found = faults_of(page, axe, told)
    log_in(page)
    for address in PAGES:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        found += faults_of(page, axe, told)
    for address in LISTS_OF_FORMS:
        page.goto(address)
        page.locator("#result_list tbody a[href*='/change/']").first.click()
        page.wait_for_url("**/change/**")
        found += faults_of(page, axe, told)
    assert found == []


def faults_of(page: Page, axe: CheckPage, told: list[str]) -> list[str]:
    """What a page shows and has said; what the checker makes the console say is not its own."""
    faults = list(told)
    faults += [fault for fault in axe(page) if not fault.endswith(DJANGOS_OWN)]
    if page.locator("h1").count() != 1:
        faults.append(f"{page.url}: not one h1")
    told.clear()
    return faults


def test_fields_that_are_chosen_by_searching_keep_their_names(desk: BrowserContext) -> None:
    page = desk.new_page()
    page.goto("/admin/login/?next=/admin/comparisons/support/%3Fq%3Dflask")
    log_in(page)
    page.locator("#result_list tbody a[href*='/change/']").first.click()
    expect(page.get_by_role("combobox", name=re.compile("^Framework: .*Flask"))).to_have_count(1)
    expect(page.get_by_role("searchbox", name="Packages:")).to_have_count(1)


def log_in(page: Page) -> None:
    page.get_by_label("Username").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
