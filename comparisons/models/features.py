"""Features and support: the matrix."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from .base import Check, Curated, SlugField, one_of, state_known
from .frameworks import Framework
from .vocabulary import Level, choices

WITHOUT_NOTE = (Level.BUILT_IN.value, Level.NONE.value, Level.UNKNOWN.value)


class FeatureGroup(Curated):
    slug = SlugField(unique=True)
    name = models.CharField(max_length=60, unique=True)
    summary = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0, db_index=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (state_known("featuregroup"),)

    def __str__(self) -> str:
        return self.name


class Feature(Curated):
    slug = SlugField(unique=True)
    name = models.CharField(max_length=80, unique=True)
    group = models.ForeignKey(FeatureGroup, models.PROTECT, related_name="features")
    why = models.TextField(help_text="Why it matters, in one or two sentences.")
    aliases = models.CharField(
        max_length=200, blank=True, help_text="Other words people search for, by commas."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("group__position", "position", "pk")
        indexes = (models.Index(fields=("state", "group", "position"), name="feature_list"),)
        constraints = (state_known("feature"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("feature", args=(self.slug,))


class Support(Curated):
    """The cell framework × feature."""

    key_fields = ("framework__slug", "feature__slug")

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="supports")
    feature = models.ForeignKey(Feature, models.CASCADE, related_name="supports")
    level = models.CharField(max_length=18, choices=choices(Level))
    since = models.CharField(max_length=20, blank=True, help_text="Version that brought it.")
    packages: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        "Package", blank=True, related_name="supports", help_text="What provides it."
    )
    note = models.TextField(
        blank=True,
        help_text="What a reader must know; compulsory unless built in, not available or unknown. "
        "Where unknown, say what was searched.",
    )

    class Meta:
        verbose_name_plural = "support"
        ordering = ("feature__group__position", "feature__position", "framework__name")
        indexes = (models.Index(fields=("feature", "level"), name="support_by_level"),)
        constraints = (
            state_known("support"),
            one_of(Level, "level", "support_level_known"),
            models.UniqueConstraint(
                fields=("framework", "feature"),
                name="support_unique",
                violation_error_message="This framework has a cell for this feature already; "
                "change that one.",
            ),
            Check(
                condition=models.Q(level__in=WITHOUT_NOTE) | ~models.Q(note=""),
                name="support_note_where_needed",
                violation_error_message="Say in a note what provides it or how it is done: only "
                "“built in”, “not available” and “unknown” stand without one.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.framework}: {self.feature}"

    def get_absolute_url(self) -> str:
        return f"{self.framework.get_absolute_url()}#feature-{self.feature.slug}"
