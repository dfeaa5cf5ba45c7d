"""Turn files into entries that are ready to be saved, or say everything that is wrong with them."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models

from comparisons.models import Comparison, Curated, Framework, Preference, SampleFile
from comparisons.models.comparing import SEPARATOR

from . import files, values
from .schema import LAYOUT, SAMPLE, SAMPLE_FILE, SAMPLE_FILES, EntryType, Place, place_of
from .values import AnyField, Wrong, meant

Table = dict[str, Any]
Key = tuple[str, ...]
Owners = dict[str, Curated | None]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file, at a key; without a key, with the file as a whole."""

    file: str
    key: str
    message: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.file, self.key, self.message)))


class InvalidContent(Exception):  # noqa: N818  (reads as a sentence)
    """Content that cannot be loaded, with every problem there is."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(slots=True)
class Row:
    """An entry as the files have it, not saved, with its many-to-many relations."""

    entry: Curated
    many: dict[str, list[Curated]]


@dataclass
class Content:
    """Everything that valid files hold. `rows` are by model, then by natural key."""

    digest: str
    rows: dict[type[Curated], dict[Key, Row]]

    def entries(self, model: type[models.Model]) -> list[Any]:
        """Return a model's entries in the order of the files."""
        rows = self.rows.get(cast(type[Curated], model), {})
        return [row.entry for row in rows.values()]


def parse(folder: Path) -> Content:
    """Read and validate all files; raise InvalidContent with every problem if there is any."""
    found = files.read(folder)
    if not any(map(files.is_content, found)):
        raise InvalidContent([Problem(str(folder), "", "There are no content files here.")])
    parser = _Parser(found)
    parser.parse()
    if parser.problems:
        raise InvalidContent(sorted(parser.problems, key=lambda problem: problem.file))
    return Content(files.digest(found), parser.rows)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where in the files an entry stands."""

    file: str
    key: str = ""

    def at(self, key: str) -> str:
        return ".".join(filter(None, (self.key, key)))

    def of(self, entry_type: EntryType, name: str, number: int, table: Table) -> _Spot:
        """Return the spot of an entry in a list: by what identifies it, or else by number."""
        identity = entry_type.identity
        named = [f"{key}={table[key]}" for key in identity if key in table]
        label = ",".join(named) if named and len(named) == len(identity) else str(number)
        return _Spot(self.file, self.at(f"{name}[{label}]"))


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entry that is still to be filled from its table."""

    entry_type: EntryType
    entry: Curated
    table: Table
    spot: _Spot
    owners: Owners


