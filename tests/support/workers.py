"""What several processes that share one run of the tests do only once."""

import fcntl
import pickle
from collections.abc import Callable
from typing import Protocol, TypeVar

import pytest

T = TypeVar("T")


class Once(Protocol):
    """How the fixture `once` is called."""

    def __call__(self, name: str, make: Callable[[], T]) -> T:
        """Return what `make` returned in whichever process asked for this name first."""


@pytest.fixture(scope="session")
def once(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make something that can be pickled once in a run; meanwhile the other processes wait."""
    folder = tmp_path_factory.getbasetemp()
    if hasattr(pytestconfig, "workerinput"):
        folder = folder.parent  # what all processes share

    def made(name: str, make: Callable[[], T]) -> T:
        file = folder / f"{name}.pickle"
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not file.exists():
                file.write_bytes(pickle.dumps(make()))
        kept: T = pickle.loads(file.read_bytes())
        return kept

    return made
