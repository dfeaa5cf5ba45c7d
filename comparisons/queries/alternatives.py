"""What the wizard's arithmetic works on: frameworks with their cells, and what options ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from comparisons import models
from comparisons.engine.cells import Fit, Level
from comparisons.engine.prose import upper_first
from comparisons.engine.questionnaire import Option, Question
from comparisons.engine.scoring import (
    Alternative,
    CellValue,
    Criterion,
    CriterionKind,
    Direction,
    Preference,
)
from comparisons.models.base import CuratedQuerySet
from comparisons.models.vocabulary import Interface, Kind, State, Trait
from comparisons.queries.citations import Entry
from comparisons.queries.wizard import Questionnaire

Cells = dict[tuple[CriterionKind, str], CellValue]
CellKey = tuple[str, CriterionKind, str]
"""A framework's slug, and the kind and key of a criterion."""
Wishes = Mapping[tuple[str, str], tuple[Preference, ...]]
"""What options ask for, with the usual importance, by slugs of question and option."""


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework with its traits; the other cells are in the Record."""

    slug: str
    name: str
    tagline: str
    accent: int
    traits: Cells


@dataclass(frozen=True, slots=True)
class Record:
    """The frameworks with the cells that are asked for; `entries` says where cells are kept."""

    alternatives: tuple[Alternative, ...]
    frameworks: Mapping[str, Framework]
    entries: Mapping[CellKey, Entry]

    def entry(self, alternative: Alternative, criterion: Criterion) -> Entry | None:
        """Where a cell is kept; None for traits and for cells that do not exist."""
        return self.entries.get((alternative.slug, criterion.kind, criterion.key))


def frameworks() -> tuple[Framework, ...]:
    """Every published framework, with its traits. One query.

    A framework that several others lead to by a close migration comes in as many rows.
    """
    close = FilteredRelation(
        "migrations_to",
        condition=Q(migrations_to__close=True, migrations_to__state=State.PUBLISHED),
    )
    rows = (
        models.Framework.objects.published()
        .alias(moved=close)
        .values_list(
            *("slug", "name", "tagline", "accent", "kind", "interface", "licence"),
            "moved__origin__slug",
        )
    )
    origins: dict[tuple[Any, ...], set[str]] = {}
    for *facts, origin in rows:
        origins.setdefault(tuple(facts), set()).update({origin} - {None})
    return tuple(
        Framework(slug, name, tagline, accent, _traits(slug, kind, interface, licence, moved))
        for (slug, name, tagline, accent, kind, interface, licence), moved in origins.items()
    )


def alternatives(criteria: Iterable[Criterion]) -> tuple[Alternative, ...]:
    """Every published framework with its cells under these criteria. At most four queries."""
    return record_of(frameworks(), criteria).alternatives


def record_of(
    frameworks: Iterable[Framework], criteria: Iterable[Criterion], drafts: bool = False
) -> Record:
    """These frameworks with their cells under these criteria. One query a kind of criterion.

    With `drafts`, cells that are not published count too.
    """
    keys: dict[CriterionKind, set[str]] = {kind: set() for kind in CriterionKind}
    for criterion in criteria:
        keys[criterion.kind].add(criterion.key)
    by_slug = {framework.slug: framework for framework in frameworks}
    cells = {framework.slug: dict(framework.traits) for framework in by_slug.values()}
    entries: dict[CellKey, Entry] = {}
    for kind, subject, pk, framework, key, value in _cells(keys, drafts):
        if framework in cells:
            cells[framework][kind, key] = value
            entries[framework, kind, key] = subject, pk
    found = tuple(Alternative(f.slug, f.name, cells[f.slug]) for f in by_slug.values())
    return Record(found, by_slug, entries)


_Cell = tuple[CriterionKind, str, int, str, str, CellValue]
"""Kind, subject of citations, primary key, slug of the framework, key of the criterion, value."""


def _cells(keys: Mapping[CriterionKind, set[str]], drafts: bool) -> Iterator[_Cell]:
    """The cells under these criteria, one query a kind that is asked for."""
    states = State.values if drafts else [State.PUBLISHED]
    kind = CriterionKind.FEATURE
    supports = models.Support.objects.filter(state__in=states, feature__slug__in=keys[kind])
    fields = ("pk", "framework__slug", "feature__slug", "level")
    for *where, level in supports.order_by().values_list(*fields):
        yield kind, "support", *where, Level(level)
    kind = CriterionKind.USE_CASE
    fits = models.Suitability.objects.filter(state__in=states, use_case__slug__in=keys[kind])
    fields = ("pk", "framework__slug", "use_case__slug", "fit")
    for *where, fit in fits.order_by().values_list(*fields):
        yield kind, "suitability", *where, Fit(fit)
    kind = CriterionKind.DIMENSION
    ratings = models.Rating.objects.filter(state__in=states, dimension__slug__in=keys[kind])
    fields = ("pk", "framework__slug", "dimension__slug", "value")
    for *where, rating in ratings.order_by().values_list(*fields):
        yield kind, "rating", *where, rating


def _traits(slug: str, kind: str, interface: str, licence: str, origins: Iterable[str]) -> Cells:
    """What a framework is. Some traits are frameworks, by slug: itself, or those it is close to."""
    values = {
        Trait.KIND: frozenset({kind}),
        Trait.INTERFACE: Interface(interface).spoken | {interface},
        Trait.LICENCE: frozenset({licence}),
        Trait.IN_USE: frozenset({slug}),
        Trait.KNOWN: frozenset({slug}),
        Trait.FRAMEWORK: frozenset({slug}),
        Trait.CLOSE_TO: frozenset({slug, *origins}),
    }
    return {(CriterionKind.TRAIT, trait.value): found for trait, found in values.items()}


# What options ask for


_PREFERENCE = (
    *("option__question__slug", "option__slug", "direction", "weight", "veto_below"),
    *("feature__slug", "feature__name"),
    *("use_case__slug", "use_case__name"),
    *("dimension__slug", "dimension__name", "dimension__low_end", "dimension__high_end"),
    *("trait", "trait_value"),
)


def published_preferences() -> QuerySet[models.Preference]:
    """Published preferences whose criterion is published too."""
    return all_preferences().published()


def all_preferences() -> CuratedQuerySet[models.Preference]:
    """Preferences whose criterion is published, drafts too."""
    found: CuratedQuerySet[models.Preference] = models.Preference.objects.filter(
        *(_published_or_none(name) for name in models.wizard.CRITERIA)
    )
    return found


def wishes(
    names: Mapping[str, str], preferences: QuerySet[models.Preference] | None = None
) -> Wishes:
    """What every option asks for; without `preferences`, as published. One query.

    `names` are those of the frameworks, by slug. Retired options are in it too: what is offered
    is for the questionnaire to say.
    """
    rows = published_preferences() if preferences is None else preferences
    found: dict[tuple[str, str], list[Preference]] = {}
    for row in rows.values_list(*_PREFERENCE):
        found.setdefault(row[:2], []).append(_preference(names, *row))
    return {option: tuple(wanted) for option, wanted in found.items()}


def criteria(wishes: Wishes) -> tuple[Criterion, ...]:
    """Everything that any of these options looks at."""
    return tuple(wish.criterion for wanted in wishes.values() for wish in wanted)


def engine_questions(questionnaire: Questionnaire, wishes: Wishes) -> tuple[Question, ...]:
    """The questions that are asked, each with the options that are offered, for the engine."""
    return tuple(
        Question(
            asked.slug,
            asked.multiple,
            tuple(
                Option(option.slug, wishes.get((asked.slug, option.slug), ()))
                for option in asked.offered
            ),
        )
        for asked in questionnaire.asked
    )


def _published_or_none(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__state": State.PUBLISHED})


def _preference(
    names: Mapping[str, str],
    question: str,
    option: str,
    direction: str,
    weight: int,
    veto_below: int | None,
    *criterion: str | None,
) -> Preference:
    return Preference(
        criterion=_criterion(Direction(direction), names, *(part or "" for part in criterion)),
        direction=Direction(direction),
        weight=weight,
        veto_below=veto_below,
        question=question,
        option=option,
    )


def _criterion(
    direction: Direction,
    names: Mapping[str, str],
    feature: str,
    feature_name: str,
    use_case: str,
    use_case_name: str,
    dimension: str,
    dimension_name: str,
    low_end: str,
    high_end: str,
    trait: str,
    value: str,
) -> Criterion:
    """The criterion of a preference; its label says what is wanted, so it names the direction."""
    more = direction is Direction.MORE
    without = "" if more else "Without: "
    if feature:
        return Criterion(CriterionKind.FEATURE, feature, upper_first(f"{without}{feature_name}"))
    if use_case:
        return Criterion(CriterionKind.USE_CASE, use_case, upper_first(f"{without}{use_case_name}"))
    if dimension:
        label = upper_first(f"{dimension_name}: {high_end if more else low_end}")
        return Criterion(CriterionKind.DIMENSION, dimension, label)
    words = _trait_words(Trait(trait), value, names)
    if trait == Trait.FRAMEWORK:
        return Criterion(CriterionKind.TRAIT, trait, words if more else f"Not {words}", value)
    label = f"{without}{Trait(trait).label}: {words}"
    return Criterion(CriterionKind.TRAIT, trait, label, value)


def _trait_words(trait: Trait, value: str, names: Mapping[str, str]) -> str:
    labels: dict[Trait, Mapping[str, str]] = {
        Trait.KIND: dict(Kind.choices),
        Trait.INTERFACE: dict(Interface.choices),
        Trait.IN_USE: names,
        Trait.KNOWN: names,
        Trait.FRAMEWORK: names,
        Trait.CLOSE_TO: names,
    }
    return labels.get(trait, {}).get(value, value)
