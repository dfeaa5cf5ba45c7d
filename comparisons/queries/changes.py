"""Editions: what changed, when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.paginator import Page
from django.db.models import Count, Window
from django.db.models.functions import RowNumber

from comparisons import models
from comparisons.queries.paging import page_of

PER_PAGE = 20
ENTRIES_SHOWN = 25
"""Entries of one kind that are listed; a first load adds thousands, the rest are counted."""
AT_A_GLANCE = 8
"""Entries of one kind that need not be folded."""
LONGEST_VALUE = 60
"""Characters of a value that is shown; of what is longer it only says that it changed."""


@dataclass(frozen=True, slots=True)
class EditionLine:
    number: int
    published_at: datetime
    summary: str
    address: str


@dataclass(frozen=True, slots=True)
class Change:
    """A field that changed, in words; `values` is (before, after), or empty where one is long."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that an edition changed. `address` is empty where it has no page any more."""

    title: str
    address: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Entries of one kind to which the same happened; not all need be listed."""

    action: str
    kind: str
    count: int
    entries: tuple[Entry, ...]

    @property
    def is_short(self) -> bool:
        return self.count <= AT_A_GLANCE

    @property
    def more(self) -> int:
        return self.count - len(self.entries)


@dataclass(frozen=True, slots=True)
class EditionPart:
    edition: EditionLine
    groups: tuple[EntryGroup, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """A page of the list of editions, or one edition alone: that has no pager."""

    parts: tuple[EditionPart, ...]
    pager: Page[Any] | None = None

    @property
    def is_one(self) -> bool:
        return self.pager is None

    @property
    def title(self) -> str:
        return f"Edition {self.parts[0].edition.number}" if self.is_one else "Changes"


def newest_editions(count: int | None = None) -> tuple[EditionLine, ...]:
    """The newest editions, all if not so many are asked for. One query."""
    return tuple(_line(edition) for edition in models.Edition.objects.order_by("-number")[:count])


def newest_parts(count: int, framework: str = "") -> tuple[EditionPart, ...]:
    """The newest editions, or those that touch the framework with this slug. One query."""
    editions = models.Edition.objects.order_by("-number")
    if framework:
        editions = editions.filter(touched__framework__slug=framework)
    return tuple(_parts(editions[:count]))


def editions_between(start: int, end: int) -> tuple[tuple[EditionPart, ...], int]:
    """The editions from `start` to before `end`, newest first, and how many there are in all.

    Two queries.
    """
    editions = models.Edition.objects.order_by("-number")
    return tuple(_parts(editions[start:end])), editions.count()


def changes_page(number: str = "1") -> ChangesPage | None:
    """A page of editions, newest first; None where there is none of that number. Three queries."""
    pager = page_of(models.Edition.objects.order_by("-number"), PER_PAGE, number)
    if pager is None:
        return None
    return ChangesPage(tuple(_parts(list(pager.object_list))), pager)


def edition_page(number: str) -> ChangesPage | None:
    """The edition of this number, None where there is none. One query."""
    if not number.isdecimal():
        return None
    parts = tuple(_parts(models.Edition.objects.filter(number=int(number))))
    return ChangesPage(parts) if parts else None


def _line(edition: models.Edition) -> EditionLine:
    return EditionLine(
        edition.number, edition.published_at, edition.summary, edition.get_absolute_url()
    )


_Changes = dict[str, tuple[Any, Any]]
_Row = tuple[Any, ...]
"""_EDITION; action, kind and count of the group; title, address, changes of the entry."""
_EDITION = ("edition", "edition__published_at", "edition__summary")


def _parts(editions: Iterable[models.Edition]) -> Iterator[EditionPart]:
    """These editions, newest first; each has entries, or it would not be one. One query."""
    for (number, published_at, summary), members in groupby(_rows(editions), lambda r: r[:3]):
        edition = models.Edition(number=number, published_at=published_at, summary=summary)
        yield EditionPart(_line(edition), tuple(_groups(row[3:] for row in members)))


def _rows(editions: Iterable[models.Edition]) -> Iterable[_Row]:
    """The first entries of each group of each edition. One query."""
    group = ("edition", "action", "kind")
    place = Window(RowNumber(), partition_by=group, order_by="key")
    count = Window(Count("pk"), partition_by=group)
    return (
        models.EditionEntry.objects.filter(edition__in=editions)
        .annotate(place=place, count=count)
        .filter(place__lte=ENTRIES_SHOWN)
        .order_by("-edition", "action", "kind", "place")
        .values_list(*_EDITION, "action", "kind", "count", "title", "address", "changes")
    )


def _groups(rows: Iterable[_Row]) -> Iterator[EntryGroup]:
    for (action, kind, count), members in groupby(rows, key=lambda row: row[:3]):
        entries = tuple(_entry(action, *row[3:]) for row in members)
        label = models.EditionEntry.Action(action).label
        yield EntryGroup(label, _kind_name(kind, count), count, entries)


def _entry(action: str, title: str, address: str, changes: _Changes) -> Entry:
    """What was removed has no page, and of what is new every field is."""
    if action == models.EditionEntry.Action.REMOVED:
        return Entry(title, "", ())
    changed = action == models.EditionEntry.Action.CHANGED
    fields = sorted(changes) if changed else ()
    return Entry(title, address, tuple(_change(field, *changes[field]) for field in fields))


def _change(field: str, *values: Any) -> Change:
    words = tuple(map(_words, values))
    is_short = all(len(text) <= LONGEST_VALUE for text in words)
    return Change(field.replace("_", " "), words if is_short else ())


def _words(value: Any) -> str:
    """What an edition keeps of a field, as people read it."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value is None else str(value)


def _kind_name(kind: str, count: int) -> str:
    """What readers call a model: "company example" rather than companyexample."""
    try:
        options = apps.get_model("comparisons", kind)._meta
    except LookupError:
        return kind
    return str(options.verbose_name if count == 1 else options.verbose_name_plural)
