"""The key is made once, for its owner only."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import secret_key


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    key = secret_key.kept_in(path)
    assert len(key) >= 50
    assert secret_key.kept_in(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_of_two_processes_that_make_the_key_at_once_the_first_wins(tmp_path: Path) -> None:
    key = secret_key.kept_in(tmp_path / "secret_key")
    secret_key._make(tmp_path / "secret_key")
    assert secret_key.kept_in(tmp_path / "secret_key") == key
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file, where a folder should be")
    with pytest.raises(ImproperlyConfigured, match="cannot be kept in .*or set SECRET_KEY"):
        secret_key.kept_in(tmp_path / "var" / "secret_key")


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    with pytest.raises(ImproperlyConfigured, match="is empty. Delete it"):
        secret_key.kept_in(tmp_path / "secret_key")
