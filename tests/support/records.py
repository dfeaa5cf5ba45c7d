"""Small records of any number of frameworks, published through the one door."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from pytest_django import DjangoDbBlocker

from comparisons import models
from comparisons.engine.digests import digest
from comparisons.models.vocabulary import (
    Interface,
    Kind,
    Outcome,
    PointKind,
    Scope,
    SourceKind,
    Status,
)
from tests.support.entries import publishing

READ_ON = date(2026, 11, 1)
NAMES = ("django", "flask", "quart")
LEVELS = ("built-in", "third-party", "none", "unknown")
FITS = ("ideal", "good", "poor", "unknown")
CODE = "print('hello')\n"


def make_record(count: int = 2) -> tuple[str, ...]:
    """Publish `count` frameworks with cells of every kind; return their slugs in order.

    Frameworks come in order of NAMES, then as framework-04 and so on. Levels and fits differ from
    one framework to the next.
    """
    slugs = tuple(NAMES[i] if i < len(NAMES) else f"framework-{i + 1:02}" for i in range(count))
    with publishing():
        common = _Common()
        frameworks = [_framework(index, slug, common) for index, slug in enumerate(slugs)]
        _between(frameworks, common)
    return tuple(sorted(slugs))


class _Common:
    """The rows, sources and tasks that all frameworks share."""

    def __init__(self) -> None:
        self.docs = models.Source.objects.create(
            slug="docs",
            title="The documentation",
            publisher="The projects",
            kind=SourceKind.DOCS,
            address="https://docs.example.org/",
            read_on=READ_ON,
        )
        self.article = models.Source.objects.create(
            slug="article",
            title="An article",
            publisher="Somebody",
            kind=SourceKind.ARTICLE,
            published="2024-05",
            read_on=READ_ON,
        )
        self.features = [feature for number in (1, 2) for feature in _group(number)]
        self.use_cases = [
            models.UseCase.objects.create(
                slug=f"use-{n}", name=f"use case {n}", summary="A job.", position=n
            )
            for n in (1, 2)
        ]
        self.dimension = models.Dimension.objects.create(
            slug="speed",
            name="speed",
            low_end="slow",
            high_end="fast",
            explanation="How quick it is.",
        )
        self.package = models.Package.objects.create(slug="an-add-on", title="An-Add-On")
        self.company = models.Company.objects.create(slug="acme", name="Acme")
        self.tasks = [
            models.Task.objects.create(
                slug=f"task-{n}", name=f"Task {n}", summary="Say it.", contract="GET /", position=n
            )
            for n in (1, 2, 3, 4)
        ]


def _group(number: int) -> list[models.Feature]:
    group = models.FeatureGroup.objects.create(
        slug=f"group-{number}", name=f"Group {number}", position=number
    )
    return [
        models.Feature.objects.create(
            slug=f"feature-{number}{n}",
            name=f"Feature {number}{n}",
            group=group,
            why="It saves work.",
            position=n,
        )
        for n in (1, 2)
    ]


def _framework(index: int, slug: str, common: _Common) -> models.Framework:
    package = models.Package.objects.create(slug=f"{slug}-package", title=slug.title())
    models.PackageSnapshot.objects.create(
        package=package,
        taken_on=READ_ON,
        latest=f"{index + 1}.2",
        released_on=date(2026, 10, 5),
        requires_python=">=3.10",
    )
    framework = models.Framework.objects.create(
        slug=slug,
        name=slug.title(),
        tagline=f"What {slug} is.",
        kind=Kind.values[index % 5],
        interface=Interface.values[index % 4],
        licence="MIT" if index % 2 else "BSD-3-Clause",
        creators="Ada",
        first_release="2010-04-16",
        summary="A **summary**.",
        philosophy="Ideas.",
        history="Long ago.",
        accent=index % 18 + 1,
        package=package,
    )
    cite(framework=framework, source=common.docs, place="Preface")
    release = models.Release.objects.create(framework=framework, line="1.2", released="2026-04")
    cite(release=release, source=common.docs, place="Releases")
    _judge(index, framework, common)
    _points(framework, common)
    _code(framework, common)
    return framework


def _judge(index: int, framework: models.Framework, common: _Common) -> None:
    for n, feature in enumerate(common.features):
        support = models.Support.objects.create(
            framework=framework,
            feature=feature,
            level=LEVELS[(index + n) % 4],
            since="1.1",
            note=f"{feature.name} in {framework.name}.",
        )
        support.packages.set([common.package])
        cite(support=support, source=common.docs, place=f"Page {n}")
    for n, use_case in enumerate(common.use_cases):
        suitability = models.Suitability.objects.create(
            framework=framework, use_case=use_case, fit=FITS[(index + n) % 4], reason="It is so."
        )
        cite(suitability=suitability, source=common.docs, place="Uses")
    rating = models.Rating.objects.create(
        framework=framework, dimension=common.dimension, value=index % 5 + 1, reason="Measured."
    )
    cite(rating=rating, source=common.article, place="Speed")


def _points(framework: models.Framework, common: _Common) -> None:
    for kind in PointKind:
        point = models.Point.objects.create(
            framework=framework, slug=kind.value, kind=kind, title=f"{kind} title", text="*So.*"
        )
        cite(point=point, source=common.article, place=f"Point {kind}")
    example = models.CompanyExample.objects.create(
        company=common.company,
        framework=framework,
        slug="site",
        what="Its site.",
        scope=Scope.WHOLE_PRODUCT,
        status=Status.CURRENT,
    )
    cite(company_example=example, source=common.article, place="Users")


def _code(framework: models.Framework, common: _Common) -> None:
    for task in common.tasks:
        sample = models.CodeSample.objects.create(task=task, framework=framework)
        models.SampleFile.objects.create(sample=sample, path="app.py", text=CODE)
        cite(code_sample=sample, source=common.docs, place="Tutorial")
        models.LabResult.objects.create(
            framework=framework,
            task=task,
            subject=task.slug,
            framework_version="1.2",
            python_version="3.11",
            ran_on=READ_ON,
            outcome=Outcome.PASSED,
            digest=digest([("app.py", CODE)]),
        )


def _between(frameworks: list[models.Framework], common: _Common) -> None:
    """A curated comparison, a migration and a disagreement about the first two."""
    if len(frameworks) < 2:
        return
    first, second = frameworks[:2]
    comparison = models.Comparison.objects.create(
        slug=f"{first.slug}-vs-{second.slug}",
        title=f"{first} or {second}?",
        introduction="It depends.",
        position=1,
    )
    comparison.frameworks.set([first, second])
    cite(comparison=comparison, source=common.article, place="Start")
    situation = models.Situation.objects.create(
        comparison=comparison, slug="hurry", when="You are in a hurry", framework=second, why="Yes."
    )
    cite(situation=situation, source=common.article, place="Middle")
    faq = models.FAQ.objects.create(
        comparison=comparison, slug="both", question="Both?", answer="Rarely."
    )
    cite(faq=faq, source=common.article, place="End")
    migration = models.Migration.objects.create(
        slug=f"{second.slug}-to-{first.slug}",
        origin=second,
        origin_name=second.name,
        target=first,
        summary="Some do.",
        carries_over="Templates.",
        does_not="Views.",
    )
    cite(migration=migration, source=common.docs, place="Moving")
    disagreement = models.Disagreement.objects.create(
        slug="how-old", title="How old?", conflict="They differ.", holds="This.", why="Seen."
    )
    disagreement.frameworks.set([first])
    cite(disagreement=disagreement, source=common.article, place="Age")


def cite(source: models.Source, place: str, **subject: models.Curated) -> models.Citation:
    """Put a citation under the subject, given by the name of its key."""
    return models.Citation.objects.create(
        source=source, place=place, says="It says so.", checked_on=READ_ON, **subject
    )


@contextmanager
def kept_record(blocker: DjangoDbBlocker, count: int) -> Iterator[tuple[str, ...]]:
    """A record for all tests of a module, whose own changes are undone after each.

    For a fixture of module scope: a module's tests all use it or none does.
    """
    with blocker.unblock(), transaction.atomic():
        yield make_record(count)
        transaction.set_rollback(True)
