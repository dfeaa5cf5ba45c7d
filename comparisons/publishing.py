"""The only way published data changes, whichever door it comes through.

    with publish(who="Ada", summary="Correct Flask's sessions", door=Door.ADMIN, now=now):
        support.save()

One transaction, and one edition if readers can see any of what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django.db import models, transaction

from comparisons.models import (
    Comparison,
    ContentMark,
    Curated,
    Edition,
    EditionEntry,
    EditionFramework,
    Feature,
    Framework,
    Renaming,
    Source,
    Task,
    UseCase,
)
from comparisons.models.base import open_journal
from comparisons.models.comparing import comparison_slug
from comparisons.models.vocabulary import Door

RENAMED = (Framework, Feature, UseCase, Source, Task, Comparison)
ROWS_AT_ONCE = 2000
EMPTY: tuple[Any, ...] = (None, "", [])

Values = dict[str, Any]
Row = tuple[type[Curated], int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an entry was at one moment."""

    key: str
    title: str
    address: str
    public: bool
    frameworks: frozenset[int]
    values: Values


Changes = dict[Row, tuple[Snapshot | None, Snapshot | None]]


@dataclass
class Publication:
    """The journal of one publication: what was about to change, and what it was before."""

    summary: str
    before: dict[Row, Snapshot | None] = field(default_factory=dict)
    new: list[Curated] = field(default_factory=list)

    def changing(self, entries: Sequence[Curated]) -> None:
        """Note entries that are about to be added, changed or removed."""
        self._note_new()
        self.new += [entry for entry in entries if entry._state.adding]
        rows = [(type(entry), entry.pk) for entry in entries if not entry._state.adding]
        unseen = [row for row in rows if row not in self.before]
        if unseen:
            self.before |= snapshots(unseen)

    def changes(self) -> Changes:
        """Return what each entry was and is, where that differs. Costs a query per relation."""
        self._note_new()
        after = snapshots(self.before)
        pairs = {row: (was, after[row]) for row, was in self.before.items()}
        return {row: pair for row, pair in pairs.items() if _differ(*pair)}

    def _note_new(self) -> None:
        for entry in self.new:
            if entry.pk is not None:
                self.before.setdefault((type(entry), entry.pk), None)
        self.new = [entry for entry in self.new if entry.pk is None]


@contextmanager
def publish(*, who: str, summary: str, door: Door, now: datetime) -> Iterator[Publication]:
    """Let curated entries change; at the end, make the edition that records it.

    `summary` is shown to readers, `who` to curators only; `now` is when it is published. Inside
    another publication it joins that one. Drafts change without an edition. An exception undoes
    all.
    """
    current = open_journal.get()
    if current is not None:
        yield cast(Publication, current)
        return
    with transaction.atomic():
        mark = take_turn()
        publication = Publication(summary)
        token = open_journal.set(publication)
        try:
            yield publication
            _rename_comparisons(publication)
        finally:
            open_journal.reset(token)
        changes = publication.changes()
        _rename(changes)
        shown = {row: pair for row, pair in changes.items() if any(s and s.public for s in pair)}
        if shown:
            text = publication.summary[:300]
            _record(Edition(door=door, who=who, summary=text, published_at=now), shown)
        if changes and door != Door.FILES and not mark.unexported:
            mark.unexported = True
            mark.save(update_fields=["unexported"])


def take_turn() -> ContentMark:
    """Wait, in a transaction, until no other publication is under way; return the mark.

    PostgreSQL waits for the row; SQLite waited when the transaction began.
    """
    return ContentMark.objects.select_for_update().get_or_create(pk=1)[0]


def _differ(was: Snapshot | None, now: Snapshot | None) -> bool:
    if was is None or now is None:
        return was is not now
    return was.values != now.values


def _record(edition: Edition, changes: Changes) -> None:
    edition.number = Edition.objects.current_number() + 1
    edition.save(force_insert=True)
    EditionEntry.objects.bulk_create(
        EditionEntry(edition=edition, kind=str(model._meta.model_name), **_entry(was, now))
        for (model, _), (was, now) in changes.items()
    )
    touched = {pk for pair in changes.values() for shot in pair if shot for pk in shot.frameworks}
    EditionFramework.objects.bulk_create(
        EditionFramework(edition=edition, framework=framework)
        for framework in Framework.objects.filter(pk__in=touched)
    )


def _entry(was: Snapshot | None, now: Snapshot | None) -> Values:
    action = EditionEntry.Action.CHANGED
    if was is None or now is None:
        action = EditionEntry.Action.ADDED if now else EditionEntry.Action.REMOVED
    shot = cast(Snapshot, now or was)
    old, new = was.values if was else {}, now.values if now else {}
    pairs = {name: [old.get(name), new.get(name)] for name in {**old, **new}}
    return {
        "action": action,
        "key": shot.key[:900],
        "title": shot.title[:450],
        "address": shot.address,
        "changes": {name: pair for name, pair in pairs.items() if pair[0] != pair[1]},
    }


