"""Floor 3: the whole caching policy of public pages.

A public page is the same for everyone and is never changed by a reader. It depends on the edition,
the release, what the operator set, the day (UTC, because “checked in the last 12 months” moves) and
its address, and on nothing else. So one key serves as ETag and as the place of the stored reply;
the newest edition is read from the database at every request, and no reader is ever served an old
one.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast

import brotli
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.functional import cached_property

from comparisons.models import Edition

View = Callable[..., HttpResponseBase]

METHODS = ("GET", "HEAD", "OPTIONS")
LONGEST_STORED_ADDRESS = 1000
# How long a reply is stored, by the cache that keeps it: see `Address.cache`.
STORED_SECONDS = {"default": 24 * 60 * 60, "parameters": 10 * 60}
# On the longest pages brotli 9 takes twice the time of 7 (58 for 29 ms) and saves one byte in 100;
# 10 saves nine, but takes as long as making the page.
BROTLI_QUALITY = 9
GZIP_LEVEL = 6
SMALLEST_COMPRESSED = 200
PREFORMATTED = re.compile(rb"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)
INDENTATION = re.compile(rb"\s*\n\s*")
BLOCK = (
    rb"</?(?:caption|desc|details|div|figcaption|figure|g|h[1-6]|li|line|ol|p|path|rect|section|summary"
    rb"|table|tbody|td|text|th|thead|title|tr|ul)\b"
)
BREAK_BESIDE_BLOCK = re.compile(rb"(%b[^<>]*>)\n|\n(?=%b)" % (BLOCK, BLOCK))


class Site:
    """What every page shows of the site itself."""

    name = "Side by Side"

    @property
    def url(self) -> str:
        return settings.SITE_URL

    @property
    def release(self) -> str:
        return settings.RELEASE

    @cached_property
    def newest(self) -> Edition | None:
        """The newest edition. One query."""
        return Edition.objects.order_by("-number").first()

    @property
    def edition(self) -> int:
        return self.newest.number if self.newest else 0

    @property
    def published_at(self) -> datetime | None:
        return self.newest.published_at if self.newest else None


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor: `site`, and `canonical`, the absolute address of this page."""
    try:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
    except TooManyFieldsSent:
        # The page that refuses such an address is made with this context too.
        query, request.GET = "", QueryDict()
    return {"site": site_of(request), "canonical": f"{settings.SITE_URL}{request.path}{query}"}


def site_of(request: HttpRequest) -> Site:
    """Return the Site of this request, so that a request asks for the edition only once."""
    if not hasattr(request, "public_site"):
        request.public_site = Site()  # type: ignore[attr-defined]
    return cast(Site, request.public_site)  # type: ignore[attr-defined]


def public(view: View) -> View:
    """Mark a view as a public page: GET, HEAD and OPTIONS only, no cookie, ETag, stored.

    A view may have `headers`, which go with all its replies, and views that answer in place of a
    page: `refusal` to other methods, `overflow` to more parameters than Django reads,
    `strangers` to the names of parameters that it does not know, which are else ignored.
    """
    view.public = True  # type: ignore[attr-defined]
    return view


def parameters(*names: str) -> Callable[[View], View]:
    """Keep only these query parameters, in this order: others neither show nor fill the cache."""

    def decorate(view: View) -> View:
        view.parameters = names  # type: ignore[attr-defined]
        return view

    return decorate


def unstored(request: HttpRequest) -> None:
    """Do not keep the reply: its address holds what anybody can make up without end."""
    request.public_unstored = True  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Address:
    """What tells one reply from another.

    `published_at` is there because a restored database counts its editions anew; `day` is that on
    which the page was begun.
    """

    path: str
    query: str
    encoding: str
    edition: int
    published_at: datetime | None
    day: date

    @property
    def tag(self) -> str:
        settled = (settings.RELEASE, settings.SITE_URL, settings.OPERATOR_NAME, settings.CONTACT)
        record = (self.edition, self.published_at, self.day)
        told = (*settled, *record, self.path, self.query, self.encoding)
        return hashlib.sha256("\0".join(map(str, told)).encode()).hexdigest()[:32]

    @property
    def cache(self) -> str:
        """The name of the cache that keeps the reply."""
        return "parameters" if self.query else "default"


