"""The list of frameworks, and one framework."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from comparisons.filters import FrameworkFilter
from comparisons.models import Framework
from comparisons.public import parameters, public
from comparisons.queries.filtering import framework_filtering
from comparisons.queries.frameworks import framework_list, framework_page, listed_frameworks
from comparisons.queries.home import framework_lines
from comparisons.selection import selection
from comparisons.views.elsewhere import moved_or_missing

TRAIL = (("Frameworks", reverse_lazy("frameworks")),)
FILTERS = (
    *("q", "kind", "interface", "licence", "use_case", "age", "python", "level", "feature"),
    "sort",
)


@public
@parameters(*FILTERS, "framework", "compare")
def frameworks(request: HttpRequest) -> HttpResponse:
    """The list; `framework` are those that the reader chose to compare, on whichever list.

    Its form has a button to compare them, which sends `compare`; their page gets what is required.
    """
    filters = filtered(request)
    chosen = selection(request.GET, framework_lines())
    if "compare" in request.GET:
        asked = [("compare", "selected"), *chosen.parameters, *filters.requirements]
        return redirect(reverse("compare", query=asked))
    page = framework_list(filters.qs)
    context = {"filters": filters, "page": page, "chosen": chosen}
    return render(request, "frameworks.html", context)


def filtered(request: HttpRequest) -> FrameworkFilter:
    today = timezone.now().date()
    return FrameworkFilter(request.GET, listed_frameworks(), framework_filtering(), today)


@public
@parameters()
def framework(request: HttpRequest, slug: str) -> HttpResponse:
    page = framework_page(slug, timezone.now().date())
    if page is None:
        return moved_or_missing(request, Framework, slug, "framework")
    return render(request, "framework.html", {"page": page, "trail": TRAIL})
