"""The questionnaire: questions with their options, options with what they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path

from comparisons.models import Framework, Option, Preference, Question
from comparisons.models.vocabulary import Effect, Interface, Kind
from comparisons.models.wizard import NEUTRAL

from . import simulator
from .desk import CuratedAdmin, TableInline

FLAGS = {Effect.NONE: "⚠ ", Effect.AGAINST_MEANING: "⚠ "}
ADVICE = {
    Effect.NONE: "Add a preference that counts, or, if it is meant to have no effect, say in its "
    f"meaning: “{NEUTRAL}”",
    Effect.AGAINST_MEANING: "Take the sentence out of its meaning, or remove its preferences.",
}


class EffectColumn:
    """What an option does, with a flag where the record contradicts itself."""

    @admin.display(description="Effect")
    def effect(self, option: Any) -> str:
        if option.pk is None:
            return "–"
        effect = option.effect(option.counted)
        count = f" ({option.counted})" if effect == Effect.SOME else ""
        return f"{FLAGS.get(effect, '')}{effect.label}{count}"


class EffectFilter(admin.SimpleListFilter):
    title = "effect"
    parameter_name = "effect"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(effect.value, f"{FLAGS.get(effect, '')}{effect.label}") for effect in Effect]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = next((effect for effect in Effect if effect == self.value()), None)
        return queryset.of_effect(chosen) if chosen else queryset  # type: ignore[attr-defined]


class OptionInline(EffectColumn, TableInline):
    model = Option
    show_change_link = True
    fields = ("text", "slug", "effect", "position", "retired", "state")
    readonly_fields = ("effect",)
    prepopulated_fields = {"slug": ("text",)}
    verbose_name_plural = "options (Change: what one means and asks for)"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        options: Any = super().get_queryset(request)
        return options.with_effect().select_related("question")

    def formfield_for_dbfield(self, db_field: Any, request: Any, **options: Any) -> Any:
        if db_field.name == "text":
            options["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 30})
        if db_field.name == "slug":
            options["widget"] = forms.TextInput(attrs={"size": 16})
        return super().formfield_for_dbfield(db_field, request, **options)


@admin.register(Question)
class QuestionAdmin(CuratedAdmin):
    list_display = ("text", "slug", "position", "options", "multiple", "short", "retired", "state")
    list_editable = ("position",)
    list_filter = ("retired", "short", "multiple", "state")
    search_fields = ("text", "slug", "why", "options__text", "options__meaning")
    prepopulated_fields = {"slug": ("text",)}
    fields = (
        "text",
        "slug",
        "why",
        ("multiple", "short", "retired"),
        ("usual_importance", "position", "state"),
    )
    inlines = (OptionInline,)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.simulator_view)
        return [path("simulator/", view, name=simulator.NAME), *super().get_urls()]

    def simulator_view(self, request: HttpRequest) -> HttpResponse:
        """What the questionnaire does as a whole."""
        return simulator.simulator(request, self)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        offered = Count("options", filter=Q(options__retired=False), distinct=True)
        return super().get_queryset(request).annotate(offered=offered)

    @admin.display(description="Options", ordering="offered")
    def options(self, question: Any) -> int:
        """How many are offered: not retired."""
        return int(question.offered)


class TraitField(forms.ChoiceField):
    """The value of a trait, chosen among those that the record has."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=list(_trait_values()), **options)


def _trait_values() -> Iterator[tuple[str, Any]]:
    """Every value by the traits that take it. One query."""
    rows = Framework.objects.order_by("name").values_list("slug", "name", "licence")
    licences = sorted({licence for *_, licence in rows})
    yield "", "---------"
    yield "Kind of framework", Kind.choices
    yield "Server interface", Interface.choices
    yield "Licence", [(licence, licence) for licence in licences]
    yield "The other traits: a framework", [(slug, name) for slug, name, _ in rows]


class PreferenceFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        kept = [form.instance for form in self.forms if form not in self.deleted_forms]
        criteria = [entry.criterion_key for entry in kept if entry.criterion_key]
        if len(criteria) > len(set(criteria)):
            raise ValidationError("Two preferences of this option name the same criterion.")


class TraitValues:
    """Offers the values of a trait as a choice."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **options: Any) -> Any:
        if db_field.name == "trait_value":
            return TraitField(required=False, label="Trait’s value")
        return super().formfield_for_dbfield(db_field, request, **options)  # type: ignore[misc]


class PreferenceInline(TraitValues, admin.StackedInline):
    model = Preference
    formset = PreferenceFormSet
    extra = 0
    autocomplete_fields = ("feature", "use_case", "dimension")
    verbose_name_plural = (
        "preferences: each names one criterion (a feature, a use case, a dimension, or a trait "
        "with its value)"
    )
    fields = (
        ("feature", "use_case", "dimension"),
        ("trait", "trait_value"),
        ("direction", "weight", "veto_below", "state"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        related = ("feature", "use_case", "dimension", "option")
        return super().get_queryset(request).select_related(*related)


@admin.register(Option)
class OptionAdmin(EffectColumn, CuratedAdmin):
    list_display = ("text", "question", "effect", "position", "retired", "state")
    list_filter = (EffectFilter, "question", "retired", "state")
    list_select_related = ("question",)
    search_fields = ("text", "slug", "meaning", "question__text", "question__slug")
    autocomplete_fields = ("question",)
    prepopulated_fields = {"slug": ("text",)}
    readonly_fields = ("advice",)
    fields = ("question", ("text", "slug"), "meaning", ("position", "retired", "state"), "advice")
    inlines = (PreferenceInline,)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **options: Any) -> Any:
        if db_field.name == "meaning":
            options["widget"] = forms.Textarea(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **options)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).with_effect()  # type: ignore[attr-defined]

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("question__position", "position", "pk")

    @admin.display(description="Effect")
    def advice(self, option: Any) -> str:
        """What it does and, where that cannot be meant, what to do."""
        if option.pk is None:
            return "–"
        effect = option.effect(option.counted)
        return f"{self.effect(option)}. {ADVICE.get(effect, '')}".strip()


@admin.register(Preference)
class PreferenceAdmin(TraitValues, CuratedAdmin):
    list_display = ("criterion_key", "asked_by", "direction", "weight", "veto_below", "state")
    list_filter = ("direction", "option__question", "state")
    list_select_related = ("option__question",)
    ordering = ("option__question__position", "option__position", "-weight", "criterion_key")
    search_fields = (
        "option__text",
        "option__slug",
        "option__question__text",
        "option__question__slug",
        "criterion_key",
    )
    autocomplete_fields = ("option", "feature", "use_case", "dimension")

    @admin.display(description="Asked for by", ordering="option__question__position")
    def asked_by(self, preference: Preference) -> str:
        """The question and the option."""
        return f"{preference.option.question.slug}: {preference.option}"
