"""A small record for tests that do not want the whole content: one call an entry.

Each function saves a published entry through the one door and returns it; keyword arguments
replace what it would write otherwise.
"""

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from comparisons import models
from comparisons.engine.digests import digest
from comparisons.models.vocabulary import Door, Outcome
from comparisons.publishing import Publication, publish

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)

Entry = TypeVar("Entry", bound=models.Curated)


def publishing(summary: str = "Add an entry") -> AbstractContextManager[Publication]:
    return publish(who="Ada", summary=summary, door=Door.ADMIN, now=NOW)


def saved(entry: Entry) -> Entry:
    with publishing():
        entry.full_clean()
        entry.save()
    return entry


def framework(slug: str, **values: Any) -> models.Framework:
    written = {
        "name": slug.title(),
        "tagline": f"What {slug} is.",
        "kind": "micro",
        "interface": "wsgi",
        "licence": "MIT",
        "creators": "Somebody",
        "first_release": "2010",
        "summary": "A summary.",
        "philosophy": "A philosophy.",
        "history": "A history.",
    }
    return saved(models.Framework(slug=slug, **(written | values)))


def frameworks(count: int) -> list[models.Framework]:
    """So many frameworks: framework-01, framework-02 …"""
    return [framework(f"framework-{number:02}") for number in range(1, count + 1)]


def feature(slug: str, **values: Any) -> models.Feature:
    group = models.FeatureGroup.objects.filter(slug="group").first()
    group = group or saved(models.FeatureGroup(slug="group", name="Group"))
    written = {"name": slug, "why": "It matters.", "group": group}
    return saved(models.Feature(slug=slug, **(written | values)))


def support(
    framework: models.Framework, feature: models.Feature, level: str, **values: Any
) -> models.Support:
    written = {"note": f"How {framework} does it."}
    return saved(
        models.Support(framework=framework, feature=feature, level=level, **(written | values))
    )


def use_case(slug: str, **values: Any) -> models.UseCase:
    written = {"name": slug, "summary": f"What {slug} asks for."}
    return saved(models.UseCase(slug=slug, **(written | values)))


def suitability(
    framework: models.Framework, use_case: models.UseCase, fit: str, **values: Any
) -> models.Suitability:
    written = {"reason": f"Why {framework} is {fit}."}
    return saved(
        models.Suitability(framework=framework, use_case=use_case, fit=fit, **(written | values))
    )


def dimension(slug: str, **values: Any) -> models.Dimension:
    written = {"name": slug, "low_end": "little", "high_end": "much", "explanation": "Judged."}
    return saved(models.Dimension(slug=slug, **(written | values)))


def rating(
    framework: models.Framework, dimension: models.Dimension, value: int | None, **values: Any
) -> models.Rating:
    written = {"reason": f"Why {framework} is at {value}."}
    return saved(
        models.Rating(framework=framework, dimension=dimension, value=value, **(written | values))
    )


def source(slug: str, **values: Any) -> models.Source:
    written = {
        "title": slug,
        "publisher": "Somebody",
        "kind": "docs",
        "address": f"https://example.org/{slug}/",
        "read_on": TODAY,
    }
    return saved(models.Source(slug=slug, **(written | values)))


def citation(source: models.Source, **values: Any) -> models.Citation:
    """A citation; the subject is given as a keyword, such as support=…"""
    written = {"place": "Page", "says": f"What {source} says.", "checked_on": TODAY}
    return saved(models.Citation(source=source, **(written | values)))


def company_example(
    company: str, framework: models.Framework, status: str, **values: Any
) -> models.CompanyExample:
    owner = models.Company.objects.filter(slug=company).first()
    owner = owner or saved(models.Company(slug=company, name=company.title()))
    written = {
        "slug": "main",
        "what": f"What {company} does.",
        "scope": "one-service",
        "note": "What is known.",
    }
    return saved(
        models.CompanyExample(
            company=owner, framework=framework, status=status, **(written | values)
        )
    )


def task(slug: str, **values: Any) -> models.Task:
    written = {"name": slug, "summary": "What it does.", "contract": "What it must do."}
    return saved(models.Task(slug=slug, **(written | values)))


def sample(
    task: models.Task, framework: models.Framework, files: dict[str, str], **values: Any
) -> models.CodeSample:
    """A code sample with these files, which have not run."""
    with publishing():
        written = saved(models.CodeSample(task=task, framework=framework, **values))
        for path, text in files.items():
            saved(models.SampleFile(sample=written, path=path, text=text))
    return written


def passed(sample: models.CodeSample, **values: Any) -> models.LabResult:
    """A result that says that the sample passed as it is."""
    files = sample.files.values_list("path", "text")
    written = {
        "framework_version": "3.1.3",
        "python_version": "3.11",
        "ran_on": TODAY,
        "outcome": Outcome.PASSED,
        "digest": digest(files),
    }
    return saved(
        models.LabResult(task=sample.task, framework=sample.framework, **(written | values))
    )


def disagreement(slug: str, *frameworks: models.Framework, **values: Any) -> models.Disagreement:
    written = {"title": slug, "conflict": "A says, B says.", "holds": "A.", "why": "Because."}
    with publishing():
        entry = saved(models.Disagreement(slug=slug, **(written | values)))
        entry.frameworks.set(frameworks)
    return entry


def migration(
    origin: models.Framework, target: models.Framework, **values: Any
) -> models.Migration:
    """A move from one framework to another."""
    slug = f"{origin.slug}-to-{target.slug}"
    texts = {"summary": "A step.", "carries_over": "Much.", "does_not": "Little."}
    values = {**texts, "origin_name": origin.name, **values}
    return saved(models.Migration(slug=slug, origin=origin, target=target, **values))


def question(slug: str, options: dict[str, list[dict[str, Any]]], **values: Any) -> models.Question:
    """A question; each option, by slug, has its preferences as keyword arguments."""
    written = {"text": f"{slug}?", "why": f"Why we ask about {slug}."}
    with publishing():
        asked = saved(models.Question(slug=slug, **(written | values)))
        for place, (key, preferences) in enumerate(options.items()):
            offered = saved(
                models.Option(question=asked, slug=key, text=key.title(), position=place)
            )
            for preference in preferences:
                saved(models.Preference(option=offered, **preference))
    return asked
