"""Publishing: one transaction, one edition, and what that edition records."""

from collections.abc import Callable
from typing import Any

import pytest

from comparisons.models import (
    Citation,
    Comparison,
    ContentMark,
    Edition,
    EditionEntry,
    Feature,
    Framework,
    Package,
    Renaming,
    Source,
    Support,
)
from comparisons.models.vocabulary import Door
from comparisons.publishing import publish
from tests.support.content import LOADED_AT
from tests.support.entries import NOW, publishing

pytestmark = pytest.mark.usefixtures("small_content")


def cell(framework: str = "flask", feature: str = "orm") -> Support:
    return Support.objects.get_by_natural_key(framework, feature)


def current() -> int:
    return Edition.objects.current_number()


def entries(number: int | None = None) -> list[tuple[str, str, str]]:
    found = EditionEntry.objects.filter(edition=number or current())
    return list(found.values_list("action", "kind", "key"))


def touched() -> set[str]:
    return set(Framework.objects.filter(editions__edition=current()).values_list("slug", flat=True))


def test_a_load_is_one_edition() -> None:
    edition = Edition.objects.get()

    assert edition.number == 1
    assert (edition.published_at, edition.door) == (LOADED_AT, Door.FILES)
    assert edition.who == "Content files"
    assert touched() == {"django", "flask"}


def test_a_change_is_recorded_with_what_was_and_what_is() -> None:
    with publishing("Correct the mapper"):
        entry = cell()
        entry.level, entry.since = "manual", "3.0"
        entry.save()

    edition = Edition.objects.get(number=2)
    assert (edition.who, edition.summary) == ("Ada", "Correct the mapper")
    assert (edition.published_at, edition.door) == (NOW, Door.ADMIN)
    recorded = edition.entries.get()
    assert recorded.action == "changed"
    assert (recorded.kind, recorded.key) == ("support", "flask/orm")
    assert recorded.title == "Flask: Object-relational mapper"
    assert recorded.address == "/frameworks/flask/#feature-orm"
    assert recorded.changes == {"level": ["third-party", "manual"], "since": [None, "3.0"]}
    assert touched() == {"flask"}


def test_what_is_emptied_is_recorded() -> None:
    with publishing():
        entry = cell("django")
        entry.since = ""
        entry.save()

    assert EditionEntry.objects.get(edition=2).changes == {"since": ["1.0", None]}


def test_an_entry_that_is_added_or_removed_is_recorded_whole() -> None:
    with publishing():
        Citation.objects.create(
            framework=Framework.objects.get(slug="flask"),
            source=Source.objects.get(slug="flask-docs"),
            place="License",
            says="It is free.",
            checked_on="2026-11-20",
        )
    added = EditionEntry.objects.get(edition=2)
    with publishing():
        Citation.objects.filter(place="License").delete()
    removed = EditionEntry.objects.get(edition=3)

    assert (added.action, removed.action) == ("added", "removed")
    assert added.key == removed.key == "framework/flask/flask-docs/License"
    assert added.address == "/frameworks/flask/"
    assert added.changes["says"] == [None, "It is free."]
    assert added.changes["source"] == [None, "flask-docs"]
    assert added.changes["checked_on"] == [None, "2026-11-20"]
    assert removed.changes == {name: pair[::-1] for name, pair in added.changes.items()}
    assert touched() == {"flask"}


def test_many_saves_in_one_publication_are_one_edition() -> None:
    with publishing():
        for entry in Support.objects.all():
            entry.since = "0.1"
            entry.save()
            entry.since = "0.2"
            entry.save()

    assert current() == 2
    assert len(entries()) == Support.objects.count()
    assert all(
        recorded.changes["since"][1] == "0.2" for recorded in EditionEntry.objects.filter(edition=2)
    )


def test_a_publication_inside_another_joins_it() -> None:
    with publishing("Outer"):
        with publishing("Inner"):
            cell("django").delete()
        cell("flask").delete()

    assert Edition.objects.get(number=2).summary == "Outer"
    assert ("removed", "support", "django/orm") in entries()
    assert ("removed", "support", "flask/orm") in entries()


def test_a_save_that_changes_nothing_makes_no_edition() -> None:
    with publishing():
        cell().save()
    assert current() == 1


def test_what_is_added_and_removed_again_makes_no_edition() -> None:
    with publishing():
        Package.objects.create(slug="a", title="A").delete()
    assert current() == 1


def test_related_packages_are_part_of_the_entry() -> None:
    with publishing():
        cell().packages.set(Package.objects.filter(slug__in=("sqlalchemy", "django")))

    recorded = EditionEntry.objects.get(edition=2)
    assert (recorded.kind, recorded.key) == ("support", "flask/orm")
    assert recorded.changes == {
        "packages": [["flask-sqlalchemy", "sqlalchemy"], ["django", "sqlalchemy"]]
    }


