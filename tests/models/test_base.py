"""What all curated entries share: the guard, the version, the natural key."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from comparisons.models import (
    Citation,
    Comparison,
    Curated,
    Framework,
    OutsidePublishing,
    Package,
    Support,
)
from tests.support.entries import publishing

pytestmark = pytest.mark.usefixtures("small_content")


def cell() -> Support:
    return Support.objects.get_by_natural_key("flask", "orm")


CHANGES: dict[str, Callable[[], object]] = {
    "save": lambda: cell().save(),
    "create": lambda: Package.objects.create(slug="a", title="A"),
    "bulk create": lambda: Package.objects.bulk_create([Package(slug="a", title="A")]),
    "delete": lambda: cell().delete(),
    "delete many": lambda: Support.objects.all().delete(),
    "update many": lambda: Support.objects.update(note="Changed."),
    "bulk update": lambda: Support.objects.bulk_update([cell()], ["note"]),
    "relate": lambda: cell().packages.add(Package.objects.get(slug="django")),
    "relate no more": lambda: cell().packages.clear(),
    "relate from the other side": lambda: Framework.objects.get(slug="flask").comparisons.clear(),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_curated_changes_outside_of_a_publication(change: Callable[[], object]) -> None:
    with pytest.raises(OutsidePublishing):
        change()


def test_deleting_what_entries_depend_on_is_guarded_like_deleting_them() -> None:
    with pytest.raises(OutsidePublishing):
        Framework.objects.get(slug="flask").delete()


def test_a_relation_changes_from_the_entry_that_declares_it_only() -> None:
    flask = Framework.objects.get(slug="flask")
    with pytest.raises(OutsidePublishing, match="from the entry that declares it"), publishing():
        flask.comparisons.clear()  # type: ignore[attr-defined]


def test_the_version_counts_saves() -> None:
    entry = cell()
    assert entry.version == 1
    with publishing():
        entry.save()
        entry.save()
    assert cell().version == 3


@pytest.mark.parametrize("model", Curated.__subclasses__())
def test_the_natural_key_finds_its_entry(model: type[Curated]) -> None:
    entries = model._default_manager.all()
    assert entries
    for entry in entries:
        found = model._default_manager.get_by_natural_key(*entry.natural_key())
        assert found == entry


def test_natural_keys_are_readable() -> None:
    citation = Citation.objects.get(support__framework__slug="flask", place="Table 1")

    assert citation.natural_key() == ("support/flask/orm", "article-one", "Table 1")


def test_an_entry_is_public_if_all_that_it_is_part_of_is() -> None:
    citation = Citation.objects.get(support__framework__slug="flask", place="Table 1")
    assert citation.is_public()

    feature = citation.support.feature
    feature.state = "draft"
    assert not citation.is_public()


def test_a_comparison_names_its_frameworks_once_and_in_order() -> None:
    with pytest.raises(ValidationError, match="Write it as django-vs-flask"):
        Comparison(slug="flask-vs-django-vs-flask", title="?", introduction="?").full_clean()
