"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comparisons.public import parameters, public
from comparisons.queries.home import home_page


@public
@parameters()
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html", {"page": home_page()})
