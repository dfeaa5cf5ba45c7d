"""The wizard: one question a page, all on one page, and what they recommend."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy

from comparisons.answers import parse
from comparisons.public import public
from comparisons.queries import recommendation
from comparisons.queries.wizard import ASK, all_questions_page, question_page, questionnaire

TRAIL = (("Wizard", reverse_lazy("wizard")),)


@public
def wizard(request: HttpRequest) -> HttpResponse:
    questions = questionnaire()
    answers = parse(request.GET, questions)
    page = question_page(questions, answers, request.GET.get(ASK, ""))
    return render(request, "wizard.html", {"page": page, "canonical": site("wizard")})


@public
def wizard_all(request: HttpRequest) -> HttpResponse:
    questions = questionnaire()
    page = all_questions_page(questions, parse(request.GET, questions))
    context = {"page": page, "trail": TRAIL, "canonical": site("wizard-all")}
    return render(request, "wizard_all.html", context)


@public
def wizard_result(request: HttpRequest) -> HttpResponse:
    questions = questionnaire()
    page = recommendation.result_page(questions, parse(request.GET, questions))
    context = {"page": page, "trail": TRAIL, "canonical": page.permanent}
    return render(request, "wizard_result.html", context)


def site(page: str) -> str:
    """The absolute address of a page without any answers: search engines need no other."""
    return f"{settings.SITE_URL}{reverse(page)}"
