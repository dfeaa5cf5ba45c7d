"""Tasks: the same job as code in several frameworks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from comparisons import models
from comparisons.queries.citations import Citations, CitedSource, citations_of
from comparisons.queries.links import Link, comparison_link
from comparisons.queries.samples import Sample, task_rows

SHOWN = 5
"""Samples that are shown side by side at most."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task, with the frameworks whose code for it is shown."""

    slug: str
    name: str
    summary: str
    frameworks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A framework that can be chosen on the page of a task."""

    slug: str
    name: str
    chosen: bool
    has_code: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A framework's code for the task, or the reason why there is none to show."""

    slug: str
    name: str
    accent: int
    sample: Sample | None
    footnotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TaskPage:
    name: str
    summary: str
    contract: str
    offers: tuple[Offer, ...]
    columns: tuple[Column, ...]
    compare: Link | None
    sources: tuple[CitedSource, ...]
    others: tuple[Link, ...]


def task_lines() -> tuple[TaskLine, ...]:
    """All tasks in the curators' order. Three queries."""
    names = dict(_frameworks().values_list("pk", "name"))
    rows = task_rows(list(names))
    return tuple(
        TaskLine(
            row.slug,
            row.name,
            row.summary,
            tuple(
                name
                for name, sample in zip(names.values(), row.samples, strict=True)
                if sample and sample.is_shown
            ),
        )
        for row in rows
    )


def task_page(slug: str, chosen: Sequence[str] = ()) -> TaskPage | None:
    """A task in the chosen frameworks (slugs), or in the first that have code for it.

    None if there is no such task; unknown frameworks are left out. Five queries.
    """
    tasks = list(models.Task.objects.published().values_list("slug", "name", "contract"))
    found = {row[0]: row for row in tasks}
    if slug not in found:
        return None
    frameworks = list(_frameworks().values_list("pk", "slug", "name", "accent"))
    (task,) = task_rows([row[0] for row in frameworks], slug)
    samples = {row[1]: sample for row, sample in zip(frameworks, task.samples, strict=True)}
    with_code = [key for key, sample in samples.items() if sample and sample.is_shown]
    shown = ([row[1] for row in frameworks if row[1] in chosen] or with_code)[:SHOWN]
    pks = [sample.pk for key in shown if (sample := samples[key])]
    citations = citations_of({"code_sample": pks})
    columns = tuple(
        _column(*row[1:], samples[row[1]], citations) for row in frameworks if row[1] in shown
    )
    return TaskPage(
        name=task.name,
        summary=task.summary,
        contract=found[slug][2],
        offers=tuple(
            Offer(key, name, key in shown, key in with_code) for _, key, name, _ in frameworks
        ),
        columns=columns,
        compare=_compare(columns),
        sources=citations.sources,
        others=tuple(
            Link(name, reverse("task", args=(other,))) for other, name, _ in tasks if other != slug
        ),
    )


def _frameworks() -> models.base.CuratedQuerySet[models.Framework]:
    return models.Framework.objects.published().order_by("name")


def _column(
    slug: str, name: str, accent: int, sample: Sample | None, citations: Citations
) -> Column:
    numbers = citations.numbers("code_sample", sample.pk) if sample else ()
    return Column(slug, name, accent, sample, numbers)


def _compare(columns: Sequence[Column]) -> Link | None:
    """A link to the comparison of the frameworks whose code is shown."""
    if len(columns) < 2:
        return None
    return comparison_link([(column.slug, column.name) for column in columns])
