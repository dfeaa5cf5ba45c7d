"""Floor 2: whether the places that citations name are in the documents they cite.

A source that was read in a source distribution names it (`flask==3.1.3`). Its citations name
places as “path, heading”; the path counts from the distribution's root or its docs folder, with or
without its ending.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from comparisons.models import Citation, Source

ENDINGS = ("", ".rst", ".txt", ".md")
FOLDERS = ("", "docs", "docs/source", "doc", "src")
# What is said of a whole file or folder: there is no heading to look for.
WHOLE = re.compile(r"^(the )?(list of|file list|functions and classes|module|whole)", re.IGNORECASE)
# reStructuredText shows :func:`~toy.run` as “run”, and :ref:`text <target>` as “text”.
SHORT_ROLE = re.compile(r":[\w:+.-]+:`~(?:\w+\.)*(\w+)`")
ROLE = re.compile(r":[\w:+.-]+:`([^`<]*?)\s*(?:<[^`>]*>)?`")
DOTTED = re.compile(r"\w+(\.\w+)+")
LEFT_OUT = re.compile(r"[^\w]+")


Fetch = Callable[[Path, str], None]


class NotFetched(RuntimeError):  # noqa: N818  (reads as a sentence)
    """A source distribution could not be had; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A citation whose place was looked up. `problem` is empty where it is there."""

    source: str
    place: str
    problem: str


def findings(folder: Path) -> Iterator[Finding]:
    """Look up every published citation of a source that names its distribution.

    Distributions are taken from `folder` and fetched into it where they are missing. Two queries.
    """
    for source in Source.objects.published().exclude(distribution="").order_by("slug"):
        root = unpacked(folder, source.distribution)
        places = Citation.objects.published().filter(source=source).values_list("place", flat=True)
        for place in sorted(set(places)):
            yield Finding(source.slug, place, problem(root, place))


def problem(root: Path, place: str) -> str:
    """Say what is missing of a place, or nothing."""
    path, _, headings = place.partition(", ")
    document = found(root, path)
    if document is None:
        return f"there is no {path}"
    if document.is_dir() or WHOLE.match(headings):
        return ""
    text = plain(document)
    missing = [heading for heading in headings.split("; ") if not _stands_in(heading, text)]
    return f"{document.relative_to(root)} has no “{'”, “'.join(missing)}”" if missing else ""


def _stands_in(heading: str, text: str) -> bool:
    """Look for a heading, or for each name of a dotted one such as `Request.cookies`."""
    names = heading.split(".") if DOTTED.fullmatch(heading) else [heading]
    return all(_words(name) in text for name in names)


def found(root: Path, path: str) -> Path | None:
    candidates = (root / base / f"{path}{end}" for base in FOLDERS for end in ENDINGS)
    return next((candidate for candidate in candidates if candidate.exists()), None)


@lru_cache(maxsize=512)
def plain(document: Path) -> str:
    """Return the words of a document, in lower case, without its markup."""
    text = document.read_text(encoding="utf-8", errors="replace")
    return _words(ROLE.sub(r"\1", SHORT_ROLE.sub(r"\1", text)))


def _words(text: str) -> str:
    return LEFT_OUT.sub(" ", text.replace("_", " ").casefold()).strip()


def unpacked(folder: Path, distribution: str, fetching: Fetch | None = None) -> Path:
    """Return the root of a source distribution such as `flask==3.1.3`; fetch it if need be.

    Raises NotFetched where it cannot be had or unpacked.
    """
    place = folder / distribution.replace("==", "-")
    if not place.exists():
        if not hasattr(tarfile, "data_filter"):
            told = "needs Python 3.11.4 or later: its tarfile can unpack safely."
            raise NotFetched(f"Unpacking {distribution} {told}")
        (fetching or fetch)(folder / "archives", distribution)
        _unpack(_archive(folder / "archives", distribution), place)
    return next(place.iterdir())


def _unpack(path: Path, place: Path) -> None:
    """Unpack beside the place, then rename: what was interrupted is never taken for whole."""
    with tempfile.TemporaryDirectory(dir=place.parent) as beside, tarfile.open(path) as archive:
        whole = Path(beside) / place.name
        archive.extractall(whole, filter="data")
        whole.rename(place)


def fetch(archives: Path, distribution: str, *options: str) -> None:
    """Ask pip for it, whatever Python it is meant for. Raises NotFetched with pip's last line."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--no-binary", ":all:", "--ignore-requires-python", "--dest", str(archives)]
    command += [*options, distribution]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
        raise NotFetched(f"{distribution} could not be fetched: {last}")


def _archive(archives: Path, distribution: str) -> Path:
    name, _, version = distribution.partition("==")
    spelt = re.sub("[-_.]", "[-_.]", name)
    wanted = re.compile(rf"{spelt}-{re.escape(version)}\.tar\.gz", re.IGNORECASE)
    for path in archives.glob("*.tar.gz"):
        if wanted.fullmatch(path.name):
            return path
    raise NotFetched(f"{distribution} is not in {archives} as a .tar.gz; put it there by hand.")
