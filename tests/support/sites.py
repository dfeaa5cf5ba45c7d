"""The portal as its operator runs it: its own process, database and port, two workers."""

import http.client
import os
import random
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.support.workers import Once

START_SECONDS = 180
# Systems leave these out where a connection begins, so a port that is free stays free.
PORTS = range(20_000, 32_000)


@dataclass(frozen=True)
class Reply:
    """What the portal answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(frozen=True)
class Site:
    """A portal that is running, with all of content/ loaded."""

    url: str
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def request(self, method: str, path: str, **headers: str) -> Reply:
        """Send one request over a connection of its own; redirects are not followed.

        Underscores in the names of headers stand for hyphens.
        """
        connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Reply:
        """Send a GET request."""
        return self.request("GET", path, **headers)

    def manage(self, *arguments: str, **environment: str) -> str:
        """Run one of the portal's commands on the site's database and return what it printed."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment | environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def add_curator(self, name: str, password: str) -> None:
        """Create an administrator."""
        self.manage(
            "curator",
            DJANGO_SUPERUSER_USERNAME=name,
            DJANGO_SUPERUSER_EMAIL=f"{name}@example.org",
            DJANGO_SUPERUSER_PASSWORD=password,
        )


def free_port() -> int:
    """A port of this machine that nothing listens at."""
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("All ports of this machine are in use.")


@contextmanager
def running_site(folder: Path, **environment: str) -> Iterator[Site]:
    """Run the portal on the database in the folder, or an empty one, until the block ends.

    Where the tests run on PostgreSQL or Redis, so does the site, apart from all others.
    """
    port = free_port()
    with _database(folder) as database:
        own = {"PORT": str(port), "DATABASE_URL": database, "CACHE_PREFIX": secrets.token_hex(8)}
        variables = os.environ | own | environment
        log = folder / "serve.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=settings.BASE_DIR,
                env=variables,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            site = Site(f"http://127.0.0.1:{port}", variables, process)
            _await_answer(site, log)
            yield site
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _await_answer(site: Site, log: Path) -> None:
    """Wait until a worker answers: the port is open before one does."""
    for _ in range(START_SECONDS * 10):
        if site.process.poll() is not None:
            break
        with suppress(OSError, http.client.HTTPException):
            if site.get("/healthz").status == 200:
                return
        time.sleep(0.1)
    pytest.fail(f"The portal did not start:\n{log.read_text()}")


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        return
    address, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    name = f"site_{secrets.token_hex(8)}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{address}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def _first_start(tmp_path_factory: pytest.TempPathFactory, once: Once) -> Path:
    """The folder of a portal that was started and ended: content and static files are in place.

    On SQLite others begin with a copy of its database, which saves each of them the loading.
    """

    def started() -> Path:
        folder = tmp_path_factory.mktemp("first")
        with running_site(folder):
            return folder

    return once("site", started)


@pytest.fixture(scope="session")
def live_site(_first_start: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One running portal that all tests share: for tests that only read."""
    with running_site(_with_content(tmp_path_factory.mktemp("site"), _first_start)) as site:
        yield site


@pytest.fixture
def new_site(_first_start: Path, tmp_path: Path) -> Iterator[Site]:
    """A running portal of the test's own: for tests that sign in and change things."""
    with running_site(_with_content(tmp_path, _first_start)) as site:
        yield site


def _with_content(folder: Path, first_start: Path) -> Path:
    if connection.vendor == "sqlite":
        loaded, own = (each / "db.sqlite3" for each in (first_start, folder))
        with closing(sqlite3.connect(loaded)) as source, closing(sqlite3.connect(own)) as copy:
            source.backup(copy)
    return folder
