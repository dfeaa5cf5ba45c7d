"""What the value of one key, and one entry as a whole, may be: the models say it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from comparisons.models import Curated
from comparisons.models.base import Check

AnyField: TypeAlias = "models.Field[Any, Any]"

# What a field of each kind accepts, and what to say otherwise. The first kind that fits counts.
ACCEPTED: tuple[tuple[type[AnyField], tuple[type, ...], str], ...] = (
    (models.ManyToManyField, (list,), "Write a list of slugs, in square brackets."),
    (models.BooleanField, (bool,), "Write true or false."),
    (models.DateField, (date,), "Write a date such as 2026-11-20, without quotation marks."),
    (models.DecimalField, (int, Decimal), "Write a number, without quotation marks."),
    (models.IntegerField, (int,), "Write a whole number, without quotation marks."),
    (models.JSONField, (list,), "Write a list, in square brackets."),
    (models.Field, (str,), "Write text, in quotation marks."),
)


class Wrong(ValueError):  # noqa: N818  (reads as a sentence)
    """What is wrong with a value, in a sentence."""


def required(written: AnyField) -> bool:
    """Say whether files must give a value for a field."""
    return not (written.blank or written.null or written.has_default())


def checked(written: AnyField, value: Any) -> Any:
    """Return the value if TOML has it in a type that suits the field; else raise Wrong."""
    types, hint = next((types, hint) for kind, types, hint in ACCEPTED if isinstance(written, kind))
    # In Python a boolean is a whole number and a moment is a date; in a file they are not.
    deceptive = isinstance(value, bool | datetime) and type(value) not in types
    if deceptive or not isinstance(value, types):
        raise Wrong(hint)
    known = [str(choice) for choice, _ in written.flatchoices]
    if known and value not in known:
        raise Wrong(f"“{value}” is not one of {', '.join(known)}{meant(str(value), known)}.")
    return value


def meant(word: str, known: Collection[str]) -> str:
    """Return a remark on what was probably meant, or nothing where nothing is close."""
    close = difflib.get_close_matches(word, known, 1)
    return f" (did you mean “{close[0]}”?)" if close else ""


def complaints(entry: Curated, wrong: set[str]) -> Iterator[tuple[str, str]]:
    """Yield key and message of all that the model finds wrong, fields known as wrong left out.

    Adds the fields that it names to `wrong`. References and uniqueness are not looked at: that
    would ask the database, and what counts is what the files say.
    """
    relations = {each.name for each in entry._meta.concrete_fields if each.is_relation}
    try:
        entry.full_clean(
            exclude=wrong | relations, validate_unique=False, validate_constraints=False
        )
    except ValidationError as error:
        for key, messages in error.message_dict.items():
            wrong.add(key)
            yield from (("" if key == NON_FIELD_ERRORS else key, message) for message in messages)
    for constraint in entry._meta.constraints:
        if isinstance(constraint, Check):
            try:
                constraint.validate(type(entry), entry, exclude=wrong)
            except ValidationError as error:
                yield "", error.messages[0]


def unique_values(entry: Curated) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...], str]]:
    """Yield fields, their values and the message of each rule of uniqueness beside the key's."""
    for names, message in unique_fields(type(entry)):
        found = (getattr(entry, name, None) for name in names)
        keys = (each.natural_key() if isinstance(each, Curated) else each for each in found)
        yield names, tuple(keys), message


@cache
def unique_fields(model: type[Curated]) -> list[tuple[tuple[str, ...], str]]:
    """Return which fields of a model are unique together, its key aside, each with a message."""
    in_key = {lookup.partition("__")[0] for lookup in model.key_fields}
    alone = [
        ((each.name,), f"Another entry has this {each.name}.")
        for each in model._meta.concrete_fields
        if each.unique and not each.primary_key
    ]
    together = [
        (tuple(rule.fields), str(rule.violation_error_message))
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and rule.condition is None
    ]
    return [(names, message) for names, message in alone + together if not in_key.issuperset(names)]
