"""Curated text about sets of frameworks: comparisons, questions and answers, migrations."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from .base import Curated, SlugField, state_known
from .frameworks import Framework

SEPARATOR = "-vs-"


def comparison_slug(slugs: Iterable[str]) -> str:
    """Join frameworks' slugs, in any order, to the slug of their comparison."""
    return SEPARATOR.join(sorted(set(slugs)))


class Comparison(Curated):
    """Text for 2 to 5 frameworks. Its slug is their slugs in alphabetical order."""

    slug = models.CharField(
        max_length=420,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9-]+(-vs-[a-z0-9-]+){1,4}$", "Join 2 to 5 slugs by “-vs-”, in order."
            )
        ],
    )
    frameworks = models.ManyToManyField(Framework, related_name="comparisons")
    title = models.CharField(max_length=120)
    introduction = models.TextField(help_text="What this choice is about. Markdown.")
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Place among the comparisons worth reading; 0 keeps it off that list."
    )

    class Meta:
        ordering = ("position", "slug")
        indexes = (models.Index(fields=("state", "position"), name="comparison_list"),)
        constraints = (state_known("comparison"),)

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.slug != comparison_slug(self.slug.split(SEPARATOR)):
            raise ValidationError(
                {
                    "slug": f"Write it as {comparison_slug(self.slug.split(SEPARATOR))}: each "
                    "framework once, in alphabetical order."
                }
            )

    def get_absolute_url(self) -> str:
        return reverse("comparison", args=(self.slug,))


class Situation(Curated):
    """The verdict for one situation: “if you …, then …”."""

    key_fields = ("comparison__slug", "slug")

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="situations")
    slug = SlugField()
    when = models.CharField(max_length=160, help_text="The reader's situation.")
    framework = models.ForeignKey(
        Framework, models.CASCADE, null=True, blank=True, help_text="Empty: it does not matter."
    )
    why = models.TextField(help_text="The reason, in a sentence or two. Markdown.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("comparison", "position", "pk")
        constraints = (
            state_known("situation"),
            models.UniqueConstraint(
                fields=("comparison", "slug"),
                name="situation_unique",
                violation_error_message="This comparison has a situation with this slug already.",
            ),
        )

    def __str__(self) -> str:
        return self.when

    def get_absolute_url(self) -> str:
        return f"{self.comparison.get_absolute_url()}#situation-{self.slug}"


class FAQ(Curated):
    key_fields = ("comparison__slug", "slug")

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="faqs")
    slug = SlugField()
    question = models.CharField(max_length=200)
    answer = models.TextField(help_text="Markdown.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "FAQ"
        ordering = ("comparison", "position", "pk")
        constraints = (
            state_known("faq"),
            models.UniqueConstraint(
                fields=("comparison", "slug"),
                name="faq_unique",
                violation_error_message="This comparison has a question with this slug already.",
            ),
        )

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return f"{self.comparison.get_absolute_url()}#faq-{self.slug}"


class Migration(Curated):
    """Moving an application from one framework to another.

    `origin` is empty when people come from something that is not compared here; then
    `origin_name` alone says what it is.
    """

    slug = SlugField(unique=True, help_text="Such as flask-to-django.")
    origin = models.ForeignKey(
        Framework, models.CASCADE, null=True, blank=True, related_name="migrations_away"
    )
    origin_name = models.CharField(max_length=60)
    target = models.ForeignKey(Framework, models.CASCADE, related_name="migrations_to")
    summary = models.TextField(help_text="When people do this, and how big a step it is. Markdown.")
    carries_over = models.TextField(help_text="What can be kept. Markdown.")
    does_not = models.TextField(help_text="What has to be written again. Markdown.")
    close = models.BooleanField(
        default=False,
        help_text="Most of the code runs on after small, mechanical edits. The wizard then credits "
        "the target to readers who would rather keep what they have.",
    )

    class Meta:
        ordering = ("origin_name", "target__name")
        constraints = (
            state_known("migration"),
            models.UniqueConstraint(
                fields=("origin_name", "target"),
                name="migration_unique",
                violation_error_message="There is an entry for this pair already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.origin_name} to {self.target}"

    def get_absolute_url(self) -> str:
        return f"{self.target.get_absolute_url()}#migration-{self.slug}"
