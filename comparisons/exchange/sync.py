"""Bring the database to what the files say, and the files to what the database says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from comparisons.engine.prose import plain, shortened
from comparisons.models import Curated, Edition, EditionEntry, Option, Question
from comparisons.models.vocabulary import Door
from comparisons.publishing import Publication, publish, take_turn, values_of, with_relations

from . import files
from .parsing import Content, Row
from .schema import MODELS
from .values import unique_fields
from .writing import written

WHO = "Content files"
ROWS_AT_ONCE = 2000
# How many names a refusal tells.
LISTED = 10

# Kept, marked as retired, when the files no longer have them: old answers name them.
RETIRED = (Question, Option)


class Unexported(Exception):  # noqa: N818  (reads as a sentence)
    """Loading would undo what curators changed and nobody has exported."""

    def __init__(self) -> None:
        super().__init__(
            f"Curators have changed entries that are not in the content files yet{_named()}. Run "
            "export_content to bring their changes into the files, or load_content --force to "
            "give them up for what the files say."
        )


def _named() -> str:
    """Name what was published through other doors since the files were last loaded."""
    loaded = Edition.objects.filter(door=Door.FILES).order_by("-number").first()
    entries = EditionEntry.objects.filter(edition__number__gt=loaded.number if loaded else 0)
    titles = sorted(set(entries.values_list("title", flat=True)))
    return f" ({_some(titles)})" if titles else ""


def _some(names: Sequence[str]) -> str:
    return plain(shortened([(name,) for name in names], LISTED))


class Unloaded(Exception):  # noqa: N818  (reads as a sentence)
    """Exporting would undo changes to the files that nobody has loaded."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"Content files were changed and not loaded yet ({_some(names)}); the export would "
            "undo that. Run load_content first, or export to another folder and bring the two "
            "together by hand, or give up what the files say with --force."
        )


@dataclass
class Plan:
    """What loading will do; `changed` pairs what the files say with what the database has."""

    added: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, Curated]] = field(default_factory=list)
    removed: list[Curated] = field(default_factory=list)
    retired: list[Any] = field(default_factory=list)

    def __str__(self) -> str:
        changed = len(self.changed) + len(self.retired)
        return (
            f"{len(self.added):,} entries added, {changed:,} changed, {len(self.removed):,} removed"
        )

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.retired)


def plan(content: Content) -> Plan:
    """Compare content with the database; gives rows that are in both their primary keys.

    Costs a few queries per model and 2000 rows.
    """
    made = Plan()
    for model in MODELS:
        rows = dict(content.rows.get(model, {}))
        for entry in with_relations(model).iterator(ROWS_AT_ONCE):
            row = rows.pop(entry.natural_key(), None)
            if row is None:
                _plan_without(made, entry)
            elif _adopt(row, entry):
                made.changed.append((row, entry))
        made.added += rows.values()
    return made


def _plan_without(made: Plan, entry: Curated) -> None:
    if not isinstance(entry, RETIRED):
        made.removed.append(entry)
    elif not entry.retired:
        made.retired.append(entry)


def _adopt(row: Row, entry: Curated) -> bool:
    """Make a row the new state of an entry; return whether that changes anything."""
    many = {name: sorted(_keys(others)) for name, others in row.many.items()}
    differs = values_of(row.entry) | many != values_of(entry)
    row.entry.pk, row.entry.version = entry.pk, entry.version
    row.entry._state.adding = False
    return differs


def _keys(entries: Iterable[Curated]) -> list[str]:
    return ["/".join(entry.natural_key()) for entry in entries]


def load(content: Content, *, now: datetime, force: bool = False) -> Plan:
    """Make the database say what content says, in one edition; return what was done.

    Raises Unexported, unless forced, where curators' changes would be lost.
    """
    with publish(
        who=WHO, summary="Load the content files", door=Door.FILES, now=now
    ) as publication:
        mark = take_turn()
        if mark.unexported and not force:
            raise Unexported
        made = plan(content)
        publication.summary = f"Load the content files: {made}"
        _carry_out(made, publication)
        mark.digest, mark.unexported = content.digest, False
        mark.save()
    return made


def _carry_out(made: Plan, publication: Publication) -> None:
    publication.changing([*made.removed, *(entry for _, entry in made.changed)])
    _park(made)
    for model in MODELS:
        _add(model, [row for row in made.added if type(row.entry) is model])
    for row, _ in made.changed:
        row.entry.save()
        for name, others in row.many.items():
            getattr(row.entry, name).set(others)
    for entry in made.retired:
        entry.retired = True
        entry.save()
    for model in reversed(MODELS):
        pks = [entry.pk for entry in made.removed if type(entry) is model]
        for start in range(0, len(pks), ROWS_AT_ONCE):
            model._default_manager.filter(pk__in=pks[start : start + ROWS_AT_ONCE]).delete()


def _park(made: Plan) -> None:
    """Free unique values, and references between entries that go, for whoever has them next."""
    for entry in (*made.removed, *(old for _, old in made.changed)):
        freed = [names[0] for names, _ in unique_fields(type(entry))]
        values = {name: _parked(entry, name) for name in (*freed, *_own(type(entry)))}
        if values:
            type(entry)._base_manager.filter(pk=entry.pk).update(**values)


def _parked(entry: Curated, name: str) -> str | None:
    return None if entry._meta.get_field(name).null else f"~{entry.pk}"


def _own(model: type[Curated]) -> list[str]:
    """Name the references of a model to itself."""
    return [each.name for each in model._meta.concrete_fields if each.related_model is model]


def _add(model: type[Curated], rows: list[Row]) -> None:
    # What entries of one model refer to among themselves has no primary key before.
    own = _own(model)
    later = [(row.entry, name, getattr(row.entry, name)) for row in rows for name in own]
    for entry, name, _ in later:
        setattr(entry, name, None)
    model._default_manager.bulk_create([row.entry for row in rows])
    for entry, name, other in later:
        if other:
            model._base_manager.filter(pk=entry.pk).update(**{name: other.pk})
    for relation in model._meta.local_many_to_many:
        through: Any = relation.remote_field.through
        through._default_manager.bulk_create(
            through(
                **{relation.m2m_column_name(): row.entry.pk, relation.m2m_reverse_name(): other.pk}
            )
            for row in rows
            for other in row.many[relation.name]
        )


def export(folder: Path, *, is_record: bool, force: bool = False) -> None:
    """Write all entries to a folder in the canonical form.

    `is_record` says that it is the folder that is loaded from: then nothing is unexported now.
    Raises Unloaded, unless forced, where changes to that folder's files would be lost.
    """
    with transaction.atomic():
        mark = take_turn()
        found = written()
        if is_record and mark.digest and not force:
            _refuse_to_undo(folder, found, mark.digest)
        files.replace(folder, found)
        if is_record:
            mark.digest, mark.unexported = files.digest(found), False
            mark.save()


def _refuse_to_undo(folder: Path, found: files.Files, loaded: str) -> None:
    here = files.content(folder)
    if here and files.digest(here) != loaded:
        names = files.differing(folder, found)
        if names:
            raise Unloaded(names)
