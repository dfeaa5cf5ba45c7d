"""Content as files: read a folder, name its state by a digest, replace a folder's files."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path

from .schema import SAMPLE_FILES, place_of

Files = Mapping[str, bytes]


def read(folder: Path) -> dict[str, bytes]:
    """Return a folder's files by relative path, sorted; hidden and compiled ones are left out."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: path.read_bytes()
        for name, path in sorted(found.items())
        if path.is_file() and not _ignored(name)
    }


def _ignored(name: str) -> bool:
    parts = name.split("/")
    return any(part.startswith(".") or part == "__pycache__" for part in parts)


def is_content(name: str) -> bool:
    """Say whether a file is one of those that hold content."""
    return SAMPLE_FILES.fullmatch(name) is not None or place_of(name) is not None


def digest(files: Files) -> str:
    """Return the SHA-256 of all content files' names and bytes, in hexadecimal."""
    whole = hashlib.sha256()
    for name, data in sorted(files.items()):
        if is_content(name):
            whole.update(f"{name}\0{len(data)}\0".encode())
            whole.update(data)
    return whole.hexdigest()


def differing(folder: Path, files: Files) -> list[str]:
    """Return the names of a folder's content files that `files` has otherwise, or not at all."""
    return [name for name, data in content(folder).items() if files.get(name) != data]


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder that hold content."""
    return {name: data for name, data in read(folder).items() if is_content(name)}


def replace(folder: Path, files: Files) -> None:
    """Make these the content files of a folder; files that hold no content stay as they are.

    Everything is written to a hidden folder in it first, so that a full disk changes no file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    old = content(folder)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".export-") as temporary:
        changed = [name for name, data in files.items() if old.get(name) != data]
        for name in changed:
            _write(Path(temporary) / name, files[name])
        for name in changed:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(temporary) / name).replace(folder / name)
    for name in old.keys() - files.keys():
        (folder / name).unlink()
        _remove_empty((folder / name).parent, folder)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _remove_empty(inner: Path, folder: Path) -> None:
    while inner != folder and not any(inner.iterdir()):
        inner.rmdir()
        inner = inner.parent