def test_deleting_a_framework_records_all_that_goes_with_it() -> None:
    with publishing():
        Framework.objects.get(slug="flask").delete()

    assert ("removed", "framework", "flask") in entries()
    assert ("removed", "support", "flask/orm") in entries()
    assert ("removed", "citation", "support/flask/orm/flask-docs/patterns/sqlalchemy") in entries()
    assert touched() == {"django"}, "its migration leads to Django"


def test_drafts_and_what_is_part_of_them_change_without_an_edition() -> None:
    with publishing():
        draft = Framework.objects.get(slug="flask")
        draft.state = "draft"
        draft.save()
    edition = current()
    with publishing():
        entry = cell()
        entry.note = "Not yet."
        entry.save()
        Package.objects.create(slug="a", title="A", state="draft")
    assert current() == edition


def test_publishing_a_draft_and_withdrawing_an_entry_are_editions() -> None:
    with publishing():
        draft = Package.objects.create(slug="a", title="A", state="draft")
    with publishing():
        draft.state = "published"
        draft.save()
    assert current() == 2
    with publishing():
        draft.state = "draft"
        draft.save()
    assert EditionEntry.objects.get(edition=3).changes == {"state": ["published", "draft"]}


def test_an_error_undoes_everything() -> None:
    with pytest.raises(RuntimeError, match="no further"), publishing():
        _delete_and_fail(cell())

    assert cell()
    assert current() == 1
    assert not ContentMark.objects.get().unexported


def _delete_and_fail(entry: Support) -> None:
    entry.delete()
    raise RuntimeError("no further")


def test_changes_that_do_not_come_from_files_are_unexported() -> None:
    with publish(who="Files", summary="Load", door=Door.FILES, now=NOW):
        cell("django").delete()
    assert not ContentMark.objects.get().unexported
    with publishing():
        cell().save()
    assert not ContentMark.objects.get().unexported, "nothing changed"
    with publishing():
        Package.objects.create(slug="a", title="A", state="draft")
    assert ContentMark.objects.get().unexported


def test_frameworks_are_touched_through_what_an_entry_is_part_of() -> None:
    with publishing():
        answer = Comparison.objects.get(slug="django-vs-flask").faqs.get()
        answer.answer = "Measure it."
        answer.save()
    assert touched() == {"django", "flask"}


def test_a_source_touches_no_framework() -> None:
    with publishing():
        source = Source.objects.get(slug="flask-docs")
        source.title = "Flask's documentation"
        source.save()
    assert current() == 2
    assert touched() == set()


def test_a_save_costs_few_queries(django_assert_max_num_queries: Callable[[int], Any]) -> None:
    entry = cell()
    entry.since = "3.0"
    with django_assert_max_num_queries(20), publishing():
        entry.save()


# Renaming


def rename(old: str, new: str) -> None:
    with publishing():
        framework = Framework.objects.get(slug=old)
        framework.slug = new
        framework.save()


def renamings() -> dict[str, str]:
    return dict(Renaming.objects.filter(kind="framework").values_list("old", "new"))


def test_old_slugs_lead_to_the_newest_in_one_step() -> None:
    rename("flask", "bottle")
    rename("bottle", "carafe")
    assert renamings() == {"flask": "carafe", "bottle": "carafe"}


def test_renaming_back_leaves_no_loop() -> None:
    rename("flask", "bottle")
    rename("bottle", "flask")
    assert renamings() == {"bottle": "flask"}


def test_a_new_entry_takes_over_an_old_slug() -> None:
    rename("flask", "bottle")
    with publishing():
        Framework.objects.create(slug="flask", name="Another", kind="micro", interface="own")
    assert renamings() == {}


def test_a_draft_takes_over_an_old_slug_only_when_it_is_published() -> None:
    rename("flask", "bottle")
    with publishing():
        draft = Framework.objects.create(
            slug="flask", name="Another", kind="micro", interface="own", state="draft"
        )
    assert renamings() == {"flask": "bottle"}
    with publishing():
        draft.state = "published"
        draft.save()
    assert renamings() == {}


def test_comparisons_follow_the_slugs_of_their_frameworks() -> None:
    rename("django", "zope")
    assert Comparison.objects.get().slug == "flask-vs-zope"
    renaming = Renaming.objects.get(kind="comparison")
    assert (renaming.old, renaming.new) == ("django-vs-flask", "flask-vs-zope")
    assert current() == 2


def test_a_slug_that_nobody_knew_is_not_remembered() -> None:
    with publishing():
        draft = Feature.objects.get(slug="orm")
        draft.state = "draft"
        draft.save()
    with publishing():
        draft.slug = "mapper"
        draft.save()
    assert not Renaming.objects.exists()
