"""Which entries the content files hold, where, and in which order their keys are written.

This is the one description that parsing, loading and exporting follow. Keys are names of model
fields: what a key accepts, and whether it may be left out, is the model's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from comparisons.models import (
    FAQ,
    SUBJECTS,
    Citation,
    CodeSample,
    Company,
    CompanyExample,
    Comparison,
    Curated,
    Dimension,
    Disagreement,
    Feature,
    FeatureGroup,
    Figure,
    Framework,
    LabResult,
    Link,
    Migration,
    Option,
    Package,
    PackageSnapshot,
    Point,
    Preference,
    Question,
    Rating,
    Release,
    SampleFile,
    Situation,
    Source,
    Suitability,
    Support,
    Task,
    UseCase,
)


@dataclass(frozen=True)
class EntryType:
    """A kind of entry in the files.

    `keys` are written in this order, then the tables in `children`. `parent` is the relation to
    the entry that it is written under. Its position counts among the entries of one list that
    agree in `numbered_within`.
    """

    model: type[Curated]
    keys: tuple[str, ...]
    parent: str = ""
    numbered_within: str = ""
    children: Mapping[str, EntryType] = field(default_factory=dict)

    @property
    def identity(self) -> tuple[str, ...]:
        """The keys that tell it from others beside it."""
        through = [lookup.partition("__")[0] for lookup in self.model.key_fields]
        return tuple(key for key in self.keys if key in through)

    @property
    def numbered(self) -> bool:
        """Say whether its place in the file is its position."""
        return "position" not in self.keys and any(
            each.name == "position" for each in self.model._meta.fields
        )

    def field(self, key: str) -> models.Field[Any, Any]:
        """Return the model field of a key."""
        return self.model._meta.get_field(key)  # type: ignore[return-value]


def _entry(
    model: type[Curated],
    keys: str,
    parent: str = "",
    numbered_within: str = "",
    **children: EntryType,
) -> EntryType:
    subject = next((name for name, subject in SUBJECTS.items() if subject == model.__name__), "")
    if subject:
        children["citations"] = EntryType(Citation, CITATION_KEYS, parent=subject)
    return EntryType(model, (*keys.split(), "state"), parent, numbered_within, children)


CITATION_KEYS = ("source", "stance", "place", "address", "says", "checked_on", "claims", "state")

GROUP = _entry(FeatureGroup, "slug name summary")
FEATURE = _entry(Feature, "slug name group why aliases", numbered_within="group")
USE_CASE = _entry(UseCase, "slug name summary aliases")
DIMENSION = _entry(Dimension, "slug name low_end high_end explanation")
SNAPSHOT = _entry(
    PackageSnapshot,
    "taken_on latest released_on requires_python dependencies licence advisories yanked history",
    parent="package",
)
PACKAGE = _entry(Package, "slug title summary maintainer address", snapshots=SNAPSHOT)
SOURCE = _entry(Source, "slug title publisher kind address published read_on distribution note")
LINK = _entry(Link, "kind title address", parent="framework")
RELEASE = _entry(
    Release,
    "line released supported_until security_until long_term note",
    parent="framework",
)
FRAMEWORK = _entry(
    Framework,
    "slug name tagline kind interface licence creators first_release governance release_policy "
    "summary philosophy history aliases accent package successor",
    links=LINK,
    releases=RELEASE,
)
SUPPORT = _entry(Support, "feature level since packages note")
SUITABILITY = _entry(Suitability, "use_case fit reason")
RATING = _entry(Rating, "dimension value reason")
POINT = _entry(Point, "slug kind title text")
EXAMPLE = _entry(
    CompanyExample, "framework slug what scope status since until note", parent="company"
)
COMPANY = _entry(Company, "slug name address", examples=EXAMPLE)
SITUATION = _entry(Situation, "slug when framework why", parent="comparison")
QUESTION_AND_ANSWER = _entry(FAQ, "slug question answer", parent="comparison")
COMPARISON = _entry(
    Comparison,
    "slug title introduction position",
    situations=SITUATION,
    faqs=QUESTION_AND_ANSWER,
)
DISAGREEMENT = _entry(Disagreement, "slug title conflict holds why frameworks")
TASK = _entry(Task, "slug name summary contract")
SAMPLE = _entry(CodeSample, "note start requirements")
SAMPLE_FILE = _entry(SampleFile, "path text", parent="sample")
FIGURE = _entry(Figure, "series series_title year framework value unit trust note")
MIGRATION = _entry(Migration, "slug origin origin_name target close summary carries_over does_not")
PREFERENCE = _entry(
    Preference,
    "feature use_case dimension trait trait_value direction weight veto_below",
    parent="option",
)
OPTION = _entry(Option, "slug text meaning retired", parent="question", preferences=PREFERENCE)
QUESTION = _entry(Question, "slug text why multiple short usual_importance retired", options=OPTION)
RESULT = _entry(
    LabResult,
    "task measure framework framework_version python_version server ran_on outcome detail digest "
    "value low high unit conditions",
)


@dataclass(frozen=True)
class Place:
    """Files of one kind: `pattern` names them, with fields of their entries in braces.

    A file holds either one entry, `whole`, or lists of entries, `tables`.
    """

    pattern: str
    whole: EntryType | None = None
    tables: Mapping[str, EntryType] = field(default_factory=dict)

    @property
    def placeholders(self) -> tuple[str, ...]:
        return tuple(re.findall(r"{(\w+)}", self.pattern))

    def match(self, path: str) -> dict[str, str] | None:
        """Return what the placeholders stand for in a path, or None if it is another place's."""
        named = re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", self.pattern)
        found = re.fullmatch(named, path)
        return found.groupdict() if found else None

    def entry_types(self) -> Iterator[EntryType]:
        """Yield the types that stand in these files, each before those under it."""
        waiting = [*([self.whole] if self.whole else ()), *self.tables.values()]
        while waiting:
            current = waiting.pop(0)
            yield current
            waiting += current.children.values()
        if self.whole is SAMPLE:
            yield SAMPLE_FILE


