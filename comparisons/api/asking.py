"""What can be asked of a resource: query parameters, described and checked in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from comparisons.api.shapes import Fault
from comparisons.engine.scoring import Importance
from comparisons.queries.wizard import IMPORTANCE, Question, Questionnaire

MOST = 100
USUAL = 50
FURTHEST = 1_000_000
"""Databases take no offset without bounds."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query parameter. `schema` is the JSON Schema of one value; `many` may be repeated."""

    name: str
    description: str
    schema: Mapping[str, Any] = field(default_factory=dict)
    many: bool = False
    required: bool = False


LIMIT = Parameter(
    "limit",
    "How many entries at most.",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
)
OFFSET = Parameter(
    "offset",
    "How many entries to leave out at the start.",
    {"type": "integer", "minimum": 0, "maximum": FURTHEST, "default": 0},
)
PAGED = (LIMIT, OFFSET)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a list that was asked for."""

    limit: int
    offset: int

    @property
    def end(self) -> int:
        return self.offset + self.limit

    @property
    def slice(self) -> slice:
        return slice(self.offset, self.end)


def part_of(request: HttpRequest) -> Part:
    """The part that a request asks for, once `faults` found none."""
    return Part(int(request.GET.get("limit", USUAL)), int(request.GET.get("offset", 0)))


# Checking


def faults(parameters: Iterable[Parameter], query: QueryDict) -> tuple[Fault, ...]:
    """Say what is wrong with a query; parameters that are not listed are nobody’s business."""
    return tuple(
        Fault(parameter.name, message)
        for parameter in parameters
        for message in _complaints(parameter, query)
    )


def _complaints(parameter: Parameter, query: QueryDict) -> Iterator[str]:
    values = query.getlist(parameter.name)
    if not values and parameter.required:
        yield f"Give {parameter.name}: {parameter.description}"
    for value in values if parameter.many else values[-1:]:
        if not _fits(parameter.schema, value):
            yield f"Give {_accepted(parameter.schema)}."


def _fits(schema: Mapping[str, Any], value: str) -> bool:
    if schema.get("type") == "integer":
        number = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
        return bool(schema["minimum"] <= number <= schema["maximum"])
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength", len(value))
    return value in schema.get("enum", (value,)) and shortest <= len(value) <= longest


def _accepted(schema: Mapping[str, Any]) -> str:
    if schema.get("type") == "integer":
        return f"a whole number from {schema['minimum']} to {schema['maximum']}"
    if "enum" in schema:
        return "one of " + ", ".join(schema["enum"])
    return f"a text of {schema.get('minLength', 0)} to {schema['maxLength']} characters"


def form_faults(form: forms.Form) -> tuple[Fault, ...]:
    """What a filter’s form complains of."""
    return tuple(
        Fault(name, str(message)) for name, found in form.errors.items() for message in found
    )


# Describing what the record decides


def form_parameters(form: forms.Form) -> tuple[Parameter, ...]:
    """The parameters that a filter’s form takes today, with the choices it offers."""
    return tuple(_form_parameter(name, field) for name, field in form.fields.items())


def _form_parameter(name: str, field: forms.Field) -> Parameter:
    schema: dict[str, Any] = {"type": "string"}
    if isinstance(field, forms.ChoiceField):
        schema["enum"] = list(_values(iter(field.choices)))  # type: ignore[arg-type]
    elif isinstance(field, forms.CharField) and field.max_length:
        schema["maxLength"] = field.max_length
    many = isinstance(field, forms.MultipleChoiceField)
    return Parameter(name, f"{field.label}.", schema, many)


def _values(choices: Iterable[Any]) -> Iterator[str]:
    """The values of choices, those in groups too; nothing chosen is no value."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _values(label)
        elif value:
            yield str(value)


def wizard_parameters(questions: Questionnaire) -> tuple[Parameter, ...]:
    """One parameter a question for its answers, and one for how much they matter."""
    return tuple(
        parameter
        for question in questions.asked
        for parameter in (_answer(question), _importance(question))
    )


def _answer(question: Question) -> Parameter:
    options = [option.slug for option in question.offered]
    text = f"{question.text} What is no option is named in `not_counted`."
    return Parameter(question.slug, text, _preferably(options), question.multiple)


def _importance(question: Question) -> Parameter:
    schema = _preferably([importance.value for importance in Importance])
    text = f"How much the answer to “{question.text}” matters."
    usual = {"default": question.usual_importance.value}
    return Parameter(f"{question.slug}{IMPORTANCE}", text, schema | usual)


def _preferably(values: list[str]) -> dict[str, Any]:
    """These values; others are no error, because old answers must not become one."""
    return {"anyOf": [{"type": "string", "enum": values}, {"type": "string"}]}
