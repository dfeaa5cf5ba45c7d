"""What every curated entry shares: a state, a version, and one guarded way to change.

Published data changes only inside `comparisons.publishing.publish()`. That function opens a
journal here; saving or deleting a curated entry outside of one raises `OutsidePublishing`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextvars import ContextVar
from typing import Any, Protocol, Self, TypeVar, cast

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import signals
from django.dispatch import receiver
from django.utils.functional import cached_property

from .vocabulary import State

slug_without_vs = RegexValidator(
    r"^(?!.*-vs-)[a-z0-9]+(?:-[a-z0-9]+)*$",
    "Use lower-case letters, digits and single hyphens, and never “-vs-”: it joins the names in "
    "comparison addresses.",
)

partial_date = RegexValidator(
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
    "Write the date as 2026, 2026-11 or 2026-11-20.",
)


def texts(value: Any) -> None:
    """Accept a list of texts."""
    if not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        raise ValidationError("Write a list of texts.")


def dated_versions(value: Any) -> None:
    """Accept a list of [version, date] pairs."""
    if not (isinstance(value, list) and all(isinstance(pair, list) for pair in value)):
        raise ValidationError("Write a list of pairs: version and date.")
    for pair in value:
        texts(pair)
        if len(pair) != 2 or not re.fullmatch(r"\d{4}-\d\d-\d\d", pair[1]):
            raise ValidationError("Write each pair as a version and a date such as 2026-11-20.")


class SlugField(models.CharField):
    """A unique part of an address."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 80)
        options.setdefault("validators", [slug_without_vs])
        super().__init__(**options)


class PartialDateField(models.CharField):
    """A date of which perhaps only the year, or year and month, is known: 2010, 2010-04."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 10)
        options.setdefault("validators", [partial_date])
        super().__init__(**options)


class AddressField(models.URLField):
    """The address of a page elsewhere; where a curator leaves out the scheme, https is meant."""

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**({"assume_scheme": "https"} | options))

    def deconstruct(self) -> Any:
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.URLField", args, options


class OutsidePublishing(RuntimeError):  # noqa: N818  (reads as a sentence)
    """A curated entry was about to change without an edition to record it."""


class Journal(Protocol):
    """Keeps what changes, so that one publication becomes one edition."""

    def changing(self, entries: Sequence[Curated]) -> None:
        """Note entries that are about to be added, changed or removed."""


open_journal: ContextVar[Journal | None] = ContextVar("open_journal", default=None)


def journal() -> Journal:
    """Return the journal of the publication under way; raise OutsidePublishing if there is none."""
    current = open_journal.get()
    if current is None:
        raise OutsidePublishing("Change curated entries inside comparisons.publishing.publish().")
    return current


C = TypeVar("C", bound="Curated")


class CuratedQuerySet(models.QuerySet[C]):
    """Rows of curated entries. Bulk changes pass the journal like single ones."""

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def get_by_natural_key(self, *key: str) -> C:
        return self.get(**self.model.key_lookups(*key))

    def bulk_create(self, objs: Iterable[C], *args: Any, **options: Any) -> list[C]:
        entries = list(objs)
        journal().changing(entries)
        for entry in entries:
            entry.version = 1
        return super().bulk_create(entries, *args, **options)

    def update(self, **values: Any) -> int:
        raise OutsidePublishing("Save curated entries one by one or with bulk_create().")


class Curated(models.Model):
    """An entry that curators write and publish.

    `key_fields` names its natural key: lookups that together find one entry. `version` goes up
    with each save, so that two states of an entry can be told apart.
    """

    key_fields: tuple[str, ...] = ("slug",)

    state = models.CharField(max_length=9, choices=State, default=State.PUBLISHED)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = CuratedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        journal().changing([self])
        self.version += 1
        super().save(*args, **options)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Check also what `clean()` fills in and no form shows."""
        filled_in = {field.name for field in self._meta.fields if not field.editable}
        super().validate_constraints(set(exclude or ()) - filled_in)

    def natural_key(self) -> tuple[str, ...]:
        return tuple(str(follow(self, lookup)) for lookup in self.key_fields)

    @classmethod
    def key_lookups(cls, *key: str) -> dict[str, Any]:
        """Return the lookups that find the entry of a natural key."""
        return dict(zip(cls.key_fields, key, strict=True))

    @classmethod
    def owner_fields(cls) -> tuple[str, ...]:
        """Name the relations to what an entry is part of: those that its key goes through."""
        through = [lookup.partition("__")[0] for lookup in cls.key_fields if "__" in lookup]
        return tuple(dict.fromkeys(through))

    def owners(self) -> list[Curated]:
        """Return what it is part of, nearest first: without that it is not shown."""
        found = (getattr(self, name) for name in self.owner_fields())
        return [owner for owner in found if owner is not None]

    def is_public(self) -> bool:
        """Say whether readers see it: it and everything it is part of is published."""
        published = self.state == State.PUBLISHED
        return published and all(owner.is_public() for owner in self.owners())


