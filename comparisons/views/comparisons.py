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
from comparisons.queries.filtering import LEAST
from comparisons.queries.home import framework_lines, readings
from comparisons.queries.links import at
from comparisons.views.elsewhere import missing, moved, no_file

TRAIL = (("Compare", reverse_lazy("compare")),)
REQUIREMENTS = ("must", "nice")
FILTERS = ("show", *REQUIREMENTS, "level")
STATE = ("show", "density", *REQUIREMENTS, "level")
DENSITIES = (("Compact", "compact"), ("Normal", None), ("All notes", "open"))
"""How much of each row shows: words, and the value of `density`."""


@public
@parameters("framework", "compare", "chosen", *STATE)
def compare(request: HttpRequest) -> HttpResponse:
    """Choose frameworks; a good choice leads to its comparison.

    The buttons that lead here send `compare`, so that a choice of nothing is known for one.
    `chosen` are ticked to begin with: those of the comparison that a reader comes from.
    """
    sent = not request.GET.keys().isdisjoint(("framework", "compare"))
    asked = request.GET.getlist("framework") if sent else None
    return choose(request, asked, status=400 if sent else 200)


@public
@parameters(*STATE)
def comparison(request: HttpRequest, slugs: str) -> HttpResponse:
    page = asked_for(request, slugs.split(SEPARATOR))
    if page is None:
        return elsewhere(request, slugs.lower().split(SEPARATOR), "comparison")
    context = {"page": page, "levels": tuple(Level), "trail": TRAIL}
    return render(request, "comparison.html", context | shown(request, page))


def shown(request: HttpRequest, page: ComparisonPage) -> dict[str, object]:
    """How the page shows what it holds: `choosing` puts boxes for requirements in the matrix."""
    density = request.GET.get("density")
    return {
        "state": query_of(request, *STATE),
        "filters": query_of(request, *FILTERS),
        "chosen": urlencode([("chosen", facts.slug) for facts in page.frameworks]),
        "densities": DENSITIES,
        "density": density if density in dict(DENSITIES).values() else None,
        "choosing": "" in request.GET.getlist("must"),
        "more": (*page.requirements.asked.must, ""),
    }


@public
@parameters(*FILTERS)
def comparison_export(request: HttpRequest, slugs: str, extension: str) -> HttpResponse:
    page = asked_for(request, slugs.split(SEPARATOR))
    if page is None:
        return elsewhere(request, slugs.lower().split(SEPARATOR), "comparison-export", extension)
    if page.requirements.not_found:
        path = reverse("comparison", args=(slugs,)) + query_of(request, *FILTERS)
        told = ((slug, "This is no feature of the matrix.") for slug in page.requirements.not_found)
        return no_file(told, path)
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
    level = request.GET.get("level")
    return Requirements(tuple(must), tuple(nice), Level(level) if level in LEAST else None)


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
    pairs = [(line.slug, line.name) for line in frameworks]
    form = CompareForm(asked, pairs, request.GET.getlist("chosen"))
    if form.is_valid():
        return redirect(reverse("comparison", args=(form.slug,)) + query_of(request, *STATE))
    context = {"form": form, "frameworks": frameworks, "asked": requirements_of(request)}
    context["canonical"] = at("compare")
    context["comparisons"] = readings(frameworks, worth_reading())
    return render(request, "compare.html", context, status=status)


def query_of(request: HttpRequest, *names: str) -> str:
    """What the address says under these names, blanks left out; empty or from “?” on."""
    values = {name: list(filter(None, request.GET.getlist(name))) for name in names}
    query = urlencode(values, doseq=True)
    return f"?{query}" if query else ""
