"""Tasks: the same job as code in several frameworks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from comparisons import models
from comparisons.queries.citations import Citations, citations_of
from comparisons.queries.facts import Facts, facts_of
from comparisons.queries.home import framework_lines
from comparisons.queries.links import Link, comparison_link
from comparisons.queries.samples import SampleOf, task_rows

SHOWN = 5
"""Samples that are shown side by side at most."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task, with the names of the frameworks whose code for it is shown."""

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
class TaskPage:
    """A task in several frameworks; `waiting` is how many of them have code that has not passed."""

    name: str
    summary: str
    contract: str
    offers: tuple[Offer, ...]
    samples: tuple[SampleOf, ...]
    waiting: int
    compare: Link | None
    citations: Citations
    others: tuple[Link, ...]


def task_lines() -> tuple[TaskLine, ...]:
    """All tasks in the curators' order. Four queries."""
    return tuple(
        TaskLine(row.slug, row.name, row.summary, tuple(_named(row.samples)))
        for row in task_rows(_frameworks())
    )


def task_page(slug: str, chosen: Sequence[str] = ()) -> TaskPage | None:
    """A task in the chosen frameworks (slugs), or else in the first that have code for it.

    None if there is no such task; unknown frameworks are left out. Six queries.
    """
    tasks = models.Task.objects.published().values_list("slug", "name", "contract")
    contracts = {found: contract for found, _, contract in tasks}
    if slug not in contracts:
        return None
    (task,) = task_rows(_frameworks(), slug)
    asked = [sample for sample in task.samples if sample.facts.slug in chosen]
    shown = (asked or [sample for sample in task.samples if _has_code(sample)])[:SHOWN]
    return TaskPage(
        name=task.name,
        summary=task.summary,
        contract=contracts[slug],
        offers=tuple(_offer(sample, sample in shown) for sample in task.samples),
        samples=tuple(shown),
        waiting=sum(_is_waiting(sample) for sample in task.samples),
        compare=_compare(shown),
        citations=citations_of({"code_sample": [s.code.pk for s in shown if s.code]}),
        others=tuple(
            Link(name, reverse("task", args=(other,))) for other, name, _ in tasks if other != slug
        ),
    )


def _frameworks() -> tuple[Facts, ...]:
    return facts_of([line.slug for line in framework_lines()])


def _has_code(sample: SampleOf) -> bool:
    return sample.code is not None and sample.code.is_shown


def _is_waiting(sample: SampleOf) -> bool:
    return sample.code is not None and bool(sample.code.files) and not sample.code.is_shown


def _named(samples: Sequence[SampleOf]) -> list[str]:
    return [sample.facts.name for sample in samples if _has_code(sample)]


def _offer(sample: SampleOf, chosen: bool) -> Offer:
    return Offer(sample.facts.slug, sample.facts.name, chosen, _has_code(sample))


def _compare(samples: Sequence[SampleOf]) -> Link | None:
    """A link to the comparison of the frameworks whose code is shown."""
    if len(samples) < 2:
        return None
    return comparison_link([(sample.facts.slug, sample.facts.name) for sample in samples])
