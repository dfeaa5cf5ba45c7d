"""A real browser, and checkers of what it shows.

`page` and `browser` come from pytest-playwright; here they get the system's Chromium.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, Response

from tests.support.requirements import require

CHECKERS = settings.VAR / "node" / "node_modules"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ON_MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

# Targets of 24 pixels (WCAG 2.2, 2.5.8) are a rule that axe leaves out unless it is asked for.
AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

CheckPage = Callable[[Page], list[str]]
CheckHtml = Callable[[Mapping[str, str]], list[str]]


def chromium() -> str | None:
    """The path of the browser, if there is one; CHROMIUM may name it."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return found or shutil.which(CHROMIUM_ON_MACOS)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """How pytest-playwright starts its browser."""
    path = chromium()
    require(path, "Chromium was not found; CHROMIUM may name its path")
    return {"executable_path": path, "args": CHROMIUM_FLAGS}


# Of a page with a second script, the first sets the theme: where there is none, scripts are off.
HAVE_RUN = """() => {
  const { theme, scripted } = document.documentElement.dataset;
  const more = document.querySelector("script[data-then]");
  return !more || theme === undefined || scripted !== undefined;
}"""


@pytest.fixture(autouse=True)
def pages_are_opened_once_their_scripts_have_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripts come after the first paint; a person is slower than they are, a test is not."""
    goto = Page.goto

    def patient(page: Page, *args: Any, **options: Any) -> Response | None:
        response = goto(page, *args, **options)
        page.wait_for_function(HAVE_RUN, polling=20)
        return response

    monkeypatch.setattr(Page, "goto", patient)


@pytest.fixture(scope="session")
def axe() -> CheckPage:
    """Check a page for accessibility: give it a page, get one line a violation."""
    script = CHECKERS / "axe-core" / "axe.min.js"
    require(script.exists(), "axe-core is not installed: `make test` does it where there is npm")
    source = script.read_text()

    def check(page: Page) -> list[str]:
        # Evaluated by the driver, so the page's security policy does not apply to it.
        page.evaluate(source)
        found = page.evaluate(f"axe.run(document, {json.dumps(AXE_OPTIONS)})")
        return [
            f"{page.url}: {violation['id']}: {violation['help']}: {node['html'][:200]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return check


@pytest.fixture
def nu_check(tmp_path: Path) -> CheckHtml:
    """Check HTML documents with the Nu checker: give it documents by name, get one line an error.

    Starting the checker takes seconds, so give it all documents at once.
    """
    checker = CHECKERS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    require(checker.exists(), "vnu-jar is not installed: `make test` does it where there is npm")
    java = shutil.which("java")
    require(java, "Java was not found, and the Nu checker needs it")

    def check(documents: Mapping[str, str]) -> list[str]:
        names = {}
        for number, (name, document) in enumerate(documents.items()):
            file = tmp_path / f"{number}.html"
            file.write_text(document)
            names[file.name] = name
        report = subprocess.run(
            [str(java), "-jar", checker, "--stdout", "--exit-zero-always", "--format", "json"]
            + [str(tmp_path / file) for file in names],
            check=True,
            capture_output=True,
            text=True,
        )
        return [
            f"{names[Path(message['url']).name]}:{message.get('lastLine', 0)}: {message['message']}"
            for message in json.loads(report.stdout)["messages"]
            if message["type"] != "info"
        ]

    return check
