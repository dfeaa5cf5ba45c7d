"""The wizard from the first question to the decision record: by keyboard, and without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.sites import Site

RESULT = re.compile(r"/wizard/result/\?")
MOST_QUESTIONS = 30


@pytest.fixture
def plain_page(browser: Browser, live_site: Site):
    """A page of a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, base_url=live_site.url)
    yield context.new_page()
    context.close()


@pytest.fixture
def keyboard(browser: Browser, live_site: Site):
    """A page that may use the clipboard."""
    context = browser.new_context(base_url=live_site.url)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_site.url)
    yield context.new_page()
    context.close()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on something that matches."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector} on {page.url}")


def answer_all(page: Page) -> int:
    """Choose the first option of every question with the space bar; return how many there were."""
    for number in range(MOST_QUESTIONS):
        if RESULT.search(page.url):
            return number
        before = page.url
        tab_to(page, "main .option input")
        page.keyboard.press("Space")
        tab_to(page, "main form button.button")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, before=before: url != before)
    raise AssertionError("The questions do not end")


def test_the_whole_wizard_by_keyboard(keyboard: Page):
    keyboard.goto("/wizard/")
    assert answer_all(keyboard) >= 12
    expect(keyboard.locator("h1")).not_to_have_text("No recommendation yet")
    answered = keyboard.url

    tab_to(keyboard, "#answers a[href*='ask=']")
    keyboard.keyboard.press("Enter")
    keyboard.wait_for_url(re.compile(r"ask="))
    tab_to(keyboard, "main .option input")
    keyboard.keyboard.press("Space")
    tab_to(keyboard, "main form button[formaction]")
    keyboard.keyboard.press("Enter")
    keyboard.wait_for_url(RESULT)
    assert keyboard.url != answered


def test_a_counterfactual_by_keyboard_leads_to_what_it_says(keyboard: Page):
    keyboard.goto("/wizard/result/?purpose=json-api&waiting=many")
    tab_to(keyboard, "#changes a[href*='/wizard/result/']")
    said = keyboard.evaluate("document.activeElement.textContent")
    keyboard.keyboard.press("Enter")
    keyboard.wait_for_load_state()
    first = keyboard.locator(".page-head .bars a").first.inner_text().partition(" ")[2]
    assert said.startswith((f"{first} would come first", f"{first} and ", f"{first}, "))


def test_the_decision_record_is_copied_by_keyboard(keyboard: Page):
    keyboard.goto("/wizard/result/?purpose=json-api&waiting=many")
    tab_to(keyboard, "#record summary")
    keyboard.keyboard.press("Enter")
    tab_to(keyboard, "[data-copy=record-text]")
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator("[data-copy=record-text]")).to_have_text("Copied")
    copied = keyboard.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("# ")
    assert "## What would change this" in copied
    assert copied.strip() == keyboard.locator("#record-text").input_value().strip()


def test_the_same_without_javascript(plain_page: Page):
    plain_page.goto("/wizard/?edition=short")
    assert answer_without_scripts(plain_page) >= 5
    before = plain_page.locator("h1").inner_text()
    change = plain_page.locator("#changes a[href*='/wizard/result/']").first
    change.click()
    assert plain_page.locator("h1").inner_text() != before
    plain_page.locator("#record summary").click()
    text = plain_page.locator("#record-text")
    text.focus()
    plain_page.keyboard.press("Control+a")
    assert text.input_value().startswith("# ")
    assert plain_page.locator("[data-copy=record-text]").is_hidden()


def answer_without_scripts(page: Page) -> int:
    for number in range(MOST_QUESTIONS):
        if RESULT.search(page.url):
            return number
        page.locator("main .option input").first.check()
        page.locator("main form button.button").click()
    raise AssertionError("The questions do not end")
