"""Code samples, shown as code only where they were seen to run as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Q

from comparisons.engine.digests import digest
from comparisons.models import LabResult, Task
from comparisons.models.vocabulary import Outcome, State
from comparisons.queries.facts import Facts


@dataclass(frozen=True, slots=True)
class File:
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a sample that passed."""

    framework_version: str
    python_version: str
    server: str
    ran_on: date


@dataclass(frozen=True, slots=True)
class Sample:
    """A task in one framework. Files are code that ran; without `run` they must not be shown."""

    pk: int
    note: str
    start: str
    requirements: tuple[str, ...]
    files: tuple[File, ...]
    run: Run | None

    @property
    def is_shown(self) -> bool:
        return bool(self.files) and self.run is not None

    @property
    def is_impossible(self) -> bool:
        """Without files, the note is the reason why the framework cannot do the task."""
        return not self.files


@dataclass(frozen=True, slots=True)
class SampleOf:
    """A framework's place in a task: its sample, or None where there is none."""

    facts: Facts
    code: Sample | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with one sample a framework, in the order asked for; None where there is none."""

    slug: str
    name: str
    summary: str
    samples: tuple[SampleOf, ...]

    @property
    def shown(self) -> int:
        """How many frameworks have code to show."""
        return sum(sample.code is not None and sample.code.is_shown for sample in self.samples)

    @property
    def is_offered(self) -> bool:
        """Any of the frameworks has a sample."""
        return any(sample.code for sample in self.samples)


SAMPLE_FIELDS = (
    "sample__framework_id",
    "sample__pk",
    "sample__note",
    "sample__start",
    "sample__requirements",
    "sample__files__path",
    "sample__files__text",
    "sample__files__state",
)

Rows = Sequence[tuple[Any, ...]]
Runs = Mapping[tuple[int, int, str], Run]
"""Runs by primary keys of task and framework, and digest of the files that ran."""


def task_rows(frameworks: Sequence[Facts], slug: str | None = None) -> tuple[TaskRow, ...]:
    """Return the published tasks, or one of them, with these frameworks' samples. Two queries."""
    keys = [facts.pk for facts in frameworks]
    tasks = Task.objects.published()
    rows = (
        (tasks.filter(slug=slug) if slug else tasks)
        .annotate(
            sample=FilteredRelation(
                "samples",
                condition=Q(samples__framework__in=keys, samples__state=State.PUBLISHED),
            )
        )
        .order_by("position", "pk", "sample__files__path")
        .values_list("pk", "slug", "name", "summary", *SAMPLE_FIELDS)
    )
    runs = _runs(keys)
    by_task: dict[tuple[Any, ...], dict[int, list[tuple[Any, ...]]]] = {}
    for row in rows:
        by_task.setdefault(row[:4], {}).setdefault(row[4], []).append(row[5:])
    return tuple(
        TaskRow(slug, name, summary, _samples(pk, frameworks, samples, runs))
        for (pk, slug, name, summary), samples in by_task.items()
    )


def _samples(
    task: int,
    frameworks: Iterable[Facts],
    rows: Mapping[int, Sequence[tuple[Any, ...]]],
    runs: Runs,
) -> tuple[SampleOf, ...]:
    return tuple(
        SampleOf(facts, _sample(task, facts.pk, rows.get(facts.pk, ()), runs))
        for facts in frameworks
    )


def _sample(task: int, framework: int, rows: Rows, runs: Runs) -> Sample | None:
    """A sample from its rows, one a file."""
    if not rows:
        return None
    pk, note, start, requirements = rows[0][:4]
    files = tuple(File(path, text) for *_, path, text, state in rows if state == State.PUBLISHED)
    ran = runs.get((task, framework, digest((file.path, file.text) for file in files)))
    return Sample(pk, note, start, tuple(requirements), files, ran)


def _runs(frameworks: Iterable[int]) -> Runs:
    """The newest passed run of each state of each sample."""
    rows = (
        LabResult.objects.published()
        .filter(framework__in=frameworks, task__isnull=False, outcome=Outcome.PASSED)
        .exclude(digest="")
        .order_by("ran_on", "framework_version", "python_version")
        .values_list(
            "task_id",
            "framework_id",
            "digest",
            "framework_version",
            "python_version",
            "server",
            "ran_on",
        )
    )
    return {row[:3]: Run(*row[3:]) for row in rows}
