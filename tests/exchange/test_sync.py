"""Files and database brought in line, in both directions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comparisons.exchange import files
from comparisons.exchange.parsing import InvalidContent, parse
from comparisons.exchange.sync import Plan, Unexported, export, load
from comparisons.models import (
    Citation,
    ContentMark,
    Curated,
    Edition,
    EditionEntry,
    Feature,
    FeatureGroup,
    Framework,
    Option,
    Package,
    Preference,
    Question,
    SampleFile,
    Source,
    Support,
)
from comparisons.publishing import values_of
from tests.support.content import SMALL
from tests.support.entries import NOW, publishing

pytestmark = pytest.mark.usefixtures("small_content")


def replace(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))


def reload(folder: Path, *, force: bool = False) -> Plan:
    return load(parse(folder), now=NOW, force=force)


def database() -> dict[str, Any]:
    """All that curators wrote, version numbers included."""
    return {
        f"{model.__name__} {entry.natural_key()}": (entry.version, values_of(entry))
        for model in Curated.__subclasses__()
        for entry in model._default_manager.all()
    }


def exported(folder: Path) -> dict[str, bytes]:
    export(folder, is_record=False)
    return files.read(folder)


def current() -> int:
    return Edition.objects.current_number()


# Law 6


def test_load_then_export_gives_the_same_bytes(tmp_path: Path) -> None:
    assert exported(tmp_path / "out") == files.read(SMALL)


def test_any_way_of_writing_is_exported_in_the_canonical_form(
    small_content: Path, tmp_path: Path
) -> None:
    replace(small_content, "tasks.toml", '"Hello, world"', "'Hello, world'  # a remark")
    replace(
        small_content,
        "frameworks/flask/points.toml",
        'slug = "small"\nkind = "pro"',
        'kind = "pro"\nstate = "published"\nslug = "small"',
    )

    assert not reload(small_content)
    assert exported(tmp_path / "out") == files.read(SMALL)


def test_invalid_content_changes_nothing(small_content: Path) -> None:
    before = database()
    replace(small_content, "tasks.toml", '"Hello, world"', '"Hello"')
    replace(small_content, "figures.toml", "14.4", '"many"')

    with pytest.raises(InvalidContent):
        reload(small_content)
    assert database() == before
    assert current() == 1


# Loading


def test_the_same_content_again_changes_nothing(small_content: Path) -> None:
    before = database()

    assert not reload(small_content)
    assert database() == before
    assert current() == 1


def test_a_load_writes_only_what_differs(small_content: Path) -> None:
    replace(small_content, "frameworks/flask/support.toml", "Usually SQLAlchemy.", "SQLAlchemy.")
    done = reload(small_content)

    assert [row.entry.natural_key() for row, _ in done.changed] == [("flask", "orm")]
    assert (len(done.added), len(done.removed)) == (0, 0)
    assert set(Support.objects.filter(version=2)) == {
        Support.objects.get_by_natural_key("flask", "orm")
    }
    recorded = EditionEntry.objects.get(edition=2)
    assert recorded.changes == {"note": ["Usually SQLAlchemy.", "SQLAlchemy."]}


def test_packages_of_a_cell_follow_the_file(small_content: Path) -> None:
    replace(
        small_content,
        "frameworks/flask/support.toml",
        'packages = ["flask-sqlalchemy", "sqlalchemy"]\n',
        "",
    )
    reload(small_content)

    assert not Support.objects.get_by_natural_key("flask", "orm").packages.exists()
    assert EditionEntry.objects.get(edition=2).changes == {
        "packages": [["flask-sqlalchemy", "sqlalchemy"], None]
    }


def test_entries_that_the_files_no_longer_have_go(small_content: Path) -> None:
    for path in sorted((small_content / "frameworks/flask").iterdir()):
        path.unlink()
    for name in (
        "comparisons/django-vs-flask.toml",
        "migrations/flask-to-django.toml",
        "disagreements.toml",
        "figures.toml",
        "lab.toml",
        "sources/flask-docs.toml",
        "companies/a-newspaper.toml",
    ):
        (small_content / name).unlink()
    for path in sorted((small_content / "samples/hello/flask").rglob("*.*")):
        path.unlink()
    done = reload(small_content)

    assert list(Framework.objects.values_list("slug", flat=True)) == ["django"]
    assert not Source.objects.filter(slug="flask-docs").exists()
    assert set(SampleFile.objects.values_list("sample__framework__slug", flat=True)) == {"django"}
    public = [entry for entry in done.removed if entry.state == "published"]
    assert EditionEntry.objects.filter(edition=2, action="removed").count() == len(public)
    assert current() == 2


def test_a_removed_sample_file_goes(small_content: Path) -> None:
    (small_content / "samples/hello/flask/templates/hello.html").unlink()
    reload(small_content)

    assert set(SampleFile.objects.values_list("path", flat=True)) == {"hello.py"}


def test_questions_and_options_are_retired_instead(small_content: Path, tmp_path: Path) -> None:
    text = (small_content / "wizard.toml").read_text()
    parts = text.split("\n[[question]]\n")
    (small_content / "wizard.toml").write_text(parts[0])
    replace(
        small_content,
        "wizard.toml",
        """
