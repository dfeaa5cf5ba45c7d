"""What there is to ask for. Addresses, checks and the description are all made from this list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import URLPattern, path
from django.utils import timezone

from comparisons.api import replies, shapes, views
from comparisons.api.asking import PAGED, Parameter, faults, form_parameters, wizard_parameters
from comparisons.filters import CompanyFilter, FrameworkFilter
from comparisons.models.vocabulary import SourceKind
from comparisons.public import View, parameters, public
from comparisons.queries.companies import examples
from comparisons.queries.filtering import LEAST, company_filtering, framework_filtering
from comparisons.queries.frameworks import listed_frameworks
from comparisons.queries.wizard import questionnaire
from comparisons.search import GROUPS, LONGEST_QUERY

ROOT = "api/v1/"
SLUG = {"type": "string", "minLength": 1, "pattern": "^[-a-zA-Z0-9_]+$"}


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to ask for, at `path` below the root.

    `shape` is that of the data, or of each entry of a `listing`. `own` parameters are checked
    before the view is asked. `filters` are names whose values the view checks; `describe` says
    what the record offers for them today. `answers`: the
    parameters are the wizard’s questions, whichever the record has; nothing of it is refused.
    """

    name: str
    path: str
    view: View
    shape: type
    summary: str
    listing: bool = False
    paged: bool = False
    own: tuple[Parameter, ...] = ()
    filters: tuple[str, ...] = ()
    describe: Callable[[], tuple[Parameter, ...]] = tuple
    answers: bool = False

    @property
    def checked(self) -> tuple[Parameter, ...]:
        return (*self.own, *(PAGED if self.paged else ()))

    @property
    def known(self) -> tuple[str, ...]:
        """The names of all parameters."""
        return (*self.filters, *(parameter.name for parameter in self.checked))

    @property
    def has_slug(self) -> bool:
        return "<slug:" in self.path

    @property
    def can_move(self) -> bool:
        return self.has_slug or self.answers

    @property
    def can_refuse(self) -> bool:
        return not self.answers

    @property
    def opens(self) -> bool:
        """It can be asked for as it is, without a slug or a parameter."""
        return not self.has_slug and not any(parameter.required for parameter in self.own)

    @property
    def below(self) -> str:
        """The path with its variable in braces."""
        return self.path.replace("<slug:", "{").replace(">", "}")

    @property
    def template(self) -> str:
        """The address with its variable in braces."""
        return f"/{ROOT}{self.below}"


def choices_of_frameworks() -> tuple[Parameter, ...]:
    """Five queries."""
    today = timezone.now().date()
    filters = FrameworkFilter(QueryDict(), listed_frameworks(), framework_filtering(), today)
    return form_parameters(filters.form)


def choices_of_companies() -> tuple[Parameter, ...]:
    """One query."""
    return form_parameters(CompanyFilter(QueryDict(), examples(), *company_filtering()).form)


def choices_of_wizard() -> tuple[Parameter, ...]:
    """Two queries."""
    return wizard_parameters(questionnaire())


