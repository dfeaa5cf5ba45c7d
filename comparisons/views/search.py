"""Search, and what it suggests while a reader types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from comparisons.public import parameters, public, site_of
from comparisons.search import search as search_everything
from comparisons.search import suggestions

SUGGESTIONS = "application/x-suggestions+json; charset=utf-8"


@public
@parameters("q", "kind")
def search(request: HttpRequest) -> HttpResponse:
    asked, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    results = search_everything(asked, site_of(request).edition, kind)
    if results.offer and results.offer.is_all:
        return redirect(results.offer.address)
    context = {"results": results, "canonical": site_of(request).url + request.path}
    return render(request, "search.html", context)


@public
@parameters("q")
def suggest(request: HttpRequest) -> HttpResponse:
    """Suggestions in the format of OpenSearch: the words, titles, what they are, addresses."""
    asked, site = request.GET.get("q", ""), site_of(request)
    found = suggestions(asked, site.edition)
    titles, kinds = [hit.title for hit in found], [hit.kind for hit in found]
    addresses = [site.url + hit.address for hit in found]
    return JsonResponse([asked, titles, kinds, addresses], safe=False, content_type=SUGGESTIONS)
