"""Who uses what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comparisons.filters import CompanyFilter
from comparisons.public import parameters, public
from comparisons.queries.companies import companies_page, examples
from comparisons.queries.filtering import company_filtering
from comparisons.views.elsewhere import no_such_page

FILTERS = ("q", "framework", "status", "scope", "company")


@public
@parameters(*FILTERS, "page")
def companies(request: HttpRequest) -> HttpResponse:
    filters = filtered(request)
    page = companies_page(filters.qs, request.GET.get("page", "1"))
    if page is None:
        return no_such_page(request, "companies")
    return render(request, "companies.html", {"page": page, "filters": filters})


def filtered(request: HttpRequest) -> CompanyFilter:
    return CompanyFilter(request.GET, examples(), *company_filtering())
