"""What the site says of itself."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comparisons.public import parameters, public
from comparisons.queries.pages import method_page


@public
@parameters()
def method(request: HttpRequest) -> HttpResponse:
    return render(request, "method.html", {"page": method_page()})


@public
@parameters()
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html", operator())


@public
@parameters()
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy.html", operator())


def operator() -> dict[str, str]:
    """Who runs the site, as far as its settings say; a contact is a mail or a web address."""
    contact = settings.CONTACT
    address = f"mailto:{contact}" if "@" in contact and ":" not in contact else contact
    return {
        "operator": settings.OPERATOR_NAME,
        "contact": contact.removeprefix("mailto:"),
        "contact_address": address,
    }
