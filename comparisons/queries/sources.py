"""Sources: what each one says, claim by claim, and who agrees or disagrees."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from comparisons import models
from comparisons.models.vocabulary import SourceKind, Stance, State
from comparisons.queries.citations import Citations, CitedSource, Reference, citations_of
from comparisons.queries.paging import page_of

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the list; `citations` is how many entries' claims it stands under."""

    slug: str
    title: str
    publisher: str
    kind: SourceKind
    address: str
    published: str
    read_on: date
    citations: int


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """A page of sources; `total` counts all pages."""

    sources: tuple[SourceLine, ...]
    total: int
    pager: Page[Any]


@dataclass(frozen=True, slots=True)
class Voice:
    """Another source that speaks on the same entry, and its stances, each once."""

    slug: str
    title: str
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What the source says at one place; `address` is that of the place, where it has its own."""

    stance: Stance
    place: str
    address: str
    says: str
    checked_on: date
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedEntry:
    """An entry that rests on the source, and who else speaks on it."""

    title: str
    address: str
    claims: tuple[Claim, ...]
    others: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """The entries of one kind, such as features."""

    slug: str
    name: str
    entries: tuple[CitedEntry, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    slug: str
    title: str
    publisher: str
    kind: SourceKind
    address: str
    published: str
    read_on: date
    note: str
    groups: tuple[EntryGroup, ...]

    @property
    def stances(self) -> tuple[tuple[Stance, int], ...]:
        """How many claims support, qualify and dispute what the record says."""
        entries = (entry for group in self.groups for entry in group.entries)
        counts = Counter(claim.stance for entry in entries for claim in entry.claims)
        return tuple((stance, counts[stance]) for stance in Stance if counts[stance])


def listed_sources() -> QuerySet[models.Source]:
    """The published sources by title, with `cited`, what they can be sorted by. No query yet."""
    cited = Count("citations", filter=Q(citations__state=State.PUBLISHED))
    return models.Source.objects.published().annotate(cited=cited).order_by("title", "pk")


def sources_page(
    chosen: QuerySet[models.Source], number: str = "1", per_page: int = PER_PAGE
) -> SourcesPage | None:
    """A page of these sources, from `listed_sources`. Two queries.

    None where there is no page of that number.
    """
    pager = page_of(chosen.values_list(*_LINE), per_page, number)
    if pager is None:
        return None
    return SourcesPage(tuple(_source_lines(pager.object_list)), pager.paginator.count, pager)


def every_source(chosen: QuerySet[models.Source]) -> tuple[SourceLine, ...]:
    """These sources, from `listed_sources`. One query."""
    return tuple(_source_lines(chosen.values_list(*_LINE)))


def sources_between(
    start: int, end: int, kind: SourceKind | None = None
) -> tuple[tuple[SourceLine, ...], int]:
    """The sources from `start` to before `end`, by title, and how many there are in all.

    Two queries.
    """
    every = listed_sources()
    rows = (every.filter(kind=kind) if kind else every).values_list(*_LINE)
    return tuple(_source_lines(rows[start:end])), rows.count()


_LINE = ("slug", "title", "publisher", "kind", "address", "published", "read_on", "cited")


def _source_lines(rows: Iterable[tuple[Any, ...]]) -> Iterator[SourceLine]:
    for slug, title, publisher, kind, *rest in rows:
        yield SourceLine(slug, title, publisher, SourceKind(kind), *rest)


def source_page(slug: str) -> SourcePage | None:
    """What one source says, claim by claim; None if there is no such source. Three queries."""
    source = models.Source.objects.published().filter(slug=slug).first()
    if source is None:
        return None
    cited = [found for found in _cited(source.pk) if found.is_public]
    every = citations_of(_by_subject(cited))
    return SourcePage(
        slug=source.slug,
        title=source.title,
        publisher=source.publisher,
        kind=SourceKind(source.kind),
        address=source.address,
        published=source.published,
        read_on=source.read_on,
        note=source.note,
        groups=tuple(
            EntryGroup(name, _SUBJECTS[name].plural, tuple(_entries(group, slug, every)))
            for name, group in groupby(cited, key=lambda found: found.subject)
        ),
    )


# The entry that a citation stands under


@dataclass(frozen=True, slots=True)
class _Subject:
    """How an entry of one kind is named and where it is shown; fields are lookups from it.

    `page` is the name of a URL and `slug` the field for its argument; the anchor is `anchor` and
    the field `part`, which is the value of the parameter `query` too, where there is one. `owners`
    must be published for readers to see the entry.
    """

    plural: str
    words: tuple[str, ...]
    page: str
    slug: str = ""
    anchor: str = ""
    part: str = ""
    owners: tuple[str, ...] = ()
    query: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        named = (*self.words, self.slug, self.part, "state")
        return (*filter(None, named), *(f"{owner}__state" for owner in self.owners))


def _cell(plural: str, anchor: str, criterion: str) -> _Subject:
    words = ("framework__name", f"{criterion}__name")
    part, owners = f"{criterion}__slug", ("framework", criterion)
    return _Subject(plural, words, "framework", "framework__slug", anchor, part, owners)


_SUBJECTS = {
    "framework": _Subject("Frameworks", ("name",), "framework", "slug"),
    "support": _cell("Features", "feature-", "feature"),
    "suitability": _cell("Use cases", "use-case-", "use_case"),
    "rating": _cell("Ratings", "dimension-", "dimension"),
    "point": _Subject(
        "Points for and against",
        ("framework__name", "title"),
        "framework",
        "framework__slug",
        "point-",
        "slug",
        ("framework",),
    ),
    "company_example": _Subject(
        "Companies",
        ("company__name", "framework__name"),
        "companies",
        anchor="company-",
        part="company__slug",
        owners=("company", "framework"),
        query="company",
    ),
    "comparison": _Subject("Comparisons", ("title",), "comparison", "slug"),
    "situation": _Subject(
        "Situations",
        ("comparison__title", "when"),
        "comparison",
        "comparison__slug",
        "situation-",
        "slug",
        ("comparison",),
    ),
    "faq": _Subject(
        "Questions and answers",
        ("comparison__title", "question"),
        "comparison",
        "comparison__slug",
        "faq-",
        "slug",
        ("comparison",),
    ),
    "disagreement": _Subject(
        "Disagreements", ("title",), "disagreements", anchor="disagreement-", part="slug"
    ),
    "code_sample": _Subject(
        "Code",
        ("task__name", "framework__name"),
        "task",
        "task__slug",
        "sample-",
        "framework__slug",
        ("task", "framework"),
        query="framework",
    ),
    "figure": _Subject(
        "Figures",
        ("framework__name", "series_title", "year"),
        "framework",
        "framework__slug",
        "figures",
        owners=("framework",),
    ),
    "release": _Subject(
        "Releases",
        ("framework__name", "line"),
        "framework",
        "framework__slug",
        owners=("framework",),
    ),
    "migration": _Subject(
        "Migrations",
        ("origin_name", "target__name"),
        "framework",
        "target__slug",
        "migration-",
        "slug",
        ("target",),
    ),
}

_CITATION = ("stance", "place", "address", "says", "checked_on", "claims")
_FIELDS = tuple(f"{name}__{field}" for name, s in _SUBJECTS.items() for field in s.fields)


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation with the entry it stands under: `values` are the fields of its subject."""

    subject: str
    pk: int
    citation: tuple[Any, ...]
    values: dict[str, Any]

    @property
    def is_public(self) -> bool:
        states = (value for field, value in self.values.items() if field.endswith("state"))
        return all(state == State.PUBLISHED for state in states)

    @property
    def title(self) -> str:
        return ": ".join(str(self.values[field]) for field in _SUBJECTS[self.subject].words)

    @property
    def address(self) -> str:
        subject = _SUBJECTS[self.subject]
        page = reverse(subject.page, args=(self.values[subject.slug],) if subject.slug else ())
        part = self.values[subject.part] if subject.part else ""
        query = f"?{subject.query}={part}" if subject.query else ""
        return f"{page}{query}#{subject.anchor}{part}" if subject.anchor else page


