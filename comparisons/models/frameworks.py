"""Frameworks: what is compared."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from .base import AddressField, Check, Curated, PartialDateField, SlugField, one_of, state_known
from .vocabulary import Interface, Kind, LinkKind


class Framework(Curated):
    slug = SlugField(unique=True)
    name = models.CharField(max_length=60, unique=True)
    tagline = models.CharField(max_length=160, help_text="What it is, in one plain sentence.")
    kind = models.CharField(max_length=12, choices=Kind)
    interface = models.CharField(max_length=14, choices=Interface)
    licence = models.CharField(max_length=60, help_text="SPDX identifier, such as BSD-3-Clause.")
    creators = models.CharField(max_length=200)
    first_release = PartialDateField(help_text="Date of the first public release.")
    governance = models.TextField(blank=True, help_text="Who decides and who maintains. Markdown.")
    release_policy = models.TextField(
        blank=True, help_text="How often it is released and how long supported. Markdown."
    )
    summary = models.TextField(help_text="Two to four sentences. Markdown.")
    philosophy = models.TextField(help_text="The ideas behind it. Markdown.")
    history = models.TextField(help_text="Who made it, why and when. Markdown.")
    aliases = models.CharField(
        max_length=200, blank=True, help_text="Other spellings people search for, by commas."
    )
    accent = models.PositiveSmallIntegerField(
        default=1, help_text="Number of its colour in tables and charts, 1 to 18."
    )
    package = models.OneToOneField(
        "Package", models.PROTECT, null=True, blank=True, related_name="framework"
    )
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text="What to look at instead, when this one is only maintained.",
    )

    class Meta:
        ordering = (Lower("name"),)
        indexes = (
            models.Index("state", Lower("name"), name="framework_list"),
            models.Index(fields=("state", "kind"), name="framework_kind_list"),
        )
        constraints = (
            state_known("framework"),
            one_of(Kind, "kind", "framework_kind_known"),
            one_of(Interface, "interface", "framework_interface_known"),
            Check(
                condition=models.Q(accent__range=(1, 18)),
                name="framework_accent_in_palette",
                violation_error_message="The colour is a number from 1 to 18.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("framework", args=(self.slug,))


class Link(Curated):
    """An address of a framework: its site, documentation, tutorial, or a resource to learn from."""

    key_fields = ("framework__slug", "address")

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=10, choices=LinkKind)
    title = models.CharField(max_length=120)
    address = AddressField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            state_known("link"),
            one_of(LinkKind, "kind", "link_kind_known"),
            models.UniqueConstraint(
                fields=("framework", "address"),
                name="link_unique",
                violation_error_message="This framework has a link to this address already.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Release(Curated):
    """A release line, with the support its project promises. No date means none is published."""

    key_fields = ("framework__slug", "line")

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="releases")
    line = models.CharField(max_length=20, help_text="Such as 5.2.")
    released = PartialDateField()
    supported_until = PartialDateField(blank=True)
    security_until = PartialDateField(blank=True)
    long_term = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("framework", "-released", "-line")
        indexes = (models.Index(fields=("framework", "-released"), name="release_list"),)
        constraints = (
            state_known("release"),
            models.UniqueConstraint(
                fields=("framework", "line"),
                name="release_unique",
                violation_error_message="This framework has this release line already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.framework} {self.line}"

    def get_absolute_url(self) -> str:
        return f"{self.framework.get_absolute_url()}#releases"
