"""What the questionnaire does as a whole, and what a change would do before it is saved.

What is tried stands in the address: `?try=<preference>.<direction>.<weight>.<veto>`, repeatable,
and `drafts=on`. Nothing is written until a curator saves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from comparisons.models import Curated, Option, Preference, Question
from comparisons.models.vocabulary import Direction, Door, State, choices
from comparisons.publishing import publish
from comparisons.queries.alternatives import all_preferences
from comparisons.queries.simulation import Setting, Wish, simulation_page, wishes_of

NAME = "comparisons_question_simulator"
SUMMARY = "Weigh answers of the wizard anew, after a simulation"


class SettingForm(forms.Form):
    """What a preference would be."""

    direction = forms.ChoiceField(choices=choices(Direction))
    weight = forms.IntegerField(min_value=1, max_value=5)
    veto_below = forms.IntegerField(min_value=1, max_value=100, required=False)

    def __init__(self, wish: Wish, tried: Mapping[str, str] | None = None) -> None:
        kept = _values(wish)
        super().__init__(data=None if tried is None else tried, initial=kept)
        self.prefix = f"p{wish.pk}"
        if tried is not None:
            self.data = {self.add_prefix(name): value for name, value in tried.items()}
        for name, field in self.fields.items():
            words = f"{name.replace('_', ' ')}: {wish.option_text}, {wish.criterion}"
            field.widget.attrs["aria-label"] = words[0].upper() + words[1:]

    def setting(self) -> Setting:
        """What was entered; only for a valid form."""
        return Setting(**self.cleaned_data)


def _values(wish: Wish) -> dict[str, str]:
    """A preference as a form has it."""
    kept = wish.setting
    veto = "" if kept.veto_below is None else str(kept.veto_below)
    return {"direction": kept.direction, "weight": str(kept.weight), "veto_below": veto}


@dataclass(frozen=True, slots=True)
class Row:
    """A preference in the table of what can be tried."""

    wish: Wish
    form: SettingForm

    @property
    def is_tried(self) -> bool:
        return self.form.is_bound


@dataclass(frozen=True, slots=True)
class Group:
    """The preferences of a question; open where one is tried."""

    question: str
    rows: tuple[Row, ...]

    @property
    def is_open(self) -> bool:
        return any(row.is_tried for row in self.rows)


def simulator(request: HttpRequest, desk: admin.ModelAdmin[Any]) -> HttpResponse:
    """The page; a POST either shows what would be (by a redirect) or saves it."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, desk)
    if "save" in request.POST:
        return _save(request, desk)
    drafts = "drafts" in request.POST
    return HttpResponseRedirect(_address(_posted(request.POST, wishes_of(drafts)), drafts))


def may_save(request: HttpRequest) -> bool:
    """Saving changes preferences and publishes drafts of all three kinds."""
    names = ("change_question", "change_option", "change_preference")
    user: Any = request.user
    return bool(user.has_perms([f"comparisons.{name}" for name in names]))


def _page(request: HttpRequest, desk: admin.ModelAdmin[Any]) -> HttpResponse:
    drafts = "drafts" in request.GET
    rows = _rows(wishes_of(drafts), request.GET.getlist("try"))
    tried = {row.wish.pk: row.form for row in rows if row.is_tried}
    valid = {pk: form.setting() for pk, form in tried.items() if form.is_valid()}
    context = {
        **desk.admin_site.each_context(request),
        "title": "Simulator",
        "opts": desk.opts,
        "page": simulation_page(valid, drafts),
        "groups": _groups(rows),
        "tried": [row for row in rows if row.is_tried and row.form.is_valid()],
        "wrong": [row for row in rows if row.is_tried and not row.form.is_valid()],
        "given": request.GET.getlist("try"),
        "with_drafts": drafts,
        "may_save": may_save(request),
    }
    return TemplateResponse(request, "admin/simulator.html", context)


def _rows(wishes: Iterable[Wish], given: Iterable[str]) -> list[Row]:
    """Every preference, with what is tried of it; what names none is dropped."""
    tried = dict(filter(None, map(_parsed, given)))
    return [Row(wish, SettingForm(wish, tried.get(str(wish.pk)))) for wish in wishes]


def _parsed(text: str) -> tuple[str, dict[str, str]] | None:
    parts = text[:60].split(".")
    if len(parts) != 4:
        return None
    return parts[0], dict(zip(SettingForm.base_fields, parts[1:], strict=True))


def _groups(rows: Iterable[Row]) -> list[Group]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.wish.question_text, []).append(row)
    return [Group(question, tuple(rows)) for question, rows in groups.items()]


def _posted(posted: Mapping[str, str], wishes: Iterable[Wish]) -> Iterator[str]:
    """What differs in a form from what is kept, as it stands in an address."""
    for wish in wishes:
        kept = _values(wish)
        entered = {name: posted.get(f"p{wish.pk}-{name}", kept[name]).strip() for name in kept}
        if entered != kept:
            yield ".".join([str(wish.pk), *(part.replace(".", "") for part in entered.values())])


def _address(tried: Iterable[str], drafts: bool) -> str:
    parameters = [("try", each) for each in tried] + ([("drafts", "on")] if drafts else [])
    page = reverse(f"admin:{NAME}")
    return f"{page}?{urlencode(parameters)}" if parameters else page


def _save(request: HttpRequest, desk: admin.ModelAdmin[Any]) -> HttpResponse:
    if not may_save(request):
        raise PermissionDenied
    drafts, given = "drafts" in request.POST, request.POST.getlist("try")
    rows = [row for row in _rows(wishes_of(drafts), given) if row.is_tried]
    try:
        saved = _publish(request, rows, drafts)
    except ValidationError as error:
        messages.error(request, "Nothing was saved. " + " ".join(error.messages))
        return HttpResponseRedirect(_address(given, drafts))
    for entry in saved:
        desk.log_change(request, entry, "Saved in the simulator.")
    messages.success(request, f"Saved and published as one edition. Entries: {len(saved)}.")
    return HttpResponseRedirect(_address((), False))


def _publish(request: HttpRequest, rows: Iterable[Row], drafts: bool) -> list[Curated]:
    """Save what is tried, and with `drafts` publish the questionnaire's; one edition."""
    who, now = request.user.get_username(), timezone.now()
    with publish(who=who, summary=SUMMARY, door=Door.ADMIN, now=now):
        entries = {(type(e), e.pk): e for e in _drafts()} if drafts else {}
        for row in rows:
            if not row.form.is_valid():
                raise ValidationError("Mend what is marked first.")
            key = Preference, row.wish.pk
            entry = entries.setdefault(key, Preference.objects.get(pk=row.wish.pk))
            for name, value in row.form.cleaned_data.items():
                setattr(entry, name, value)
        for entry in entries.values():
            entry.full_clean()
            entry.save()
    return list(entries.values())


def _drafts() -> Iterator[Curated]:
    """The questionnaire's drafts, as they are to be published; questions first."""
    everything: tuple[Iterable[Curated], ...] = (
        Question.objects.filter(state=State.DRAFT),
        Option.objects.filter(state=State.DRAFT),
        all_preferences().filter(state=State.DRAFT),
    )
    for entries in everything:
        for entry in entries:
            entry.state = State.PUBLISHED
            yield entry
