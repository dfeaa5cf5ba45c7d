"""The key that signs sessions and links, kept in a file."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def kept_in(path: Path) -> str:
    """The key in the file, which is made on the first call; only its owner may read it.

    Raises ImproperlyConfigured where the file can be neither read nor made.
    """
    try:
        if not path.exists():
            _make(path)
        key = path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key cannot be kept in {path}: {error.strerror}. "
            "Make that folder writable, or set SECRET_KEY."
        ) from None
    if not key:
        raise ImproperlyConfigured(f"{path} is empty. Delete it, and a new key will be made.")
    return key


def _make(path: Path) -> None:
    """Write a new key beside the path and link it there: whole or not at all, the first wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "w") as file:
            file.write(get_random_secret_key() + "\n")
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink()
