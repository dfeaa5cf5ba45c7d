"""The checkers find what is wrong, in a real browser and by a real parser."""

from playwright.sync_api import Page

from tests.support.browsers import CheckHtml, CheckPage

GOOD = "<!doctype html><html lang=en><title>Good</title><main><h1>Good</h1><p>Text</main></html>"
BAD = GOOD.replace("<p>Text", "<img src=x.png><p id=x><p id=x>")


def test_axe_finds_a_picture_without_a_text(page: Page, axe: CheckPage) -> None:
    page.set_content(GOOD)
    assert axe(page) == []
    page.set_content(BAD)
    assert "image-alt" in axe(page)[0]


def test_nu_finds_an_id_given_twice(nu_check: CheckHtml) -> None:
    found = nu_check({"good": GOOD, "bad": BAD})
    assert any(line.startswith("bad:1: Duplicate ID") for line in found)
    assert not any(line.startswith("good:") for line in found)
