"""Frameworks side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.http import urlencode

from comparisons import exports
from comparisons.engine.cells import Level
from comparisons.forms import CompareForm
from comparisons.models import Framework
from comparisons.models.comparing import SEPARATOR, comparison_slug
from comparisons.public import parameters, public, site_of
from comparisons.queries.addresses import canonical
from comparisons.queries.comparison import (
    FEWEST,
    MOST,
    ComparisonPage,
    Requirements,
    comparison_page,
    worth_reading,
)
from comparisons.queries.home import framework_lines
from comparisons.views.elsewhere import missing, moved

TRAIL = (("Compare", reverse_lazy("compare")),)
REQUIREMENTS = ("must", "nice")
FILTERS = ("show", *REQUIREMENTS)


@public
@parameters("framework", "compare", *REQUIREMENTS)
def compare(request: HttpRequest) -> HttpResponse:
    """Choose frameworks; a good choice leads to its comparison.

    The buttons that lead here send `compare`, so that a choice of nothing is known for one.
    """
    sent = not request.GET.keys().isdisjoint(("framework", "compare"))
    asked = request.GET.getlist("framework") if sent else None
    return choose(request, asked, status=400 if sent else 200)


@public
@parameters(*FILTERS)
def comparison(request: HttpRequest, slugs: str) -> HttpResponse:
    page = asked_for(request, slugs.split(SEPARATOR))
    if page is None:
        return elsewhere(request, slugs.lower().split(SEPARATOR), "comparison")
    return render(
        request, "comparison.html", {"page": page, "levels": tuple(Level), "trail": TRAIL}
    )


@public
@parameters(*FILTERS)
def comparison_export(request: HttpRequest, slugs: str, extension: str) -> HttpResponse:
    page = asked_for(request, slugs.split(SEPARATOR))
    if page is None:
        return elsewhere(request, slugs.lower().split(SEPARATOR), "comparison-export", extension)
    return exports.response(page, extension, site_of(request))


def asked_for(request: HttpRequest, slugs: Sequence[str]) -> ComparisonPage | None:
    """The page at its canonical address; None where there is none."""
    if list(slugs) != sorted(set(slugs)) or not FEWEST <= len(slugs) <= MOST:
        return None
    differences_only = request.GET.get("show") == "differences"
    today = timezone.now().date()
    return comparison_page(slugs, requirements_of(request), differences_only, today)


def requirements_of(request: HttpRequest) -> Requirements:
    must, nice = (filter(None, request.GET.getlist(name)) for name in REQUIREMENTS)
    return Requirements(tuple(must), tuple(nice))


def elsewhere(request: HttpRequest, slugs: Sequence[str], view: str, *format_: str) -> HttpResponse:
    """Answer for an address that is not canonical: the right one, or what to do instead."""
    found = canonical(slugs)
    if found.unknown:
        return missing(request, Framework, found.unknown)
    if len(found.slugs) > MOST:
        return choose(request, found.slugs, status=400)
    if len(found.slugs) < FEWEST:
        return moved(request, "framework", *found.slugs)
    return moved(request, view, comparison_slug(found.slugs), *format_)


def choose(request: HttpRequest, asked: Sequence[str] | None, status: int) -> HttpResponse:
    frameworks = framework_lines()
    form = CompareForm(asked, [(line.slug, line.name) for line in frameworks])
    asked_for = requirements_of(request)
    if form.is_valid():
        return redirect(comparison_address(form.slug, asked_for))
    context = {"form": form, "frameworks": frameworks, "asked": asked_for}
    context["comparisons"] = worth_reading()
    return render(request, "compare.html", context, status=status)


def comparison_address(slug: str, asked: Requirements) -> str:
    query = urlencode({"must": asked.must, "nice": asked.nice}, doseq=True)
    return reverse("comparison", args=(slug,)) + (f"?{query}" if query else "")