# A place may refer to entries of the places above it, and to those of its own.
LAYOUT = (
    Place("features.toml", tables={"group": GROUP, "feature": FEATURE}),
    Place("use_cases.toml", tables={"use_case": USE_CASE}),
    Place("dimensions.toml", tables={"dimension": DIMENSION}),
    Place("packages/{slug}.toml", PACKAGE),
    Place("sources/{slug}.toml", SOURCE),
    Place("frameworks/{slug}/framework.toml", FRAMEWORK),
    Place("frameworks/{framework}/support.toml", tables={"support": SUPPORT}),
    Place("frameworks/{framework}/suitability.toml", tables={"suitability": SUITABILITY}),
    Place("frameworks/{framework}/ratings.toml", tables={"rating": RATING}),
    Place("frameworks/{framework}/points.toml", tables={"point": POINT}),
    Place("companies/{slug}.toml", COMPANY),
    Place("comparisons/{slug}.toml", COMPARISON),
    Place("disagreements.toml", tables={"disagreement": DISAGREEMENT}),
    Place("tasks.toml", tables={"task": TASK}),
    Place("samples/{task}/{framework}/sample.toml", SAMPLE),
    Place("figures.toml", tables={"figure": FIGURE}),
    Place("migrations/{slug}.toml", MIGRATION),
    Place("wizard.toml", tables={"question": QUESTION}),
    Place("lab.toml", tables={"result": RESULT}),
)

SAMPLE_FILES = re.compile(r"(?P<folder>samples/[^/]+/[^/]+)/(?P<path>.+)")


def place_of(path: str) -> tuple[Place, dict[str, str]] | None:
    """Return the place of a TOML file and what its placeholders stand for."""
    matches = ((place, place.match(path)) for place in LAYOUT)
    return next(((place, found) for place, found in matches if found is not None), None)


# Every model of the files, each after those that it refers to.
_MODELS: dict[type[Curated], None] = dict.fromkeys(
    each.model for place in LAYOUT for each in place.entry_types()
)
MODELS: tuple[type[Curated], ...] = (
    *(model for model in _MODELS if model is not Citation),
    Citation,
)
