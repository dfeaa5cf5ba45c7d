"""The wizard: one question a page, all on one page, and what they recommend."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone

from comparisons import decisions
from comparisons.answers import edition, parse, shown
from comparisons.public import public, site_of, unstored
from comparisons.queries.links import at
from comparisons.queries.recommendation import ResultPage, outlook, result_page
from comparisons.queries.wizard import (
    Answers,
    all_questions_page,
    question_page,
    questionnaire,
)

TRAIL = (("Wizard", reverse_lazy("wizard")),)


@public
def wizard(request: HttpRequest) -> HttpResponse:
    questions = questionnaire()
    answers = parse(request.GET, questions)
    ask, short = shown(request.GET, questions), edition(request.GET, questions)
    if elsewhere := redirected(request, answers, ask, short):
        return elsewhere
    page = question_page(questions, answers, ask, short)
    context = {"page": page, "outlook": outlook(questions, answers, short)}
    return render(request, "wizard.html", {**context, "canonical": at("wizard")})


@public
def wizard_all(request: HttpRequest) -> HttpResponse:
    questions = questionnaire()
    answers = parse(request.GET, questions)
    if elsewhere := redirected(request, answers):
        return elsewhere
    page = all_questions_page(questions, answers)
    context = {"page": page, "trail": TRAIL, "canonical": at("wizard-all")}
    return render(request, "wizard_all.html", context)


@public
def wizard_result(request: HttpRequest) -> HttpResponse:
    return result_in(request, shown_result)


@public
def wizard_export(request: HttpRequest, extension: str) -> HttpResponse:
    return result_in(
        request, lambda request, page: decisions.response(page, extension, site_of(request))
    )


def result_in(
    request: HttpRequest, form: Callable[[HttpRequest, ResultPage], HttpResponse]
) -> HttpResponse:
    questions = questionnaire()
    answers = parse(request.GET, questions)
    if elsewhere := redirected(request, answers):
        return elsewhere
    return form(request, result_page(questions, answers, timezone.now().date()))


def shown_result(request: HttpRequest, page: ResultPage) -> HttpResponse:
    record = decisions.as_markdown(page, site_of(request))
    context = {"page": page, "record": record, "trail": TRAIL, "canonical": page.permanent}
    return render(request, "wizard_result.html", context)


def redirected(
    request: HttpRequest, answers: Answers, ask: str = "", short: bool = False
) -> HttpResponse | None:
    """Lead to the one address of these answers; None where the reader is there already.

    Forms send answers in the order of their fields, with those that are empty or usual: that
    costs them one redirect, and no page is stored twice. What nobody ever could answer is told
    but not stored, since it can be made up without end.
    """
    if not answers.all_known:
        unstored(request)
    address = answers.canonical(request.path, ask, short)
    query = address.partition("?")[2]
    if QueryDict(query).urlencode() == request.GET.urlencode():
        return None
    return HttpResponsePermanentRedirect(address)
