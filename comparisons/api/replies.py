"""How replies are put together: the envelope, parts of lists, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from comparisons.api.asking import Part, part_of
from comparisons.api.shapes import Edition, Fault, Listing, Problem, Reply, Suggestion
from comparisons.engine.prose import listed, upper_first
from comparisons.exports import LICENCE
from comparisons.public import METHODS, View, site_of
from comparisons.queries.addresses import Addressed, current_slugs, similar_slugs
from comparisons.queries.links import absolute, at
from comparisons.views.elsewhere import moved

JSON = "application/json"
PROBLEM = "application/problem+json"
MOST_TOLD = 5
"""Names of parameters that a refusal tells, since anybody can send any number."""
ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag",
    "Access-Control-Max-Age": "86400",
}
"""Pages of other sites may read every reply; none carries anything that is private."""


def for_programs(view: View) -> View:
    """Mark a public view as one that other sites’ pages may read, and that refuses in JSON."""
    view.headers = ANYWHERE  # type: ignore[attr-defined]
    view.refusal = only_readable  # type: ignore[attr-defined]
    view.overflow = too_long  # type: ignore[attr-defined]
    return view


def one(request: HttpRequest, data: object, page: str | None) -> HttpResponse:
    """Reply with one entry; `page` is the absolute address of its page for people."""
    return reply(Reply(edition_of(request), LICENCE, here(request), page, data))


def many(request: HttpRequest, entries: Iterable[object], page: str | None) -> HttpResponse:
    """Reply with the part of a whole list that was asked for."""
    whole = tuple(entries)
    return part(request, whole[part_of(request).slice], len(whole), page)


def part(
    request: HttpRequest, data: Any, total: int, page: str | None, count: int | None = None
) -> HttpResponse:
    """Reply with a part that is cut already; `count` is its length where `data` is no list."""
    asked = part_of(request)
    end = asked.offset + (len(data) if count is None else count)
    before = max(asked.offset - asked.limit, 0)
    return reply(
        Listing(
            edition=edition_of(request),
            licence=LICENCE,
            address=here(request),
            page=page,
            total=total,
            limit=asked.limit,
            offset=asked.offset,
            next=here(request, Part(asked.limit, end)) if end < total and data else None,
            previous=here(request, Part(asked.limit, before)) if asked.offset else None,
            data=data,
        )
    )


def reply(document: object, status: int = 200, media: str = JSON) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(document), content_type=media, status=status)


def edition_of(request: HttpRequest) -> Edition:
    site = site_of(request)
    return Edition(site.edition, site.published_at)


def here(request: HttpRequest, other: Part | None = None) -> str:
    """The absolute address of this reply, or of another part of it, with what was asked."""
    query = request.GET.copy()
    if other:
        query["limit"], query["offset"] = str(other.limit), str(other.offset)
    return absolute(request.path) + (f"?{query.urlencode()}" if query else "")


# What went wrong


def problem(
    request: HttpRequest,
    status: int,
    title: str,
    detail: str,
    errors: tuple[Fault, ...] = (),
    suggestions: tuple[Suggestion, ...] = (),
) -> HttpResponse:
    """Say what went wrong, where, and what to do."""
    kind = f"{at('api')}#problem-{status}"
    found = Problem(kind, title, status, detail, request.path, errors, suggestions)
    return reply(found, status, PROBLEM)


def refused(request: HttpRequest, errors: tuple[Fault, ...]) -> HttpResponse:
    """400 for parameters that were not understood."""
    named = listed(dict.fromkeys(fault.parameter for fault in errors))
    title = f"Not understood: {named}."
    return problem(request, 400, title, " ".join(fault.message for fault in errors), errors)


def missing(
    request: HttpRequest, model: type[Addressed], slugs: Sequence[str], view: str
) -> HttpResponse:
    """404 with the entries whose slugs are most like these; `view` is where they are."""
    names = listed([f"“{slug}”" for slug in slugs], "or")
    close = similar_slugs(model, slugs)
    look = f"look the slug up at {at(f'{view}s')}."
    return problem(
        request,
        404,
        f"The record has no {model._meta.verbose_name} called {names}.",
        f"Take one of the suggestions, or {look}" if close else upper_first(look),
        suggestions=tuple(Suggestion(name, at(view, slug)) for slug, name in close),
    )


def moved_or_missing(
    request: HttpRequest, model: type[Addressed], slug: str, view: str
) -> HttpResponse:
    """Answer for one entry that was not found: its address today, or suggestions."""
    if slug != slug.lower():
        return moved(request, view, slug.lower())
    now = current_slugs(model, [slug]).get(slug)
    return moved(request, view, now) if now else missing(request, model, [slug], view)


def too_many(request: HttpRequest, slugs: Sequence[str], most: int) -> HttpResponse:
    """400 for more frameworks than fit side by side."""
    title = f"At most {most} frameworks can be compared; the address names {len(slugs)}."
    return problem(request, 400, title, f"Leave out {len(slugs) - most} or more of them.")


def not_known(request: HttpRequest, names: Sequence[str], known: Sequence[str]) -> HttpResponse:
    """400 for parameters of these names, where there are the `known` ones."""
    told = names[:MOST_TOLD]
    title = f"Not known: {listed([f'“{name}”' for name in told])}."
    instead = f"Those that there are: {listed(known)}." if known else "There are none."
    faults = tuple(Fault(name, f"There is no parameter “{name}” here.") for name in told)
    return problem(request, 400, title, f"Leave it out. {instead}", faults)


def too_long(request: HttpRequest) -> HttpResponse:
    """400 for an address with more parameters than are read."""
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    return problem(request, 400, "Too many parameters.", f"At most {most:,} are read.")


def nowhere(request: HttpRequest) -> HttpResponse:
    """404 for an address that is no resource."""
    detail = f"See {at('api')} for the list of resources."
    return problem(request, 404, "There is no resource at this address.", detail)


def only_readable(request: HttpRequest) -> HttpResponse:
    """405: the API changes nothing."""
    detail = f"Use {listed(METHODS, 'or')}. Corrections are welcome at {at('about')}."
    return problem(request, 405, f"{request.method} is not possible here.", detail)
