"""No link of the portal leads nowhere: every address that pages name answers, every place exists.

The crawl begins at the home page and all addresses of the sitemap and follows every link. Each path
is fetched once without a query; of its queries, so many as `variants` says, for filters and the
wizard have more than could be visited. Of comparisons of three and more there are thousands, all of
the same rows as those of two: `combined` of each number are visited. A sample (a few pages of each
kind) runs every day, the whole crawl nightly.
"""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve

ELSEWHERE = ("/static/", "/admin/")
EVERYTHING = 1_000_000
LOCATIONS = re.compile(r"<loc>(.*?)</loc>")


class Document(HTMLParser):
    """The links of a page and the places on it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.places |= {place for place in (known.get("id"), known.get("name")) if place}
        if tag in ("a", "link", "area") and known.get("href"):
            self.links.append(known["href"] or "")


@dataclass
class Crawl:
    """Follows links: at most `pages` paths of each kind, each with at most `variants` queries."""

    client: Client
    pages: int
    variants: int
    combined: int
    problems: list[str] = field(default_factory=list)
    fetched: dict[str, set[str] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.waiting: deque[tuple[str, str]] = deque()
        self.taken: set[str] = set()
        self.paths: set[str] = set()
        self.of_kind: Counter[str] = Counter()
        self.of_path: Counter[str] = Counter()
        self.named: dict[tuple[str, str], str] = {}

    def run(self, *starts: str) -> None:
        """Visit all that is reached from the starts, then look up the places that links name."""
        for start in starts:
            self.take("the sitemap", start)
        while self.waiting:
            self.visit(*self.waiting.popleft())
        for (address, place), page in self.named.items():
            places = self.fetched.get(address)
            if places is not None and place not in places:
                self.problems.append(f"{page}: no place #{place} on {address}")

    def take(self, page: str, link: str) -> None:
        """Note a link that stands on a page, if it is ours and within the bounds."""
        parts = urlsplit(urljoin(settings.SITE_URL + page, link))
        if f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL:
            return
        if parts.path.startswith(ELSEWHERE):
            return
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.fragment:
            self.named.setdefault((address, unquote(parts.fragment)), page)
        if address not in self.taken and self._within(parts.path, parts.query):
            self.taken.add(address)
            self.waiting.append((page, address))

    def _within(self, path: str, query: str) -> bool:
        if path not in self.paths:
            kind, joined = kind_of(path), path.count("-vs-")
            if self.of_kind[kind] >= (self.pages if joined < 2 else self.combined):
                return False
            self.of_kind[kind] += 1
            self.paths.add(path)
        self.of_path[path] += bool(query)
        return not query or self.of_path[path] <= self.variants

    def visit(self, page: str, address: str) -> None:
        """Fetch an address and note its links."""
        answer = self.client.get(address)
        if answer.status_code in (301, 302):
            self.take(address, answer.headers["Location"])
        elif answer.status_code != 200:
            self.problems.append(f"{page}: {address} answers {answer.status_code}")
        elif answer.headers["Content-Type"].startswith("text/html"):
            document = Document(answer.content.decode())
            self.fetched[address] = document.places
            for link in document.links:
                self.take(address, link)


def kind_of(path: str) -> str:
    """The view that answers for a path, and of how many a comparison is; else the path itself."""
    try:
        return f"{resolve(path).view_name} {path.count('-vs-')}"
    except Resolver404:
        return path


def crawled(client: Client, pages: int, variants: int, combined: int) -> Crawl:
    """Crawl the loaded portal within bounds."""
    crawl = Crawl(client, pages, variants, combined)
    crawl.run("/", *LOCATIONS.findall(client.get("/sitemap.xml").content.decode()))
    return crawl


def test_no_link_leads_nowhere_in_a_sample(client, loaded_content):
    crawl = crawled(client, pages=4, variants=2, combined=1)
    assert not crawl.problems, "\n".join(crawl.problems)
    assert len(crawl.of_kind) > 30
    assert len(crawl.named) > 200


@pytest.mark.nightly
def test_no_link_leads_nowhere(client, loaded_content):
    crawl = crawled(client, pages=EVERYTHING, variants=3, combined=20)
    assert not crawl.problems, "\n".join(crawl.problems)
    assert len(crawl.fetched) > 400


def test_the_crawl_finds_what_is_wrong(client, db):
    crawl = Crawl(client, 1, 1, 1)
    crawl.take("/about/", "/nothing/")
    crawl.take("/about/", "/method/#nowhere")
    crawl.run("/method/")
    assert "/about/: /nothing/ answers 404" in crawl.problems
    assert "/about/: no place #nowhere on /method/" in crawl.problems
