"""Folders: what is read, how a folder's state is named, how its files are replaced."""

from pathlib import Path

from comparisons.exchange import files


def test_hidden_and_compiled_files_are_not_read(tmp_path: Path) -> None:
    for name in (
        "tasks.toml",
        ".tasks.toml.swp",
        "samples/a/b/__pycache__/c.pyc",
        ".git/tasks.toml",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")

    assert list(files.read(tmp_path)) == ["tasks.toml"]


def test_the_digest_changes_with_names_and_bytes_of_content_alone() -> None:
    before = {"tasks.toml": b"1", "samples/a/b/c.py": b"2"}
    digest = files.digest(before)

    assert files.digest(dict(reversed(before.items()))) == digest
    assert files.digest(before | {"README.md": b"3"}) == digest
    assert files.digest(before | {"tasks.toml": b"2"}) != digest
    assert files.digest({"tasks.toml": b"1", "samples/a/b/d.py": b"2"}) != digest
    assert files.digest({"tasks.toml": b"1"}) != digest


def test_replacing_leaves_other_files_and_unchanged_ones_alone(tmp_path: Path) -> None:
    old = {"tasks.toml": b"same", "sources/a.toml": b"goes", "README.md": b"stays"}
    files.replace(tmp_path, {name: data for name, data in old.items() if name != "README.md"})
    (tmp_path / "README.md").write_bytes(b"stays")
    (tmp_path / "sources" / "notes.txt").write_bytes(b"stays")
    written_at = (tmp_path / "tasks.toml").stat().st_mtime_ns

    files.replace(tmp_path, {"tasks.toml": b"same", "samples/a/b/c.py": b"comes"})

    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")} == {
        "tasks.toml",
        "README.md",
        "sources/notes.txt",
        "samples/a/b/c.py",
    }
    assert (tmp_path / "tasks.toml").stat().st_mtime_ns == written_at


def test_folders_that_become_empty_go(tmp_path: Path) -> None:
    files.replace(tmp_path, {"samples/a/b/inner/c.py": b"1", "tasks.toml": b"2"})
    files.replace(tmp_path, {"tasks.toml": b"2"})

    assert [path.name for path in tmp_path.iterdir()] == ["tasks.toml"]