[[question.options]]
slug = "do-not-know"
text = "I don't know"
""",
        "",
    )
    reload(small_content)

    assert Question.objects.get(slug="purpose").retired
    assert Option.objects.get(slug="do-not-know").retired
    assert not Question.objects.get(slug="parts").retired
    assert not Preference.objects.filter(option__question__slug="purpose").exists()
    assert current() == 2
    assert not reload(small_content), "what is retired already stays as it is"
    assert b"retired = true" in exported(tmp_path / "out")["wizard.toml"]


def test_names_may_move_from_one_entry_to_another(small_content: Path) -> None:
    replace(small_content, "features.toml", '"Routing"', '"?"')
    replace(small_content, "features.toml", '"Schema migrations"', '"Routing"')
    replace(small_content, "features.toml", '"?"', '"Schema migrations"')
    reload(small_content)

    assert Feature.objects.get(slug="routing").name == "Schema migrations"
    assert Feature.objects.get(slug="schema-migrations").name == "Routing"


def test_a_slug_changes_by_removing_and_adding(small_content: Path) -> None:
    """The group's name is unique, and its features hold on to it."""
    text = (small_content / "features.toml").read_text()
    (small_content / "features.toml").write_text(text.replace('"data"', '"storage"'))
    reload(small_content)

    assert set(FeatureGroup.objects.values_list("slug", flat=True)) == {"storage", "web"}
    assert Feature.objects.get(slug="orm").group.slug == "storage"


def test_frameworks_may_succeed_one_another(small_content: Path) -> None:
    text = (small_content / "frameworks/flask/framework.toml").read_text()
    boat = text.replace('"flask"', '"boat"').replace('"Flask"', '"Boat"')
    new = text.replace('"flask"', '"arrow"').replace('"Flask"', '"Arrow"') + 'successor = "boat"\n'
    for slug, text in (("arrow", new), ("boat", boat)):
        (small_content / "frameworks" / slug).mkdir()
        (small_content / "frameworks" / slug / "framework.toml").write_text(text)
    reload(small_content)
    assert Framework.objects.get(slug="arrow").successor == Framework.objects.get(slug="boat")

    for slug in ("arrow", "boat"):
        (small_content / "frameworks" / slug / "framework.toml").unlink()
    reload(small_content)
    assert Framework.objects.count() == 2


def test_drafts_are_loaded_without_an_edition(small_content: Path) -> None:
    (small_content / "packages/new.toml").write_text(
        'slug = "new"\ntitle = "New"\nstate = "draft"\n'
    )
    reload(small_content)

    assert Package.objects.get(slug="new").state == "draft"
    assert current() == 1


def test_a_load_costs_as_many_queries_with_more_rows(
    small_content: Path, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(130) as before:
        reload(small_content)
    for number in range(50):
        path = small_content / f"sources/source-{number}.toml"
        text = (small_content / "sources/flask-docs.toml").read_text()
        path.write_text(text.replace('"flask-docs"', f'"source-{number}"'))
        with (small_content / "frameworks/flask/support.toml").open("a") as file:
            file.write(
                f'\n[[support.citations]]\nsource = "source-{number}"\nplace = "Page"\n'
                'says = "It routes."\nchecked_on = 2026-11-20\n'
            )
    reload(small_content)
    with django_assert_max_num_queries(len(before.captured_queries)):
        assert not reload(small_content)
    assert Citation.objects.filter(place="Page").count() == 50


# Curators' changes


def correct() -> None:
    with publishing():
        cell = Support.objects.get_by_natural_key("flask", "orm")
        cell.note = "Corrected."
        cell.save()


def test_loading_over_curators_changes_is_refused(small_content: Path) -> None:
    correct()
    with pytest.raises(Unexported, match="export_content"):
        reload(small_content)

    assert Support.objects.get_by_natural_key("flask", "orm").note == "Corrected."
    assert current() == 2


def test_force_gives_curators_changes_up(small_content: Path) -> None:
    correct()
    reload(small_content, force=True)

    assert Support.objects.get_by_natural_key("flask", "orm").note == "Usually SQLAlchemy."
    assert not ContentMark.objects.get().unexported


def test_an_export_of_the_record_brings_curators_changes_to_the_files(small_content: Path) -> None:
    correct()
    export(small_content, is_record=True)

    assert 'note = "Corrected."' in (small_content / "frameworks/flask/support.toml").read_text()
    mark = ContentMark.objects.get()
    assert (mark.unexported, mark.digest) == (False, files.digest(files.read(small_content)))
    assert not reload(small_content)


def test_an_export_to_another_folder_settles_nothing(small_content: Path, tmp_path: Path) -> None:
    correct()
    export(tmp_path / "elsewhere", is_record=False)
    with pytest.raises(Unexported):
        reload(small_content)
