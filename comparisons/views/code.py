"""The same job as code in several frameworks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from comparisons.models import Task
from comparisons.public import parameters, public
from comparisons.queries.code import task_lines, task_page
from comparisons.views.elsewhere import moved_or_missing

TRAIL = (("Code", reverse_lazy("tasks")),)


@public
@parameters()
def tasks(request: HttpRequest) -> HttpResponse:
    return render(request, "tasks.html", {"tasks": task_lines()})


@public
@parameters("framework")
def task(request: HttpRequest, slug: str) -> HttpResponse:
    page = task_page(slug, request.GET.getlist("framework"))
    if page is None:
        return moved_or_missing(request, Task, slug, "task")
    return render(request, "task.html", {"page": page, "trail": TRAIL})
