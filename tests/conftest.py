"""What every test stands on: no network, an empty cache, its own database, the real content."""

import ipaddress
import os
import sys
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from hypothesis import configuration
from hypothesis import settings as hypothesis_settings

from comparisons import search
from tests.support import caches as stored

if TYPE_CHECKING:
    from tests.support.sites import Site

pytest_plugins = [
    "tests.support.workers",
    "tests.support.browsers",
    "tests.support.content",
    "tests.support.sites",
]

# The browser's driver keeps an event loop in this thread; Django takes that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

configuration.set_hypothesis_home_dir("var/hypothesis")
hypothesis_settings.register_profile("default", deadline=None, derandomize=True, database=None)
hypothesis_settings.register_profile("nightly", deadline=None, max_examples=2_000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "default")
NIGHTLY = "HYPOTHESIS_PROFILE" in os.environ
LONG_RUN = "CI" in os.environ or NIGHTLY
PICTURES = "SCREENSHOTS" in os.environ or NIGHTLY


def pytest_configure(config: pytest.Config) -> None:
    """Take what only costs time out of the settings; refuse the network from here on."""
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for cache in settings.CACHES.values():
        cache["KEY_PREFIX"] += os.environ.get("PYTEST_XDIST_WORKER", "")
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo":
        _require_address(arguments[0])
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
        if not _require_address(host).is_loopback:
            raise RuntimeError(f"A test connects to {host}: tests speak to this machine only.")


def _require_address(host: object) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        return ipaddress.ip_address("127.0.0.1" if host in ("localhost", None) else str(host))
    except ValueError:
        raise RuntimeError(f"A test looks up {host}: tests speak to this machine only.") from None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they use, so that a run can leave them out; begin with what takes longest.

    Processes that share a run and take tests from each other's end then all have work to the end.
    """
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if "browser" in used:
            item.add_marker("browser")
        if used & {"live_site", "new_site"}:
            item.add_marker("site")
    items.sort(key=_place_in_the_run)


def _place_in_the_run(item: pytest.Item) -> int:
    if item.get_closest_marker("site"):
        return 0
    return 1 if "loaded_content" in getattr(item, "fixturenames", ()) else 2


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what is written for a database or cache that this run does not use."""
    if item.get_closest_marker("nightly") and not NIGHTLY:
        pytest.skip("takes very long: `make nightly` runs it")
    if item.get_closest_marker("long") and not LONG_RUN:
        pytest.skip("takes long: `make nightly` and CI run it")
    if item.get_closest_marker("screenshots") and not PICTURES:
        pytest.skip("makes hundreds of pictures: `make screenshots` and `make nightly` run it")
    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL does not name a PostgreSQL database")
    if item.get_closest_marker("redis") and "redis" not in settings.CACHES["default"]["BACKEND"]:
        pytest.skip("CACHE_URL does not name a Redis server")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep SQLite's test database in a file, as the portal does, so that WAL and locks are real."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "db.sqlite3")


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    for cache in caches.all():
        stored.empty(cache)
    search.index_of.cache_clear()


@pytest.fixture(scope="session")
def base_url(live_site: "Site") -> str:
    """Where `page.goto("/frameworks/")` goes."""
    return live_site.url
