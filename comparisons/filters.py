"""Floor 3: what readers filter lists by, and what each further choice would leave of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.forms import CheckboxSelectMultiple
from django.http import QueryDict
from django.utils.http import urlencode

from comparisons.engine.cells import Level
from comparisons.engine.facets import Chosen, Facets, Mode, Values
from comparisons.engine.words import fold
from comparisons.models import CompanyExample, Framework, Source
from comparisons.queries.filtering import FrameworkFiltering, Items, Option, Options, Traits

LONGEST_TEXT = 60
NOTHING: frozenset[str] = frozenset()
NAME = Lower("name")
ORDERS: dict[str, tuple[Any, ...]] = {
    "name": (NAME,),
    "released": (F("newest_released_on").desc(nulls_last=True), NAME),
    "coverage": (F("covered").desc(), NAME),
}
SORTS = (
    ("name", "Name"),
    ("released", "Newest release first"),
    ("coverage", "Most features first"),
)
SOURCE_ORDERS: dict[str, tuple[Any, ...]] = {
    "title": ("title", "pk"),
    "cited": ("-cited", "title", "pk"),
    "read": ("-read_on", "title", "pk"),
}
SOURCE_SORTS = (("title", "Title"), ("cited", "Most cited first"), ("read", "Last read first"))


# What chips call a filter whose label is long.
SAID = {"q": "Contains", "feature": "Feature"}


@dataclass(frozen=True, slots=True)
class Box:
    """A choice with the number of entries it would find."""

    value: str
    label: str
    count: int
    chosen: bool

    @property
    def is_dead(self) -> bool:
        """Choosing it would find nothing."""
        return not self.count and not self.chosen


@dataclass(frozen=True, slots=True)
class BoxGroup:
    """Choices that stand together; the name may be empty."""

    name: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of several choices. `anchor` is its id on the page; `many` may be chosen, or one."""

    name: str
    label: str
    anchor: str
    many: bool
    empty: str
    groups: tuple[BoxGroup, ...]
    errors: tuple[str, ...]

    @property
    def chosen(self) -> int:
        return sum(box.chosen for group in self.groups for box in group.boxes)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set; the address is that of the list without it, where `found` remain."""

    label: str
    address: str
    found: int


def refusal(what: str) -> dict[str, str]:
    return {"invalid_choice": f"There is no {what} “%(value)s” here. Choose from the list."}


def boxes(label: str, what: str) -> django_filters.MultipleChoiceFilter:
    """Any number of choices, made by checkboxes; `facets` decide what they find."""
    return django_filters.MultipleChoiceFilter(
        label=label, widget=CheckboxSelectMultiple, error_messages=refusal(what)
    )


def one_of(label: str, what: str, empty: str | None) -> django_filters.ChoiceFilter:
    """One choice or none, which is called `empty`."""
    return django_filters.ChoiceFilter(label=label, empty_label=empty, error_messages=refusal(what))


def order(choices: tuple[tuple[str, str], ...]) -> django_filters.ChoiceFilter:
    """The order of the list, one of the filter's `orders`."""
    return django_filters.ChoiceFilter(
        label="Sort by", choices=choices, empty_label=None, error_messages=refusal("order")
    )


def text(label: str) -> django_filters.CharFilter:
    return django_filters.CharFilter(label=label, max_length=LONGEST_TEXT)


