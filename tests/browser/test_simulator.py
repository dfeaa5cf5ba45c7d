"""A curator tries a weight, sees what it would do, and saves or discards it, without JavaScript."""

import re

SIMULATOR = "/admin/comparisons/question/simulator/"


def test_a_weight_is_tried_discarded_tried_again_and_saved(browser, new_site):
    new_site.add_curator("ada", "correct horse battery")
    context = browser.new_context(java_script_enabled=False, base_url=new_site.url)
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Simulator of the wizard").click()
    assert page.locator("#firsts tbody tr").count() == 18
    weight = "Weight: Yes, in a ready-made back office, feature/admin"
    try_a_weight(page, weight, "1")
    assert "?try=" in page.url
    difference = page.locator("#difference").inner_text()
    assert re.search(r"[1-9]\d* of 5000 sets of answers", difference)
    page.get_by_role("link", name="Discard").click()
    assert page.url.endswith(SIMULATOR)
    assert page.get_by_label(weight).input_value() == "5"
    try_a_weight(page, weight, "1")
    page.get_by_role("button", name="Save and publish").click()
    assert (
        "Saved and published as one edition. Entries: 1."
        in page.locator(".messagelist").inner_text()
    )
    assert page.get_by_label(weight).input_value() == "1"
    context.close()
    assert "after a simulation" in new_site.get("/changes/").text


def try_a_weight(page, label, value):
    field = page.get_by_label(label)
    page.locator("#try details", has=field).locator("summary").click()
    field.fill(value)
    page.get_by_role("button", name="Show the difference").click()
