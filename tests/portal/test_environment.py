"""Each kind of variable: what is accepted, and the sentence for what is not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal import environment


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("YES", True), ("on", True), ("0", False), ("false", False), ("", True)],
)
def test_boolean(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("SWITCH", value)
    assert environment.boolean("SWITCH", default=True) is expected


def test_boolean_that_is_not_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match=r"^DEBUG is 'maybe'; it must be 1 or 0"):
        environment.boolean("DEBUG")


@pytest.mark.parametrize("value", ["0", "65536", "-1", "80.5", "eighty", "٣", "8 0"])
def test_integer_outside_its_range(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORT", value)
    with pytest.raises(ImproperlyConfigured, match=r"^PORT is .* a whole number from 1 to 65535"):
        environment.integer("PORT", 8000, 1, 65535)


def test_integer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", " 8080 ")
    assert environment.integer("PORT", 8000, 1, 65535) == 8080
    assert environment.integer("NOT_SET", 8000, 1, 65535) == 8000


def test_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "Debug")
    assert environment.choice("LOG_LEVEL", "info", ("debug", "info")) == "debug"
    monkeypatch.setenv("LOG_LEVEL", "loud")
    with pytest.raises(ImproperlyConfigured, match="one of debug, info"):
        environment.choice("LOG_LEVEL", "info", ("debug", "info"))


def test_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRA_HOSTS", " a.example, ,b.example")
    assert environment.texts("EXTRA_HOSTS") == ["a.example", "b.example"]


@pytest.mark.parametrize(
    "value",
    ["https://a.example", "http://127.0.0.1:8000/", "https://[::1]:8443", "http://localhost"],
)
def test_site_url(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SITE_URL", value)
    assert environment.site_url("SITE_URL", "") == value.rstrip("/")


@pytest.mark.parametrize(
    "value",
    [
        "a.example",
        "ftp://a.example",
        "https://",
        "https://a.example/path",
        "https://a.example?query",
        "https://user@a.example",
        "https://a.example:port",
        "https://a.example:99999",
        "https://[::1",
        "HTTPS://a.example",
    ],
)
def test_site_url_that_is_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SITE_URL", value)
    with pytest.raises(ImproperlyConfigured, match="SITE_URL is .* without path"):
        environment.site_url("SITE_URL", "")


def test_sqlite_path_counts_from_the_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///var/other.sqlite3")
    parsed = environment.database("DATABASE_URL", "", Path("/portal"))
    assert parsed["NAME"] == Path("/portal/var/other.sqlite3")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////elsewhere/other.sqlite3")
    parsed = environment.database("DATABASE_URL", "", Path("/portal"))
    assert parsed["NAME"] == Path("/elsewhere/other.sqlite3")
    assert parsed["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgres_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "DATABASE_URL", "postgres://me:secret@db.example:5433/portal?sslmode=require"
    )
    parsed = environment.database("DATABASE_URL", "", Path("/portal"))
    assert parsed["ENGINE"] == "django.db.backends.postgresql"
    assert (parsed["HOST"], parsed["PORT"], parsed["NAME"]) == ("db.example", 5433, "portal")
    assert parsed["OPTIONS"] == {"connect_timeout": 10, "sslmode": "require"}


@pytest.mark.parametrize(
    "value",
    [
        "mysql://me:secret@db.example/portal",
        "postgres://me:secret@db.example",
        "postgres://me:secret@db.example:port/portal",
        "sqlite://",
        "var/db.sqlite3",
    ],
)
def test_database_address_that_is_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DATABASE_URL", value)
    with pytest.raises(ImproperlyConfigured, match="^DATABASE_URL is ") as refusal:
        environment.database("DATABASE_URL", "", Path("/portal"))
    assert "secret" not in str(refusal.value)


def test_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "locmem" in environment.cache("NOT_SET", "p")["BACKEND"]
    monkeypatch.setenv("CACHE_URL", "redis://:secret@cache.example:6379/1")
    assert environment.cache("CACHE_URL", "p")["KEY_PREFIX"] == "p"
    monkeypatch.setenv("CACHE_URL", "memcached://:secret@cache.example")
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL is 'memcached://cache.example'"):
        environment.cache("CACHE_URL", "p")


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"PORT": "no"}, "PORT is 'no'; it must be a whole number from 1 to 65535."),
        (
            {"DATABASE_URL": "postgres://127.0.0.1/portal"},
            "SECRET_KEY is not set; with PostgreSQL it must be: a long random text, "
            "the same on every machine.",
        ),
    ],
)
def test_a_wrong_setting_stops_any_command_with_one_line(
    variables: dict[str, str], line: str
) -> None:
    clean = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=clean | variables,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line + "\n")


def test_a_secret_that_could_be_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "x" * 31)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is too short: .* 32 signs"):
        environment.secret("SECRET_KEY")
    monkeypatch.setenv("SECRET_KEY", "x" * 32)
    assert environment.secret("SECRET_KEY") == "x" * 32
    monkeypatch.delenv("SECRET_KEY")
    assert environment.secret("SECRET_KEY") == ""


def test_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRA_HOSTS", "10.0.0.7, .example.org,[::1]")
    assert environment.hosts("EXTRA_HOSTS") == ["10.0.0.7", ".example.org", "[::1]"]


@pytest.mark.parametrize("value", ["bad host", "https://example.org", "*", "a..b"])
def test_hosts_that_are_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("EXTRA_HOSTS", f"good.example.org, {value}")
    with pytest.raises(ImproperlyConfigured, match="EXTRA_HOSTS is .*names of hosts"):
        environment.hosts("EXTRA_HOSTS")
