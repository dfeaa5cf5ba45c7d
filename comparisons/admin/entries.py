"""The curated entries, one admin each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from comparisons.engine.cells import Level
from comparisons.models import (
    FAQ,
    Citation,
    CodeSample,
    Company,
    CompanyExample,
    Comparison,
    Dimension,
    Disagreement,
    Feature,
    FeatureGroup,
    Figure,
    Framework,
    LabResult,
    Link,
    Migration,
    Package,
    PackageSnapshot,
    Point,
    Rating,
    Release,
    SampleFile,
    Situation,
    Source,
    Suitability,
    Support,
    Task,
    UseCase,
)
from comparisons.models.comparing import SEPARATOR
from comparisons.models.sources import SUBJECTS

from .desk import CitationForm, CitationInline, CuratedAdmin, RowInline, TableInline, WordsField


class LinkInline(TableInline):
    model = Link
    fields = ("kind", "title", "address", "position", "state")


class ReleaseInline(TableInline):
    model = Release
    show_change_link = True
    fields = ("line", "released", "supported_until", "security_until", "long_term", "note", "state")


class SupportOfFramework(RowInline):
    model = Support
    given = "feature"
    autocomplete_fields = ("feature",)
    fields = ("feature", "level", "since", "note", "state")
    classes = ("collapse",)


class SuitabilityOfFramework(RowInline):
    model = Suitability
    given = "use_case"
    autocomplete_fields = ("use_case",)
    fields = ("use_case", "fit", "reason", "state")
    classes = ("collapse",)


class RatingOfFramework(RowInline):
    model = Rating
    given = "dimension"
    autocomplete_fields = ("dimension",)
    fields = ("dimension", "value", "reason", "state")
    classes = ("collapse",)


class PointInline(admin.StackedInline):
    model = Point
    extra = 0
    show_change_link = True
    fields = (("kind", "title"), ("slug", "position", "state"), "text")
    prepopulated_fields = {"slug": ("title",)}
    classes = ("collapse",)


@admin.register(Framework)
class FrameworkAdmin(CuratedAdmin):
    list_display = ("name", "kind", "interface", "licence", "first_release", "state")
    list_filter = ("state", "kind", "interface")
    search_fields = ("name", "slug", "tagline", "aliases")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("package", "successor")
    inlines = (
        LinkInline,
        ReleaseInline,
        SupportOfFramework,
        SuitabilityOfFramework,
        RatingOfFramework,
        PointInline,
        CitationInline,
    )


@admin.register(Link)
class LinkAdmin(CuratedAdmin):
    list_display = ("framework", "kind", "title", "address", "state")
    list_display_links = ("title",)
    list_filter = ("kind", "framework", "state")
    list_select_related = ("framework",)
    search_fields = ("title", "address", "framework__name")
    autocomplete_fields = ("framework",)


@admin.register(FeatureGroup)
class FeatureGroupAdmin(CuratedAdmin):
    list_display = ("name", "position", "state")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


PACKAGED = (Level.OFFICIAL_EXTENSION.value, Level.THIRD_PARTY.value)
DECIDED = (*PACKAGED, Level.MANUAL.value, Level.NONE.value)
WITHOUT_SENSE = {
    True: "Saved, but packages are named although the level says that none provides it. Check.",
    False: "Saved, but the level speaks of a package and none is named. Name it under Packages.",
}


class SupportOfFeature(RowInline):
    model = Support
    given = "framework"
    autocomplete_fields = ("framework",)
    fields = ("framework", "level", "since", "note", "state")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Support]:
        return super().get_queryset(request).select_related("feature")


@admin.register(Feature)
class FeatureAdmin(CuratedAdmin):
    list_display = ("name", "group", "position", "state")
    list_filter = ("state", "group")
    list_select_related = ("group",)
    search_fields = ("name", "slug", "why", "aliases")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("group",)
    inlines = (SupportOfFeature,)


@admin.register(Support)
class SupportAdmin(CuratedAdmin):
    list_display = ("framework", "feature", "level", "since", "state")
    list_display_links = ("feature",)
    list_filter = ("level", "framework", "feature__group", "state")
    list_select_related = ("framework", "feature")
    search_fields = ("framework__name", "feature__name", "feature__slug", "feature__aliases")
    autocomplete_fields = ("framework", "feature", "packages")
    inlines = (CitationInline,)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        packaged = form.instance.packages.exists()
        if packaged != (form.instance.level in PACKAGED) and form.instance.level in DECIDED:
            self.message_user(request, WITHOUT_SENSE[packaged], messages.WARNING)


@admin.register(UseCase)
class UseCaseAdmin(CuratedAdmin):
    list_display = ("name", "position", "state")
    list_filter = ("state",)
    search_fields = ("name", "slug", "summary", "aliases")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Suitability)
class SuitabilityAdmin(CuratedAdmin):
    list_display = ("framework", "use_case", "fit", "state")
    list_display_links = ("use_case",)
    list_filter = ("fit", "framework", "state")
    list_select_related = ("framework", "use_case")
    search_fields = ("framework__name", "use_case__name", "reason")
    autocomplete_fields = ("framework", "use_case")
    inlines = (CitationInline,)


@admin.register(Dimension)
class DimensionAdmin(CuratedAdmin):
    list_display = ("name", "low_end", "high_end", "position", "state")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Rating)
class RatingAdmin(CuratedAdmin):
    list_display = ("framework", "dimension", "value", "state")
    list_display_links = ("dimension",)
    list_filter = ("value", "framework", "dimension", "state")
    list_select_related = ("framework", "dimension")
    search_fields = ("framework__name", "dimension__name", "reason")
    autocomplete_fields = ("framework", "dimension")
    inlines = (CitationInline,)


@admin.register(Point)
class PointAdmin(CuratedAdmin):
    list_display = ("framework", "kind", "title", "position", "state")
    list_display_links = ("title",)
    list_filter = ("kind", "framework", "state")
    list_select_related = ("framework",)
    search_fields = ("title", "text", "framework__name")
    autocomplete_fields = ("framework",)
    prepopulated_fields = {"slug": ("title",)}
    inlines = (CitationInline,)


class ExampleInline(admin.StackedInline):
    model = CompanyExample
    extra = 0
    show_change_link = True
    autocomplete_fields = ("framework",)
    fields = (
        ("framework", "slug", "state"),
        ("scope", "status", "since", "until"),
        "what",
        "note",
    )


@admin.register(Company)
class CompanyAdmin(CuratedAdmin):
    list_display = ("name", "address", "state")
    list_filter = ("state",)
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (ExampleInline,)


@admin.register(CompanyExample)
class CompanyExampleAdmin(CuratedAdmin):
    list_display = ("company", "framework", "scope", "status", "since", "until", "state")
    list_filter = ("status", "scope", "framework", "state")
    list_select_related = ("company", "framework")
    search_fields = ("company__name", "framework__name", "what", "note")
    autocomplete_fields = ("company", "framework")
    inlines = (CitationInline,)


@admin.register(Source)
class SourceAdmin(CuratedAdmin):
    list_display = ("title", "publisher", "kind", "published", "read_on", "distribution", "state")
    list_filter = ("kind", "state")
    search_fields = ("title", "slug", "publisher", "address")
    prepopulated_fields = {"slug": ("title",)}
    date_hierarchy = "read_on"


@admin.register(Citation)
class CitationAdmin(CuratedAdmin):
    """Citations are written under their entries; this list finds the old and the disputing."""

    form = CitationForm
    list_display = ("source", "place", "stance", "under", "checked_on", "state")
    list_filter = ("stance", "source__kind", "checked_on", "state")
    list_select_related = ("source",)
    search_fields = ("place", "says", "claims", "source__title")
    autocomplete_fields = ("source", *SUBJECTS)
    ordering = ("checked_on", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        # Naming the entries takes their own relations too: joins, not a query a row.
        return super().get_queryset(request).select_related("source", *NAMED_WITH)

    @admin.display(description="Under")
    def under(self, citation: Citation) -> str:
        return f"{citation.subject._meta.verbose_name}: {citation.subject}"


NAMED_WITH = (
    "framework",
    "support__framework",
    "support__feature",
    "suitability__framework",
    "suitability__use_case",
    "rating__framework",
    "rating__dimension",
    "point__framework",
    "company_example__company",
    "company_example__framework",
    "comparison",
    "situation",
    "faq",
    "disagreement",
    "code_sample__task",
    "code_sample__framework",
    "figure__framework",
    "release__framework",
    "migration__target",
)


@admin.register(Disagreement)
class DisagreementAdmin(CuratedAdmin):
    list_display = ("title", "position", "state")
    list_filter = ("frameworks", "state")
    search_fields = ("title", "slug", "conflict", "holds")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("frameworks",)
    inlines = (CitationInline,)


class SituationInline(admin.StackedInline):
    model = Situation
    extra = 0
    show_change_link = True
    autocomplete_fields = ("framework",)
    fields = (("when", "framework"), ("slug", "position", "state"), "why")
    prepopulated_fields = {"slug": ("when",)}


class FAQInline(admin.StackedInline):
    model = FAQ
    extra = 0
    show_change_link = True
    fields = ("question", ("slug", "position", "state"), "answer")
    prepopulated_fields = {"slug": ("question",)}


class ComparisonForm(forms.ModelForm):
    """The slug follows from the frameworks."""

    class Meta:
        model = Comparison
        fields = ("frameworks", "title", "introduction", "position", "state")

    def clean_frameworks(self) -> QuerySet[Framework]:
        chosen: QuerySet[Framework] = self.cleaned_data["frameworks"]
        if not 2 <= len(chosen) <= 5:
            raise ValidationError("Choose 2 to 5 frameworks.")
        return chosen

    def clean(self) -> dict[str, Any] | None:
        chosen = self.cleaned_data.get("frameworks")
        if chosen is not None:
            slug = SEPARATOR.join(sorted(framework.slug for framework in chosen))
            if Comparison.objects.exclude(pk=self.instance.pk).filter(slug=slug).exists():
                raise ValidationError(
                    "There is a comparison of these frameworks already; change that one."
                )
            self.instance.slug = slug
        return self.cleaned_data


@admin.register(Comparison)
class ComparisonAdmin(CuratedAdmin):
    form = ComparisonForm
    list_display = ("title", "slug", "position", "state")
    list_filter = ("state",)
    search_fields = ("title", "slug", "introduction")
    autocomplete_fields = ("frameworks",)
    inlines = (SituationInline, FAQInline, CitationInline)


@admin.register(Situation)
class SituationAdmin(CuratedAdmin):
    list_display = ("when", "comparison", "framework", "state")
    list_filter = ("comparison", "state")
    list_select_related = ("comparison", "framework")
    search_fields = ("when", "why", "comparison__title")
    autocomplete_fields = ("comparison", "framework")
    inlines = (CitationInline,)


@admin.register(FAQ)
class FAQAdmin(CuratedAdmin):
    list_display = ("question", "comparison", "position", "state")
    list_filter = ("comparison", "state")
    list_select_related = ("comparison",)
    search_fields = ("question", "answer", "comparison__title")
    autocomplete_fields = ("comparison",)
    prepopulated_fields = {"slug": ("question",)}
    inlines = (CitationInline,)


@admin.register(Release)
class ReleaseAdmin(CuratedAdmin):
    list_display = ("framework", "line", "released", "supported_until", "security_until", "state")
    list_display_links = ("line",)
    list_filter = ("framework", "long_term", "state")
    list_select_related = ("framework",)
    search_fields = ("line", "framework__name", "note")
    autocomplete_fields = ("framework",)
    inlines = (CitationInline,)


@admin.register(Migration)
class MigrationAdmin(CuratedAdmin):
    list_display = ("origin_name", "target", "close", "state")
    list_filter = ("close", "state")
    list_select_related = ("target",)
    search_fields = ("origin_name", "target__name", "summary")
    autocomplete_fields = ("origin", "target")
    inlines = (CitationInline,)


@admin.register(Figure)
class FigureAdmin(CuratedAdmin):
    list_display = ("series_title", "year", "framework", "value", "unit", "trust", "state")
    list_filter = ("series", "year", "trust", "framework", "state")
    list_select_related = ("framework",)
    search_fields = ("series_title", "series", "framework__name", "note")
    autocomplete_fields = ("framework",)
    inlines = (CitationInline,)


class PackageSnapshotForm(forms.ModelForm):
    dependencies = WordsField(help_text="Names of the packages it needs.")


class SnapshotInline(admin.StackedInline):
    model = PackageSnapshot
    form = PackageSnapshotForm
    extra = 0


@admin.register(Package)
class PackageAdmin(CuratedAdmin):
    list_display = ("slug", "title", "maintainer", "state")
    list_filter = ("state",)
    search_fields = ("slug", "title", "summary")
    inlines = (SnapshotInline,)


@admin.register(PackageSnapshot)
class PackageSnapshotAdmin(CuratedAdmin):
    form = PackageSnapshotForm
    list_display = ("package", "taken_on", "latest", "released_on", "yanked", "state")
    list_filter = ("yanked", "taken_on", "state")
    list_select_related = ("package",)
    search_fields = ("package__slug", "package__title", "latest")
    autocomplete_fields = ("package",)


@admin.register(Task)
class TaskAdmin(CuratedAdmin):
    list_display = ("name", "summary", "position", "state")
    search_fields = ("name", "slug", "summary")
    prepopulated_fields = {"slug": ("name",)}


class SampleFileInline(admin.StackedInline):
    model = SampleFile
    extra = 0


class CodeSampleForm(forms.ModelForm):
    requirements = WordsField(help_text="Names of the packages it needs.")


@admin.register(CodeSample)
class CodeSampleAdmin(CuratedAdmin):
    form = CodeSampleForm
    list_display = ("task", "framework", "start", "state")
    list_filter = ("task", "framework", "state")
    list_select_related = ("task", "framework")
    search_fields = ("task__name", "framework__name", "note")
    autocomplete_fields = ("task", "framework")
    inlines = (SampleFileInline, CitationInline)


@admin.register(SampleFile)
class SampleFileAdmin(CuratedAdmin):
    list_display = ("sample", "path", "state")
    list_display_links = ("path",)
    list_filter = ("sample__task", "sample__framework", "state")
    list_select_related = ("sample__task", "sample__framework")
    search_fields = ("path", "text")
    autocomplete_fields = ("sample",)


@admin.register(LabResult)
class LabResultAdmin(CuratedAdmin):
    list_display = (
        "subject",
        "framework",
        "framework_version",
        "python_version",
        "outcome",
        "ran_on",
        "state",
    )
    list_filter = ("outcome", "framework", "state")
    list_select_related = ("framework",)
    search_fields = ("subject", "framework__name", "framework_version", "detail")
    autocomplete_fields = ("framework", "task")
