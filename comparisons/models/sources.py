"""Sources, citations and disagreements: the evidence."""

from __future__ import annotations

import re
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from .base import (
    AddressField,
    Check,
    Curated,
    PartialDateField,
    SlugField,
    follow,
    one_of,
    state_known,
    texts,
)
from .vocabulary import SourceKind, Stance


def claim_ids(value: Any) -> None:
    """Accept a list of claim ids."""
    texts(value)
    if not all(re.fullmatch(r"S\d-\d{3}", claim) for claim in value):
        raise ValidationError("Write claim ids as S0-001.")


# An article may have reached us as a copy; a package is found by its name with any client.
WITHOUT_ADDRESS = (SourceKind.ARTICLE.value, SourceKind.PACKAGE.value)


class Source(Curated):
    slug = SlugField(unique=True)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=SourceKind)
    address = AddressField(
        max_length=400,
        blank=True,
        help_text="May be empty for an article and for package metadata; the page says so.",
    )
    published = PartialDateField(blank=True, help_text="When it was published, as far as known.")
    read_on = models.DateField(help_text="When it was last read.")
    distribution = models.CharField(
        max_length=80,
        blank=True,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9._-]+==[A-Za-z0-9.]+$", "Write name==version: flask==3.1.3."
            )
        ],
        help_text="The source distribution that contains it, so that its places can be looked up.",
    )
    note = models.TextField(blank=True, help_text="How it was read, how far it can be trusted.")

    class Meta:
        ordering = ("title",)
        indexes = (
            models.Index(fields=("state", "title"), name="source_list"),
            models.Index(fields=("kind", "title"), name="source_kind_list"),
        )
        constraints = (
            state_known("source"),
            one_of(SourceKind, "kind", "source_kind_known"),
            Check(
                condition=Q(kind__in=WITHOUT_ADDRESS) | ~Q(address=""),
                name="source_address_where_needed",
                violation_error_message="Give the address; only an article and package metadata "
                "may be without one.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("source", args=(self.slug,))


class Disagreement(Curated):
    """Claims on which sources conflict, what holds, and why."""

    slug = SlugField(unique=True)
    title = models.CharField(max_length=160, help_text="The question on which sources differ.")
    conflict = models.TextField(help_text="Who says what, in a sentence or two. Markdown.")
    holds = models.TextField(help_text="What holds. Markdown.")
    why = models.TextField(help_text="Why it holds. Markdown.")
    frameworks: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        "Framework", related_name="disagreements"
    )
    position = models.PositiveSmallIntegerField(default=0, db_index=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (state_known("disagreement"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('disagreements')}#disagreement-{self.slug}"


# The kinds of entry that a citation can stand under, by the name of its foreign key.
SUBJECTS = {
    "framework": "Framework",
    "support": "Support",
    "suitability": "Suitability",
    "rating": "Rating",
    "point": "Point",
    "company_example": "CompanyExample",
    "comparison": "Comparison",
    "situation": "Situation",
    "faq": "FAQ",
    "disagreement": "Disagreement",
    "code_sample": "CodeSample",
    "figure": "Figure",
    "release": "Release",
    "migration": "Migration",
}


def _only(name: str) -> Q:
    return Q(**{f"{other}__isnull": other != name for other in SUBJECTS})


def _exactly_one_subject() -> Q:
    condition = Q()
    for name in SUBJECTS:
        condition |= _only(name)
    return condition


def _subject_key(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        SUBJECTS[name], models.CASCADE, null=True, blank=True, related_name="citations"
    )


class Citation(Curated):
    """A source under a claim: exactly one of the subject keys is set."""

    key_fields = ("subject_key", "source__slug", "place")

    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    stance = models.CharField(max_length=9, choices=Stance, default=Stance.SUPPORTS)
    place = models.CharField(
        max_length=200, help_text="Where in the source: page or file, and heading."
    )
    address = AddressField(
        max_length=400, blank=True, help_text="The page itself, where the source has many."
    )
    says = models.TextField(help_text="What it says, in our words.")
    checked_on = models.DateField(help_text="When this place was last read.")
    claims = models.JSONField(
        default=list,
        blank=True,
        validators=[claim_ids],
        help_text="Claim ids, where the source is one of the articles.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    framework = _subject_key("framework")
    support = _subject_key("support")
    suitability = _subject_key("suitability")
    rating = _subject_key("rating")
    point = _subject_key("point")
    company_example = _subject_key("company_example")
    comparison = _subject_key("comparison")
    situation = _subject_key("situation")
    faq = _subject_key("faq")
    disagreement = _subject_key("disagreement")
    code_sample = _subject_key("code_sample")
    figure = _subject_key("figure")
    release = _subject_key("release")
    migration = _subject_key("migration")

    class Meta:
        ordering = ("position", "pk")
        indexes = (models.Index(fields=("source", "stance"), name="citation_by_source"),)
        constraints = (
            state_known("citation"),
            one_of(Stance, "stance", "citation_stance_known"),
            Check(
                condition=_exactly_one_subject(),
                name="citation_one_subject",
                violation_error_message="A citation stands under exactly one entry.",
            ),
            *(
                models.UniqueConstraint(
                    fields=(name, "source", "place"),
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"citation_once_per_{name}",
                    violation_error_message="This entry cites this place already.",
                )
                for name in SUBJECTS
            ),
        )

    def __str__(self) -> str:
        return f"{self.source}, {self.place}"

    def clean(self) -> None:
        source = getattr(self, "source", None)
        if self.claims and source and source.kind != SourceKind.ARTICLE:
            raise ValidationError({"claims": "Only a citation of an article has claim ids."})

    @classmethod
    def key_lookups(cls, *key: str) -> dict[str, Any]:
        subject_key, source, place = key
        kind, *of_subject = subject_key.split("/")
        name = next(name for name, model in SUBJECTS.items() if model.lower() == kind)
        subject = cast(type[Curated], cls._meta.get_field(name).related_model)
        lookups = subject.key_lookups(*of_subject)
        return {f"{name}__{lookup}": value for lookup, value in lookups.items()} | {
            "source__slug": source,
            "place": place,
        }

    @property
    def subject(self) -> Curated:
        """The entry it stands under. Costs a query unless that relation was selected."""
        subjects = (getattr(self, name) for name in SUBJECTS)
        return next(subject for subject in subjects if subject is not None)

    @classmethod
    def owner_fields(cls) -> tuple[str, ...]:
        return (*SUBJECTS, "source")

    @property
    def subject_key(self) -> str:
        subject = self.subject
        return "/".join((subject._meta.model_name or "", *subject.natural_key()))

    def get_absolute_url(self) -> str:
        address: str = follow(self.subject, "get_absolute_url")()
        return address
