"""The lab, with the real frameworks of its own environment: what passes, and what it catches."""

import shutil
import subprocess
import tomllib

import pytest
from django.conf import settings

from tests.support.requirements import require

ROOT = settings.BASE_DIR
PYTHON = settings.VAR / "lab" / "bin" / "python"
# “Install and start” asks a package index for the framework: `make lab` runs it.
TASKS = ("hello", "typed-path", "html-template")


@pytest.fixture(scope="module", autouse=True)
def _environment():
    require(PYTHON.exists(), "the lab has no environment: `make lab-tools` makes it")


def run(content, *choices, seconds="20"):
    return subprocess.run(
        [PYTHON, "-m", "lab.run", "--content", content, *choices],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "LAB_START_SECONDS": seconds},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture
def content(tmp_path):
    """A copy of the samples that a test may break."""
    shutil.copytree(ROOT / "content" / "samples", tmp_path / "samples")
    return tmp_path


@pytest.mark.parametrize("task", TASKS)
def test_every_sample_does_its_task(task):
    done = run(ROOT / "content", "--task", task)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("passed") >= 2


@pytest.mark.parametrize(
    ("task", "file", "good", "bad", "told"),
    [
        ("hello", "hello.py", "Hello, World!", "Hello, Moon!", "The answer to / should be"),
        ("typed-path", "items.py", '{"id": item_id}', '{"id": "7"}', "The JSON of /items/7"),
        ("typed-path", "items.py", "<int:item_id>", "<item_id>", "The JSON of /items/7"),
        ("html-template", "templates/hello.html", "{{ name }}", "{{ name|safe }}", "escaped"),
        ("html-template", "greeting.py", '"World"', '"Moon"', "greets the world"),
    ],
)
@pytest.mark.parametrize("framework", ["django", "flask"])
def test_a_broken_sample_is_caught(content, task, file, good, bad, told, framework):
    path = content / "samples" / task / framework / file
    text = path.read_text()
    assert good in text
    path.write_text(text.replace(good, bad))
    done = run(content, "--task", task, "--framework", framework)
    assert done.returncode == 1
    assert "failed" in done.stdout
    assert told in done.stdout


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("raise SystemExit('No, thank you')", "It ended by itself"),
        ("import time\ntime.sleep(600)", "did not answer within 3 s"),
    ],
)
def test_a_sample_that_crashes_or_hangs_is_reported_and_ended(content, program, told):
    folder = content / "samples" / "hello" / "flask"
    (folder / "hello.py").write_text(program)
    (folder / "sample.toml").write_text('start = "python hello.py"')
    done = run(content, "--task", "hello", "--framework", "flask", seconds="3")
    assert done.returncode == 1
    assert told in done.stdout
    left = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(content) not in left


def test_results_are_recorded_with_the_versions_that_are_installed(content):
    done = run(content, "--task", "hello", "--framework", "flask", "--record")
    assert done.returncode == 0
    (result,) = tomllib.loads((content / "lab.toml").read_text())["result"]
    script = "import importlib.metadata, platform; print(importlib.metadata.version('flask'), "
    script += "platform.python_version())"
    told = subprocess.run([PYTHON, "-c", script], capture_output=True, text=True, check=True)
    versions = [result["framework_version"], result["python_version"]]
    assert versions == told.stdout.split()
    assert (result["outcome"], len(result["digest"])) == ("passed", 64)


def test_a_choice_that_fits_nothing_is_told(content):
    done = run(content, "--task", "nothing")
    assert (done.returncode, done.stderr) == (1, "No sample fits these choices.\n")