def _cited(source: int) -> list[_Cited]:
    """The published citations of a source, by kind and title of the entry. One query."""
    keys = tuple(f"{name}_id" for name in _SUBJECTS)
    rows = models.Citation.objects.published().filter(source=source).order_by()
    found = [
        _read(
            row[: len(_CITATION)], dict(zip((*keys, *_FIELDS), row[len(_CITATION) :], strict=True))
        )
        for row in rows.values_list(*_CITATION, *keys, *_FIELDS)
    ]
    order = {name: place for place, name in enumerate(_SUBJECTS)}
    return sorted(
        found, key=lambda cited: (order[cited.subject], cited.title, cited.pk, cited.citation[1])
    )


def _read(citation: tuple[Any, ...], fields: dict[str, Any]) -> _Cited:
    name = next(name for name in _SUBJECTS if fields[f"{name}_id"])
    values = {field: fields[f"{name}__{field}"] for field in _SUBJECTS[name].fields}
    return _Cited(name, fields[f"{name}_id"], citation, values)


def _by_subject(cited: Iterable[_Cited]) -> dict[str, list[int]]:
    subjects: dict[str, list[int]] = {}
    for found in cited:
        subjects.setdefault(found.subject, []).append(found.pk)
    return subjects


def _entries(cited: Iterable[_Cited], source: str, every: Citations) -> Iterator[CitedEntry]:
    """The entries behind citations of one kind, which stand together by entry."""
    for pk, group in groupby(cited, key=lambda found: found.pk):
        first, *more = group
        yield CitedEntry(
            first.title,
            first.address,
            tuple(_claim(*found.citation) for found in (first, *more)),
            tuple(_voices(every.of(first.subject, pk), source)),
        )


def _voices(references: Iterable[Reference], source: str) -> Iterator[Voice]:
    """The sources other than this one (its slug) that speak in these references."""
    stances: dict[CitedSource, set[Stance]] = {}
    for reference in references:
        stances.setdefault(reference.source, set()).add(reference.stance)
    for other, taken in stances.items():
        if other.slug != source:
            yield Voice(other.slug, other.title, tuple(s for s in Stance if s in taken))


def _claim(
    stance: str, place: str, address: str, says: str, checked_on: date, ids: list[str]
) -> Claim:
    return Claim(Stance(stance), place, address, says, checked_on, tuple(ids))
