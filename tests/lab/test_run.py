"""The lab, with the real frameworks of its own environment: what passes, and what it catches."""

import fcntl
import json
import shutil
import subprocess
import tomllib

import pytest
from django.conf import settings

from tests.support.requirements import require

ROOT = settings.BASE_DIR
PYTHON = settings.VAR / "lab" / "bin" / "python"


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


def test_every_framework_says_hello():
    """All samples run by `make lab`; “install and start” would ask a package index."""
    done = run(ROOT / "content", "--task", "hello")
    assert done.returncode == 0, done.stdout + done.stderr
    folders = (ROOT / "content" / "samples" / "hello").iterdir()
    with_code = [folder.name for folder in folders if len(list(folder.iterdir())) > 1]
    assert len(with_code) > 2
    assert done.stdout.count("passed") == len(with_code)


@pytest.mark.parametrize("task", ["typed-path", "html-template"])
@pytest.mark.parametrize("framework", ["django", "flask"])
def test_a_good_sample_passes(task, framework):
    done = run(ROOT / "content", "--task", task, "--framework", framework)
    assert done.returncode == 0, done.stdout + done.stderr


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
    (folder / "hello.py").write_text(f"{locking(content / 'alive')}\n{program}")
    (folder / "sample.toml").write_text('start = "python hello.py"\nrequirements = ["flask"]')
    done = run(content, "--task", "hello", "--framework", "flask", seconds="3")
    assert done.returncode == 1
    assert told in done.stdout
    with (content / "alive").open() as alive:
        fcntl.flock(alive, fcntl.LOCK_EX | fcntl.LOCK_NB)


def locking(file):
    """Return a program that keeps a file locked for as long as its process lives."""
    return f"import fcntl\nalive = open({str(file)!r}, 'w')\nfcntl.flock(alive, fcntl.LOCK_EX)"


@pytest.mark.parametrize(
    ("framework", "distribution", "server"),
    [
        ("masonite", "masonite-framework", "gunicorn"),
        ("pyramid", "pyramid", "waitress"),
        ("tornado", "tornado", ""),
    ],
)
def test_results_are_recorded_with_what_is_installed(content, framework, distribution, server):
    done = run(content, "--task", "hello", "--framework", framework, "--record")
    assert done.returncode == 0
    (result,) = tomllib.loads((content / "lab.toml").read_text())["result"]
    installed = versions(distribution, *filter(None, [server]))
    assert result["framework_version"] == installed[distribution]
    assert result["python_version"] == installed["python"]
    assert result.get("server", "") == (server and f"{server} {installed[server]}")
    assert (result["outcome"], len(result["digest"])) == ("passed", 64)


def test_other_results_stay_as_they_were(content):
    earlier = (ROOT / "content" / "lab.toml").read_text()
    earlier += '\n[[result]]\nmeasure = "waiting"\nframework = "flask"\nvalue = 0.25\n'
    (content / "lab.toml").write_text(earlier)
    assert run(content, "--task", "hello", "--framework", "flask", "--record").returncode == 0
    recorded = (content / "lab.toml").read_text()
    assert others(recorded) == others(earlier)
    assert recorded.count("[[result]]") == earlier.count("[[result]]")


def others(text):
    """Return the results, as they are written, but for saying hello in Flask."""
    ours = 'task = "hello"\nframework = "flask"\n'
    return [part for part in text.split("[[result]]\n") if not part.startswith(ours)]


def versions(*distributions):
    """Return what the lab's environment has: Python, and these distributions."""
    script = "import sys, json, platform, importlib.metadata as found; "
    script += "versions = {name: found.version(name) for name in sys.argv[1:]}; "
    script += "print(json.dumps(versions | {'python': platform.python_version()}))"
    done = subprocess.run([PYTHON, "-c", script, *distributions], capture_output=True, check=True)
    return json.loads(done.stdout)


def test_a_requirement_may_name_extras(content):
    about = content / "samples" / "hello" / "flask" / "sample.toml"
    about.write_text(about.read_text().replace('"flask", ', '"flask[async]", '))
    assert "flask[async]" in about.read_text()
    assert run(content, "--task", "hello", "--framework", "flask").returncode == 0


def test_a_choice_that_fits_nothing_is_told(content):
    done = run(content, "--task", "nothing")
    assert (done.returncode, done.stderr) == (1, "No sample fits these choices.\n")
