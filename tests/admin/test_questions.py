"""Editing the questionnaire: what cannot be meant is refused or flagged."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.urls import reverse

from comparisons import models
from comparisons.models.vocabulary import Effect
from comparisons.models.wizard import NEUTRAL
from tests.support import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    client.force_login(User.objects.create_superuser("ada", password="x"))
    return client


@pytest.fixture
def flask():
    return entries.framework("flask", licence="BSD-3-Clause")


def preference(trait, value):
    option = models.Option.objects.first() or (
        entries.question("q", {"a": []}) and models.Option.objects.first()
    )
    return models.Preference(option=option, trait=trait, trait_value=value)


@pytest.mark.parametrize(
    ("trait", "value"),
    [
        ("kind", "micro"),
        ("interface", "wsgi-and-asgi"),
        ("licence", "BSD-3-Clause"),
        ("in-use", "flask"),
        ("known", "flask"),
    ],
)
def test_a_trait_takes_the_values_that_the_record_has(flask, trait, value):
    preference(trait, value).full_clean()
    other = preference(trait, "flsk")
    with pytest.raises(ValidationError) as refused:
        other.full_clean()
    assert "“flsk” is not one of" in refused.value.message_dict["trait_value"][0]
    assert value in refused.value.message_dict["trait_value"][0]


def effects():
    found = models.Option.objects.with_effect().select_related("question")
    return {option.slug: option.effect(option.counted) for option in found}


def test_what_an_option_does_is_told_by_its_preferences_and_its_meaning(flask):
    feature, hidden = entries.feature("orm"), entries.feature("hidden", state="draft")
    entries.question(
        "q",
        {
            "orm": [{"feature": feature}],
            "trait": [{"trait": "known", "trait_value": "flask"}],
            "hidden": [{"feature": hidden}],
            "draft": [{"feature": feature, "state": "draft"}],
            "old": [{"feature": feature}],
            "empty": [],
            "unknown": [],
            "both": [{"feature": feature}],
        },
    )
    for slug in ("unknown", "both"):
        option = models.Option.objects.get(slug=slug)
        option.meaning = f"Nobody knows. {NEUTRAL}"
        entries.saved(option)
    old = models.Option.objects.get(slug="old")
    old.retired = True
    entries.saved(old)
    assert effects() == {
        "orm": Effect.SOME,
        "trait": Effect.SOME,
        "hidden": Effect.NONE,
        "draft": Effect.NONE,
        "old": Effect.RETIRED,
        "empty": Effect.NONE,
        "unknown": Effect.NONE_MEANT,
        "both": Effect.AGAINST_MEANING,
    }
    for effect in Effect:
        listed = {option.slug for option in models.Option.objects.of_effect(effect)}
        assert listed == {slug for slug, each in effects().items() if each == effect}


def test_an_option_without_effect_is_flagged_in_lists_and_forms(curator):
    asked = entries.question("q", {"empty": []})
    option = models.Option.objects.get()
    listed = reverse("admin:comparisons_option_changelist")
    for address in (
        f"{listed}?effect=none",
        reverse("admin:comparisons_question_change", args=(asked.pk,)),
        reverse("admin:comparisons_option_change", args=(option.pk,)),
    ):
        page = curator.get(address).content.decode()
        assert "⚠ Without effect" in page
    assert NEUTRAL in page
    assert "0 options" in curator.get(f"{listed}?effect=some").content.decode()


def test_a_trait_that_no_framework_has_is_refused_where_the_option_is_edited(curator, flask):
    entries.question("q", {"a": [{"trait": "known", "trait_value": "flask"}]})
    option, kept = models.Option.objects.get(), models.Preference.objects.get()
    values = {
        "question": option.question_id,
        "slug": "a",
        "text": "A",
        "position": 0,
        "state": "published",
        "preferences-TOTAL_FORMS": 1,
        "preferences-INITIAL_FORMS": 1,
        "preferences-0-id": kept.pk,
        "preferences-0-option": option.pk,
        "preferences-0-direction": "more",
        "preferences-0-weight": 3,
        "preferences-0-state": "published",
    }
    address = reverse("admin:comparisons_option_change", args=(option.pk,))
    wrong = {"preferences-0-trait": "kind", "preferences-0-trait_value": "flask"}
    page = curator.post(address, values | wrong).content.decode()
    assert "is not one of full-stack" in page
    right = {"preferences-0-trait": "in-use", "preferences-0-trait_value": "flask"}
    assert curator.post(address, values | right).status_code == 302
    kept.refresh_from_db()
    assert kept.criterion_key == "trait/in-use/flask"


def test_positions_are_changed_in_the_list_of_questions_as_one_edition(curator):
    pks = [entries.question(slug, {"a": []}).pk for slug in ("one", "two")]
    before = models.Edition.objects.current_number()
    values = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "Save"}
    for number, pk in enumerate(pks):
        values |= {f"form-{number}-id": pk, f"form-{number}-position": 5 - number}
    curator.post(reverse("admin:comparisons_question_changelist"), values)
    assert [question.slug for question in models.Question.objects.all()] == ["two", "one"]
    assert models.Edition.objects.current_number() == before + 1
