"""Editions: what changed, when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from comparisons import models

PER_PAGE = 20
ENTRIES_SHOWN = 100
"""Entries of an edition that are listed; a first load adds thousands, the rest are counted."""
IN_FEED = 30


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
    """Entries of one kind to which the same happened, such as "Changed" and "support"."""

    action: str
    kind: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class EditionPart:
    """An edition with its entries; `more` of them are not listed."""

    edition: EditionLine
    groups: tuple[EntryGroup, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """A page of the list of editions; `newer` and `older` are numbers of pages, or None."""

    parts: tuple[EditionPart, ...]
    number: int
    pages: int
    newer: int | None
    older: int | None


def newest_editions(count: int, framework: str = "") -> tuple[EditionLine, ...]:
    """The newest editions, or those that touch the framework with this slug. One query."""
    editions = models.Edition.objects.order_by("-number")
    if framework:
        editions = editions.filter(touched__framework__slug=framework)
    return tuple(_line(edition) for edition in editions[:count])


def changes_page(number: int = 1) -> ChangesPage:
    """A page of editions, newest first; a number out of range is the nearest. Three queries."""
    editions = models.Edition.objects.annotate(size=Count("entries")).order_by("-number")
    page = Paginator(editions, PER_PAGE).get_page(max(number, 1))
    shown = list(page.object_list)
    entries = _entries(shown)
    return ChangesPage(
        parts=tuple(_part(edition, entries.get(edition.number, [])) for edition in shown),
        number=page.number,
        pages=page.paginator.num_pages,
        newer=page.previous_page_number() if page.has_previous() else None,
        older=page.next_page_number() if page.has_next() else None,
    )


def _line(edition: models.Edition) -> EditionLine:
    return EditionLine(
        edition.number, edition.published_at, edition.summary, edition.get_absolute_url()
    )


_Row = tuple[int, str, str, str, str, dict[str, object]]
"""Number of the edition, action, kind, title, address, changes."""


def _entries(editions: Sequence[models.Edition]) -> dict[int, list[_Row]]:
    """The first entries of each edition, by its number. One query."""
    order = (F("action").asc(), F("kind").asc(), F("key").asc())
    place = Window(RowNumber(), partition_by=F("edition"), order_by=order)
    rows = (
        models.EditionEntry.objects.filter(edition__in=editions)
        .annotate(place=place)
        .filter(place__lte=ENTRIES_SHOWN)
        .order_by("edition", "place")
        .values_list("edition", "action", "kind", "title", "address", "changes")
    )
    return {number: list(found) for number, found in groupby(rows, key=lambda row: row[0])}


def _part(edition: models.Edition, rows: list[_Row]) -> EditionPart:
    return EditionPart(_line(edition), tuple(_groups(rows)), edition.size - len(rows))


def _groups(rows: Iterable[_Row]) -> Iterator[EntryGroup]:
    for (action, kind), members in groupby(rows, key=lambda row: row[1:3]):
        entries = tuple(
            Entry(title, address, tuple(sorted(changes))) for *_, title, address, changes in members
        )
        label = models.EditionEntry.Action(action).label
        yield EntryGroup(label, _kind_name(kind, len(entries)), entries)


def _kind_name(kind: str, count: int) -> str:
    """What readers call a model: "company example" rather than companyexample."""
    try:
        options = apps.get_model("comparisons", kind)._meta
    except LookupError:
        return kind
    return str(options.verbose_name if count == 1 else options.verbose_name_plural)
