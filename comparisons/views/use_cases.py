"""Use cases, and which frameworks suit them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from comparisons.models import UseCase
from comparisons.public import parameters, public
from comparisons.queries.use_cases import use_case_lines, use_case_page
from comparisons.views.elsewhere import moved_or_missing

TRAIL = (("Use cases", reverse_lazy("use-cases")),)


@public
@parameters()
def use_cases(request: HttpRequest) -> HttpResponse:
    return render(request, "use_cases.html", {"use_cases": use_case_lines()})


@public
@parameters()
def use_case(request: HttpRequest, slug: str) -> HttpResponse:
    page = use_case_page(slug)
    if page is None:
        return moved_or_missing(request, UseCase, slug, "use-case")
    return render(request, "use_case.html", {"page": page, "trail": TRAIL})
