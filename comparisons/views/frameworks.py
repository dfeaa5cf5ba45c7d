"""The list of frameworks, and one framework."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from comparisons.filters import FrameworkFilter
from comparisons.models import Framework
from comparisons.public import parameters, public
from comparisons.queries.frameworks import (
    filter_options,
    framework_list,
    framework_page,
    listed_frameworks,
)
from comparisons.views.elsewhere import moved_or_missing

TRAIL = (("Frameworks", reverse_lazy("frameworks")),)


@public
@parameters("q", "kind", "interface", "licence", "feature", "use_case", "sort")
def frameworks(request: HttpRequest) -> HttpResponse:
    filters = FrameworkFilter(request.GET, listed_frameworks(), filter_options())
    page = framework_list(filters.qs)
    context = {"form": filters.form, "active": filters.active, "page": page}
    return render(request, "frameworks.html", context)


@public
@parameters()
def framework(request: HttpRequest, slug: str) -> HttpResponse:
    page = framework_page(slug, datetime.now(UTC).date())
    if page is None:
        return moved_or_missing(request, Framework, slug, "framework")
    return render(request, "framework.html", {"page": page, "trail": TRAIL})
