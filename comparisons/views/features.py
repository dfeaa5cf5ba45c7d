"""The whole matrix, and one feature."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from comparisons.engine.cells import Level
from comparisons.models import Feature
from comparisons.public import parameters, public
from comparisons.queries.features import feature_page, matrix_page
from comparisons.views.elsewhere import moved_or_missing

TRAIL = (("Features", reverse_lazy("features")),)


@public
@parameters()
def features(request: HttpRequest) -> HttpResponse:
    return render(request, "features.html", {"page": matrix_page(), "levels": tuple(Level)})


@public
@parameters()
def feature(request: HttpRequest, slug: str) -> HttpResponse:
    page = feature_page(slug)
    if page is None:
        return moved_or_missing(request, Feature, slug, "feature")
    return render(request, "feature.html", {"page": page, "trail": TRAIL})