@receiver(signals.class_prepared)
def _listen(sender: type[models.Model], **_: Any) -> None:
    """Hear of what only signals tell: cascading deletions and many-to-many relations."""
    if issubclass(sender, Curated):
        signals.pre_delete.connect(_deleting, sender=sender)
        for relation in sender._meta.local_many_to_many:
            signals.m2m_changed.connect(_relating, sender=relation.remote_field.through)


def _deleting(instance: Curated, **_: Any) -> None:
    journal().changing([instance])


def _relating(instance: Curated, action: str, reverse: bool, **_: Any) -> None:
    if reverse:
        raise OutsidePublishing("Change a relation from the entry that declares it.")
    if action.startswith("pre_"):
        journal().changing([instance])


def follow(entry: models.Model, lookup: str) -> Any:
    """Return what a lookup such as `feature__slug` finds, starting at `entry`."""
    found: Any = entry
    for name in lookup.split("__"):
        found = getattr(found, name)
    return found


class Check(models.CheckConstraint):
    """A check that `full_clean()` makes in Python: the database, which has it too, is not asked.

    Understands fields of the entry itself, compared by exact, `in`, `range` and `isnull`.
    """

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Collection[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        condition = cast(models.Q, self.condition)
        if self._names.isdisjoint(exclude or ()) and not _holds(condition, instance):
            raise ValidationError(
                self.get_violation_error_message(), code=self.violation_error_code
            )

    @cached_property
    def _names(self) -> frozenset[str]:
        """The fields that are compared."""
        leaves = _leaves(cast(models.Q, self.condition))
        return frozenset(lookup.partition("__")[0] for lookup, _ in leaves)


def _leaves(condition: models.Q) -> Iterator[tuple[str, Any]]:
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from _leaves(child)
        else:
            yield cast(tuple[str, Any], child)


def _holds(condition: models.Q, entry: models.Model) -> bool:
    every = all if condition.connector == models.Q.AND else any
    held = every(
        _holds(child, entry)
        if isinstance(child, models.Q)
        else _matches(entry, *cast(tuple[str, Any], child))
        for child in condition.children
    )
    return held != condition.negated


def _matches(entry: models.Model, lookup: str, expected: Any) -> bool:
    name, _, operator = lookup.partition("__")
    field = cast("models.Field[Any, Any]", entry._meta.get_field(name))
    value = (
        cast(models.ForeignKey, field).get_cached_value(entry, None) if field.is_relation else None
    )
    if value is None:
        value = getattr(entry, field.attname)
    match operator:
        case "":
            return value == expected
        case "in":
            return value in expected
        case "range":
            return value is not None and expected[0] <= value <= expected[1]
        case "isnull":
            return (value is None) == expected
    raise NotImplementedError(f"Check does not understand {lookup}.")


def one_of(values: Iterable[Any], field: str, name: str) -> Check:
    """Return the constraint that keeps `field` within a closed vocabulary."""
    allowed = [getattr(value, "value", value) for value in values]
    return Check(condition=models.Q(**{f"{field}__in": allowed}), name=name)


def state_known(model: str) -> Check:
    return one_of(State, "state", f"{model}_state_known")
