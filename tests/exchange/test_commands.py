"""load_content and export_content: what they do, what they print, how they end."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from comparisons.exchange import files
from comparisons.models import ContentMark, Edition, Support
from tests.support.content import SMALL
from tests.support.entries import publishing

pytestmark = pytest.mark.usefixtures("small_content")


@pytest.fixture(autouse=True)
def _content(settings: Settings, small_folder: Path) -> None:
    settings.CONTENT_DIR = small_folder


def run(command: str, *arguments: str) -> str:
    said = StringIO()
    call_command(command, *arguments, stdout=said)
    return said.getvalue()


def change(folder: Path) -> None:
    path = folder / "frameworks/flask/support.toml"
    path.write_text(path.read_text().replace("Usually SQLAlchemy.", "Usually."))


def correct() -> None:
    with publishing():
        cell = Support.objects.get_by_natural_key("flask", "orm")
        cell.note = "Corrected."
        cell.save()


def test_loading_says_what_it_did(small_folder: Path) -> None:
    change(small_folder)

    assert run("load_content") == (
        f"Loaded {small_folder}: 0 entries added, 1 changed, 0 removed. This is edition 2.\n"
    )
    assert run("load_content") == (
        f"{small_folder} says what the database says already: edition 2 stays.\n"
    )


def test_loading_drafts_says_that_readers_see_nothing(small_folder: Path) -> None:
    (small_folder / "packages/new.toml").write_text(
        'slug = "new"\ntitle = "New"\nstate = "draft"\n'
    )
    assert "Readers see none of it: edition 1 stays." in run("load_content")


def test_another_folder_can_be_named(small_folder: Path, tmp_path: Path) -> None:
    other = shutil.copytree(small_folder, tmp_path / "other")
    change(other)

    assert run("load_content", str(other)).startswith(f"Loaded {other}: ")


def test_every_problem_is_told_and_counted(small_folder: Path) -> None:
    (small_folder / "tasks.toml").write_text('[[task]]\nslug = "hello"\nsumary = "?"\n')
    with pytest.raises(CommandError) as refused:
        run("load_content", "--check")

    assert str(refused.value).splitlines() == [
        "tasks.toml: task[slug=hello].sumary: This key is not known (did you mean “summary”?).",
        "tasks.toml: task[slug=hello].name: This key is missing.",
        "tasks.toml: task[slug=hello].summary: This key is missing.",
        "tasks.toml: task[slug=hello].contract: This key is missing.",
        "4 problems; nothing was loaded.",
    ]


def test_a_check_reports_coverage_and_loads_nothing(small_folder: Path) -> None:
    change(small_folder)
    text = (small_folder / "frameworks/flask/support.toml").read_text()
    (small_folder / "frameworks/flask/support.toml").write_text(
        text.partition('\n[[support]]\nfeature = "routing"')[0]
        + '\n[[support]]\nfeature = "routing"\nlevel = "built-in"\n'
    )

    assert run("load_content", "--check").splitlines()[1:] == [
        "Flask: 2 of 3 cells filled, 1 cited, 1 checked within 12 months.",
        "Warning: Flask is published with 50 % of its cells cited: cite 95 %.",
        "85 entries, no problems. Nothing was loaded.",
    ]
    assert Edition.objects.current_number() == 1


def test_newer_files_are_loaded_and_others_are_not(small_folder: Path) -> None:
    assert run("load_content", "--if-newer") == "The content is up to date: edition 1.\n"
    change(small_folder)
    assert "1 changed" in run("load_content", "--if-newer")
    assert run("load_content", "--if-newer") == "The content is up to date: edition 2.\n"


def test_newer_files_do_not_replace_curators_changes(small_folder: Path) -> None:
    correct()
    change(small_folder)

    said = run("load_content", "--if-newer")
    assert said.startswith("The content files have changed, but were not loaded. Curators have ")
    assert "export_content" in said
    assert "--force" in said
    with pytest.raises(CommandError, match="--force"):
        run("load_content")
    assert "This is edition 3." in run("load_content", "--force")


def test_an_export_settles_curators_changes(small_folder: Path) -> None:
    correct()

    assert run("export_content") == f"Wrote the entries to {small_folder}.\n"
    assert run("load_content", "--if-newer") == "The content is up to date: edition 2.\n"
    assert not ContentMark.objects.get().unexported


def test_a_refusal_to_load_names_what_curators_changed(small_folder: Path) -> None:
    correct()
    change(small_folder)
    with pytest.raises(CommandError, match=r"Flask: Object-relational mapper|\(Flask: [^)]+\)"):
        run("load_content")


def test_an_export_does_not_undo_changes_to_files_that_nobody_loaded(small_folder: Path) -> None:
    correct()
    change(small_folder)
    extra = small_folder / "sources" / "my-new-source.toml"
    extra.write_text('slug = "my-new-source"\n')
    here = files.read(small_folder)

    with pytest.raises(CommandError, match=r"\(frameworks/flask/support.toml and sources/my-new-"):
        run("export_content")
    assert files.read(small_folder) == here
    run("export_content", "--force")
    assert not extra.exists()
    assert "Corrected." in (small_folder / "frameworks/flask/support.toml").read_text()


def test_an_export_to_another_folder_says_that_it_settles_nothing(tmp_path: Path) -> None:
    said = run("export_content", str(tmp_path / "other"))

    assert "would still be refused" in said
    assert files.read(tmp_path / "other") == files.read(SMALL)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="could not be written"):
        run("export_content", str(tmp_path / "file"))
