"""Who uses what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comparisons.filters import CompanyFilter
from comparisons.public import parameters, public
from comparisons.queries.companies import companies_page, examples


@public
@parameters("framework", "status", "scope")
def companies(request: HttpRequest) -> HttpResponse:
    chosen = CompanyFilter(request.GET, queryset=examples())
    page = companies_page(chosen.qs)
    return render(request, "companies.html", {"page": page, "form": chosen.form})