# What an entry is, for people to read


def snapshots(rows: Iterable[Row]) -> dict[Row, Snapshot | None]:
    """Describe rows as the database has them; None where it has none."""
    found: dict[Row, Snapshot | None] = {}
    by_model: dict[type[Curated], list[int]] = {}
    for model, pk in rows:
        found[model, pk] = None
        by_model.setdefault(model, []).append(pk)
    for model, pks in by_model.items():
        for start in range(0, len(pks), ROWS_AT_ONCE):
            some = pks[start : start + ROWS_AT_ONCE]
            for entry in with_relations(model).filter(pk__in=some):
                found[model, entry.pk] = _snapshot(entry)
    return found


def with_relations(model: type[Curated], *more: str) -> models.QuerySet[Curated]:
    """Return the rows of a model with what names them: a query per relation, not per row."""
    return model._default_manager.prefetch_related(*_relations(model), *more).order_by()


def _relations(model: type[Curated]) -> Iterator[str]:
    for relation in _related(model):
        yield relation.name
        yield from _beneath(relation)


def _beneath(relation: Any) -> Iterator[str]:
    """Yield the relations that the key of a related entry, and its frameworks, come from."""
    related = relation.related_model
    for further in _related(related):
        if further.name in related.owner_fields() or _concerns(further):
            yield f"{relation.name}__{further.name}"
            yield from (f"{relation.name}__{name}" for name in _beneath(further))


def _concerns(relation: Any) -> bool:
    return relation.related_model is Framework and relation.model is not Framework


def _related(model: type[Curated]) -> list[Any]:
    fields = [*model._meta.concrete_fields, *model._meta.local_many_to_many]
    return [found for found in fields if found.is_relation]


def _snapshot(entry: Curated) -> Snapshot:
    return Snapshot(
        key="/".join(entry.natural_key()),
        title=str(entry),
        address=address_of(entry),
        public=entry.is_public(),
        frameworks=frozenset(_frameworks(entry)),
        values={name: value for name, value in values_of(entry).items() if value not in EMPTY},
    )


def values_of(entry: Curated) -> Values:
    """Return what curators write in an entry, by field: text, numbers, keys of other entries."""
    many = entry._meta.local_many_to_many if entry.pk else []
    values = {
        written.name: _readable(getattr(entry, written.name))
        for written in entry._meta.concrete_fields
        if written.editable and not written.primary_key
    }
    return values | {
        relation.name: sorted(_readable(other) for other in getattr(entry, relation.name).all())
        for relation in many
    }


def _readable(value: Any) -> Any:
    if isinstance(value, Curated):
        return "/".join(value.natural_key())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def address_of(entry: Curated) -> str:
    """Return the address at which readers find an entry, or what it is part of; else nothing."""
    own: Callable[[], str] | None = getattr(entry, "get_absolute_url", None)
    if own:
        return own()
    return next(filter(None, map(address_of, entry.owners())), "")


def _frameworks(entry: Curated) -> Iterator[int]:
    """Yield the keys of the frameworks that an entry, or what it is part of, is about."""
    if isinstance(entry, Framework):
        yield entry.pk
    for relation in _related(type(entry)):
        if _concerns(relation):
            found = getattr(entry, relation.name)
            yield from (
                each.pk for each in (found.all() if relation.many_to_many else [found]) if each
            )
    for owner in entry.owners():
        yield from _frameworks(owner)


# Old addresses


def _rename_comparisons(publication: Publication) -> None:
    """Let the slugs of comparisons follow those of their frameworks."""
    old_slugs = {
        pk: was.values["slug"]
        for (model, pk), was in publication.before.items()
        if model is Framework and was
    }
    renamed = [
        framework.pk
        for framework in Framework.objects.filter(pk__in=old_slugs)
        if framework.slug != old_slugs[framework.pk]
    ]
    comparisons = Comparison.objects.filter(frameworks__in=renamed).distinct()
    for comparison in comparisons.prefetch_related("frameworks"):
        comparison.slug = comparison_slug(each.slug for each in comparison.frameworks.all())
        comparison.save()


def _rename(changes: Changes) -> None:
    """Remember slugs that readers knew; every old one leads to the newest in one step."""
    for (model, _), (was, now) in changes.items():
        if model not in RENAMED or now is None:
            continue
        kind, new = str(model._meta.model_name), now.values["slug"]
        if now.public:
            Renaming.objects.filter(kind=kind, old=new).delete()
        if was and was.public and was.values["slug"] != new:
            Renaming.objects.filter(kind=kind, new=was.values["slug"]).update(new=new)
            Renaming.objects.create(kind=kind, old=was.values["slug"], new=new)
