"""What Lighthouse says of the pages, on a portal started as its operator starts it.

    python -m benchmarks.lighthouse [--runs 3] [PAGE ...]

The mobile preset: a slow phone on slow 4G, both simulated. Each page is asked for first, so that a
stored reply is measured; every figure is the median of the runs. Ends with status 1 if a page
misses what is promised, and says which audits failed.

Browsers treat 127.0.0.1 as safe, so audits that https would decide pass here without it.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from tests.support.browsers import CHECKERS, CHROMIUM_FLAGS, chromium
from tests.support.sites import Site, running_site

LIGHTHOUSE = CHECKERS / "lighthouse" / "cli" / "index.js"
CATEGORIES = {
    "performance": "speed",
    "accessibility": "access",
    "best-practices": "practice",
    "seo": "search",
}
PAINT = "largest-contentful-paint"
SHIFT = "cumulative-layout-shift"
TRIES = 3
AGAIN = "Please run Lighthouse again"
WARMING_REQUESTS = 8  # enough for both processes of the server to have stored the page


@dataclass(frozen=True)
class Page:
    """A page that is measured, and the seconds its largest part may take to show."""

    address: str
    paint: float = 1.3


PAGES = {
    "home": Page("/"),
    "list": Page("/frameworks/"),
    "framework": Page("/frameworks/django/"),
    "two": Page("/compare/django-vs-flask/"),
    "five": Page("/compare/django-vs-fastapi-vs-flask-vs-pyramid-vs-sanic/", 1.8),
    "matrix": Page("/features/"),
    "question": Page("/wizard/"),
    "result": Page("/wizard/result/?purpose=content-management&staff=ready"),
    "search": Page("/search/?q=orm"),
}


@dataclass(frozen=True)
class Measured:
    """The reports of one page's runs."""

    name: str
    reports: Sequence[dict[str, Any]]

    @property
    def scores(self) -> dict[str, int]:
        """Category to points of 100."""
        return {
            category: round(100 * median(self._score(report, category) for report in self.reports))
            for category in CATEGORIES
        }

    @staticmethod
    def _score(report: dict[str, Any], category: str) -> float:
        return report["categories"][category]["score"] or 0.0

    def figure(self, audit: str) -> float:
        """The median of an audit's number, in its own unit."""
        return median(report["audits"][audit]["numericValue"] for report in self.reports)

    @property
    def line(self) -> str:
        """One line of the table."""
        requests = [
            item
            for item in self.reports[0]["audits"]["network-requests"]["details"]["items"]
            if item["url"].startswith("http")
        ]
        size = sum(item["transferSize"] for item in requests) / 1000
        return (
            f"{self.name:10}"
            + "".join(f"{score:9}" for score in self.scores.values())
            + f"{self.figure(PAINT) / 1000:8.2f} s{self.figure(SHIFT):7.3g}"
            + f"{size:7.0f} KB{len(requests):9}"
        )

    def misses(self) -> Iterator[str]:
        """What is promised and not kept, one line each."""
        for category, score in self.scores.items():
            if score < 100:
                yield f"{self.name}: {category} {score}: {'; '.join(self._failed(category))}"
        limit = PAGES[self.name].paint
        if self.figure(PAINT) > 1000 * limit:
            yield f"{self.name}: largest paint after {self.figure(PAINT) / 1000:.2f} s, not {limit}"
        if self.figure(SHIFT) > 0:
            yield f"{self.name}: the layout shifts by {self.figure(SHIFT):.4f}"

    def _failed(self, category: str) -> list[str]:
        """The audits that cost points, of the run that did worst."""
        report = min(self.reports, key=lambda report: self._score(report, category))
        weighed = {
            reference["id"]
            for reference in report["categories"][category]["auditRefs"]
            if reference["weight"]
        }
        return [
            f"{name} ({audit['title']}{', ' if audit.get('displayValue') else ''}"
            f"{audit.get('displayValue', '')})"
            for name, audit in report["audits"].items()
            if name in weighed and audit["score"] is not None and audit["score"] < 0.9
        ]


def measured(site: Site, name: str, runs: int) -> Measured:
    """Run Lighthouse on a page, so often."""
    address = PAGES[name].address
    for _ in range(WARMING_REQUESTS):
        reply = site.get(address, accept_encoding="gzip, deflate, br, zstd")
        if reply.status != 200:
            sys.exit(f"{address} answers {reply.status}.")
    return Measured(name, [report(site.url + address) for _ in range(runs)])


def report(url: str) -> dict[str, Any]:
    """Run Lighthouse and return its report; again where it lost the browser's trace and asks to."""
    for _ in range(TRIES):
        ran = ran_on(url)
        if ran.returncode == 0:
            return json.loads(ran.stdout)  # type: ignore[no-any-return]
        if AGAIN not in ran.stderr:
            break
    sys.exit(f"Lighthouse failed on {url}:\n{ran.stderr}")


def ran_on(url: str) -> subprocess.CompletedProcess[str]:
    """Run Lighthouse once."""
    return subprocess.run(
        [
            "node",
            str(LIGHTHOUSE),
            url,
            "--output=json",
            "--quiet",
            "--no-enable-error-reporting",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags=--headless {shlex.join(CHROMIUM_FLAGS)}",
        ],
        env=os.environ | {"CHROME_PATH": str(chromium())},
        capture_output=True,
        text=True,
    )


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="Measure pages with Lighthouse.")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("pages", nargs="*", choices=[*PAGES, []], metavar="PAGE")
    return parser.parse_args()


def main() -> None:
    """Measure, show a table, and end with status 1 if something promised is not kept."""
    asked = arguments()
    if not LIGHTHOUSE.exists() or not chromium():
        sys.exit("Lighthouse needs npm (scripts/browser-tools installs it) and Chromium.")
    load, processors = os.getloadavg()[0], os.cpu_count() or 1
    busy = ": other work is going on, so times are rough" if load > processors / 2 else ""
    print(f"Median of {asked.runs}; load {load:.1f} on {processors} processors{busy}.")
    heads = "".join(f"{head:>9}" for head in CATEGORIES.values())
    print(f"{'page':10}{heads}{'paint':>10}{'shift':>7}{'sent':>10}{'requests':>9}")
    misses = []
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        for name in asked.pages or PAGES:
            page = measured(site, name, asked.runs)
            print(page.line, flush=True)
            misses += page.misses()
    sys.exit("\n".join(misses) or None)


if __name__ == "__main__":
    main()
