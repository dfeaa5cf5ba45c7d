"""What changed, edition by edition."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from comparisons.public import parameters, public
from comparisons.queries.changes import changes_page, edition_page
from comparisons.views.elsewhere import no_such_page

TRAIL = (("Changes", reverse_lazy("changes")),)


@public
@parameters("edition", "page")
def changes(request: HttpRequest) -> HttpResponse:
    edition = request.GET.get("edition")
    page = edition_page(edition) if edition else changes_page(request.GET.get("page", "1"))
    if page is None:
        return no_such_page(request, "changes")
    trail = TRAIL if edition else ()
    return render(request, "changes.html", {"page": page, "trail": trail})
