"""The release changes with what makes a page, and with nothing else."""

from pathlib import Path

from portal import release


def project(folder: Path) -> Path:
    (folder / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "base.html").write_text("<p>Hello")
    return folder


def test_release_names_the_version(tmp_path: Path) -> None:
    assert release.release(project(tmp_path)).startswith("1.2.3-")


def test_release_changes_with_a_template(tmp_path: Path) -> None:
    before = release.release(project(tmp_path))
    (tmp_path / "templates" / "base.html").write_text("<p>Hallo")
    assert release.release(tmp_path) != before


def test_release_does_not_change_with_compiled_code(tmp_path: Path) -> None:
    before = release.release(project(tmp_path))
    (tmp_path / "templates" / "left.pyc").write_bytes(b"\0")
    assert release.release(tmp_path) == before
