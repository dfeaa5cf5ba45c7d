"""What machines ask for."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comparisons.public import parameters, public
from comparisons.queries.machines import guide
from comparisons.readiness import problems
from comparisons.views.pages import operator

TEXT = "text/plain; charset=utf-8"
SECURITY_TXT_HOLDS = timedelta(days=180)


@public
@parameters()
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", content_type=TEXT)


@public
@parameters()
def llms(request: HttpRequest) -> HttpResponse:
    return render(request, "llms.txt", {"guide": guide()}, content_type=TEXT)


@public
@parameters()
def opensearch(request: HttpRequest) -> HttpResponse:
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "opensearch.xml", content_type=kind)


@public
@parameters()
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116; there is none if the operator gave no contact."""
    if not settings.CONTACT:
        raise Http404
    context = operator() | {"expires": timezone.now() + SECURITY_TXT_HOLDS}
    return render(request, "security.txt", context, content_type=TEXT)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return unstored("ok\n", 200)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can serve; 503 with what is wrong otherwise."""
    found = problems()
    return unstored("\n".join(found or ["ready"]) + "\n", 503 if found else 200)


def unstored(text: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(text, content_type=TEXT, status=status, headers=headers)
