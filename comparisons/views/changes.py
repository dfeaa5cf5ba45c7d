"""What changed, edition by edition."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comparisons.public import parameters, public
from comparisons.queries.changes import changes_page


@public
@parameters("page")
def changes(request: HttpRequest) -> HttpResponse:
    page = changes_page(request.GET.get("page", "1"))
    return render(request, "changes.html", {"page": page})
