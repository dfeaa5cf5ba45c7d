"""The digest that ties a result of the lab to the very files that ran."""

import hashlib
from collections.abc import Iterable


def digest(files: Iterable[tuple[str, str]]) -> str:
    """SHA-256, in hexadecimal, of files given as (path, text), in order of their paths.

    Path and text in UTF-8 are each followed by a NUL byte. The order given does not matter.
    """
    total = hashlib.sha256()
    for path, text in sorted(files):
        total.update(f"{path}\0{text}\0".encode())
    return total.hexdigest()
