"""What people come for, in a real browser: a developer, someone who is lost, a curator."""

import re

import pytest

COMPARISON = "/compare/django-vs-flask/"
WIZARD = "/wizard/result/?purpose=content-management&staff=ready"


@pytest.fixture
def plain_page(browser, live_site):
    """A page of a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, base_url=live_site.url)
    yield context.new_page()
    context.close()


def test_a_developer_finds_the_comparison_by_search(plain_page):
    plain_page.goto("/")
    plain_page.get_by_role("main").get_by_role("searchbox").fill("Flask or Django")
    plain_page.keyboard.press("Enter")
    plain_page.wait_for_url("**" + COMPARISON)
    assert plain_page.url.endswith(COMPARISON)
    assert plain_page.locator("h1").inner_text() == "Django vs Flask"
    answer = plain_page.locator("main h2").first.bounding_box()
    assert answer["y"] < 400


def test_from_search_to_a_file_of_the_differences(plain_page):
    plain_page.goto("/")
    plain_page.get_by_role("main").get_by_role("searchbox").fill("djagno vs flask")
    plain_page.keyboard.press("Enter")
    plain_page.wait_for_url("**" + COMPARISON)
    everything = plain_page.locator("tr[id^='feature-']").count()
    plain_page.get_by_role("link", name=re.compile(r"^Only the \d+ that differ$")).click()
    plain_page.wait_for_url(re.compile("show=differences"))
    differing = plain_page.locator("tr[id^='feature-']").count()
    assert 0 < differing < everything
    with plain_page.expect_download() as started:
        plain_page.get_by_role("link", name="CSV", exact=True).first.click()
    lines = started.value.path().read_text().splitlines()
    assert any("Admin interface" in line for line in lines)


def test_every_clause_of_the_verdict_leads_to_a_row_on_the_page(plain_page):
    plain_page.goto(COMPARISON)
    links = plain_page.locator(".verdict a[href^='#']")
    assert links.count() > 10
    for place in {link.get_attribute("href") for link in links.all()}:
        assert plain_page.locator(f"[id='{place[1:]}']").count() == 1, place


def test_a_reader_compares_two_from_the_home_page(plain_page):
    plain_page.goto("/")
    plain_page.get_by_role("button", name="Compare", exact=True).click()
    assert plain_page.url.endswith(COMPARISON)


def test_someone_who_is_lost_answers_the_wizard_without_javascript(plain_page):
    plain_page.goto("/wizard/")
    for _ in range(30):
        if "/wizard/result/" in plain_page.url:
            break
        choices = plain_page.get_by_role("main").locator("input[type=radio], input[type=checkbox]")
        choices.first.check()
        plain_page.get_by_role("main").get_by_role("button").first.click()
    assert "/wizard/result/" in plain_page.url
    assert plain_page.locator("h1").count() == 1
    assert re.search(r"\d+(\.\d+)? of \d+ points", plain_page.get_by_role("main").inner_text())
    change = plain_page.get_by_role("link", name=re.compile("^Change")).first
    change.click()
    assert "/wizard/" in plain_page.url


def test_the_theme_switch_is_remembered_and_nothing_else_is(page):
    page.emulate_media(color_scheme="light")
    page.goto("/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    switch = page.get_by_role("button", name=re.compile("^Theme"))
    switch.click()  # from the system's theme to light
    switch.click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto("/frameworks/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.evaluate("Object.keys(localStorage).length") == 1
    assert page.context.cookies() == []


def test_a_curator_corrects_a_level_and_readers_see_it_at_once(browser, new_site):
    """Two server processes: page, verdict and the wizard's result change at the next request."""
    new_site.add_curator("ada", "correct horse battery")
    before = {address: new_site.get(address) for address in (COMPARISON, WIZARD, "/changes/")}
    context = browser.new_context(base_url=new_site.url)
    page = context.new_page()
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.goto("/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Log in").click()
    page.goto("/admin/comparisons/support/?q=admin+interface")
    row = page.locator("#result_list tr:has(td.field-framework:text-is('Django'))")
    row.get_by_role("link", name="Admin interface").click()
    page.get_by_label("Level").select_option("none")
    page.get_by_role("button", name="Save", exact=True).first.click()
    assert "was changed successfully" in page.locator(".messagelist").inner_text()
    context.close()
    assert told == []
    # Several requests, so that both processes answer.
    for _ in range(6):
        for address, old in before.items():
            new = new_site.get(address, if_none_match=old.headers["ETag"])
            assert new.status == 200, address
            assert main_of(new.text) != main_of(old.text), address
    assert clauses(new_site.get(COMPARISON).text) != clauses(before[COMPARISON].text)
    assert new_site.get("/changes/").text.count('id="edition-') == 2


def main_of(text):
    return text[text.index("<main") : text.index("</main>")]


def clauses(text):
    return re.search(r'class="verdict".*?</section>', text, re.DOTALL)[0]
