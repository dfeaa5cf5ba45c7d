"""What curators judge: suitability for use cases, ratings on dimensions, points."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from .base import Check, Curated, SlugField, one_of, state_known
from .frameworks import Framework
from .vocabulary import Fit, PointKind, choices


class UseCase(Curated):
    slug = SlugField(unique=True)
    name = models.CharField(max_length=80, unique=True)
    summary = models.TextField(help_text="What it is and what it asks of a framework.")
    aliases = models.CharField(
        max_length=200, blank=True, help_text="Other words people search for, by commas."
    )
    position = models.PositiveSmallIntegerField(default=0, db_index=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (state_known("usecase"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("use-case", args=(self.slug,))


class Suitability(Curated):
    """How well a framework suits a use case."""

    key_fields = ("framework__slug", "use_case__slug")

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="suitabilities")
    use_case = models.ForeignKey(UseCase, models.CASCADE, related_name="suitabilities")
    fit = models.CharField(max_length=8, choices=choices(Fit))
    reason = models.TextField(blank=True, help_text="Why; compulsory unless unknown.")

    class Meta:
        verbose_name_plural = "suitabilities"
        ordering = ("use_case__position", "framework__name")
        indexes = (models.Index(fields=("use_case", "fit"), name="suitability_by_fit"),)
        constraints = (
            state_known("suitability"),
            one_of(Fit, "fit", "suitability_fit_known"),
            models.UniqueConstraint(
                fields=("framework", "use_case"),
                name="suitability_unique",
                violation_error_message="This framework is judged for this use case already; "
                "change that entry.",
            ),
            Check(
                condition=models.Q(fit=Fit.UNKNOWN.value) | ~models.Q(reason=""),
                name="suitability_reason_given",
                violation_error_message="Give the reason for the judgement.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.framework}: {self.use_case}"

    def get_absolute_url(self) -> str:
        return f"{self.framework.get_absolute_url()}#use-case-{self.use_case.slug}"


class Dimension(Curated):
    """An axis from 1 to 5 with a name for each end."""

    slug = SlugField(unique=True)
    name = models.CharField(max_length=60, unique=True)
    low_end = models.CharField(max_length=80, help_text="What 1 means.")
    high_end = models.CharField(max_length=80, help_text="What 5 means.")
    explanation = models.TextField(help_text="What is judged, and how.")
    position = models.PositiveSmallIntegerField(default=0, db_index=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (state_known("dimension"),)

    def __str__(self) -> str:
        return self.name


class Rating(Curated):
    key_fields = ("framework__slug", "dimension__slug")

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="ratings")
    dimension = models.ForeignKey(Dimension, models.CASCADE, related_name="ratings")
    value = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="1 to 5; empty means unknown."
    )
    reason = models.TextField(blank=True, help_text="Why; compulsory unless unknown.")

    class Meta:
        ordering = ("dimension__position", "framework__name")
        constraints = (
            state_known("rating"),
            models.UniqueConstraint(
                fields=("framework", "dimension"),
                name="rating_unique",
                violation_error_message="This framework is rated on this dimension already; "
                "change that rating.",
            ),
            Check(
                condition=models.Q(value__isnull=True) | models.Q(value__range=(1, 5)),
                name="rating_on_scale",
                violation_error_message="A rating is a number from 1 to 5, or empty for unknown.",
            ),
            Check(
                condition=models.Q(value__isnull=True) | ~models.Q(reason=""),
                name="rating_reason_given",
                violation_error_message="Give the reason for the rating.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.framework}: {self.dimension}"

    def get_absolute_url(self) -> str:
        return f"{self.framework.get_absolute_url()}#dimension-{self.dimension.slug}"


class Point(Curated):
    """A strength, weakness, limitation, or a reason to choose or to look elsewhere."""

    key_fields = ("framework__slug", "slug")

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="points")
    slug = SlugField()
    kind = models.CharField(max_length=12, choices=PointKind)
    title = models.CharField(max_length=120)
    text = models.TextField(help_text="A sentence or two. Markdown.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("framework", "position", "pk")
        indexes = (models.Index(fields=("framework", "kind", "position"), name="point_list"),)
        constraints = (
            state_known("point"),
            one_of(PointKind, "kind", "point_kind_known"),
            models.UniqueConstraint(
                fields=("framework", "slug"),
                name="point_unique",
                violation_error_message="This framework has a point with this slug already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.framework}: {self.title}"

    def get_absolute_url(self) -> str:
        return f"{self.framework.get_absolute_url()}#point-{self.slug}"
