"""The portal is started as `make run` does it, and answers."""

import os
import re
import signal
import socket
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings

from portal.first_script import SCRIPT
from tests.support.sites import Site


def serve(**environment: str) -> subprocess.CompletedProcess[str]:
    """Start the portal where it cannot start."""
    return subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=settings.BASE_DIR,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_site_that_runs_keeps_its_port(live_site: Site) -> None:
    done = serve(PORT=live_site.environment["PORT"])
    assert done.returncode == 1
    assert re.fullmatch(r"Port \d+ on 127\.0\.0\.1 is in use\. .*\n", done.stderr)


def test_a_database_that_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    done = serve(
        PORT=str(port),
        SECRET_KEY="k" * 32,
        DATABASE_URL=f"postgres://me:secret@127.0.0.1:{port}/none",
    )
    assert done.returncode == 1
    assert re.fullmatch(r"The database postgres://127.* Check DATABASE_URL\.\n", done.stderr)


def test_a_cache_that_does_not_answer(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    done = serve(
        PORT=str(port),
        DATABASE_URL=f"sqlite:///{tmp_path / 'db.sqlite3'}",
        CACHE_URL=f"redis://:secret@127.0.0.1:{port}/0",
    )
    assert done.returncode == 1
    assert re.fullmatch(r"The cache redis://127.* Check CACHE_URL\.\n", done.stderr)


def test_static_files_are_compressed_and_kept_for_ever(live_site: Site) -> None:
    page = live_site.get("/admin/login/").text
    sheet = re.findall(r'href="(/static/admin/css/base\.[0-9a-f]{12}\.css)"', page)[0]
    reply = live_site.get(sheet, Accept_Encoding="br")
    assert reply.headers["Content-Encoding"] == "br"
    assert "immutable" in reply.headers["Cache-Control"]


def test_every_page_carries_the_security_policy(live_site: Site) -> None:
    headers = live_site.get("/admin/login/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    hashed = b64encode(sha256(SCRIPT.encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{hashed}';" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_an_unknown_host_is_refused(live_site: Site) -> None:
    assert live_site.get("/admin/login/", Host="elsewhere.example").status == 400


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_a_supervisor_stop_it(new_site: Site, stop: signal.Signals) -> None:
    assert new_site.get("/admin/login/").status == 200
    os.killpg(new_site.process.pid, stop)  # a terminal tells all of a command's processes
    assert new_site.process.wait(timeout=30) == 0


def test_a_curator_is_created(new_site: Site) -> None:
    new_site.add_curator("ada", "correct-horse-battery")
    read = "print(User.objects.get(username='ada').is_superuser)"
    code = f"from django.contrib.auth.models import User; {read}"
    assert new_site.manage("shell", "--verbosity", "0", "--command", code).strip() == "True"


def test_without_a_terminal_no_administrator_is_pretended() -> None:
    environment = {name: value for name, value in os.environ.items() if "SUPERUSER" not in name}
    done = subprocess.run(
        [sys.executable, "manage.py", "curator"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("There is no terminal to ask at: set DJANGO_SUPERUSER_USERNAME")
    assert "Traceback" not in done.stderr
