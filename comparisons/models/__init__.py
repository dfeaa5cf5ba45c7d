"""Floor 1: the record. One module a subject; `full_clean()` validates for every door."""

from .base import Curated, OutsidePublishing
from .code import CodeSample, LabResult, SampleFile, Task
from .companies import Company, CompanyExample
from .comparing import FAQ, Comparison, Migration, Situation
from .editions import (
    ContentMark,
    Edition,
    EditionEntry,
    EditionFramework,
    Renaming,
    Suggestion,
)
from .features import Feature, FeatureGroup, Support
from .figures import Figure
from .frameworks import Framework, Link, Release
from .judgements import Dimension, Point, Rating, Suitability, UseCase
from .packages import Package, PackageSnapshot
from .sources import SUBJECTS, Citation, Disagreement, Source
from .wizard import Option, Preference, Question

__all__ = [
    "FAQ",
    "SUBJECTS",
    "Citation",
    "CodeSample",
    "Company",
    "CompanyExample",
    "Comparison",
    "ContentMark",
    "Curated",
    "Dimension",
    "Disagreement",
    "Edition",
    "EditionEntry",
    "EditionFramework",
    "Feature",
    "FeatureGroup",
    "Figure",
    "Framework",
    "LabResult",
    "Link",
    "Migration",
    "Option",
    "OutsidePublishing",
    "Package",
    "PackageSnapshot",
    "Point",
    "Preference",
    "Question",
    "Rating",
    "Release",
    "Renaming",
    "SampleFile",
    "Situation",
    "Source",
    "Suggestion",
    "Suitability",
    "Support",
    "Task",
    "UseCase",
]