class Faceted(django_filters.FilterSet):
    """A list that says how many entries each choice would find, and what to take out.

    Takes the reader's query, the rows, and what `queries.filtering` knows of them. What cannot be
    chosen is told beside its field and filters nothing.
    """

    facets: ClassVar[Facets]
    orders: ClassVar[Mapping[str, tuple[Any, ...]]] = {}

    def __init__(
        self, data: QueryDict, queryset: QuerySet[Any], items: Items, options: Options
    ) -> None:
        super().__init__(data, queryset)
        self.items, self.options = items, options
        for name, offered in options.items():
            pairs = tuple((option.value, option.label) for option in offered)
            self.filters[name].extra["choices"] = pairs

    @cached_property
    def clean(self) -> dict[str, Any]:
        """What was asked for and is understood."""
        self.form.is_valid()
        return dict(self.form.cleaned_data)

    @property
    def active(self) -> int:
        """By how many things the list is narrowed down."""
        return sum(bool(value) for name, value in self.clean.items() if name != "sort")

    @cached_property
    def chosen(self) -> Chosen:
        """The values of each facet, by name."""
        asked = {name: self.clean.get(name) or () for name in self.facets.modes}
        return {k: (v,) if isinstance(v, str) else tuple(v) for k, v in asked.items()}

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found = queryset.filter(pk__in=self.found(self.chosen, self.clean))
        order = self.orders.get(self.clean.get("sort") or "")
        return found.order_by(*order) if order else found

    def found(self, chosen: Chosen, others: Mapping[str, Any]) -> tuple[int, ...]:
        """The keys of what these choices find; `others` are the filters that are no facets."""
        return self.facets.found(self._values(others), chosen)

    def items_for(self, others: Mapping[str, Any]) -> Items:
        return self.items

    def _items(self, others: Mapping[str, Any]) -> Items:
        """Those whose text contains what is asked for."""
        words = fold(others.get("q") or "")
        items = self.items_for(others).items()
        return {pk: item for pk, item in items if words in fold(item.text)}

    def _values(self, others: Mapping[str, Any]) -> dict[int, Values]:
        return {pk: item.values for pk, item in self._items(others).items()}

    def undecided(self) -> frozenset[int]:
        """The keys of what is left out only because the record does not say enough of it."""
        perhaps = {
            pk: {
                name: item.values.get(name, NOTHING) | item.unsaid.get(name, NOTHING)
                for name in self.facets.modes
            }
            for pk, item in self._items(self.clean).items()
        }
        found = self.found(self.chosen, self.clean)
        return frozenset(self.facets.found(perhaps, self.chosen)).difference(found)

    @cached_property
    def counts(self) -> dict[str, Counter[str]]:
        return self.facets.counts(self._values(self.clean), self.chosen)

    def choice(self, name: str) -> Choice:
        """A filter as the page shows it."""
        field = self.form[name]
        many = isinstance(self.filters[name], django_filters.MultipleChoiceFilter)
        return Choice(
            name,
            str(field.label),
            field.auto_id,
            many,
            "" if many else str(self.filters[name].extra["empty_label"]),
            tuple(self._groups(name)),
            tuple(map(str, field.errors)),
        )

    def _groups(self, name: str) -> Iterator[BoxGroup]:
        groups: dict[str, list[Box]] = {}
        for option in self.options[name]:
            groups.setdefault(option.group, []).append(self._box(name, option))
        for group, offered in groups.items():
            yield BoxGroup(group, tuple(offered))

    def _box(self, name: str, option: Option) -> Box:
        chosen = option.value in self.chosen.get(name, (self.clean.get(name),))
        return Box(option.value, option.label, self.counts[name][option.value], chosen)

    @cached_property
    def choices(self) -> dict[str, Choice]:
        return {name: self.choice(name) for name in self.options}

    @cached_property
    def chips(self) -> tuple[Chip, ...]:
        """What is set, each with the way to take it out."""
        return tuple(self._chip(*pair) for pair in self._set)

    @property
    def _set(self) -> Iterator[tuple[str, str]]:
        return (pair for pair in self.parameters if pair[0] != "sort")

    def _chip(self, name: str, value: str) -> Chip:
        rest = tuple(other for other in self.chosen.get(name, ()) if other != value)
        found = (
            self.found({**self.chosen, name: rest}, self.clean)
            if name in self.facets.modes
            else self.found(self.chosen, {**self.clean, name: ""})
        )
        return Chip(self._said(name, value), self._without(name, value), len(found))

    def _said(self, name: str, value: str) -> str:
        labels = {option.value: option.label for option in self.options.get(name, ())}
        return f"{SAID.get(name) or self.form[name].label}: {labels.get(value, f'“{value}”')}"

    def _without(self, name: str, value: str) -> str:
        """The address of the first page of the list without this value."""
        left = QueryDict(mutable=True)
        left.setlistdefault(name)
        for key, values in self.data.lists():
            if key != "page":
                left.setlist(key, [v for v in values if (key, v) != (name, value)])
        return f"?{left.urlencode()}"

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """What was asked for and is understood, as (name, value): to go with a form or a link."""
        asked = ((name, v if isinstance(v, list) else [v]) for name, v in self.clean.items())
        return tuple((name, value) for name, values in asked for value in values if value)

    @property
    def query(self) -> str:
        """The parameters as the end of an address, from “?” on; empty where there are none."""
        return f"?{urlencode(self.parameters)}" if self.parameters else ""

    @property
    def ways_out(self) -> tuple[Chip, ...]:
        """For a list in which nothing is found: the filters without which something is."""
        return tuple(chip for chip in self.chips if chip.found)

    @property
    def apart(self) -> tuple[Chip, ...]:
        """For a list in which nothing is found whichever filter is taken out: each one alone."""
        return () if self.ways_out else tuple(self._alone(*pair) for pair in self._set)

    def _alone(self, name: str, value: str) -> Chip:
        is_facet = name in self.facets.modes
        found = self.found({name: (value,)}, {}) if is_facet else self.found({}, {name: value})
        kept = [(key, v) for key, vs in self.data.lists() if key not in self.filters for v in vs]
        query = urlencode([(name, value), *(pair for pair in kept if pair[0] != "page")])
        return Chip(self._said(name, value), f"?{query}", len(found))


