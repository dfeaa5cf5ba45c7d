"""The database itself refuses what full_clean() refuses, whoever writes to it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from comparisons.models import (
    FAQ,
    SUBJECTS,
    Citation,
    CodeSample,
    Company,
    CompanyExample,
    Curated,
    Feature,
    Figure,
    Framework,
    LabResult,
    Link,
    Migration,
    Option,
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
)
from comparisons.models.base import Check
from tests.support.entries import publishing

pytestmark = pytest.mark.usefixtures("small_content")

# Model, what makes one of its rows break a rule, the rule.
BROKEN: list[tuple[type[Curated], dict[str, Any], str]] = [
    (Framework, {"kind": "tiny"}, "framework_kind_known"),
    (Framework, {"interface": "telnet"}, "framework_interface_known"),
    (Framework, {"accent": 19}, "framework_accent_in_palette"),
    (Link, {"kind": "rumour"}, "link_kind_known"),
    (Support, {"level": "perhaps"}, "support_level_known"),
    (Support, {"level": "manual", "note": ""}, "support_note_where_needed"),
    (Suitability, {"fit": "so-so"}, "suitability_fit_known"),
    (Suitability, {"fit": "good", "reason": ""}, "suitability_reason_given"),
    (Rating, {"value": 6}, "rating_on_scale"),
    (Rating, {"value": 0}, "rating_on_scale"),
    (Rating, {"value": 3, "reason": ""}, "rating_reason_given"),
    (Point, {"kind": "rant"}, "point_kind_known"),
    (CompanyExample, {"scope": "galaxy"}, "companyexample_scope_known"),
    (CompanyExample, {"status": "perhaps"}, "companyexample_status_known"),
    (
        CompanyExample,
        {"status": "refuted", "note": ""},
        "companyexample_note_where_needed",
    ),
    (Source, {"kind": "dream"}, "source_kind_known"),
    (Source, {"kind": "docs", "address": ""}, "source_address_where_needed"),
    (Citation, {"stance": "doubts"}, "citation_stance_known"),
    (Citation, dict.fromkeys(SUBJECTS), "citation_one_subject"),
    (LabResult, {"outcome": "exploded"}, "labresult_outcome_known"),
    (LabResult, {"task": None, "measure": ""}, "labresult_task_or_measure"),
    (Figure, {"trust": "blind"}, "figure_trust_known"),
    (Question, {"usual_importance": "vital"}, "question_importance_known"),
    (Preference, {"direction": "both"}, "preference_direction_known"),
    (Preference, {"trait": "kind", "trait_value": "micro"}, "preference_one_criterion"),
    (Preference, {"weight": 6}, "preference_weight_range"),
    (Preference, {"veto_below": 0}, "preference_veto_range"),
]


@pytest.mark.parametrize(("model", "values", "rule"), BROKEN)
def test_a_row_that_breaks_a_rule_is_refused_by_model_and_database(
    model: type[Curated], values: dict[str, Any], rule: str
) -> None:
    entry = model._default_manager.all()[0]
    for name, value in values.items():
        setattr(entry, name, value)
    broken = next(each for each in model._meta.constraints if each.name == rule)

    with pytest.raises(ValidationError):
        broken.validate(model, entry)
    with pytest.raises(IntegrityError), transaction.atomic(), publishing():
        entry.save()


def test_every_check_is_broken_by_some_row_above() -> None:
    rules = {rule for _, _, rule in BROKEN}
    checks = {
        constraint.name
        for model in Curated.__subclasses__()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    }

    assert {name for name in checks if not name.endswith("_state_known")} == rules


@pytest.mark.parametrize("model", Curated.__subclasses__())
def test_a_state_that_does_not_exist_is_refused(model: type[Curated]) -> None:
    entry = model._default_manager.all()[0]
    entry.state = "lost"

    with pytest.raises(IntegrityError), transaction.atomic(), publishing():
        entry.save()


UNIQUE: list[type[Curated]] = [
    Link,
    Release,
    Support,
    Suitability,
    Rating,
    Point,
    CompanyExample,
    Situation,
    FAQ,
    PackageSnapshot,
    CodeSample,
    SampleFile,
    LabResult,
    Figure,
    Migration,
    Option,
    Preference,
    Question,
    Feature,
    Company,
    Source,
    Citation,
]


@pytest.mark.parametrize("model", UNIQUE)
def test_the_database_refuses_a_second_entry_with_the_same_key(model: type[Curated]) -> None:
    entry = model._default_manager.all()[0]
    entry.pk = None
    entry._state.adding = True

    with pytest.raises(IntegrityError), transaction.atomic(), publishing():
        entry.save()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_an_entry_cites_a_place_of_a_source_once(subject: str) -> None:
    entry = Citation._meta.get_field(subject).related_model._default_manager.all()[0]
    values = {
        "source": Source.objects.all()[0],
        "place": "Everywhere",
        "says": "It holds.",
        "checked_on": "2026-11-20",
        subject: entry,
    }

    with publishing():
        Citation.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic(), publishing():
        Citation.objects.create(**values)


def test_all_content_that_is_loaded_passes_every_check() -> None:
    for model in Curated.__subclasses__():
        for entry in model._default_manager.all():
            for constraint in model._meta.constraints:
                if isinstance(constraint, Check):
                    constraint.validate(model, entry)


def test_a_check_leaves_out_fields_that_are_excluded() -> None:
    cell = Support(level="manual", note="")
    rule = next(each for each in Support._meta.constraints if "note" in each.name)

    rule.validate(Support, cell, exclude={"note"})
    with pytest.raises(ValidationError, match="Say in a note"):
        rule.validate(Support, cell)


def test_what_no_form_shows_is_checked_for_forms_too() -> None:
    first = Preference.objects.all()[0]
    second = Preference(option=first.option, feature=first.feature, weight=1)

    with pytest.raises(ValidationError, match="a preference on this criterion already"):
        second.full_clean(exclude={"criterion_key"})
