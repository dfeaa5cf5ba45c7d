"""Whether the places that citations name are found, in a small source distribution."""

import io
import tarfile

import pytest
from django.core.management import CommandError, call_command

from comparisons import documents
from tests.support import entries

QUICKSTART = """
Quickstart
==========

Using :func:`~toy.run` & *friends*
----------------------------------

Set :envvar:`TOY_MODE`, then call ``Toy.start``.
"""


@pytest.fixture
def folder(tmp_path):
    """A folder in which toy 1.0 was unpacked already."""
    root = tmp_path / "toy-1.0" / "toy-1.0"
    (root / "docs").mkdir(parents=True)
    (root / "toy").mkdir()
    (root / "docs" / "quickstart.rst").write_text(QUICKSTART)
    (root / "toy" / "core.py").write_text("class Toy:\n    def start(self): ...\n")
    return tmp_path


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ("docs/quickstart.rst, Quickstart", ""),
        ("quickstart, Using run & friends", ""),
        ("quickstart, Quickstart; Using run & friends", ""),
        ("quickstart, Set TOY_MODE", ""),
        ("toy/core.py, Toy.start", ""),
        ("toy, the list of modules", ""),
        ("quickstart", ""),
        ("toy/core.py, Toy.stop", "toy/core.py has no “Toy.stop”"),
        ("quickstart, Slow start", "docs/quickstart.rst has no “Slow start”"),
        ("slowstart, Quickstart", "there is no slowstart"),
    ],
)
def test_a_place_is_looked_up(folder, place, problem):
    assert documents.problem(documents.unpacked(folder, "toy==1.0"), place) == problem


def cite(place):
    docs = entries.source("toy-docs", distribution="toy==1.0")
    entries.citation(docs, framework=entries.framework("toy"), place=place)


def test_the_command_counts_what_it_looked_up(db, folder, capsys):
    cite("quickstart, Quickstart")
    call_command("check_citations", documents=folder)
    assert capsys.readouterr().out == "1 places in 1 sources looked up, 0 not found.\n"


def test_the_command_fails_on_a_place_that_is_not_there(db, folder, capsys):
    cite("quickstart, Slow start")
    with pytest.raises(CommandError, match="1 not found"):
        call_command("check_citations", documents=folder)
    told = "toy-docs: quickstart, Slow start: docs/quickstart.rst has no “Slow start”.\n"
    assert capsys.readouterr().out == told


unpacks = pytest.mark.skipif(
    not hasattr(tarfile, "data_filter"), reason="unpacking safely needs Python 3.11.4 or later"
)


def fetched(archives, distribution):
    """Put an archive there, as fetching does."""
    archives.mkdir()
    with tarfile.open(archives / "my_toy-1.0.tar.gz", "w:gz") as archive:
        content = b"Hello"
        member = tarfile.TarInfo("my_toy-1.0/README.md")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))


@unpacks
def test_a_distribution_is_unpacked_once_it_was_fetched(tmp_path):
    root = documents.unpacked(tmp_path, "My-Toy==1.0", fetched)
    assert (root / "README.md").read_text() == "Hello"
    assert {path.name for path in tmp_path.iterdir()} == {"archives", "My-Toy-1.0"}


@unpacks
def test_an_unpacking_that_breaks_off_leaves_nothing_behind(tmp_path):
    def broken(archives, distribution):
        archives.mkdir()
        with tarfile.open(archives / "toy-1.0.tar", "w") as archive:
            for name in ("toy-1.0/README.md", "../escaped"):
                archive.addfile(tarfile.TarInfo(name))
        (archives / "toy-1.0.tar").rename(archives / "toy-1.0.tar.gz")

    with pytest.raises(tarfile.OutsideDestinationError):
        documents.unpacked(tmp_path, "toy==1.0", broken)
    assert [path.name for path in tmp_path.iterdir()] == ["archives"]


@unpacks
def test_a_distribution_without_its_archive_is_told(tmp_path):
    with pytest.raises(documents.NotFetched, match=r"toy==1\.0 is not in .* as a \.tar\.gz"):
        documents.unpacked(tmp_path, "toy==1.0", lambda *asked: None)


def test_a_python_that_cannot_unpack_safely_is_told(tmp_path, monkeypatch):
    monkeypatch.delattr(tarfile, "data_filter", raising=False)
    with pytest.raises(documents.NotFetched, match=r"toy==1\.0 needs Python 3\.11\.4 or later"):
        documents.unpacked(tmp_path, "toy==1.0", fetched)


def test_what_cannot_be_fetched_is_told(tmp_path):
    with pytest.raises(documents.NotFetched, match="no-such-toy==0 could not be fetched"):
        documents.fetch(tmp_path, "no-such-toy==0", "--no-index")
