"""Published numbers, with how far they can be trusted."""

from __future__ import annotations

from django.db import models

from .base import Curated, SlugField, one_of, state_known
from .frameworks import Framework
from .vocabulary import Trust


class Figure(Curated):
    key_fields = ("series", "year", "framework__slug")

    series = SlugField(help_text="Which survey or measurement, such as stack-overflow-survey.")
    series_title = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="figures")
    value = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=60, help_text="Such as % of respondents.")
    trust = models.CharField(max_length=6, choices=Trust)
    note = models.TextField(help_text="How the number reached us, and what it does not tell.")

    class Meta:
        ordering = ("series", "-year", "-value")
        indexes = (models.Index(fields=("series", "year"), name="figure_series"),)
        constraints = (
            state_known("figure"),
            one_of(Trust, "trust", "figure_trust_known"),
            models.UniqueConstraint(
                fields=("series", "year", "framework"),
                name="figure_unique",
                violation_error_message="This series has a figure for this framework and year "
                "already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.series_title} {self.year}: {self.framework}"

    def get_absolute_url(self) -> str:
        return f"{self.framework.get_absolute_url()}#figures"
