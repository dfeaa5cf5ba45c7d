"""Read settings from environment variables, strictly.

Each function takes the variable's name and returns its value. A value that is not
understood raises ImproperlyConfigured with a sentence that says which variable, what it
holds and what is accepted. An empty variable counts as one that is not set.
"""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 32
HOST_NAME = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:]+\]")
BOOLEANS = {"1": True, "true": True, "yes": True, "on": True}
BOOLEANS |= {"0": False, "false": False, "no": False, "off": False}

# Readers never wait for the writer (WAL), a writer waits for its turn (IMMEDIATE and timeout).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;"
    ),
}


def text(name: str, default: str = "") -> str:
    """The variable's text without surrounding space."""
    return os.environ.get(name, "").strip() or default


def texts(name: str) -> list[str]:
    """The variable's comma-separated texts."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def secret(name: str) -> str:
    """A text too long to be guessed, or nothing."""
    value = text(name)
    return _long(name, value) if value else ""


def secrets(name: str) -> list[str]:
    """The variable's comma-separated texts, each too long to be guessed."""
    return [_long(name, value) for value in texts(name)]


def _long(name: str, value: str) -> str:
    if len(value) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"{name} is too short: it must be a random text of at least {SHORTEST_SECRET} signs."
        )
    return value


def hosts(name: str) -> list[str]:
    """The variable's comma-separated names of hosts, or of a domain with all below it (.name)."""
    values = texts(name)
    for value in values:
        if not HOST_NAME.fullmatch(value):
            raise _refusal(name, value, "names of hosts, by commas, such as compare.example.org")
    return values


def boolean(name: str, default: bool = False) -> bool:
    """1, true, yes, on; 0, false, no, off."""
    value = text(name)
    if not value:
        return default
    if value.lower() not in BOOLEANS:
        raise _refusal(name, value, "1 or 0 (true, yes, on; false, no, off)")
    return BOOLEANS[value.lower()]


def integer(name: str, default: int, low: int, high: int) -> int:
    """A whole number from low to high."""
    value = text(name) or str(default)
    if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
        raise _refusal(name, value, f"a whole number from {low} to {high}")
    return int(value)


def choice(name: str, default: str, accepted: tuple[str, ...]) -> str:
    """One of the accepted words, in any case."""
    value = text(name, default).lower()
    if value not in accepted:
        raise _refusal(name, value, "one of " + ", ".join(accepted))
    return value


def site_url(name: str, default: str) -> str:
    """An address of a site: http or https, a host, perhaps a port; no path. No final slash."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        plain = f"{parts.scheme}://{parts.netloc}" == value and "@" not in parts.netloc
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        plain = whole = False
    if not (plain and whole):
        raise _refusal(name, value, "an address such as https://compare.example.org, without path")
    return value


def database(name: str, default: str, base: Path) -> dict[str, Any]:
    """Django's settings of the database at a sqlite: or postgres: address.

    A relative SQLite path counts from `base`. Connections are kept: opening one costs more
    than most pages.
    """
    value = text(name, default)
    if value.partition(":")[0] not in ("sqlite", "postgres", "postgresql"):
        raise _refusal(
            name, without_password(value), "sqlite:///path or postgres://user:password@host/name"
        )
    try:
        # A dict, because the library's type does not admit the keys that are added here.
        parsed: dict[str, Any] = dict(
            dj_database_url.parse(value, conn_max_age=None, conn_health_checks=True)
        )
    except ValueError as error:
        raise _refusal(name, without_password(value), f"a database address ({error})") from None
    if parsed["NAME"] in ("", ":memory:"):
        raise _refusal(name, without_password(value), "an address that names the database")
    if value.startswith("sqlite:"):
        parsed["NAME"] = base / str(parsed["NAME"])
        parsed["OPTIONS"] = SQLITE_OPTIONS
    else:
        parsed["OPTIONS"] = {"connect_timeout": 10} | parsed.get("OPTIONS", {})
    return parsed


def cache(name: str, prefix: str) -> dict[str, Any]:
    """Django's settings of a cache: a redis: address, or the process's own memory if empty.

    In memory, each prefix has a room of its own with a bound of its own.
    """
    value = text(name)
    if not value:
        memory = "django.core.cache.backends.locmem.LocMemCache"
        return {"BACKEND": memory, "LOCATION": prefix, "KEY_PREFIX": prefix}
    if value.partition("://")[0] not in ("redis", "rediss"):
        raise _refusal(name, without_password(value), "redis://host:port/number, or nothing")
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": value,
        "KEY_PREFIX": prefix,
    }


def without_password(address: str) -> str:
    """The address fit to be printed."""
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"


def _refusal(name: str, value: str, accepted: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is {value!r}; it must be {accepted}.")
