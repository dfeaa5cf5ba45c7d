"""Filters, chips and what is chosen to compare, without JavaScript."""

import re

import pytest


@pytest.fixture
def plain_page(browser, live_site):
    """A page of a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, base_url=live_site.url)
    yield context.new_page()
    context.close()


def test_what_is_chosen_stays_chosen_while_filters_change(plain_page):
    plain_page.goto("/frameworks/?kind=full-stack")
    plain_page.get_by_label("Compare Django").check()
    plain_page.get_by_label("Sort by").select_option("coverage")
    plain_page.get_by_label("Name contains").press("Enter")
    assert "/frameworks/" in plain_page.url
    assert "kind=full-stack" in plain_page.url
    assert "sort=coverage" in plain_page.url
    plain_page.get_by_role("navigation", name="Filters that are set").get_by_role("link").click()
    assert "kind" not in plain_page.url
    assert plain_page.get_by_label("Compare Django").is_checked()
    plain_page.get_by_label("Compare Flask").check()
    plain_page.get_by_role("button", name="Compare selected").click()
    assert plain_page.url.endswith("/compare/django-vs-flask/")


def test_an_empty_list_leads_back_to_one_that_is_not(plain_page):
    plain_page.goto("/frameworks/?q=django&kind=toolkit")
    way = plain_page.get_by_role("link", name=re.compile("^Without “Kind: Toolkit”")).first
    count = int(re.search(r"(\d+) found", way.inner_text())[1])
    way.click()
    assert plain_page.locator(".card").count() == count > 0
