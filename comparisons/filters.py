"""Floor 3: what readers filter lists by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.forms import CheckboxSelectMultiple
from django.http import QueryDict

from comparisons.engine.cells import Fit
from comparisons.models import CompanyExample, Framework, Suitability, Support
from comparisons.models.vocabulary import Scope, State, Status
from comparisons.queries.companies import framework_choices
from comparisons.queries.frameworks import HAVE, SPEAK, FilterOptions

GOOD = (Fit.IDEAL.value, Fit.GOOD.value)
NAME = Lower("name")
ORDERS = {
    "name": (NAME,),
    "released": (F("newest_released_on").desc(nulls_last=True), NAME),
    "coverage": (F("covered").desc(), NAME),
}
SORTS = (
    ("name", "Name"),
    ("released", "Newest release first"),
    ("coverage", "Most features first"),
)


def refusal(what: str) -> dict[str, str]:
    sentence = f"There is no {what} “%(value)s” here. Choose from the list."
    return {"invalid_choice": sentence}


class FrameworkFilter(django_filters.FilterSet):
    """Frameworks by name, kind, interface, licence, features they have and use cases they suit.

    Several kinds, interfaces or licences mean any of them; several features mean all of them.
    """

    @property
    def active(self) -> int:
        """By how many things the list is narrowed down."""
        values = self.form.cleaned_data.items() if self.is_valid() else ()
        return sum(bool(value) for name, value in values if name != "sort")

    q = django_filters.CharFilter(label="Name contains", method="named", max_length=60)
    kind = django_filters.MultipleChoiceFilter(
        label="Kind", widget=CheckboxSelectMultiple, error_messages=refusal("kind")
    )
    interface = django_filters.MultipleChoiceFilter(
        label="Server interface",
        method="speaking",
        widget=CheckboxSelectMultiple,
        error_messages=refusal("interface"),
    )
    licence = django_filters.MultipleChoiceFilter(
        label="Licence", widget=CheckboxSelectMultiple, error_messages=refusal("licence")
    )
    use_case = django_filters.ChoiceFilter(
        label="Good or ideal for",
        method="suited",
        empty_label="Any use",
        error_messages=refusal("use case"),
    )
    sort = django_filters.ChoiceFilter(
        label="Sort by",
        method="sorted",
        choices=SORTS,
        empty_label=None,
        error_messages=refusal("order"),
    )
    feature = django_filters.MultipleChoiceFilter(
        label="Has these features",
        method="having",
        widget=CheckboxSelectMultiple,
        error_messages=refusal("feature"),
    )

    class Meta:
        model = Framework
        fields: tuple[str, ...] = ()

    def __init__(
        self, data: QueryDict, queryset: QuerySet[Framework], options: FilterOptions
    ) -> None:
        super().__init__(data, queryset)
        self._offer("kind", options.kinds)
        self._offer("interface", options.interfaces)
        self._offer("licence", options.licences)
        self._offer("use_case", options.use_cases)
        self._offer("feature", options.features)

    def _offer(self, name: str, choices: Iterable[Any]) -> None:
        self.filters[name].extra["choices"] = tuple(choices)

    def named(self, queryset: QuerySet[Framework], _: str, text: str) -> QuerySet[Framework]:
        return queryset.filter(Q(name__icontains=text) | Q(aliases__icontains=text))

    def speaking(
        self, queryset: QuerySet[Framework], _: str, spoken: Sequence[str]
    ) -> QuerySet[Framework]:
        """Keep frameworks that speak any of these; those that speak both WSGI and ASGI count."""
        interfaces = [interface for value in spoken for interface in SPEAK[value][1]]
        return queryset.filter(interface__in=interfaces) if spoken else queryset

    def having(
        self, queryset: QuerySet[Framework], _: str, features: Sequence[str]
    ) -> QuerySet[Framework]:
        """Keep frameworks for which somebody else provides every one of these features."""
        for slug in features:
            cells = Support.objects.published().filter(
                framework=OuterRef("pk"),
                feature__slug=slug,
                feature__state=State.PUBLISHED,
                level__in=HAVE,
            )
            queryset = queryset.filter(Exists(cells))
        return queryset

    def suited(self, queryset: QuerySet[Framework], _: str, slug: str) -> QuerySet[Framework]:
        judged = Suitability.objects.published().filter(
            framework=OuterRef("pk"), use_case__slug=slug, fit__in=GOOD
        )
        return queryset.filter(Exists(judged))

    def sorted(self, queryset: QuerySet[Framework], _: str, order: str) -> QuerySet[Framework]:
        return queryset.order_by(*ORDERS[order])


# The choices are known before the form is read, so that nothing a reader sends reaches a query.
BOXES: dict[str, Any] = {
    "widget": CheckboxSelectMultiple,
    "error_messages": {"invalid_choice": "Choose from the list: one choice is not in it."},
}


class CompanyFilter(django_filters.FilterSet):
    """By framework (slug), status and scope; several of one are alternatives."""

    framework = django_filters.MultipleChoiceFilter(
        field_name="framework__slug", label="Framework", choices=framework_choices, **BOXES
    )
    status = django_filters.MultipleChoiceFilter(
        label="How well it is known", choices=Status, **BOXES
    )
    scope = django_filters.MultipleChoiceFilter(label="What it covers", choices=Scope, **BOXES)

    class Meta:
        model = CompanyExample
        fields = ("framework", "status", "scope")
