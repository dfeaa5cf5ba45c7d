"""Turn the database's entries into content files in their canonical form."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from comparisons.engine.toml import dumps
from comparisons.models import Curated, SampleFile
from comparisons.models.base import follow
from comparisons.publishing import EMPTY, ROWS_AT_ONCE, with_relations

from .schema import LAYOUT, MODELS, EntryType, Place
from .values import AnyField

Table = dict[str, Any]


def written() -> dict[str, bytes]:
    """Return the content files, by relative path, that say what the database says."""
    record = _Record()
    found = {path: dumps(table) for place in LAYOUT for path, table in record.files(place).items()}
    for file in record.entries[SampleFile]:
        sample = file.sample
        found[f"samples/{sample.task.slug}/{sample.framework.slug}/{file.path}"] = file.text
    return {path: text.encode() for path, text in found.items()}


class _Record:
    """All entries, in the order in which files have them."""

    def __init__(self) -> None:
        self.entries: dict[type[Curated], list[Any]] = {model: _sorted(model) for model in MODELS}
        self.under: dict[tuple[type[Curated], str], dict[int, list[Curated]]] = {}

    def files(self, place: Place) -> dict[str, Table]:
        if place.whole:
            entries = self.entries[place.whole.model]
            return {_path(place, entry): self.table(place.whole, entry) for entry in entries}
        tables: dict[str, Table] = defaultdict(lambda: defaultdict(list))
        for name, entry_type in place.tables.items():
            for entry in self.entries[entry_type.model]:
                tables[_path(place, entry)][name].append(self.table(entry_type, entry))
        return tables

    def table(self, entry_type: EntryType, entry: Curated) -> Table:
        values = {key: _value(entry, key) for key in entry_type.keys}
        table = {
            key: value
            for key, value in values.items()
            if not _goes_without_saying(entry_type.field(key), value)
        }
        for name, child in entry_type.children.items():
            table[name] = [self.table(child, each) for each in self._children(child, entry)]
        return {key: value for key, value in table.items() if value not in EMPTY}

    def _children(self, entry_type: EntryType, parent: Curated) -> list[Curated]:
        key = entry_type.model, entry_type.parent
        if key not in self.under:
            self.under[key] = defaultdict(list)
            for entry in self.entries[entry_type.model]:
                self.under[key][getattr(entry, f"{entry_type.parent}_id")].append(entry)
        return self.under[key].get(parent.pk, [])


def _sorted(model: type[Curated]) -> list[Curated]:
    """Return a model's entries in its own order, which no database's collation may change.

    Expressions in that order are for pages alone.
    """
    ordering = model._meta.ordering or ()
    lookups = [*(each for each in ordering if isinstance(each, str)), *model.key_fields]
    further = {lookup.lstrip("-").rpartition("__")[0] for lookup in lookups} - {""}
    entries = list(with_relations(model, *sorted(further)).iterator(ROWS_AT_ONCE))
    relations = {each.name for each in model._meta.concrete_fields if each.is_relation}
    for lookup in reversed(lookups):
        name = lookup.lstrip("-")
        if name != "pk" and name not in relations:
            entries.sort(key=lambda entry: follow(entry, name), reverse=lookup != name)
    return entries


def _path(place: Place, entry: Curated) -> str:
    parts = {name: getattr(entry, name) for name in place.placeholders}
    slugs = {name: getattr(part, "slug", part) for name, part in parts.items()}
    return place.pattern.format(**slugs)


def _value(entry: Curated, key: str) -> Any:
    value = getattr(entry, key)
    if isinstance(value, Curated):
        return "/".join(value.natural_key())
    if entry._meta.get_field(key).many_to_many:
        return sorted("/".join(other.natural_key()) for other in value.all())
    return value


def _goes_without_saying(written: AnyField, value: Any) -> bool:
    """Say whether a file may leave out a value: it is empty or the default, numbers but 0 aside."""
    number = isinstance(value, int) and value
    return value in EMPTY or (value == written.get_default() and not number)
