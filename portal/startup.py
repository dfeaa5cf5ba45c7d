"""What stands between the command that starts the portal and a portal that serves.

Each step looks before it acts, so that a start with nothing to do is quick. A step that
cannot succeed raises StartError with one sentence: what is wrong, where, what to do.
`say` takes one line for the person at the terminal.
"""

import errno
import hashlib
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from comparisons.models import Edition
from portal import environment

Say = Callable[[str], None]

# Any number will do, as long as every release of the portal uses the same.
START_LOCK = 5_270_193


class StartError(Exception):
    """Why the portal does not start, in one sentence for its operator."""


def require_writable(folder: Path) -> None:
    """Make the folder if need be; refuse one that cannot be written to."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise StartError(
            f"{folder} cannot be written to: the portal keeps everything it makes there. "
            "Make that folder writable."
        )


def require_free_port(host: str, port: int) -> None:
    """Refuse an address at which something listens already, or which is not this machine's."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            # As servers do: connections that linger from the last run do not count.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise StartError(_why_not_bound(error, host, port)) from None


def _why_not_bound(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use. Stop what uses it, or choose another with PORT."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be opened by this user. Choose one above 1023 with PORT."
    return f"HOST is {host!r}, which is not an address of this machine ({error.strerror})."


def require_database() -> None:
    """Refuse a database that does not answer."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        reason = str(error).strip().partition("\n")[0]
        raise StartError(
            f"The database {_database_name()} cannot be reached: {reason}. Check DATABASE_URL."
        ) from None


def require_cache() -> None:
    """Refuse a cache that does not answer."""
    try:
        cache.get("start")
    except Exception as error:  # each backend has errors of its own
        address = environment.without_password(os.environ.get("CACHE_URL", ""))
        raise StartError(
            f"The cache {address} cannot be reached: {str(error).rstrip('.')}. Check CACHE_URL."
        ) from None


def _database_name() -> str:
    given = os.environ.get("DATABASE_URL", "").strip()
    return environment.without_password(given) or str(settings.DATABASES["default"]["NAME"])


@contextmanager
def one_machine_at_a_time() -> Iterator[None]:
    """Hold back other machines that start on the same PostgreSQL database meanwhile."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [START_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [START_LOCK])


def migrate(say: Say) -> None:
    """Bring the database's tables up to date."""
    executor = MigrationExecutor(connection)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if steps:
        say(f"Bringing the database {_database_name()} up to date ({steps} steps).")
        call_command("migrate", interactive=False, verbosity=0)


def load_content(say: Say) -> None:
    """Load content files that are newer; with a mistake in them, go on with what is published."""
    told = StringIO()
    try:
        call_command("load_content", if_newer=True, stdout=told)
    except CommandError as error:
        published = Edition.objects.current_number()
        if not published:
            raise StartError(
                f"{error}\nMend these files; `make check-content` looks over them."
            ) from None
        say(f"{error}\nReaders go on seeing edition {published}. Mend the files and start again.")
    else:
        say(told.getvalue().rstrip())


def collect_static(say: Say) -> None:
    """Collect and compress style sheets, scripts and pictures if any has changed."""
    stamp = settings.VAR / "static.stamp"
    wanted = _static_digest()
    if stamp.exists() and stamp.read_text() == wanted and settings.STATIC_ROOT.exists():
        return
    say("Collecting and compressing static files.")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted)


def _static_digest() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            with storage.open(path) as file:
                digest.update(f"{path}\0{file.size}\0".encode())
                digest.update(file.read())
    return digest.hexdigest()


def hints() -> list[str]:
    """What an operator may have overlooked: settings that are allowed but seldom meant."""
    site = urlsplit(settings.SITE_URL)
    found = []
    if settings.HOST not in ("127.0.0.1", "localhost", "::1") and site.hostname == "127.0.0.1":
        found.append("Only this machine is answered: set SITE_URL to the address that others use.")
    if settings.HTTPS and not settings.SECURE_PROXY_SSL_HEADER:
        found.append(
            "SITE_URL is https, but this server speaks plain HTTP: put a proxy before it that "
            "sets X-Forwarded-Proto, and set TRUSTED_PROXY=1."
        )
    return found


def server_command() -> list[str]:
    """The command that serves: Django's reloading server with DEBUG, else granian.

    One thread runs Python code in each worker: a second one only makes both wait for the
    interpreter's lock. Reading requests and writing replies is done beside it.
    """
    if settings.DEBUG:
        host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
        return [sys.executable, "manage.py", "runserver", f"{host}:{settings.PORT}"]
    options = {
        "--interface": "wsgi",
        "--host": settings.HOST,
        "--port": settings.PORT,
        "--workers": settings.WORKERS,
        "--blocking-threads": 1,
        "--blocking-threads-idle-timeout": 600,  # a thread's end is its database connection's
        "--workers-kill-timeout": 3,  # about every second Ctrl-C, an idle worker fails to end
        "--log-level": "warning",
    }
    words = [str(word) for pair in options.items() for word in pair]
    return [
        *(sys.executable, "-m", "granian"),
        *words,
        *("--no-ws", "--respawn-failed-workers"),
        "portal.wsgi:application",
    ]
