"""What every curators' page shares: one edition for one save, quick rows, citations inline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from comparisons.models import Citation, Curated
from comparisons.models.vocabulary import Door
from comparisons.publishing import publish


class WordsField(forms.CharField):
    """A list of words kept as JSON, shown and typed with commas or spaces between them."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        if isinstance(value, list):
            return value
        return (value or "").replace(",", " ").split()

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


class GivenField(forms.Field):
    """The other side of a row that exists: shown, not chosen again, and looked up only once."""

    def __init__(self, given: models.Model) -> None:
        super().__init__(
            disabled=True,
            required=False,
            initial=given.pk,
            label=given._meta.verbose_name,
            widget=forms.Select(choices=[(given.pk, str(given))]),
        )
        self.given = given

    def clean(self, value: Any) -> models.Model:
        return self.given


class RowForm(forms.ModelForm):
    """A row among many: rows that were not touched are neither validated nor looked up again."""

    given: str = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.given and self.instance.pk:
            self.fields[self.given] = GivenField(getattr(self.instance, self.given))

    def _post_clean(self) -> None:
        if self.has_changed():
            super()._post_clean()  # type: ignore[misc]


class CitationForm(RowForm):
    claims = WordsField(help_text="Ids such as S0-001, where the source is one of the articles.")


class CitationInline(admin.StackedInline):
    """The citations under an entry."""

    model = Citation
    form = CitationForm
    extra = 0
    autocomplete_fields = ("source",)
    fields = (
        ("source", "stance", "state"),
        ("place", "checked_on"),
        "address",
        "says",
        "claims",
    )
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2})}}


class CuratedAdmin(admin.ModelAdmin):
    """Admin of curated entries: whatever one POST changes becomes one edition."""

    list_per_page = 50
    save_on_top = True
    show_full_result_count = False
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 4})}}

    def view_on_site(self, obj: Curated) -> str | None:
        """Return the entry's address on this site; Django's own way asks the Host header."""
        address = getattr(obj, "get_absolute_url", None)
        return address() if address and obj.pk else None

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return self._published(
            request,
            f"Edited in the admin: {self.opts.verbose_name}",
            lambda: super(CuratedAdmin, self).changeform_view(
                request, object_id, form_url, extra_context
            ),
        )

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self._published(
            request,
            f"Removed in the admin: {self.opts.verbose_name}",
            lambda: super(CuratedAdmin, self).delete_view(request, object_id, extra_context),
        )

    def get_changelist_formset(self, request: HttpRequest, **options: Any) -> Any:
        return super().get_changelist_formset(request, formset=NamedList, **options)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self._published(
            request,
            f"Edited in the admin: {self.opts.verbose_name_plural}",
            lambda: super(CuratedAdmin, self).changelist_view(request, extra_context),
        )

    def _published(
        self, request: HttpRequest, summary: str, answer: Callable[[], HttpResponse]
    ) -> HttpResponse:
        if request.method != "POST":
            return answer()
        now = timezone.now()
        with publish(who=request.user.get_username(), summary=summary, door=Door.ADMIN, now=now):
            return answer()


def name_fields(form: forms.BaseForm) -> None:
    """Give every field of a row, which has no label of its own, the name of its column."""
    for field in form.fields.values():
        # Django wraps fields that choose a related entry; what readers meet is inside.
        widget: Any = getattr(field.widget, "widget", field.widget)
        widget.attrs["aria-label"] = field.label or ""


class NamedRows(forms.BaseInlineFormSet):
    """Rows under an entry, each field named for those who do not see the heads of columns."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        name_fields(form)


class NamedList(forms.BaseModelFormSet):
    """The same in a list whose columns can be edited."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        name_fields(form)


class TableInline(admin.TabularInline):
    """Rows under an entry."""

    extra = 0
    formset = NamedRows


class RowInline(TableInline):
    """Rows of a matrix on the page of one side; each links to its own page, with citations."""

    form = RowForm
    show_change_link = True
    given = ""
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2})}}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).select_related("framework", self.given)

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        options["form"] = type("GivenRowForm", (self.form,), {"given": self.given})
        return super().get_formset(request, obj, **options)
