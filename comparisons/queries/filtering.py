"""What lists can be filtered by: the values that each entry has, and the choices there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from comparisons import models
from comparisons.engine.cells import Fit, Level
from comparisons.engine.facets import Values
from comparisons.engine.prose import listed, upper_first
from comparisons.engine.scoring import Criterion, CriterionKind, Requirement, meets
from comparisons.engine.versions import admits
from comparisons.models.vocabulary import Interface, Kind, Scope, SourceKind, State, Status
from comparisons.queries.companies import examples
from comparisons.queries.facts import with_newest

SPEAK = {
    "wsgi": "Speaks WSGI itself",
    "asgi": "Speaks ASGI itself",
    "own": "Its own server",
}
"""What a reader asks for, with its label. Adapters do not count, as in a cell that is built in."""

AGES = {
    "3-months": ("In the last 3 months", 92),
    "6-months": ("In the last 6 months", 183),
    "1-year": ("In the last year", 366),
    "2-years": ("In the last 2 years", 731),
}
"""How old the newest release may be, with its label and the number of days."""
OLDER = ("older", "More than 2 years ago")

PYTHONS = ("3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15")
"""The versions of Python that can be asked for: those in use."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose; options of one group stand together."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: the text that a name is looked for in, and its values by facet.

    `unsaid` are values of which the record does not say whether it has them.
    """

    text: str
    values: Values
    unsaid: Values = field(default_factory=dict)


Items = Mapping[int, Item]
"""By primary key, in no particular order."""

Options = Mapping[str, tuple[Option, ...]]
"""By facet, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What a framework can be found by; cells that do not exist are missing."""

    pk: int
    slug: str
    name: str
    text: str
    kind: str
    interface: Interface
    licence: str
    released_on: date | None
    requires_python: str
    levels: Mapping[str, Level]
    fits: Mapping[str, Fit]

    def values(self, today: date, accepted: frozenset[Level]) -> Values:
        """Its values by facet; `accepted` are the levels at which a feature counts as there."""
        met = (slug for slug, level in self.levels.items() if level in accepted)
        return {
            "kind": frozenset({self.kind}),
            "interface": self.interface.spoken,
            "licence": frozenset({self.licence}),
            "feature": frozenset(met),
            "use_case": frozenset(slug for slug, fit in self.fits.items() if fit in SUITING),
            "age": self._ages(today),
            "python": frozenset(v for v in PYTHONS if admits(self.requires_python, v)),
        }

    def unsaid(self, options: Options) -> Values:
        """Of which of the values on offer nobody says whether it has them, by facet."""
        levels = {slug for slug, level in self.levels.items() if level is not Level.UNKNOWN}
        fits = {slug for slug, fit in self.fits.items() if fit is not Fit.UNKNOWN}
        known = {
            "feature": levels,
            "use_case": fits,
            "age": {*AGES, OLDER[0]} if self.released_on else set(),
            "python": {v for v in PYTHONS if admits(self.requires_python, v) is not None},
        }
        return {
            name: frozenset(option.value for option in options[name]) - said
            for name, said in known.items()
        }

    def _ages(self, today: date) -> frozenset[str]:
        """A release date that is not known is no age."""
        if self.released_on is None:
            return frozenset()
        days = (today - self.released_on).days
        young = frozenset(key for key, (_, most) in AGES.items() if days <= most)
        return young or frozenset({OLDER[0]})


@dataclass(frozen=True, slots=True)
class FrameworkFiltering:
    frameworks: tuple[Traits, ...]
    options: Options

    def items(self, today: date, level: Level | None = None) -> Items:
        """The frameworks with their values; a feature counts from this level on."""
        accepted = levels_from(level)
        return {
            f.pk: Item(f.text, f.values(today, accepted), f.unsaid(self.options))
            for f in self.frameworks
        }


def is_met(level: Level, least: Level | None = None) -> bool:
    """Whether a cell gives what a reader requires: as the wizard and the comparison judge it."""
    return meets(Criterion(CriterionKind.FEATURE, "", ""), level, least) is Requirement.MET


def suits(fit: Fit) -> bool:
    """Whether a framework suits a use case, as the wizard judges it."""
    return meets(Criterion(CriterionKind.USE_CASE, "", ""), fit) is Requirement.MET


MET = tuple(level for level in Level if is_met(level))
"""The levels that meet a requirement, from the least work to the most."""

LEAST = MET[:-1]
"""The levels that can be asked for as the least that meets a requirement."""


SUITING = frozenset(fit for fit in Fit if suits(fit))


def levels_from(least: Level | None) -> frozenset[Level]:
    """The levels that meet a requirement of this level; those of `MET` for None."""
    return frozenset(level for level in Level if is_met(level, least))


def levels_in_words(least: Level | None) -> str:
    """The levels that meet a requirement of this level: “built in or official extension”."""
    return listed((level.label.lower() for level in Level if is_met(level, least)), "or")


def framework_filtering() -> FrameworkFiltering:
    """What frameworks can be filtered by. Five queries."""
    levels: dict[int, dict[str, Level]] = {}
    for framework, feature, level in _supports():
        levels.setdefault(framework, {})[feature] = Level(level)
    fits: dict[int, dict[str, Fit]] = {}
    judged = models.Suitability.objects.published().filter(use_case__state=State.PUBLISHED)
    for framework, use_case, fit in judged.order_by().values_list(
        "framework_id", "use_case__slug", "fit"
    ):
        fits.setdefault(framework, {})[use_case] = Fit(fit)
    rows = with_newest(models.Framework.objects.published()).values_list(
        *("pk", "slug", "name", "aliases", "kind", "interface", "licence"),
        *("newest_released_on", "newest_requires_python"),
    )
    frameworks = tuple(
        Traits(
            pk,
            slug,
            name,
            f"{name}, {aliases}",
            kind,
            Interface(interface),
            licence,
            released_on,
            requires_python or "",
            levels.get(pk, {}),
            fits.get(pk, {}),
        )
        for pk, slug, name, aliases, kind, interface, licence, released_on, requires_python in rows
    )
    return FrameworkFiltering(frameworks, _framework_options(frameworks))


def _supports() -> QuerySet[models.Support, tuple[int, str, str]]:
    rows = models.Support.objects.published().filter(
        feature__state=State.PUBLISHED, feature__group__state=State.PUBLISHED
    )
    return rows.order_by().values_list("framework_id", "feature__slug", "level")


def _framework_options(frameworks: tuple[Traits, ...]) -> Options:
    """Only what a framework has can be chosen, but for features, use cases, ages and Pythons."""
    features = models.Feature.objects.published().filter(group__state=State.PUBLISHED)
    kinds = {framework.kind for framework in frameworks}
    spoken = {key for framework in frameworks for key in framework.interface.spoken}
    licences = sorted({framework.licence for framework in frameworks})
    return {
        "kind": tuple(Option(*kind) for kind in Kind.choices if kind[0] in kinds),
        "interface": tuple(Option(*pair) for pair in SPEAK.items() if pair[0] in spoken),
        "licence": tuple(Option(licence, licence) for licence in licences),
        "use_case": tuple(
            Option(*row) for row in models.UseCase.objects.published().values_list("slug", "name")
        ),
        "age": (*(Option(key, label) for key, (label, _) in AGES.items()), Option(*OLDER)),
        "python": tuple(Option(version, f"Python {version}") for version in PYTHONS),
        "level": tuple(Option(v.value, upper_first(levels_in_words(v))) for v in LEAST),
        "feature": tuple(
            Option(*row) for row in features.values_list("slug", "name", "group__name")
        ),
    }


# Companies


def company_filtering() -> tuple[Items, Options]:
    """What company examples can be filtered by. One query."""
    rows = list(
        examples()
        .order_by("framework", "company__name")
        .values_list(
            *("pk", "company__slug", "company__name", "what"),
            *("framework__slug", "framework__name", "status", "scope"),
        )
    )
    items: dict[int, Item] = {}
    frameworks: dict[str, str] = {}
    companies: dict[str, str] = {}
    for pk, company, name, what, framework, title, status, scope in rows:
        values = {"framework": framework, "status": status, "scope": scope, "company": company}
        items[pk] = Item(f"{name} {what}", {k: frozenset({v}) for k, v in values.items()})
        frameworks[framework], companies[company] = title, name
    options = {
        "framework": tuple(Option(*pair) for pair in frameworks.items()),
        "status": tuple(Option(*pair) for pair in Status.choices),
        "scope": tuple(Option(*pair) for pair in Scope.choices),
        "company": tuple(Option(*pair) for pair in companies.items()),
    }
    return items, options


# Sources

# By which way a citation belongs to a framework, if it does.
_FRAMEWORK_OF = (
    *("framework_id", "support__framework_id", "suitability__framework_id"),
    *("rating__framework_id", "point__framework_id", "company_example__framework_id"),
    *("code_sample__framework_id", "figure__framework_id", "release__framework_id"),
    "migration__target_id",
)


def source_filtering() -> tuple[Items, Options]:
    """What sources can be filtered by: kind, and frameworks whose entries rest on them.

    Three queries.
    """
    frameworks = {
        pk: Option(slug, name)
        for pk, slug, name in models.Framework.objects.published().values_list("pk", "slug", "name")
    }
    cited: dict[int, set[str]] = {}
    for source, framework in (
        models.Citation.objects.published()
        .order_by()
        .annotate(owner=Coalesce(*map(F, _FRAMEWORK_OF)))
        .values_list("source_id", "owner")
        .distinct()
    ):
        if framework in frameworks:
            cited.setdefault(source, set()).add(frameworks[framework].value)
    rows = (
        models.Source.objects.published().order_by().values_list("pk", "title", "publisher", "kind")
    )
    items = {
        pk: Item(
            f"{title} {publisher}",
            {"kind": frozenset({kind}), "framework": frozenset(cited.get(pk, ()))},
        )
        for pk, title, publisher, kind in rows
    }
    kinds = {kind for item in items.values() for kind in item.values["kind"]}
    known = {slug for slugs in cited.values() for slug in slugs}
    options = {
        "kind": tuple(Option(*kind) for kind in SourceKind.choices if kind[0] in kinds),
        "framework": tuple(option for option in frameworks.values() if option.value in known),
    }
    return items, options
