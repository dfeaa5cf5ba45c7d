"""The same job in each framework, as code that was run, and what running it gave."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from .base import Check, Curated, SlugField, one_of, state_known, texts
from .frameworks import Framework
from .vocabulary import Outcome

file_path = RegexValidator(
    r"^(?!sample\.toml$)\w[\w.-]*(/\w[\w.-]*)*\Z",
    "Write the path as app.py or templates/page.html, without spaces.",
)


class Task(Curated):
    slug = SlugField(unique=True)
    name = models.CharField(max_length=80, unique=True)
    summary = models.CharField(max_length=200)
    contract = models.TextField(help_text="What the code must do, in words. Markdown.")
    position = models.PositiveSmallIntegerField(default=0, db_index=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (state_known("task"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("task", args=(self.slug,))


class CodeSample(Curated):
    """A task done in a framework; or, without files, the reason why it cannot be done."""

    key_fields = ("task__slug", "framework__slug")

    task = models.ForeignKey(Task, models.CASCADE, related_name="samples")
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="samples")
    note = models.TextField(blank=True, help_text="What to know about it. Markdown.")
    start = models.CharField(max_length=200, blank=True, help_text="The command that starts it.")
    requirements = models.JSONField(
        default=list,
        blank=True,
        validators=[texts],
        help_text="Packages it needs, as a list of names.",
    )

    class Meta:
        ordering = ("task__position", "framework__name")
        constraints = (
            state_known("codesample"),
            models.UniqueConstraint(
                fields=("task", "framework"),
                name="codesample_unique",
                violation_error_message="This framework has a sample for this task already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.task} in {self.framework}"

    def get_absolute_url(self) -> str:
        slug = self.framework.slug
        return f"{self.task.get_absolute_url()}?framework={slug}#sample-{slug}"


class SampleFile(Curated):
    key_fields = ("sample__task__slug", "sample__framework__slug", "path")

    sample = models.ForeignKey(CodeSample, models.CASCADE, related_name="files")
    path = models.CharField(
        max_length=120, validators=[file_path], help_text="Relative to the folder of the sample."
    )
    text = models.TextField()

    class Meta:
        ordering = ("sample", "path")
        constraints = (
            state_known("samplefile"),
            models.UniqueConstraint(
                fields=("sample", "path"),
                name="samplefile_unique",
                violation_error_message="This sample has a file of this name already.",
            ),
        )

    def __str__(self) -> str:
        return self.path


class LabResult(Curated):
    """What running a sample, or a measurement, gave.

    For a sample, `task` is set and `digest` is the SHA-256 of its files as they ran, so that a
    result is never shown beside other code. For a measurement, `measure` names it and `value`,
    `low`, `high` and `unit` say what came out.
    """

    key_fields = ("subject", "framework__slug", "framework_version", "python_version")

    subject = models.CharField(
        max_length=90, editable=False, help_text="The slug of the task, or the measure."
    )
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="lab_results")
    task = models.ForeignKey(Task, models.CASCADE, null=True, blank=True, related_name="results")
    measure = SlugField(blank=True)
    framework_version = models.CharField(max_length=40)
    python_version = models.CharField(max_length=20)
    server = models.CharField(max_length=60, blank=True)
    ran_on = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    detail = models.TextField(blank=True, help_text="What happened, where it failed.")
    digest = models.CharField(max_length=64, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    low = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    high = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    conditions = models.TextField(blank=True)

    class Meta:
        ordering = ("subject", "framework__slug", "-ran_on")
        indexes = (models.Index(fields=("task", "framework", "-ran_on"), name="result_newest"),)
        constraints = (
            state_known("labresult"),
            one_of(Outcome, "outcome", "labresult_outcome_known"),
            models.UniqueConstraint(
                fields=("subject", "framework", "framework_version", "python_version"),
                name="labresult_unique",
                violation_error_message="There is a result for these versions already.",
            ),
            Check(
                condition=(models.Q(task__isnull=False) & models.Q(measure=""))
                | (models.Q(task__isnull=True) & ~models.Q(measure="")),
                name="labresult_task_or_measure",
                violation_error_message="A result belongs to a task or to a measure, not to both.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject}: {self.framework} {self.framework_version}"

    def clean(self) -> None:
        self.subject = self.task.slug if self.task else self.measure
