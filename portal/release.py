"""Which release of the portal is running."""

import hashlib
import tomllib
from pathlib import Path

PARTS = ("comparisons", "portal", "templates", "static", "requirements")


def version(base: Path) -> str:
    """The version that pyproject.toml states."""
    return str(tomllib.loads((base / "pyproject.toml").read_text())["project"]["version"])


def release(base: Path) -> str:
    """The version and twelve digits that change with any byte of what makes a page.

    Machines with the same files agree, so that they share stored pages and ETags.
    """
    digest = hashlib.sha256()
    for path in sorted(file for part in PARTS for file in (base / part).rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(base)}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return f"{version(base)}-{digest.hexdigest()[:12]}"
