"""The citations of a whole page in one query, with its sources numbered for footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from comparisons.models import SUBJECTS, Citation
from comparisons.models.vocabulary import SourceKind, Stance, State

Entry = tuple[str, int]
"""What a citation stands under: the name of its key in SUBJECTS, and the entry's primary key."""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source in a page's list; `number` is what its footnotes show."""

    number: int
    slug: str
    title: str
    publisher: str
    kind: SourceKind
    address: str
    published: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Reference:
    """One citation: where in the source, what it says, and whether it supports the claim."""

    source: CitedSource
    stance: Stance
    place: str
    address: str
    says: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Citations:
    """The citations of a page by entry, and its sources in the order of their numbers."""

    by_entry: Mapping[Entry, tuple[Reference, ...]]
    sources: tuple[CitedSource, ...]

    def of(self, subject: str, pk: int | None) -> tuple[Reference, ...]:
        """The references under an entry; none for an entry that does not exist."""
        return self.by_entry.get((subject, pk), ()) if pk else ()

    def numbers(self, subject: str, pk: int | None) -> tuple[int, ...]:
        """The numbers of the sources under an entry, ascending, each once."""
        return tuple(sorted({reference.source.number for reference in self.of(subject, pk)}))

    def checked(self, subject: str, pk: int | None) -> date | None:
        """When an entry was last checked against any of its sources."""
        return max((reference.checked_on for reference in self.of(subject, pk)), default=None)

    @property
    def oldest(self) -> date | None:
        return min(self._dates(), default=None)

    @property
    def newest(self) -> date | None:
        return max(self._dates(), default=None)

    def _dates(self) -> Iterable[date]:
        return (ref.checked_on for references in self.by_entry.values() for ref in references)


NO_CITATIONS = Citations({}, ())


def citations_of(subjects: Mapping[str, Iterable[int]]) -> Citations:
    """Return the published citations of these entries. One query, whatever their number.

    `subjects` maps names in SUBJECTS to primary keys, both in the order in which the page shows
    them. The nearer a source is to what it speaks of, the lower is its number and the further in
    front it stands under a claim; of those equally near, as they first appear on the page. Raises
    KeyError for another name.
    """
    keys = {SUBJECTS[subject] and subject: list(pks) for subject, pks in subjects.items()}
    wanted = Q()
    for subject, pks in keys.items():
        if pks:
            wanted |= Q(**{f"{subject}__in": pks})
    if not wanted:
        return NO_CITATIONS
    by_entry: dict[Entry, list[_Row]] = {}
    for row in _rows(wanted, tuple(keys)):
        by_entry.setdefault(row.entry, []).append(row)
    return _numbered([(s, pk) for s, pks in keys.items() for pk in pks], by_entry)


SourceFields = tuple[str, str, str, str, str, str, date]


@dataclass(frozen=True, slots=True)
class _Row:
    entry: Entry
    source: SourceFields
    stance: str
    place: str
    address: str
    says: str
    checked_on: date


def _rows(wanted: Q, subjects: tuple[str, ...]) -> Iterable[_Row]:
    rows = (
        Citation.objects.published()
        .filter(wanted, source__state=State.PUBLISHED)
        .order_by("position", "pk")
        .values_list(
            "source__slug",
            "source__title",
            "source__publisher",
            "source__kind",
            "source__address",
            "source__published",
            "source__read_on",
            "stance",
            "place",
            "address",
            "says",
            "checked_on",
            *(f"{subject}_id" for subject in subjects),
        )
    )
    for row in rows:
        subject, pk = next((s, pk) for s, pk in zip(subjects, row[12:], strict=True) if pk)
        yield _Row((subject, pk), row[:7], *row[7:12])


def _numbered(entries: Iterable[Entry], by_entry: Mapping[Entry, list[_Row]]) -> Citations:
    cited = {
        entry: sorted(by_entry[entry], key=_distance) for entry in entries if entry in by_entry
    }
    rows = sorted((row for some in cited.values() for row in some), key=_distance)
    order = dict.fromkeys(row.source for row in rows)
    sources = {fields: _source(number, *fields) for number, fields in enumerate(order, 1)}
    return Citations(
        {entry: tuple(_reference(row, sources) for row in some) for entry, some in cited.items()},
        tuple(sources.values()),
    )


def _distance(row: _Row) -> int:
    return SourceKind(row.source[3]).distance


def _source(
    number: int,
    slug: str,
    title: str,
    publisher: str,
    kind: str,
    address: str,
    published: str,
    read_on: date,
) -> CitedSource:
    return CitedSource(
        number, slug, title, publisher, SourceKind(kind), address, published, read_on
    )


def _reference(row: _Row, sources: Mapping[SourceFields, CitedSource]) -> Reference:
    return Reference(
        sources[row.source],
        Stance(row.stance),
        row.place,
        row.address,
        row.says,
        row.checked_on,
    )
