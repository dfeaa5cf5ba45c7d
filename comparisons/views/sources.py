"""The evidence: sources, and where they conflict."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from comparisons.filters import SourceFilter
from comparisons.models import Source
from comparisons.public import parameters, public
from comparisons.queries.disagreements import disagreements_page
from comparisons.queries.filtering import source_filtering
from comparisons.queries.sources import listed_sources, source_page, sources_page
from comparisons.views.elsewhere import moved_or_missing, no_such_page

FILTERS = ("q", "kind", "framework", "sort")
TRAIL = (("Sources", reverse_lazy("sources")),)


@public
@parameters(*FILTERS, "page")
def sources(request: HttpRequest) -> HttpResponse:
    filters = filtered(request)
    page = sources_page(filters.qs, request.GET.get("page", "1"))
    if page is None:
        return no_such_page(request, "sources")
    return render(request, "sources.html", {"page": page, "filters": filters})


def filtered(request: HttpRequest) -> SourceFilter:
    return SourceFilter(request.GET, listed_sources(), *source_filtering())


@public
@parameters()
def source(request: HttpRequest, slug: str) -> HttpResponse:
    page = source_page(slug)
    if page is None:
        return moved_or_missing(request, Source, slug, "source")
    return render(request, "source.html", {"page": page, "trail": TRAIL})


@public
@parameters()
def disagreements(request: HttpRequest) -> HttpResponse:
    return render(request, "disagreements.html", {"page": disagreements_page()})