class FrameworkFilter(Faceted):
    """Frameworks by name, kind, interface, licence, features, use case, release age and Python.

    Several kinds, interfaces or licences mean any of them; several features mean all of them.
    A feature is there where a requirement of it is met, as the wizard judges it, or from the level
    on that the reader asks for. `today` decides how old a release is.
    """

    facets = Facets(
        {
            "kind": Mode.ANY,
            "interface": Mode.ANY,
            "licence": Mode.ANY,
            "use_case": Mode.ANY,
            "age": Mode.ANY,
            "python": Mode.ANY,
            "feature": Mode.ALL,
        }
    )
    orders = ORDERS

    q = text("Name contains")
    use_case = one_of("Good or ideal for", "use case", "Any use")
    age = one_of("Newest release", "age of a release", "At any time")
    python = one_of("Declares that it allows", "version of Python", "Any Python")
    sort = order(SORTS)
    kind = boxes("Kind", "kind")
    interface = boxes("Server interface", "interface")
    licence = boxes("Licence", "licence")
    level = one_of("Provided as", "level", "Built in or a package")
    feature = boxes("Has these features", "feature")

    class Meta:
        model = Framework
        fields: tuple[str, ...] = ()

    def __init__(
        self,
        data: QueryDict,
        queryset: QuerySet[Framework],
        filtering: FrameworkFiltering,
        today: date,
    ) -> None:
        super().__init__(data, queryset, filtering.items(today), filtering.options)
        self.filtering, self.today = filtering, today

    @cached_property
    def counts(self) -> dict[str, Counter[str]]:
        """With what each level would find."""
        levels = {
            option.value: len(self.found(self.chosen, {**self.clean, "level": option.value}))
            for option in self.options["level"]
        }
        return super().counts | {"level": Counter(levels)}

    @property
    def required(self) -> str:
        """The requirements as the end of an address, or nothing."""
        return f"?{urlencode(self.requirements)}" if self.requirements else ""

    @property
    def requirements(self) -> tuple[tuple[str, str], ...]:
        """The features asked for and their level, as a comparison takes them: (name, value)."""
        must = (("must", slug) for slug in self.chosen["feature"])
        return (*must, *(pair for pair in self.parameters if pair[0] == "level"))

    @property
    def unknown(self) -> tuple[Traits, ...]:
        """The frameworks that may meet the filters: what is known of them does not say."""
        undecided = self.undecided()
        return tuple(f for f in self.filtering.frameworks if f.pk in undecided)

    def items_for(self, others: Mapping[str, Any]) -> Items:
        """Which features count as there depends on the level that is asked for."""
        level = others.get("level")
        return self.filtering.items(self.today, Level(level)) if level else self.items


class CompanyFilter(Faceted):
    """Company examples by words, company, framework, status and scope; several are any of them."""

    facets = Facets(
        {
            "framework": Mode.ANY,
            "status": Mode.ANY,
            "scope": Mode.ANY,
            "company": Mode.ANY,
        }
    )

    q = text("Company or use contains")
    framework = boxes("Framework", "framework")
    status = boxes("How well it is known", "status")
    scope = boxes("What it covers", "scope")
    company = boxes("Company", "company")

    class Meta:
        model = CompanyExample
        fields: tuple[str, ...] = ()


class SourceFilter(Faceted):
    """Sources by words, kind, and frameworks that they are cited for; several are any of them."""

    facets = Facets({"kind": Mode.ANY, "framework": Mode.ANY})
    orders = SOURCE_ORDERS

    q = text("Title or publisher contains")
    sort = order(SOURCE_SORTS)
    kind = boxes("Kind", "kind")
    framework = boxes("Cited for", "framework")

    class Meta:
        model = Source
        fields: tuple[str, ...] = ()
