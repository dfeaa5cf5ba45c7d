"""Pictures of every page in var/screenshots/, and what can be told of them without an eye."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.addresses import ERRORS, PAGES
from tests.support.sites import Site

THEMES = ("light", "dark")
WIDTHS = (360, 768, 1280, 1920)
FEW = ("/", "/frameworks/", "/compare/django-vs-flask/", "/features/", "/nothing/")
PAPER = {"width": 688, "height": 1000}  # A4 without its margins
LONGEST = 6000
"""Pixels down: what is below repeats what is above, and pictures of it take long."""

FAULTS = """
  () => {
    const faults = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) {
      const wide = [...document.body.querySelectorAll("*")].filter(
        (element) => element.getBoundingClientRect().right > width + 1);
      const named = wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 80));
      faults.push(`wider than its window: ${named}`);
    }
    const heads = [...document.querySelectorAll("h1")].filter((head) => head.checkVisibility());
    if (heads.length !== 1) faults.push(`${heads.length} main headings can be seen`);
    const solid = "a, button, h1, h2, h3, img, input:not([type=hidden]), select, svg, td, th";
    for (const element of document.querySelectorAll(solid)) {
      const { width, height } = element.getBoundingClientRect();
      if (element.checkVisibility() && (width === 0 || height === 0)) {
        faults.push(`of no size: ${element.outerHTML.slice(0, 80)}`);
      }
    }
    return faults;
  }
"""


def faults_of(page: Page) -> list[str]:
    return page.evaluate(FAULTS)


def place(theme: str, width: int, address: str) -> Path:
    name = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "home"
    return settings.VAR / "screenshots" / theme / str(width) / f"{name}.png"


def pictured(context: BrowserContext, theme: str, width: int, address: str) -> list[str]:
    """Take a picture of a page; return what is wrong with it."""
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(f"it says: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"it fails: {error}"))
    page.goto(address)
    tall = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": min(tall, LONGEST)}
    page.screenshot(path=place(theme, width, address), full_page=True, clip=clip)
    found = faults_of(page) + (told if address not in ERRORS else [])
    page.close()
    return [f"{address}: {fault}" for fault in found]


def faults(browser: Browser, site: Site, theme: str, width: int, pages: tuple[str, ...]) -> list:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, base_url=site.url
    )
    found = [fault for address in pages for fault in pictured(context, theme, width, address)]
    context.close()
    return found


@pytest.mark.parametrize(("theme", "width"), [("light", 768), ("dark", 1920)])
def test_the_main_pages_are_whole(browser, live_site, theme, width):
    assert faults(browser, live_site, theme, width, FEW) == []
    assert all(place(theme, width, address).exists() for address in FEW)


@pytest.mark.parametrize("address", ["/compare/django-vs-flask/", "/features/"])
def test_what_is_printed_fits_its_paper(browser, live_site, address):
    page = browser.new_page(viewport=PAPER, base_url=live_site.url)
    page.goto(address)
    page.emulate_media(media="print")
    width = page.evaluate("document.documentElement.scrollWidth")
    seen = page.locator("header.site-header, main button, main select").evaluate_all(
        "all => all.filter(element => element.checkVisibility()).length"
    )
    page.close()
    assert (width, seen) == (PAPER["width"], 0)


def test_on_paper_citations_stay_folded_and_the_rest_does_not(browser, live_site):
    page = browser.new_page(viewport=PAPER, base_url=live_site.url)
    page.goto("/frameworks/django/")
    page.emulate_media(media="print")
    cited, other = (
        page.locator(f"{kind} > :not(summary)").evaluate_all(
            "all => all.filter(element => element.checkVisibility()).length"
        )
        for kind in ("details.references", "details.unfold")
    )
    page.close()
    assert (cited, other > 0) == (0, True)


@pytest.mark.parametrize(("density", "notes"), [("", False), ("?density=open", True)])
def test_on_paper_rows_stand_as_on_the_screen(browser, live_site, density, notes):
    page = browser.new_page(viewport=PAPER, base_url=live_site.url)
    page.goto(f"/compare/django-vs-flask/{density}")
    page.emulate_media(media="print")
    note = page.locator("#feature-orm td > p").first.is_visible()
    explanation = page.locator("#feature-orm details > p").is_visible()
    page.close()
    assert (note, explanation) == (notes, notes)


@pytest.mark.screenshots
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_whole(browser, live_site, theme, width):
    assert faults(browser, live_site, theme, width, (*PAGES, *ERRORS)) == []


@pytest.fixture
def sheet(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 600})
    yield page
    page.close()


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<h1>One</h1><p style='width: 400px'>Wide</p>", "wider than its window"),
        ("<h1>One</h1><h1>Two</h1>", "2 main headings"),
        ("<h1 hidden>One</h1>", "0 main headings"),
        ("<h1>One</h1><button style='all: unset'></button>", "of no size: <button"),
    ],
)
def test_what_is_not_whole_is_found(sheet, body, fault):
    sheet.set_content(f"<!doctype html><title>A page</title>{body}")
    assert fault in " ".join(faults_of(sheet))


def test_what_is_folded_is_no_fault(sheet):
    folded = "<details><summary>More</summary><a href='/'></a></details>"
    sheet.set_content(f"<!doctype html><title>A page</title><h1>One</h1>{folded}")
    assert faults_of(sheet) == []
