"""The questionnaire: questions, options, and what an option asks of a framework."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from .base import Check, Curated, CuratedQuerySet, SlugField, one_of, state_known
from .frameworks import Framework
from .vocabulary import Direction, Effect, Importance, Interface, Kind, State, Trait, choices

CRITERIA = ("feature", "use_case", "dimension")
NEUTRAL = "Counts neither for nor against anything."
"""What the meaning of an option says that is meant to have no effect, so that readers know too."""

TRAIT_VALUES: Mapping[str, Collection[str]] = {
    Trait.KIND: Kind.values,
    Trait.INTERFACE: Interface.values,
}
"""The traits whose values do not depend on what the record holds."""


class Question(Curated):
    """Retired rather than deleted, so that answers in old addresses are recognised."""

    slug = SlugField(unique=True)
    text = models.CharField(max_length=160)
    why = models.TextField(help_text="Why we ask, in a sentence or two.")
    multiple = models.BooleanField(default=False, help_text="Several options may be chosen.")
    short = models.BooleanField(default=False, help_text="Part of the short edition.")
    usual_importance = models.CharField(
        max_length=9,
        choices=choices(Importance),
        default=Importance.IMPORTANT.value,
        help_text="How much an answer matters if the reader does not say.",
    )
    retired = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0, db_index=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            state_known("question"),
            one_of(Importance, "usual_importance", "question_importance_known"),
        )

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        place = "" if self.retired else f"#question-{self.slug}"
        return reverse("wizard-all") + place


class OptionQuerySet(CuratedQuerySet["Option"]):
    def with_effect(self) -> Self:
        """Give each option `counted`: how many preferences readers' answers bring in by it."""
        counted = Q(preferences__state=State.PUBLISHED)
        for name in CRITERIA:
            counted &= Q(**{f"preferences__{name}__isnull": True}) | Q(
                **{f"preferences__{name}__state": State.PUBLISHED}
            )
        return self.annotate(counted=models.Count("preferences", filter=counted, distinct=True))

    def of_effect(self, effect: Effect) -> Self:
        """Return those whose effect is the one named."""
        options = self.with_effect()
        if effect == Effect.RETIRED:
            return options.filter(_RETIRED)
        return options.exclude(_RETIRED).filter(_EFFECTS[effect])


_RETIRED = Q(retired=True) | Q(question__retired=True)
_EFFECTS = {
    Effect.SOME: Q(counted__gt=0) & ~Q(meaning__contains=NEUTRAL),
    Effect.NONE_MEANT: Q(counted=0, meaning__contains=NEUTRAL),
    Effect.NONE: Q(counted=0) & ~Q(meaning__contains=NEUTRAL),
    Effect.AGAINST_MEANING: Q(counted__gt=0, meaning__contains=NEUTRAL),
}


class Option(Curated):
    """An answer. One whose meaning says `NEUTRAL` carries no information: “I don't know”."""

    key_fields = ("question__slug", "slug")

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    slug = SlugField()
    text = models.CharField(max_length=120)
    meaning = models.CharField(max_length=300, blank=True, help_text="What choosing it means.")
    retired = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OptionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ("question__position", "position", "pk")
        constraints = (
            state_known("option"),
            models.UniqueConstraint(
                fields=("question", "slug"),
                name="option_unique",
                violation_error_message="This question has an option with this slug already.",
            ),
        )

    def __str__(self) -> str:
        return self.text

    def effect(self, counted: int) -> Effect:
        """Say what it does when `counted` of its preferences count."""
        if self.retired or self.question.retired:
            return Effect.RETIRED
        if counted:
            return Effect.AGAINST_MEANING if NEUTRAL in self.meaning else Effect.SOME
        return Effect.NONE_MEANT if NEUTRAL in self.meaning else Effect.NONE


