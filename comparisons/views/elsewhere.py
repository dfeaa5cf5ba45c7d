"""What an address that finds nothing answers: the new address, or suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from comparisons.engine.prose import listed
from comparisons.queries.addresses import Paged, Suggested, current_slugs, similar
from comparisons.queries.links import absolute


def moved(request: HttpRequest, view: str, *parts: str) -> HttpResponse:
    """Redirect for good to the page at these parts of an address, with the query kept."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponsePermanentRedirect(reverse(view, args=parts) + query)


def missing(request: HttpRequest, model: type[Paged], slugs: Sequence[str]) -> HttpResponse:
    """Answer 404 with the entries whose slugs are most like these."""
    names = listed([f"“{slug}”" for slug in slugs], "or")
    message = f"The record has no {model._meta.verbose_name} called {names}."
    context = {"message": message, "suggestions": similar(model, slugs)}
    return render(request, "404.html", context, status=404)


def moved_or_missing(
    request: HttpRequest, model: type[Paged], slug: str, view: str, *format_: str
) -> HttpResponse:
    """Answer for a page of one entry that was not found: its new address, or suggestions."""
    if slug != slug.lower():
        return moved(request, view, slug.lower(), *format_)
    now = current_slugs(model, [slug]).get(slug)
    return moved(request, view, now, *format_) if now else missing(request, model, [slug])


def no_such_page(request: HttpRequest, view: str) -> HttpResponse:
    """Answer 404 for a page or an edition that a list does not have, with the way to the first."""
    query = request.GET.copy()
    for place in ("page", "edition"):
        query.pop(place, None)
    first = f"{reverse(view)}?{query.urlencode()}" if query else reverse(view)
    context = {
        "message": "The list has no such page: it may have become shorter.",
        "suggestions": [Suggested("The first page of the list", first)],
    }
    return render(request, "404.html", context, status=404)


def no_file(faults: Iterable[tuple[str, str]], path: str) -> HttpResponse:
    """400 in plain text: a file without its filters would be taken for one with them.

    `faults` are names of parameters, each with a sentence; `path` is that of the page.
    """
    lines = (
        "There is no file, because these filters are not understood:",
        *(f"- {name}: {sentence}" for name, sentence in faults),
        f"Leave them out, or choose again at {absolute(path)}",
        "",
    )
    return HttpResponse("\n".join(lines), status=400, content_type="text/plain; charset=utf-8")