TEXT: dict[str, Any] = {"type": "string"}
FEATURES = {**TEXT, "description": "The slug of a feature."}
RESOURCES = (
    Resource(
        *("frameworks", "frameworks/", views.frameworks, shapes.FrameworkLine),
        "All frameworks, with the filters of the page.",
        listing=True,
        paged=True,
        filters=tuple(FrameworkFilter.base_filters),
        describe=choices_of_frameworks,
    ),
    Resource(
        *("framework", "frameworks/<slug:slug>/", views.framework, shapes.Framework),
        "One framework with all its claims and their citations.",
    ),
    Resource(
        *("features", "features/", views.features, shapes.FeatureLine),
        "The matrix: every feature with the level of each framework.",
        listing=True,
        paged=True,
    ),
    Resource(
        *("feature", "features/<slug:slug>/", views.feature, shapes.Feature),
        "One feature with the cells of all frameworks and their citations.",
    ),
    Resource(
        *("use-cases", "use-cases/", views.use_cases, shapes.UseCaseLine),
        "All use cases.",
        listing=True,
        paged=True,
    ),
    Resource(
        *("use-case", "use-cases/<slug:slug>/", views.use_case, shapes.UseCase),
        "One use case with all frameworks in order of suitability, reasons and citations.",
    ),
    Resource(
        *("dimensions", "dimensions/", views.dimensions, shapes.DimensionLine),
        "All dimensions, such as learning curve, with what their ends mean.",
        listing=True,
        paged=True,
    ),
    Resource(
        *("dimension", "dimensions/<slug:slug>/", views.dimension, shapes.Dimension),
        "One dimension with the place of each framework on it, reasons and citations.",
    ),
    Resource(
        *("comparisons", "compare/", views.comparisons, shapes.ComparisonLine),
        "Comparisons worth reading. Any two to five frameworks can be compared.",
        listing=True,
        paged=True,
    ),
    Resource(
        *("comparison", "compare/<slug:slugs>/", views.comparison, shapes.Comparison),
        "Two to five frameworks side by side. Their slugs stand in alphabetical order, joined by "
        "“-vs-”; another order or a repetition redirects.",
        own=(
            Parameter(
                "show",
                "“differences” leaves out the features on which all agree.",
                {**TEXT, "enum": ["differences"]},
            ),
            Parameter("must", "Features that are required, by slug.", TEXT, many=True),
            Parameter("nice", "Features that are wished for, by slug.", TEXT, many=True),
            Parameter(
                "level",
                "The least level that meets what is required or wished for.",
                {**TEXT, "enum": [level.value for level in LEAST]},
            ),
        ),
    ),
    Resource(
        *("companies", "companies/", views.companies, shapes.CompanyExample),
        "Who uses what, or is said to, and how well that is known.",
        listing=True,
        paged=True,
        filters=tuple(CompanyFilter.base_filters),
        describe=choices_of_companies,
    ),
    Resource(
        *("sources", "sources/", views.sources, shapes.SourceLine),
        "The sources by title.",
        listing=True,
        paged=True,
        own=(Parameter("kind", "Only sources of this kind.", {**TEXT, "enum": SourceKind.values}),),
    ),
    Resource(
        *("source", "sources/<slug:slug>/", views.source, shapes.Source),
        "What one source says, claim by claim, and who else speaks on it. Limit and offset cut "
        "the claims.",
        paged=True,
    ),
    Resource(
        *("disagreements", "disagreements/", views.disagreements, shapes.DisagreementLine),
        "Where sources conflict, what holds and why.",
        listing=True,
        paged=True,
    ),
    Resource(
        *("tasks", "code/", views.tasks, shapes.TaskLine),
        "The tasks that are shown as code.",
        listing=True,
        paged=True,
    ),
    Resource(
        *("task", "code/<slug:slug>/", views.task, shapes.Task),
        "One task as code that ran, in up to five frameworks.",
        own=(
            Parameter(
                "framework",
                "Frameworks whose code is wanted, by slug; without it, the first that have code.",
                TEXT,
                many=True,
            ),
        ),
    ),
    Resource(
        *("changes", "changes/", views.changes, shapes.EditionChanges),
        "Editions of the record, newest first, with what changed.",
        listing=True,
        paged=True,
    ),
    Resource(
        *("search", "search/", views.search, shapes.Hit),
        "What words find anywhere in the record, best first.",
        listing=True,
        paged=True,
        own=(
            Parameter(
                "q",
                "Words to look for.",
                {**TEXT, "minLength": 1, "maxLength": LONGEST_QUERY},
                required=True,
            ),
            Parameter("kind", "Only entries of this kind.", {**TEXT, "enum": list(GROUPS)}),
        ),
    ),
    Resource(
        *("wizard", "wizard/", views.wizard, shapes.Question),
        "The questions of the wizard with their options.",
        listing=True,
        paged=True,
    ),
    Resource(
        *("recommendation", "wizard/result/", views.wizard_result, shapes.Recommendation),
        "What answers lead to, with the same numbers as on the page. Each question is a parameter; "
        "answers in another order redirect.",
        describe=choices_of_wizard,
        answers=True,
    ),
)


def endpoint(resource: Resource) -> View:
    """The view behind an address: check what was sent, then ask the resource’s own view."""

    @wraps(resource.view)
    def view(request: HttpRequest, **variables: str) -> HttpResponseBase:
        found = faults(resource.checked, request.GET)
        return replies.refused(request, found) if found else resource.view(request, **variables)

    if resource.answers:
        return replies.for_programs(public(view))
    view.strangers = partial(replies.not_known, known=resource.known)  # type: ignore[attr-defined]
    return replies.for_programs(public(parameters(*resource.known)(view)))


def addresses() -> list[URLPattern]:
    """One address a resource, named “api-” and the resource’s name."""
    return [
        path(f"{ROOT}{resource.path}", endpoint(resource), name=f"api-{resource.name}")
        for resource in RESOURCES
    ]
