"""Each step of the start: what it does, and the one line when it cannot."""

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from comparisons.models import Edition
from portal import startup

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file, where a folder should be")
    with pytest.raises(startup.StartError, match="cannot be written to"):
        startup.require_writable(tmp_path / "var")


def test_a_folder_is_made(tmp_path: Path) -> None:
    startup.require_writable(tmp_path / "a" / "var")
    assert (tmp_path / "a" / "var").is_dir()


def test_a_port_in_use() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(startup.StartError, match=f"Port {port} on 127.0.0.1 is in use"):
            startup.require_free_port("127.0.0.1", port)
    startup.require_free_port("127.0.0.1", port)


def test_a_host_that_is_not_this_machine() -> None:
    with pytest.raises(startup.StartError, match="HOST is '192.0.2.1', which is not an address"):
        startup.require_free_port("192.0.2.1", 8000)


@pytest.mark.django_db
def test_migrating_a_second_time_does_nothing() -> None:
    said: list[str] = []
    startup.migrate(said.append)
    assert said == []


def test_static_files_are_collected_when_they_changed(tmp_path: Path, settings: Settings) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("p { color: black }")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    said: list[str] = []

    startup.collect_static(said.append)
    startup.collect_static(said.append)
    assert len(said) == 1
    (source / "site.css").write_text("p { color: white }")
    startup.collect_static(said.append)
    assert len(said) == 2
    assert "white" in (tmp_path / "static" / "site.css").read_text()


@pytest.mark.django_db
def test_machines_start_one_after_the_other() -> None:
    with startup.one_machine_at_a_time(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_no_hint_without_reason(settings: Settings) -> None:
    settings.HOST, settings.SITE_URL, settings.HTTPS = "127.0.0.1", "http://127.0.0.1:8000", False
    assert startup.hints() == []


def test_hint_that_only_this_machine_is_answered(settings: Settings) -> None:
    settings.HOST, settings.SITE_URL, settings.HTTPS = "0.0.0.0", "http://127.0.0.1:8000", False
    assert "set SITE_URL" in startup.hints()[0]


def test_hint_that_https_needs_a_proxy(settings: Settings) -> None:
    settings.HOST, settings.SITE_URL, settings.HTTPS = "127.0.0.1", "https://a.example", True
    assert "TRUSTED_PROXY=1" in startup.hints()[0]


def test_debug_serves_with_reload(settings: Settings) -> None:
    settings.DEBUG, settings.HOST, settings.PORT = True, "::1", 8000
    assert startup.server_command()[1:] == ["manage.py", "runserver", "[::1]:8000"]


def test_the_server_gets_its_settings(settings: Settings) -> None:
    settings.DEBUG, settings.HOST, settings.PORT, settings.WORKERS = False, "127.0.0.1", 8080, 3
    command = " ".join(startup.server_command())
    assert "--host 127.0.0.1 --port 8080 --workers 3" in command


def test_a_mistake_in_the_files_stops_the_first_start_only(db, tmp_path, monkeypatch):
    """Later, readers go on seeing what is published, and the operator is told."""
    monkeypatch.setattr(settings, "CONTENT_DIR", tmp_path)
    (tmp_path / "tasks.toml").write_text('[[task]]\nslug = "hello"\nnam = "Hello"\n')
    told: list[str] = []
    with pytest.raises(startup.StartError, match="tasks.toml: task"):
        startup.load_content(told.append)
    Edition.objects.create(number=7, published_at=NOW, door="files", who="Ada", summary="First")
    startup.load_content(told.append)
    assert "tasks.toml" in told[0]
    assert "Readers go on seeing edition 7." in told[0]
