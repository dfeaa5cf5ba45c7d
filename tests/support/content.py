"""The real content, and a small folder with entries of every kind, to load and to damage."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from comparisons.exchange.parsing import parse
from comparisons.exchange.sync import load
from tests.support import tables
from tests.support.workers import Once

SMALL = Path(__file__).parent.parent / "data" / "content_small"
LOADED_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def _content_rows(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, once: Once
) -> tables.Rows:
    """What the tables hold once all of content/ is loaded: it is loaded once in a run."""

    def loaded() -> tables.Rows:
        with django_db_blocker.unblock(), transaction.atomic():
            call_command("load_content", verbosity=0)
            rows = tables.read()
            transaction.set_rollback(True)
        return rows

    return once("content", loaded)


@pytest.fixture(scope="module")
def _content_for_module(
    _content_rows: tables.Rows, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        tables.write(_content_rows)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded_content(_content_for_module: None, db: None) -> None:
    """The database with all of content/, put there once a module; a test's changes are undone.

    Not for tests that need real transactions: a module's tests all use this fixture or none does.
    """


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """A copy of the small content folder that a test may change."""
    return shutil.copytree(SMALL, tmp_path / "content")


@pytest.fixture(scope="module")
def _small_content_for_module(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load(parse(SMALL), now=LOADED_AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def small_content(_small_content_for_module: None, db: None, small_folder: Path) -> Path:
    """The database with the small content in it, and a folder with its files.

    Loaded once a module; a test's changes are undone. Not for tests that need real transactions:
    a module's tests all use this fixture or none does.
    """
    return small_folder
