"""The portal as its operator runs it: its own process, database and port, two workers."""

import http.client
import os
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

START_SECONDS = 180


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
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One running portal that all tests share: for tests that only read."""
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def new_site(live_site: Site, tmp_path: Path) -> Iterator[Site]:
    """A running portal of the test's own: for tests that sign in and change things.

    On SQLite it begins with a copy of what the shared portal has loaded, which saves seconds.
    """
    if connection.vendor == "sqlite":
        shared = live_site.environment["DATABASE_URL"].removeprefix("sqlite:///")
        own = tmp_path / "db.sqlite3"
        with closing(sqlite3.connect(shared)) as loaded, closing(sqlite3.connect(own)) as copy:
            loaded.backup(copy)
    with running_site(tmp_path) as site:
        yield site