class PublicPages:
    """Middleware that answers for public pages before sessions and CSRF are touched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in getattr(request, "public_headers", {}).items():
            response.headers.setdefault(name, value)
        address = getattr(request, "public_address", None)
        if address is None or response.headers.get("ETag"):
            return response
        return finished(request, response, address)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], named: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not getattr(view, "public", False):
            return None
        request.public_headers = getattr(view, "headers", {})  # type: ignore[attr-defined]
        if request.method not in METHODS or request.method == "OPTIONS":
            return without_page(request, getattr(view, "refusal", page_only_read))
        try:
            unknown = keep_known_parameters(request, getattr(view, "parameters", None))
        except TooManyFieldsSent:
            if not hasattr(view, "overflow"):
                raise
            return view.overflow(request)
        address = address_of(request)
        request.public_address = address  # type: ignore[attr-defined]
        if unknown and hasattr(view, "strangers"):
            return view.strangers(request, unknown)
        return unchanged_or_stored(request, address)


def without_page(request: HttpRequest, refusal: View) -> HttpResponseBase:
    """Answer OPTIONS, and refuse the methods that would change something."""
    response = HttpResponse(status=204) if request.method == "OPTIONS" else refusal(request)
    response.headers["Allow"] = ", ".join(METHODS)
    return response


def page_only_read(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("405.html", request=request), status=405)


def keep_known_parameters(request: HttpRequest, names: tuple[str, ...] | None) -> tuple[str, ...]:
    """Take all other parameters out, and return their names."""
    if names is None:
        return ()
    unknown = tuple(name for name in request.GET if name not in names)
    known = QueryDict(mutable=True)
    for name in (name for name in names if name in request.GET):
        known.setlist(name, request.GET.getlist(name))
    known._mutable = False
    request.GET = known  # type: ignore[assignment]
    return unknown


def address_of(request: HttpRequest) -> Address:
    return Address(
        request.path,
        request.GET.urlencode(),
        encoding_for(request.headers.get("Accept-Encoding", "")),
        site_of(request).edition,
        site_of(request).published_at,
        datetime.now(UTC).date(),
    )


def encoding_for(accepted: str) -> str:
    """Return br, gzip or identity, whichever the client takes first in that order."""
    takes = {
        name.strip()
        for name, _, quality in (part.partition(";") for part in accepted.lower().split(","))
        if quality.replace(" ", "") not in ("q=0", "q=0.0")
    }
    return next((encoding for encoding in ("br", "gzip") if encoding in takes), "identity")


def unchanged_or_stored(request: HttpRequest, address: Address) -> HttpResponseBase | None:
    """Return 304 or the stored reply, or None when the page has to be made."""
    tag = address.tag
    stored = caches[address.cache].get(f"page:{tag}")
    unchanged = get_conditional_response(request, etag=f'"{tag}"')
    # “*” asks for any page at all: whether there is one is known only where one is stored.
    is_known = stored is not None or request.headers.get("If-None-Match", "").strip() != "*"
    if unchanged is not None and unchanged.status_code == 304 and is_known:
        return with_policy(unchanged, tag)
    return None if stored is None else reply(stored, tag)


def finished(request: HttpRequest, response: HttpResponse, address: Address) -> HttpResponse:
    """Compress and store a page that was just made; other replies only get the policy."""
    if response.status_code != 200 or response.streaming:
        response.headers.setdefault("Cache-Control", "no-cache")
        return response
    without_indentation(response)
    compress(response, address.encoding)
    response.headers["Content-Length"] = str(len(response.content))
    tag = address.tag
    is_short = len(address.path) + len(address.query) <= LONGEST_STORED_ADDRESS
    if is_short and not getattr(request, "public_unstored", False):
        kept = (response.content, dict(response.headers))
        caches[address.cache].set(f"page:{tag}", kept, STORED_SECONDS[address.cache])
    return with_policy(response, tag)


def without_indentation(response: HttpResponse) -> None:
    """Take the templates' indentation out of a page: an eighth of it, and it means nothing.

    Neither do line breaks beside blocks. Code samples stay as they are.
    """
    if not response.headers["Content-Type"].startswith("text/html"):
        return
    parts = PREFORMATTED.split(response.content)
    parts[::2] = [BREAK_BESIDE_BLOCK.sub(rb"\1", INDENTATION.sub(b"\n", p)) for p in parts[::2]]
    response.content = b"".join(parts)


def compress(response: HttpResponse, encoding: str) -> None:
    if encoding == "identity" or len(response.content) < SMALLEST_COMPRESSED:
        return
    if encoding == "br":
        response.content = brotli.compress(response.content, quality=BROTLI_QUALITY)
    else:
        response.content = gzip.compress(response.content, GZIP_LEVEL, mtime=0)
    response.headers["Content-Encoding"] = encoding


def reply(stored: tuple[bytes, dict[str, str]], tag: str) -> HttpResponse:
    content, headers = stored
    return with_policy(HttpResponse(content, headers=headers), tag)


def with_policy(response: HttpResponse, tag: str) -> HttpResponse:
    response.headers["ETag"] = f'"{tag}"'
    response.headers["Cache-Control"] = cache_control()
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def cache_control() -> str:
    """Every reader asks again, unless the operator lets a CDN keep pages for CDN_SECONDS."""
    if not settings.CDN_SECONDS:
        return "public, no-cache"
    seconds = settings.CDN_SECONDS
    return f"public, max-age=0, s-maxage={seconds}, stale-while-revalidate={seconds}"
