"""Curated prose about a set of frameworks, of whatever kind, in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from comparisons.models import FAQ, Comparison, Disagreement, Migration, Situation
from comparisons.models.vocabulary import State

Rows = QuerySet[Any, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Text:
    """An entry of prose: its title and up to three texts, which each kind names differently.

    Comparison: introduction. Situation: why. FAQ: answer. Migration: summary, carries over, does
    not. Disagreement: conflict, holds, why. `framework` is a situation's answer, where it has one.
    """

    kind: str
    pk: int
    slug: str
    title: str
    texts: tuple[str, ...]
    framework: int | None


@dataclass(frozen=True, slots=True)
class Texts:
    """The prose of a page by kind, each in the curators' order."""

    entries: tuple[Text, ...]

    def of(self, kind: str) -> tuple[Text, ...]:
        return tuple(text for text in self.entries if text.kind == kind)

    @property
    def comparison(self) -> tuple[Text, ...]:
        """The curators' entry on exactly this set: one or none."""
        return self.of("comparison")

    @property
    def situations(self) -> tuple[Text, ...]:
        return self.of("situation")

    @property
    def faqs(self) -> tuple[Text, ...]:
        return self.of("faq")

    @property
    def migrations(self) -> tuple[Text, ...]:
        return self.of("migration")

    @property
    def disagreements(self) -> tuple[Text, ...]:
        return self.of("disagreement")


NOTHING = Value("", output_field=TextField())
# PostgreSQL would take a bare null for text.
NOBODY = Cast(Value(None), IntegerField())
COLUMNS = ("kind", "place", "key", "address", "heading", "first", "second", "third", "answered_by")


def texts_about(comparison: str, frameworks: Sequence[int]) -> Texts:
    """Return the prose of the comparison with this slug, and what concerns these frameworks.

    That is migrations from one of them to another, and disagreements about any. One query.
    """
    between = Q(origin__in=frameworks, target__in=frameworks)
    return _gathered(
        _introduction(comparison),
        _situations(comparison, frameworks),
        _faqs(comparison),
        _migrations(between),
        _disagreements(frameworks),
    )


def texts_concerning(framework: int) -> Texts:
    """Return the comparisons, migrations and disagreements that concern a framework. One query."""
    compared = Comparison.objects.published().filter(
        pk__in=Comparison.frameworks.through.objects.filter(framework=framework).values(
            "comparison"
        )
    )
    compared = compared.exclude(frameworks__state=State.DRAFT)
    return _gathered(
        _rows(compared, "comparison", F("title"), (), F("position")),
        _migrations(Q(origin=framework) | Q(target=framework)),
        _disagreements([framework]),
    )


def _gathered(first: Rows, *rest: Rows) -> Texts:
    rows = first.union(*rest, all=True).order_by("kind", "place", "key")
    return Texts(
        tuple(
            Text(kind, key, slug, title, tuple(texts), answer)
            for kind, _, key, slug, title, *texts, answer in rows
        )
    )


def _introduction(comparison: str) -> Rows:
    entries = Comparison.objects.published().filter(slug=comparison)
    return _rows(entries, "comparison", F("title"), ("introduction",))


def _situations(comparison: str, frameworks: Sequence[int]) -> Rows:
    entries = Situation.objects.published().filter(
        Q(framework=None) | Q(framework__in=frameworks),
        comparison__slug=comparison,
        comparison__state=State.PUBLISHED,
    )
    return _rows(entries, "situation", F("when"), ("why",), F("position"), F("framework_id"))


def _faqs(comparison: str) -> Rows:
    entries = FAQ.objects.published().filter(
        comparison__slug=comparison, comparison__state=State.PUBLISHED
    )
    return _rows(entries, "faq", F("question"), ("answer",), F("position"))


def _migrations(which: Q) -> Rows:
    """Migrations between published frameworks, or from something that is not compared here."""
    entries = Migration.objects.published().filter(
        which, Q(origin=None) | Q(origin__state=State.PUBLISHED), target__state=State.PUBLISHED
    )
    title = Concat("origin_name", Value(" to "), "target__name")
    return _rows(entries, "migration", title, ("summary", "carries_over", "does_not"))


def _disagreements(frameworks: Sequence[int]) -> Rows:
    about = Disagreement.frameworks.through.objects.filter(framework__in=frameworks)
    entries = Disagreement.objects.published().filter(pk__in=about.values("disagreement"))
    texts = ("conflict", "holds", "why")
    return _rows(entries, "disagreement", F("title"), texts, F("position"))


def _rows(
    entries: QuerySet[Any],
    kind: str,
    title: Combinable,
    texts: Sequence[str],
    place: Combinable = Value(0),  # noqa: B008  an expression never changes
    answer: Combinable = NOBODY,
) -> Rows:
    """Entries in the columns that all kinds share."""
    first, second, third = (*(F(text) for text in texts), NOTHING, NOTHING, NOTHING)[:3]
    columns = (Value(kind), place, F("pk"), F("slug"), title, first, second, third, answer)
    annotated = entries.order_by().annotate(**dict(zip(COLUMNS, columns, strict=True)))
    rows: Rows = annotated.values_list(*COLUMNS)
    return rows
