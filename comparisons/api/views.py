"""One function a resource: ask `queries`, write it down, reply."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from comparisons.answers import parse
from comparisons.api import replies, writing
from comparisons.api.asking import form_faults, part_of
from comparisons.filters import CompanyFilter, FrameworkFilter
from comparisons.models import Dimension, Feature, Framework, Source, Task, UseCase
from comparisons.models.comparing import SEPARATOR, comparison_slug
from comparisons.models.vocabulary import SourceKind
from comparisons.public import site_of
from comparisons.queries.addresses import canonical
from comparisons.queries.changes import editions_between
from comparisons.queries.code import task_lines, task_page
from comparisons.queries.companies import examples, shown_companies
from comparisons.queries.comparison import FEWEST, MOST, worth_reading
from comparisons.queries.dimensions import dimension_lines, dimension_page
from comparisons.queries.disagreements import disagreements_page
from comparisons.queries.features import feature_page, matrix_page
from comparisons.queries.filtering import company_filtering, framework_filtering
from comparisons.queries.frameworks import (
    framework_list,
    framework_page,
    listed_frameworks,
)
from comparisons.queries.links import at
from comparisons.queries.recommendation import result_page
from comparisons.queries.sources import source_page, sources_between
from comparisons.queries.use_cases import use_case_lines, use_case_page
from comparisons.queries.wizard import questionnaire
from comparisons.search import hits
from comparisons.views.comparisons import asked_for
from comparisons.views.elsewhere import moved
from comparisons.views.wizard import redirected


def frameworks(request: HttpRequest) -> HttpResponse:
    today = timezone.now().date()
    filters = FrameworkFilter(request.GET, listed_frameworks(), framework_filtering(), today)
    if not filters.is_valid():
        return replies.refused(request, form_faults(filters.form))
    lines = map(writing.framework_line, framework_list(filters.qs).frameworks)
    return replies.many(request, lines, at("frameworks"))


def framework(request: HttpRequest, slug: str) -> HttpResponse:
    page = framework_page(slug, timezone.now().date())
    if page is None:
        return replies.moved_or_missing(request, Framework, slug, "api-framework")
    return replies.one(request, writing.framework(page), at("framework", slug))


def features(request: HttpRequest) -> HttpResponse:
    return replies.many(request, writing.feature_lines(matrix_page()), at("features"))


def feature(request: HttpRequest, slug: str) -> HttpResponse:
    page = feature_page(slug)
    if page is None:
        return replies.moved_or_missing(request, Feature, slug, "api-feature")
    return replies.one(request, writing.feature(page), at("feature", slug))


def use_cases(request: HttpRequest) -> HttpResponse:
    return replies.many(request, map(writing.use_case_line, use_case_lines()), at("use-cases"))


def use_case(request: HttpRequest, slug: str) -> HttpResponse:
    page = use_case_page(slug)
    if page is None:
        return replies.moved_or_missing(request, UseCase, slug, "api-use-case")
    return replies.one(request, writing.use_case(slug, page), at("use-case", slug))


def dimensions(request: HttpRequest) -> HttpResponse:
    return replies.many(request, map(writing.dimension_line, dimension_lines()), None)


def dimension(request: HttpRequest, slug: str) -> HttpResponse:
    page = dimension_page(slug)
    if page is None:
        return replies.moved_or_missing(request, Dimension, slug, "api-dimension")
    return replies.one(request, writing.dimension(page), None)


def comparisons(request: HttpRequest) -> HttpResponse:
    return replies.many(request, map(writing.comparison_line, worth_reading()), at("compare"))


def comparison(request: HttpRequest, slugs: str) -> HttpResponse:
    page = asked_for(request, slugs.split(SEPARATOR))
    if page is None:
        return _compare_elsewhere(request, slugs.lower().split(SEPARATOR))
    return replies.one(request, writing.comparison(page), at("comparison", slugs))


def _compare_elsewhere(request: HttpRequest, slugs: list[str]) -> HttpResponse:
    """The canonical address, as for the page, or what is wrong with this one."""
    found = canonical(slugs)
    if found.unknown:
        return replies.missing(request, Framework, found.unknown, "api-framework")
    if len(found.slugs) > MOST:
        return replies.too_many(request, found.slugs, MOST)
    if len(found.slugs) < FEWEST:
        return moved(request, "api-framework", *found.slugs)
    return moved(request, "api-comparison", comparison_slug(found.slugs))


def companies(request: HttpRequest) -> HttpResponse:
    filters = CompanyFilter(request.GET, examples(), *company_filtering())
    if not filters.is_valid():
        return replies.refused(request, form_faults(filters.form))
    return replies.many(request, writing.companies(shown_companies(filters.qs)[0]), at("companies"))


def sources(request: HttpRequest) -> HttpResponse:
    kind, asked = request.GET.get("kind"), part_of(request)
    found, total = sources_between(asked.offset, asked.end, SourceKind(kind) if kind else None)
    return replies.part(request, tuple(map(writing.source_line, found)), total, at("sources"))


def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source; limit and offset cut its claims, of which there can be hundreds."""
    page = source_page(slug)
    if page is None:
        return replies.moved_or_missing(request, Source, slug, "api-source")
    claims = writing.source_claims(page)
    shown = claims[part_of(request).slice]
    data = writing.source(page, shown)
    return replies.part(request, data, len(claims), at("source", slug), len(shown))


def disagreements(request: HttpRequest) -> HttpResponse:
    found = map(writing.disagreement, disagreements_page().disagreements)
    return replies.many(request, found, at("disagreements"))


def tasks(request: HttpRequest) -> HttpResponse:
    return replies.many(request, map(writing.task_line, task_lines()), at("tasks"))


def task(request: HttpRequest, slug: str) -> HttpResponse:
    page = task_page(slug, request.GET.getlist("framework"))
    if page is None:
        return replies.moved_or_missing(request, Task, slug, "api-task")
    return replies.one(request, writing.task(slug, page), at("task", slug))


def changes(request: HttpRequest) -> HttpResponse:
    asked = part_of(request)
    found, total = editions_between(asked.offset, asked.end)
    return replies.part(request, tuple(map(writing.edition, found)), total, at("changes"))


def search(request: HttpRequest) -> HttpResponse:
    found = hits(request.GET["q"], site_of(request).edition, request.GET.get("kind", ""))
    return replies.many(request, map(writing.hit, found), at("search"))


def wizard(request: HttpRequest) -> HttpResponse:
    return replies.many(request, map(writing.question, questionnaire().asked), at("wizard"))


def wizard_result(request: HttpRequest) -> HttpResponse:
    """The recommendation; answers have one address here as on the page."""
    questions = questionnaire()
    answers = parse(request.GET, questions)
    if elsewhere := redirected(request, answers):
        return elsewhere
    page = result_page(questions, answers, timezone.now().date())
    return replies.one(request, writing.recommendation(page, answers), page.permanent)
