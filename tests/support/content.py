"""A small folder of content with entries of every kind, to load and to damage."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from comparisons.exchange.parsing import parse
from comparisons.exchange.sync import load

SMALL = Path(__file__).parent.parent / "data" / "content_small"
LOADED_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


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
