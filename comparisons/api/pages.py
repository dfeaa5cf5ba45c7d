"""What stands beside the resources: the page about the API, its description, and the rest."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, re_path, resolve

from comparisons.api import replies, views
from comparisons.api.asking import MOST, USUAL
from comparisons.api.openapi import description
from comparisons.api.resources import RESOURCES, ROOT, addresses
from comparisons.public import parameters, public, site_of
from comparisons.queries.features import matrix_page
from comparisons.queries.links import at

SHOWN = 1
"""Entries of each list in an excerpt."""


@public
@parameters()
def api(request: HttpRequest) -> HttpResponse:
    """The page for people. Six queries."""
    context = {"resources": RESOURCES, "example": example(request), "usual": USUAL, "most": MOST}
    return render(request, "api.html", context)


@replies.for_programs
@public
@parameters()
def openapi(request: HttpRequest) -> HttpResponse:
    return replies.reply(description(site_of(request).name))


@replies.for_programs
@public
@parameters()
def nowhere(request: HttpRequest) -> HttpResponse:
    """Where there is no resource: perhaps there is one with a slash at the end."""
    if not request.path.endswith("/") and resolve(f"{request.path}/").url_name != "api-nowhere":
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    return replies.nowhere(request)


def example(request: HttpRequest) -> dict[str, str] | None:
    """A real request and the beginning of its reply; None while the record has no feature."""
    groups = matrix_page().groups
    if not groups:
        return None
    slug = groups[0].rows[0].slug
    reply = json.loads(views.feature(request, slug).content)
    reply["address"] = at("api-feature", slug)
    text = json.dumps(excerpt(reply), ensure_ascii=False, indent=2)
    return {"address": reply["address"], "text": text}


def excerpt(document: Any) -> Any:
    """The same with lists cut after the first entry; “…” stands for the others."""
    if isinstance(document, dict):
        return {name: excerpt(value) for name, value in document.items()}
    if isinstance(document, list):
        first = [excerpt(value) for value in document[:SHOWN]]
        return [*first, "…"] if len(document) > SHOWN else first
    return document


urlpatterns: list[URLPattern] = [
    path(ROOT, api, name="api"),
    path(f"{ROOT}openapi.json", openapi, name="api-openapi"),
    *addresses(),
    re_path(rf"^{ROOT}", nowhere, name="api-nowhere"),
]