class _Parser:
    """Goes through the layout once and collects rows and problems."""

    def __init__(self, found: dict[str, bytes]) -> None:
        self.files = found
        self.problems: list[Problem] = []
        self.rows: dict[type[Curated], dict[Key, Row]] = {}
        self.known: dict[type[models.Model], dict[str, Curated]] = {}
        self.taken: set[tuple[Any, ...]] = set()
        self.keyed: set[int] = set()
        self.unread: set[type[models.Model]] = set()

    def parse(self) -> None:
        self._refuse_strangers()
        for place in LAYOUT:
            # All entries of a place are known before the references in it are followed.
            for draft in list(self._drafts(place)):
                self._read(draft)

    def _problem(self, spot: _Spot, key: str, message: str) -> None:
        if message:
            self.problems.append(Problem(spot.file, spot.at(key), message))

    def _refuse_strangers(self) -> None:
        for name in self.files:
            sample = SAMPLE_FILES.fullmatch(name)
            if sample and f"{sample['folder']}/sample.toml" not in self.files:
                self._problem(_Spot(name), "", "The sample.toml that belongs to it is missing.")
            elif name.endswith(".toml") and not sample and not place_of(name):
                self._problem(_Spot(name), "", "No content is kept in a file of this name.")

    # From files to tables

    def _drafts(self, place: Place) -> Iterator[_Draft]:
        for name in self.files:
            parts = place.match(name)
            if parts is not None:
                yield from self._drafts_in(_Spot(name), place, parts)

    def _drafts_in(self, spot: _Spot, place: Place, parts: dict[str, str]) -> Iterator[_Draft]:
        slug = parts.pop("slug", None)
        if place.whole and slug:
            # Even if the file cannot be read, so that others may refer to it meanwhile.
            self.known.setdefault(place.whole.model, {})[slug] = place.whole.model()
        table = self._toml(spot)
        if table is None:
            self.unread |= {entry_type.model for entry_type in place.entry_types()}
            return
        owners = self._owners(spot, place, parts)
        if place.whole:
            if slug and table.get("slug", slug) != slug:
                self._problem(spot, "slug", f"“{table['slug']}” is not what the path says: {slug}.")
            yield self._draft(place.whole, table | ({"slug": slug} if slug else {}), spot, owners)
            return
        self._refuse_unknown(table, place.tables, spot)
        for name, entry_type in place.tables.items():
            yield from self._listed(name, entry_type, table, spot, owners)

    def _toml(self, spot: _Spot) -> Table | None:
        text = self._text(spot)
        try:
            return None if text is None else tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            self._problem(spot, "", f"This is not valid TOML: {error}.")
            return None

    def _text(self, spot: _Spot) -> str | None:
        try:
            return self.files[spot.file].decode()
        except UnicodeDecodeError:
            self._problem(spot, "", "This file is not UTF-8 text.")
            return None

    def _owners(self, spot: _Spot, place: Place, parts: dict[str, str]) -> Owners:
        """Return the entries that the path names; None where there is none."""
        entry_type = next(place.entry_types())
        owners: Owners = {}
        for name, slug in parts.items():
            try:
                owners[name] = self._refer(entry_type.field(name), slug)
            except Wrong as wrong:
                self._problem(spot, "", str(wrong))
                owners[name] = None
        return owners

    def _listed(
        self, name: str, entry_type: EntryType, table: Table, spot: _Spot, owners: Owners
    ) -> Iterator[_Draft]:
        listed = table.get(name, [])
        if not (isinstance(listed, list) and all(isinstance(each, dict) for each in listed)):
            self._problem(spot, name, f"Write each entry under a line [[{name}]] of its own.")
            self.unread.add(entry_type.model)
            return
        numbers: Counter[str] = Counter()
        for number, each in enumerate(listed, 1):
            among = str(each.get(entry_type.numbered_within))
            numbers[among] += 1
            place = {"position": numbers[among]} if entry_type.numbered else {}
            each_spot = spot.of(entry_type, name, number, each)
            yield self._draft(entry_type, each, each_spot, owners, **place)

    def _draft(
        self, entry_type: EntryType, table: Table, spot: _Spot, owners: Owners, **values: int
    ) -> _Draft:
        entry = entry_type.model(**values)
        if isinstance(table.get("slug"), str):
            self.known.setdefault(entry_type.model, {})[table["slug"]] = entry
        return _Draft(entry_type, entry, table, spot, owners)

    def _refuse_unknown(self, table: Table, known: Collection[str], spot: _Spot) -> None:
        for key in table:
            if key not in known:
                self._problem(spot, key, f"This key is not known{meant(key, known)}.")

    # From tables to entries

    def _read(self, draft: _Draft) -> None:
        """Fill an entry and validate it, then those that stand under it."""
        entry_type, entry, spot = draft.entry_type, draft.entry, draft.spot
        self._refuse_unknown(draft.table, (*entry_type.keys, *entry_type.children), spot)
        row = Row(entry, {relation.name: [] for relation in entry._meta.local_many_to_many})
        wrong = {name for name, owner in draft.owners.items() if owner is None}
        for name in draft.owners.keys() - wrong:
            setattr(entry, name, draft.owners[name])
        wrong |= {key for key in entry_type.keys if not self._fill(row, key, draft)}
        self._keep(row, wrong, draft)
        for name, child in entry_type.children.items():
            for each in self._listed(name, child, draft.table, spot, {child.parent: entry}):
                self._read(each)
        if entry_type is SAMPLE:
            self._read_sample_files(draft)

    def _fill(self, row: Row, key: str, draft: _Draft) -> bool:
        """Give an entry the value of a key; return whether all is well with it."""
        written = draft.entry_type.field(key)
        try:
            if key in draft.table:
                self._set(row, written, draft.table[key])
            elif values.required(written):
                raise Wrong("This key is missing.")
        except Wrong as wrong:
            self._problem(draft.spot, key, str(wrong))
            return False
        return True

    def _set(self, row: Row, written: AnyField, value: Any) -> None:
        value = values.checked(written, value)
        if written.many_to_many:
            row.many[written.name] = self._refer_all(written, value)
        else:
            setattr(
                row.entry,
                written.name,
                self._refer(written, value) if written.is_relation else value,
            )
        if isinstance(row.entry, Comparison) and written.name == "slug":
            frameworks = Comparison._meta.get_field("frameworks")
            row.many["frameworks"] = self._refer_all(frameworks, value.split(SEPARATOR))

    def _refer_all(self, relation: AnyField, slugs: list[Any]) -> list[Curated]:
        return [self._refer(relation, str(slug)) for slug in dict.fromkeys(slugs)]

    def _refer(self, relation: AnyField, slug: str) -> Curated:
        model = cast(type[models.Model], relation.related_model)
        known = self.known.get(model, {})
        if slug not in known and model in self.unread:
            raise Wrong  # It may be there; that its file cannot be read is told already.
        if slug not in known:
            raise Wrong(f"There is no {model._meta.verbose_name} “{slug}”{meant(slug, known)}.")
        return known[slug]

    def _keep(self, row: Row, wrong: set[str], draft: _Draft) -> None:
        """Validate an entry as a whole and against the others, and add it to the rows."""
        for key, message in values.complaints(row.entry, wrong):
            self._problem(draft.spot, key, message)
        self._refuse_taken(row, wrong, draft)
        if isinstance(row.entry, Preference) and self._names_a_framework(row.entry, wrong):
            self._refuse_unknown_framework(row.entry, draft)
        owned = all(id(owner) in self.keyed for owner in draft.owners.values())
        if owned and wrong.isdisjoint((*draft.entry_type.identity, *row.entry.owner_fields())):
            self.keyed.add(id(row.entry))
            rows = self.rows.setdefault(type(row.entry), {})
            if rows.setdefault(row.entry.natural_key(), row) is not row:
                same = " and ".join(draft.entry_type.identity) or "criterion"
                self._problem(draft.spot, "", f"Another entry has this {same}: keep one of them.")

    def _refuse_taken(self, row: Row, wrong: set[str], draft: _Draft) -> None:
        for names, value, message in values.unique_values(row.entry):
            taken = (type(row.entry), names, *value)
            if taken in self.taken and wrong.isdisjoint(names):
                self._problem(draft.spot, names[0], message)
            if all(value):
                self.taken.add(taken)

    def _names_a_framework(self, preference: Preference, wrong: set[str]) -> bool:
        told = Framework in self.unread or not wrong.isdisjoint(("trait", "trait_value"))
        return preference.names_a_framework and not told

    def _refuse_unknown_framework(self, preference: Preference, draft: _Draft) -> None:
        """Refuse the value of a trait that no framework in the files has."""
        rows = self.rows.get(Framework, {}).values()
        try:
            preference.refuse_unknown(cast(Framework, row.entry) for row in rows)
        except ValidationError as error:
            self._problem(draft.spot, "trait_value", error.messages[0])

    def _read_sample_files(self, draft: _Draft) -> None:
        folder = draft.spot.file.removesuffix("sample.toml")
        for name in self.files:
            if name.startswith(folder) and name != draft.spot.file:
                spot = _Spot(name)
                table = {"path": name.removeprefix(folder), "text": self._text(spot)}
                if table["text"] is not None:
                    self._read(
                        _Draft(SAMPLE_FILE, SampleFile(), table, spot, {"sample": draft.entry})
                    )
