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
class TaskRow:
    """A task with one sample a framework, in the order asked for; None where there is none."""

    slug: str
    name: str
    summary: str
    samples: tuple[Sample | None, ...]

    @property
    def shown(self) -> int:
        return sum(sample is not None and sample.is_shown for sample in self.samples)


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

Runs = Mapping[tuple[int, int, str], Run]
"""Runs by primary keys of task and framework, and digest of the files that ran."""


def task_rows(frameworks: Sequence[int], slug: str | None = None) -> tuple[TaskRow, ...]:
    """Return the published tasks, or one of them, with these frameworks' samples. Two queries."""
    tasks = Task.objects.published()
    rows = (
        (tasks.filter(slug=slug) if slug else tasks)
        .annotate(
            sample=FilteredRelation(
                "samples",
                condition=Q(samples__framework__in=frameworks, samples__state=State.PUBLISHED),
            )
        )
        .order_by("position", "pk", "sample__files__path")
        .values_list("pk", "slug", "name", "summary", *SAMPLE_FIELDS)
    )
    runs = _runs(frameworks)
    by_task: dict[tuple[Any, ...], dict[int, list[tuple[Any, ...]]]] = {}
    for row in rows:
        by_task.setdefault(row[:4], {}).setdefault(row[4], []).append(row[5:])
    return tuple(
        TaskRow(*head, tuple(_sample(pk, f, samples.get(f, ()), runs) for f in frameworks))
        for (pk, *head), samples in by_task.items()
    )


def _sample(
    task: int, framework: int, rows: Sequence[tuple[Any, ...]], runs: Runs
) -> Sample | None:
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
    return {(task, framework, digest): Run(*run) for task, framework, digest, *run in rows}
