"""What changed, edition by edition."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comparisons.public import parameters, public
from comparisons.queries.changes import changes_page
from comparisons.views.elsewhere import no_such_page


@public
@parameters("page")
def changes(request: HttpRequest) -> HttpResponse:
    page = changes_page(request.GET.get("page", "1"))
    if page is None:
        return no_such_page(request, "changes")
    return render(request, "changes.html", {"page": page})
