"""Search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from comparisons.public import parameters, public, site_of
from comparisons.search import search as search_everything


@public
@parameters("q")
def search(request: HttpRequest) -> HttpResponse:
    results = search_everything(request.GET.get("q", ""), site_of(request).edition)
    if results.comparison:
        return redirect(results.comparison)
    return render(request, "search.html", {"results": results})
