"""Run code samples and check what they do.

    python -m lab.run [--task TASK] [--framework FRAMEWORK] [--content FOLDER] [--record]

Each sample is copied to a folder of its own, started on a free port of 127.0.0.1, checked against
the contract of its task and stopped. With --record the results go to lab.toml in the content
folder. The exit status is 1 when a sample failed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from comparisons.engine.digests import digest
from comparisons.engine.toml import dumps
from lab.contracts import CONTRACTS

ROOT = Path(__file__).resolve().parent.parent
# Every sample is written for this port; the lab puts a free one in its place.
PORT = "8000"
START_SECONDS = int(os.environ.get("LAB_START_SECONDS", "120"))


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample; the first of its requirements is the distribution of its framework."""

    task: str
    framework: str
    start: str
    requirements: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Result:
    task: str
    framework: str
    framework_version: str
    python_version: str
    server: str
    ran_on: date
    outcome: str
    detail: str
    digest: str


def samples(content: Path) -> Iterator[Sample]:
    for described in sorted(content.glob("samples/*/*/sample.toml")):
        folder = described.parent
        about = tomllib.loads(described.read_text(encoding="utf-8"))
        files = tuple(
            (path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8"))
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != "sample.toml"
        )
        if files:
            needs = tuple(about["requirements"])
            yield Sample(folder.parent.name, folder.name, about["start"], needs, files)


def run(sample: Sample, today: date) -> Result:
    """Return what running the sample gave; a sample that fails or hangs is a result too."""
    outcome, detail = "passed", ""
    with tempfile.TemporaryDirectory() as place:
        try:
            with started(sample, Path(place)) as site:
                CONTRACTS[sample.task](site)
        except (AssertionError, OSError, ValueError) as error:
            outcome, detail = "failed", str(error)
    return Result(
        sample.task,
        sample.framework,
        version(distribution(sample.requirements[0])),
        platform.python_version(),
        server(sample.start),
        today,
        outcome,
        detail,
        digest(sample.files),
    )


def distribution(requirement: str) -> str:
    """Return the distribution that a requirement such as `fastapi[standard]` names."""
    return requirement.partition("[")[0]


def server(start: str) -> str:
    """Return name and version of the distribution that the last program comes from, if any."""
    program = start.rpartition("&&")[2].split()[0]
    for script in entry_points(group="console_scripts", name=program):
        if script.dist:
            return f"{script.dist.name} {script.dist.version}"
    return ""


@contextlib.contextmanager
def started(sample: Sample, place: Path) -> Iterator[str]:
    """Start the sample in `place`; give its address; end it and all it started."""
    port = free_port()
    for path, text in sample.files:
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text.replace(PORT, str(port)), encoding="utf-8")
    command = sample.start.replace(PORT, str(port))
    with (place / "output.log").open("w+") as output:
        process = subprocess.Popen(
            ["sh", "-c", command],
            cwd=place,
            env=environment(place, sample),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            site = f"http://127.0.0.1:{port}"
            wait_for(site, process, place / "output.log")
            yield site
        finally:
            end(process)


def environment(place: Path, sample: Sample) -> dict[str, str]:
    """Return an environment with the lab's programs first and the lab's versions as limits."""
    limits = place / "limits.txt"
    names = [distribution(requirement) for requirement in sample.requirements]
    lines = [f"{name}=={version(name)}" for name in names]
    limits.write_text("\n".join(lines), encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "PIP_CONSTRAINT": str(limits)}


def wait_for(site: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"It ended by itself: {last_line(log)}")
        try:
            urlopen(site, timeout=1).close()
            return
        except URLError as error:
            if hasattr(error, "code"):
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"It did not answer within {START_SECONDS} s: {last_line(log)}")


def last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "it printed nothing"


def end(process: subprocess.Popen[bytes]) -> None:
    """End the process and its children: politely, and after five seconds by force."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def record(results: list[Result], file: Path) -> None:
    """Put the results in place of earlier ones of the same samples."""
    earlier = recorded(file) if file.exists() else []
    replaced = {(result.task, result.framework) for result in results}
    kept = [row for row in earlier if (row.get("task"), row["framework"]) not in replaced]
    rows = kept + [filled(asdict(result)) for result in results]
    rows.sort(key=lambda row: (row.get("task", row.get("measure")), row["framework"]))
    file.write_text(dumps({"result": rows}), encoding="utf-8")


def recorded(file: Path) -> list[dict[str, Any]]:
    table = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    rows: list[dict[str, Any]] = table["result"]
    return rows


def filled(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value != ""}


def main() -> int:
    parser = argparse.ArgumentParser(description="Run code samples and check what they do.")
    parser.add_argument("--task", help="only samples of this task")
    parser.add_argument("--framework", help="only samples of this framework")
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the content folder")
    parser.add_argument("--record", action="store_true", help="write the results to lab.toml")
    chosen = parser.parse_args()
    today = datetime.now(UTC).date()
    results = []
    for sample in samples(chosen.content):
        if chosen.task in (None, sample.task) and chosen.framework in (None, sample.framework):
            results.append(run(sample, today))
            print(sentence(results[-1]), flush=True)
    if not results:
        print("No sample fits these choices.", file=sys.stderr)
        return 1
    if chosen.record:
        record(results, chosen.content / "lab.toml")
    return 1 if any(result.outcome == "failed" for result in results) else 0


def sentence(result: Result) -> str:
    return (
        f"{result.task} in {result.framework} {result.framework_version}, "
        f"Python {result.python_version}: {result.outcome}. {result.detail}"
    ).rstrip()


if __name__ == "__main__":
    sys.exit(main())
