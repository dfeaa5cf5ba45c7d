"""The evidence: sources, and where they conflict."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from comparisons.models import Source
from comparisons.models.vocabulary import SourceKind
from comparisons.public import parameters, public
from comparisons.queries.disagreements import disagreements_page
from comparisons.queries.sources import source_page, sources_page
from comparisons.views.elsewhere import moved_or_missing

TRAIL = (("Sources", reverse_lazy("sources")),)


@public
@parameters("kind", "page")
def sources(request: HttpRequest) -> HttpResponse:
    """All sources; a kind that does not exist is no filter."""
    kinds = {kind.value: kind for kind in SourceKind}
    page = sources_page(kinds.get(request.GET.get("kind", "")), request.GET.get("page", "1"))
    return render(request, "sources.html", {"page": page})


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
