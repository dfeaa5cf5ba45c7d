"""Editions: what changed, when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.db.models import Count, Window
from django.db.models.functions import RowNumber

from comparisons import models

PER_PAGE = 20
ENTRIES_SHOWN = 25
"""Entries of one kind that are listed; a first load adds thousands, the rest are counted."""


@dataclass(frozen=True, slots=True)
class EditionLine:
    number: int
    published_at: datetime
    summary: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that an edition changed. `address` is empty where it has no page any more."""

    title: str
    address: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Entries of one kind to which the same happened; not all need be listed."""

    action: str
    kind: str
    count: int
    entries: tuple[Entry, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.entries)


@dataclass(frozen=True, slots=True)
class EditionPart:
    edition: EditionLine
    groups: tuple[EntryGroup, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """A page of the list of editions."""

    parts: tuple[EditionPart, ...]
    pager: Page[Any]


def newest_editions(count: int, framework: str = "") -> tuple[EditionLine, ...]:
    """The newest editions, or those that touch the framework with this slug. One query."""
    editions = models.Edition.objects.order_by("-number")
    if framework:
        editions = editions.filter(touched__framework__slug=framework)
    return tuple(_line(edition) for edition in editions[:count])


def changes_page(number: str = "1") -> ChangesPage:
    """A page of editions, newest first; a number out of range is the nearest. Three queries."""
    editions = models.Edition.objects.order_by("-number")
    pager = Paginator(editions, PER_PAGE).get_page(number)
    shown = list(pager.object_list)
    entries = _entries(shown)
    parts = tuple(_part(edition, entries.get(edition.number, [])) for edition in shown)
    return ChangesPage(parts, pager)


def _line(edition: models.Edition) -> EditionLine:
    return EditionLine(
        edition.number, edition.published_at, edition.summary, edition.get_absolute_url()
    )


_Row = tuple[int, str, str, int, str, str, dict[str, object]]
"""Number of the edition; action, kind and count of the group; title, address, changes."""


def _entries(editions: Sequence[models.Edition]) -> dict[int, list[_Row]]:
    """The first entries of each group of each edition, by its number. One query."""
    group = ("edition", "action", "kind")
    place = Window(RowNumber(), partition_by=group, order_by="key")
    count = Window(Count("pk"), partition_by=group)
    rows = (
        models.EditionEntry.objects.filter(edition__in=editions)
        .annotate(place=place, count=count)
        .filter(place__lte=ENTRIES_SHOWN)
        .order_by(*group, "place")
        .values_list(*group, "count", "title", "address", "changes")
    )
    return {number: list(found) for number, found in groupby(rows, key=lambda row: row[0])}


def _part(edition: models.Edition, rows: list[_Row]) -> EditionPart:
    return EditionPart(_line(edition), tuple(_groups(rows)))


def _groups(rows: Iterable[_Row]) -> Iterator[EntryGroup]:
    for (action, kind, count), members in groupby(rows, key=lambda row: row[1:4]):
        entries = tuple(_entry(action, *row[4:]) for row in members)
        label = models.EditionEntry.Action(action).label
        yield EntryGroup(label, _kind_name(kind, count), count, entries)


def _entry(action: str, title: str, address: str, changes: Iterable[str]) -> Entry:
    """What was removed has no page, and of what is new every field is."""
    if action == models.EditionEntry.Action.REMOVED:
        return Entry(title, "", ())
    changed = action == models.EditionEntry.Action.CHANGED
    return Entry(title, address, tuple(sorted(changes)) if changed else ())


def _kind_name(kind: str, count: int) -> str:
    """What readers call a model: "company example" rather than companyexample."""
    try:
        options = apps.get_model("comparisons", kind)._meta
    except LookupError:
        return kind
    return str(options.verbose_name if count == 1 else options.verbose_name_plural)
