"""Suggestions while typing, by keyboard and by mouse; and search without JavaScript."""

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def box(page: Page):
    """The search box in the head of a page."""
    page.goto("/about/")
    return page.get_by_role("combobox", name="Search")


def test_suggestions_come_while_typing_and_are_announced(page: Page, axe, box):
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("djn")
    box.press_sequentially("ago")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Django")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text(f"{options.count()} suggestions")
    assert axe(page) == []


def test_arrows_choose_enter_goes_there_and_escape_closes(page: Page, box):
    box.press_sequentially("flask")
    options = page.get_by_role("option")
    expect(options.nth(1)).to_be_visible()
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id"))
    box.press("ArrowUp")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("flask")
    box.press_sequentially("-lo")
    expect(options.first).to_contain_text("Flask-Login")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/sources/*flask-login*/")


def test_enter_without_a_choice_searches(page: Page, box):
    box.press_sequentially("websocket")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")
    page.wait_for_url("**/search/?q=websocket")


def test_a_suggestion_can_be_clicked_and_leaving_the_box_closes_the_list(page: Page, box):
    box.press_sequentially("flask vs django")
    expect(page.get_by_role("option").first).to_contain_text("Django or Flask")
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("option")).to_have_count(0)
    box.press_sequentially(" ?")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/compare/django-vs-flask/")


def test_search_without_javascript(browser, live_site):
    context = browser.new_context(java_script_enabled=False, base_url=live_site.url)
    page = context.new_page()
    page.goto("/about/")
    page.get_by_role("searchbox").fill("authentification")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name="User accounts and login").first.click()
    assert page.url.endswith("/features/login/")
    context.close()
