"""Lists as files, with the filters of their pages. Pages of other sites may read them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path, reverse

from comparisons import tables
from comparisons.filters import Faceted
from comparisons.models import CompanyExample, Feature, Framework, Source, UseCase
from comparisons.public import View, parameters, public, site_of
from comparisons.queries.changes import newest_editions
from comparisons.queries.citations import citations_of
from comparisons.queries.code import task_lines
from comparisons.queries.companies import shown_companies
from comparisons.queries.disagreements import disagreements_page
from comparisons.queries.features import column_heads, feature_page
from comparisons.queries.frameworks import framework_list
from comparisons.queries.matrix import feature_rows, support_keys
from comparisons.queries.sources import every_source, source_page
from comparisons.queries.use_cases import use_case_lines, use_case_page
from comparisons.tables import Table
from comparisons.views import companies as company_list
from comparisons.views import frameworks as framework_filters
from comparisons.views import sources as source_list
from comparisons.views.comparisons import comparison_export
from comparisons.views.elsewhere import moved_or_missing, no_file
from comparisons.views.wizard import wizard_export

ANYWHERE = {"Access-Control-Allow-Origin": "*"}
EXTENSIONS = "(?P<extension>csv|json|md)"


def frameworks(chosen: QuerySet[Framework], path: str) -> Table:
    keys = {slug: pk for pk, slug in chosen.values_list("pk", "slug")}
    cited = citations_of({"framework": keys.values()})
    references = {slug: cited.of("framework", pk) for slug, pk in keys.items()}
    return tables.frameworks(framework_list(chosen), path, references)


def features(request: HttpRequest) -> Table:
    slugs = {head.pk: head.slug for head in column_heads()}
    rows = feature_rows(list(slugs))
    cited = citations_of({"support": list(support_keys(rows, list(slugs)))})
    return tables.features(rows, slugs, lambda pk: cited.of("support", pk))


def use_cases(request: HttpRequest) -> Table:
    return tables.use_cases(use_case_lines())


def companies(chosen: QuerySet[CompanyExample], path: str) -> Table:
    parts, _ = shown_companies(chosen)
    return tables.companies(parts, path)


def sources(chosen: QuerySet[Source], path: str) -> Table:
    return tables.sources(every_source(chosen), path)


def disagreements(request: HttpRequest) -> Table:
    return tables.disagreements(disagreements_page().disagreements)


def tasks(request: HttpRequest) -> Table:
    return tables.tasks(task_lines())


def changes(request: HttpRequest) -> Table:
    return tables.changes(newest_editions())


@public
@parameters()
def feature_export(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    page = feature_page(slug)
    if page is None:
        return moved_or_missing(request, Feature, slug, "features-entry-export", extension)
    return tables.response(tables.feature(page), extension, site_of(request))


@public
@parameters()
def use_case_export(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    page = use_case_page(slug)
    if page is None:
        return moved_or_missing(request, UseCase, slug, "use-cases-entry-export", extension)
    return tables.response(tables.use_case(slug, page), extension, site_of(request))


@public
@parameters()
def source_export(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    page = source_page(slug)
    if page is None:
        return moved_or_missing(request, Source, slug, "sources-entry-export", extension)
    return tables.response(tables.source(page), extension, site_of(request))


def export(make: Callable[[HttpRequest], Table]) -> View:
    """A view of a list as a file."""

    @public
    @parameters()
    def view(request: HttpRequest, extension: str) -> HttpResponse:
        return tables.response(make(request), extension, site_of(request))

    return view


def filtered_export(
    make: Callable[[QuerySet[Any], str], Table],
    page: str,
    filtered: Callable[[HttpRequest], Faceted],
    names: tuple[str, ...],
) -> View:
    """A view of a list as a file, with the filters of these names that its page has."""

    @public
    @parameters(*names)
    def view(request: HttpRequest, extension: str) -> HttpResponse:
        filters = filtered(request)
        path = reverse(page) + (f"?{request.GET.urlencode()}" if request.GET else "")
        if not filters.is_valid():
            errors = filters.form.errors.items()
            return no_file(((name, said) for name, found in errors for said in found), path)
        return tables.response(make(filters.qs, path), extension, site_of(request))

    return view


LISTS: dict[str, View] = {
    "frameworks": filtered_export(
        frameworks, "frameworks", framework_filters.filtered, framework_filters.FILTERS
    ),
    "features": export(features),
    "use-cases": export(use_cases),
    "companies": filtered_export(
        companies, "companies", company_list.filtered, company_list.FILTERS
    ),
    "sources": filtered_export(sources, "sources", source_list.filtered, source_list.FILTERS),
    "disagreements": export(disagreements),
    "code": export(tasks),
    "changes": export(changes),
}
ENTRIES: dict[str, View] = {
    "features": feature_export,
    "use-cases": use_case_export,
    "sources": source_export,
}
for readable in (*LISTS.values(), *ENTRIES.values(), comparison_export, wizard_export):
    readable.headers = ANYWHERE  # type: ignore[attr-defined]

urlpatterns: list[URLPattern] = [
    *(
        re_path(rf"^{name}\.{EXTENSIONS}$", view, name=f"{name}-export")
        for name, view in LISTS.items()
    ),
    *(
        re_path(rf"^{name}/(?P<slug>[-\w]+)\.{EXTENSIONS}$", view, name=f"{name}-entry-export")
        for name, view in ENTRIES.items()
    ),
]
