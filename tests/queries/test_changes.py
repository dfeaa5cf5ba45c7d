"""Editions and what they changed."""

import pytest

from comparisons import models
from comparisons.queries.changes import (
    ENTRIES_SHOWN,
    PER_PAGE,
    Change,
    changes_page,
    edition_page,
    newest_editions,
    newest_parts,
)
from tests.support import entries

pytestmark = pytest.mark.django_db


def kinds(number: int) -> list[tuple[str, str, int]]:
    (part,) = [part for part in changes_page().parts if part.edition.number == number]
    return [(group.action, group.kind, group.count) for group in part.groups]


def test_newest_first():
    entries.framework("a")
    entries.framework("b")
    assert [part.edition.number for part in changes_page().parts] == [2, 1]


def test_entries_are_grouped_by_what_happened_and_kind():
    with entries.publishing("Begin"):
        entries.support(entries.framework("a"), entries.feature("orm"), "none")
        entries.feature("admin")
    assert kinds(1) == [
        ("Added", "features", 2),
        ("Added", "feature group", 1),
        ("Added", "framework", 1),
        ("Added", "support", 1),
    ]


def test_changed_fields_are_named():
    cell = entries.support(entries.framework("a"), entries.feature("orm"), "none")
    cell.level = "manual"
    entries.saved(cell)
    (group,) = changes_page().parts[0].groups
    (entry,) = group.entries
    assert (entry.title, entry.changes) == ("A: orm", (Change("level", ("none", "manual")),))
    assert entry.address == "/frameworks/a/#feature-orm"


def test_long_values_are_not_shown_and_all_are_in_words():
    framework = entries.framework("a")
    cell = entries.support(framework, entries.feature("orm"), "none")
    package = entries.saved(models.Package(slug="p", title="P"))
    with entries.publishing():
        cell.note, cell.since = "x" * 61, "2.0"
        cell.packages.add(package)
        cell.save()
    (group,) = changes_page().parts[0].groups
    assert group.entries[0].changes == (
        Change("note", ()),
        Change("packages", ("nothing", "p")),
        Change("since", ("nothing", "2.0")),
    )


def test_yes_and_no():
    release = models.Release(framework=entries.framework("a"), line="1", released="2026")
    entries.saved(release).long_term = True
    entries.saved(release)
    (group,) = changes_page().parts[0].groups
    assert group.entries[0].changes == (Change("long term", ("no", "yes")),)


def test_what_was_removed_has_no_link():
    framework = entries.framework("a")
    with entries.publishing():
        framework.delete()
    (group,) = changes_page().parts[0].groups
    assert (group.action, group.entries[0].title, group.entries[0].address) == ("Removed", "A", "")


def test_long_groups_are_cut_and_counted():
    with entries.publishing():
        for number in range(ENTRIES_SHOWN + 2):
            entries.feature(f"feature-{number:02}")
    group = changes_page().parts[0].groups[0]
    assert (len(group.entries), group.count, group.more) == (ENTRIES_SHOWN, ENTRIES_SHOWN + 2, 2)
    assert group.entries[0].title == "feature-00"


def test_pages():
    entries.frameworks(PER_PAGE + 1)
    assert len(changes_page().parts) == PER_PAGE
    assert len(changes_page("2").parts) == 1
    assert changes_page("3") is changes_page("x") is None


@pytest.mark.parametrize("number", ["0", "4", "x", "-1", "9" * 30])
def test_an_edition_that_never_was(number):
    entries.frameworks(3)
    assert edition_page(number) is None


def test_editions_that_touch_a_framework():
    a = entries.framework("a")
    entries.framework("b")
    entries.support(a, entries.feature("orm"), "none")
    numbers = [part.edition.number for part in newest_parts(9, "a")]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] == 1
    assert 2 not in numbers
    assert len(newest_parts(1)) == len(newest_editions(1)) == 1
    assert newest_parts(9) == changes_page().parts


def test_drafts_are_in_no_edition():
    entries.framework("a", state="draft")
    assert changes_page().parts == ()
    assert not models.Edition.objects.exists()
