"""Packages on the package index, and dated facts about them."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

from .base import AddressField, Curated, dated_versions, state_known, texts

package_name = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    "Write the normalised name: lower case, with single hyphens, such as django-filter.",
)


class Package(Curated):
    slug = models.CharField("name", max_length=80, unique=True, validators=[package_name])
    title = models.CharField(max_length=80, help_text="As its project spells it.")
    summary = models.CharField(max_length=200, blank=True)
    maintainer = models.CharField(max_length=120, blank=True)
    address = AddressField(max_length=300, blank=True)

    class Meta:
        ordering = ("slug",)
        constraints = (state_known("package"),)

    def __str__(self) -> str:
        return self.title


class PackageSnapshot(Curated):
    """What the package index said on one day.

    `dependencies` and `advisories` are lists of text; `history` is a list of
    [version, date of upload] pairs, newest first.
    """

    key_fields = ("package__slug", "taken_on")

    package = models.ForeignKey(Package, models.CASCADE, related_name="snapshots")
    taken_on = models.DateField()
    latest = models.CharField(max_length=40, help_text="Newest stable version.")
    released_on = models.DateField()
    requires_python = models.CharField(max_length=60, blank=True)
    dependencies = models.JSONField(default=list, blank=True, validators=[texts])
    licence = models.CharField(max_length=80, blank=True)
    advisories = models.JSONField(default=list, blank=True, validators=[texts])
    yanked = models.BooleanField(default=False)
    history = models.JSONField(default=list, blank=True, validators=[dated_versions])

    class Meta:
        ordering = ("package", "-taken_on")
        indexes = (models.Index(fields=("package", "-taken_on"), name="snapshot_newest"),)
        constraints = (
            state_known("packagesnapshot"),
            models.UniqueConstraint(
                fields=("package", "taken_on"),
                name="packagesnapshot_unique",
                violation_error_message="There is a snapshot of this package of this day already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.package} {self.latest} ({self.taken_on})"
