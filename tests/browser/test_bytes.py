"""What crosses the wire when a page is opened for the first time: every request, compressed."""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.support.sites import Site

KB = 1000
FIVE = "/compare/django-vs-fastapi-vs-flask-vs-pyramid-vs-sanic/"


def requests_of(page: Page, address: str) -> list[Request]:
    """Open an address with an empty store and return what was asked for."""
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(address, wait_until="networkidle")
    return asked


def bytes_of(request: Request) -> int:
    """Head and body of a reply, as they were sent."""
    sizes = request.sizes()
    return sizes["responseHeadersSize"] + sizes["responseBodySize"]


def with_icons(page: Page, site: Site, asked: list[Request]) -> Counter[str]:
    """Bytes by address. A browser without a window asks for no icon: the first is added."""
    sent = Counter({urlsplit(request.url).path: bytes_of(request) for request in asked})
    icon = page.locator("link[rel=icon]").first.get_attribute("href") or ""
    reply = site.get(icon, accept_encoding="br")
    assert reply.status == 200
    sent[icon] = len(reply.body) + len(str(reply.headers))
    return sent


@pytest.mark.parametrize(
    ("address", "all_bytes", "requests"),
    [
        ("/", 40 * KB, 4),
        ("/compare/django-vs-flask/", 75 * KB, 6),
        (FIVE, 120 * KB, 6),
        ("/wizard/result/?purpose=content-management&staff=ready", 75 * KB, 6),
    ],
)
def test_a_first_visit_is_light(
    browser: Browser, live_site: Site, address: str, all_bytes: int, requests: int
) -> None:
    page = browser.new_page(base_url=live_site.url)
    asked = requests_of(page, address)
    sent = with_icons(page, live_site, asked)
    encodings = {request.response().headers.get("content-encoding") for request in asked}
    page.close()
    assert encodings == {"br"}
    assert sum(sent.values()) <= all_bytes, sent
    assert len(sent) <= requests, sent
    assert sum(size for path, size in sent.items() if path.endswith(".js")) <= 8 * KB
    assert sum(size for path, size in sent.items() if path.endswith(".css")) <= 20 * KB
