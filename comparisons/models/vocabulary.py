"""The closed vocabularies of the record.

Those that the engine calculates with belong to it; the rest only name things.
"""

from enum import StrEnum

from django.db import models

from comparisons.engine.cells import Fit, Level
from comparisons.engine.scoring import Direction, Importance

__all__ = ["Direction", "Fit", "Importance", "Level"]


def choices(vocabulary: type[StrEnum]) -> list[tuple[str, str]]:
    """Return the (value, label) pairs of an engine vocabulary, as a model field wants them."""
    return [(member.value, member.label) for member in vocabulary]  # type: ignore[attr-defined]


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


class Kind(models.TextChoices):
    FULL_STACK = "full-stack", "Full-stack"
    MICRO = "micro", "Micro"
    ASYNC_FIRST = "async-first", "Async-first"
    API_FIRST = "api-first", "API-first"
    TOOLKIT = "toolkit", "Toolkit"


class Interface(models.TextChoices):
    WSGI = "wsgi", "WSGI"
    ASGI = "asgi", "ASGI"
    BOTH = "wsgi-and-asgi", "WSGI and ASGI"
    OWN = "own", "Its own server"
    OWN_AND_ASGI = "own-and-asgi", "Its own server, or ASGI"

    @property
    def spoken(self) -> frozenset[str]:
        """What an application speaks by itself: the plain interfaces that this one is made of."""
        return frozenset(self.value.split("-and-"))


class LinkKind(models.TextChoices):
    WEBSITE = "website", "Website"
    DOCS = "docs", "Documentation"
    TUTORIAL = "tutorial", "Tutorial"
    REPOSITORY = "repository", "Source code"
    CHANGELOG = "changelog", "Release notes"
    COMMUNITY = "community", "Community"
    LEARNING = "learning", "Learning resource"


class PointKind(models.TextChoices):
    PRO = "pro", "Strength"
    CON = "con", "Weakness"
    LIMITATION = "limitation", "Limitation"
    CHOOSE_IF = "choose-if", "Choose it if"
    ELSEWHERE_IF = "elsewhere-if", "Look elsewhere if"


class Scope(models.TextChoices):
    WHOLE_PRODUCT = "whole-product", "The whole product"
    ONE_SERVICE = "one-service", "One service"
    INTERNAL_TOOL = "internal-tool", "An internal tool"
    OPEN_SOURCE = "open-source-product", "An open-source product"
    NOT_SAID = "not-said", "Not said"


class Status(models.TextChoices):
    CURRENT = "current", "In use"
    HISTORIC = "historic", "Used in the past"
    UNCONFIRMED = "unconfirmed", "Unconfirmed"
    REFUTED = "refuted", "Refuted"


class SourceKind(models.TextChoices):
    ARTICLE = "article", "Article"
    DOCS = "docs", "Documentation"
    REPOSITORY = "repository", "Repository file"
    PACKAGE = "package", "Package metadata"
    SURVEY = "survey", "Survey"
    TALK = "talk", "Talk"
    BENCHMARK = "benchmark", "Benchmark"
    ENGINEERING = "engineering", "Engineering publication"

    @property
    def distance(self) -> int:
        """How far a source is from what it speaks of: 0 a project's own words, 1 what was measured
        or told by those who use it, 2 what is written about it."""
        match self:
            case SourceKind.DOCS | SourceKind.REPOSITORY | SourceKind.PACKAGE:
                return 0
            case SourceKind.ARTICLE:
                return 2
        return 1

    @property
    def without_address(self) -> str:
        """What to say of a source of this kind that has no address."""
        if self is SourceKind.PACKAGE:
            return "Found by name and version."
        return "No address is known."


class Stance(models.TextChoices):
    SUPPORTS = "supports", "Supports"
    QUALIFIES = "qualifies", "Qualifies"
    DISPUTES = "disputes", "Disputes"


class Outcome(models.TextChoices):
    PASSED = "passed", "Passed"
    FAILED = "failed", "Failed"
    NOT_OFFERED = "not-offered", "Not offered"


class Trust(models.TextChoices):
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Trait(models.TextChoices):
    KIND = "kind", "Kind of framework"
    INTERFACE = "interface", "Server interface"
    LICENCE = "licence", "Licence"
    IN_USE = "in-use", "In use today"
    KNOWN = "known", "Known to the team"
    FRAMEWORK = "framework", "The framework itself"
    CLOSE_TO = "close-to", "Runs code made for"


class Effect(models.TextChoices):
    """What choosing an option of the wizard does."""

    SOME = "some", "Has an effect"
    NONE_MEANT = "none-meant", "No effect, as its meaning says"
    NONE = "none", "Without effect: nothing says that this is meant"
    AGAINST_MEANING = "against-meaning", "Has an effect, but its meaning says that it has none"
    RETIRED = "retired", "Retired: does not count"


class Door(models.TextChoices):
    FILES = "files", "Content files"
    ADMIN = "admin", "Admin"


class Decision(models.TextChoices):
    WAITING = "waiting", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
