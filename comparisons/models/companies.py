"""Who uses what, for what, and how well that is known."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from .base import AddressField, Check, Curated, PartialDateField, SlugField, one_of, state_known
from .frameworks import Framework
from .vocabulary import Scope, Status


class Company(Curated):
    slug = SlugField(unique=True)
    name = models.CharField(max_length=80, unique=True)
    address = AddressField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "companies"
        ordering = ("name",)
        indexes = (models.Index(fields=("state", "name"), name="company_list"),)
        constraints = (state_known("company"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('companies')}?company={self.slug}#company-{self.slug}"


class CompanyExample(Curated):
    key_fields = ("company__slug", "framework__slug", "slug")

    company = models.ForeignKey(Company, models.CASCADE, related_name="examples")
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="company_examples")
    slug = SlugField(help_text="Tells several examples of one company apart.")
    what = models.TextField(help_text="What it is used for, or what is claimed. Markdown.")
    scope = models.CharField(max_length=20, choices=Scope)
    status = models.CharField(max_length=12, choices=Status)
    since = PartialDateField(blank=True)
    until = PartialDateField(blank=True)
    note = models.TextField(
        blank=True,
        help_text="What is known and from where; compulsory where unconfirmed or refuted.",
    )

    class Meta:
        ordering = ("company__name", "framework__name", "slug")
        indexes = (models.Index(fields=("framework", "status"), name="example_by_status"),)
        constraints = (
            state_known("companyexample"),
            one_of(Scope, "scope", "companyexample_scope_known"),
            one_of(Status, "status", "companyexample_status_known"),
            models.UniqueConstraint(
                fields=("company", "framework", "slug"),
                name="companyexample_unique",
                violation_error_message="This company has an example with this framework and slug "
                "already.",
            ),
            Check(
                condition=models.Q(status__in=(Status.CURRENT, Status.HISTORIC))
                | ~models.Q(note=""),
                name="companyexample_note_where_needed",
                violation_error_message="Say in the note why it is unconfirmed or refuted.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.company}: {self.framework}"

    def get_absolute_url(self) -> str:
        return self.company.get_absolute_url()