class Preference(Curated):
    """What an option asks for: a criterion, a direction and a weight.

    `veto_below` makes it a possible veto: when the reader says “must”, a framework whose
    satisfaction (0 to 100) is surely below it is ruled out.
    """

    key_fields = ("option__question__slug", "option__slug", "criterion_key")

    option = models.ForeignKey(Option, models.CASCADE, related_name="preferences")
    criterion_key = models.CharField(max_length=120, editable=False)
    feature = models.ForeignKey(
        "Feature", models.PROTECT, null=True, blank=True, related_name="preferences"
    )
    use_case = models.ForeignKey(
        "UseCase", models.PROTECT, null=True, blank=True, related_name="preferences"
    )
    dimension = models.ForeignKey(
        "Dimension", models.PROTECT, null=True, blank=True, related_name="preferences"
    )
    trait = models.CharField(max_length=10, choices=Trait, blank=True)
    trait_value = models.CharField(max_length=60, blank=True)
    direction = models.CharField(
        max_length=4, choices=choices(Direction), default=Direction.MORE.value
    )
    weight = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    veto_below = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta:
        ordering = ("option", "-weight", "criterion_key")
        constraints = (
            state_known("preference"),
            one_of(Direction, "direction", "preference_direction_known"),
            models.UniqueConstraint(
                fields=("option", "criterion_key"),
                name="preference_unique",
                violation_error_message="This option has a preference on this criterion already.",
            ),
            Check(
                condition=Q(
                    Q(feature__isnull=False, use_case__isnull=True, dimension__isnull=True)
                    & Q(trait="", trait_value="")
                )
                | Q(
                    Q(feature__isnull=True, use_case__isnull=False, dimension__isnull=True)
                    & Q(trait="", trait_value="")
                )
                | Q(
                    Q(feature__isnull=True, use_case__isnull=True, dimension__isnull=False)
                    & Q(trait="", trait_value="")
                )
                | (
                    Q(feature__isnull=True, use_case__isnull=True, dimension__isnull=True)
                    & Q(trait__in=Trait.values)
                    & ~Q(trait_value="")
                ),
                name="preference_one_criterion",
                violation_error_message="Choose exactly one criterion: a feature, a use case, a "
                "dimension, or a trait with its value.",
            ),
            Check(
                condition=Q(weight__range=(1, 5)),
                name="preference_weight_range",
                violation_error_message="The weight is a number from 1 to 5.",
            ),
            Check(
                condition=Q(veto_below__isnull=True) | Q(veto_below__range=(1, 100)),
                name="preference_veto_range",
                violation_error_message="The veto threshold is a number from 1 to 100.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.option}: {self.criterion_key}"

    def clean(self) -> None:
        self.criterion_key = self.criterion_path()
        if self.trait in TRAIT_VALUES:
            self._refuse_value(TRAIT_VALUES[self.trait])
        others = Preference.objects.exclude(pk=self.pk).filter(option_id=self.option_id)
        if self.option_id and others.filter(criterion_key=self.criterion_key).exists():
            raise ValidationError("This option has a preference on this criterion already.")

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Check also that the record has the licence or the framework that a trait names."""
        super().validate_constraints(exclude)
        if self.names_a_framework:
            self.refuse_unknown(Framework.objects.only("slug", "licence"))

    @property
    def names_a_framework(self) -> bool:
        """The trait's value is a framework's slug or licence, not a word of a closed vocabulary."""
        return bool(self.trait) and self.trait not in TRAIT_VALUES

    def refuse_unknown(self, frameworks: Iterable[Framework]) -> None:
        """Raise ValidationError if none of the frameworks has the value of the trait."""
        licence = self.trait == Trait.LICENCE
        known = {each.licence if licence else each.slug for each in frameworks}
        self._refuse_value(sorted(known))

    def _refuse_value(self, known: Collection[str]) -> None:
        if self.trait_value and self.trait_value not in known:
            words = ", ".join(known) or "nothing: there are no frameworks"
            raise ValidationError({"trait_value": f"“{self.trait_value}” is not one of {words}."})

    def criterion_path(self) -> str:
        """Return the criterion as one word: feature/orm, dimension/speed, trait/kind/micro."""
        for name in CRITERIA:
            criterion = getattr(self, name)
            if criterion is not None:
                return f"{name.replace('_', '-')}/{criterion.slug}"
        return f"trait/{self.trait}/{self.trait_value}"
