"""Code side by side."""

import pytest

from comparisons.queries.code import task_lines, task_page
from tests.support import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> None:
    """Flask has passed, Django has failed, Falcon has no files, Quart has no sample."""
    hello = entries.task("hello")
    flask, django = entries.framework("flask"), entries.framework("django")
    falcon = entries.framework("falcon")
    entries.framework("quart")
    done = entries.sample(hello, flask, {"app.py": "print(1)\n"})
    entries.passed(done)
    entries.citation(entries.source("docs"), code_sample=done)
    entries.passed(entries.sample(hello, django, {"app.py": "x"}), outcome="failed")
    entries.sample(hello, falcon, {}, note="It cannot.")


def shown(chosen: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    page = task_page("hello", chosen)
    assert page
    return [(s.facts.slug, bool(s.code and s.code.is_shown)) for s in page.samples]


def test_without_a_choice_those_with_code_are_shown(record: None):
    assert shown() == [("flask", True)]


def test_chosen_frameworks_are_shown_with_or_without_code(record: None):
    assert shown(("quart", "django", "nonsense")) == [("django", False), ("quart", False)]


def test_code_that_changed_after_its_run_is_not_shown(record: None):
    file = entries.models.SampleFile.objects.get(sample__framework__slug="flask")
    file.text = "print(2)\n"
    entries.saved(file)
    assert shown() == []
    page = task_page("hello")
    assert page
    assert page.waiting == 2


def test_samples_that_have_not_passed_are_counted(record: None):
    page = task_page("hello")
    assert page
    assert page.waiting == 1


def test_citations_of_the_samples_shown(record: None):
    page = task_page("hello")
    assert page
    assert [source.slug for source in page.citations.sources] == ["docs"]


def test_those_shown_can_be_compared(record: None):
    page = task_page("hello", ("flask", "django"))
    assert page
    assert page.compare
    assert page.compare.address == "/compare/django-vs-flask/"


def test_at_most_five_are_shown(record: None):
    every = tuple(framework.slug for framework in entries.frameworks(6))
    assert len(shown(every)) == 5


def test_unknown_slug(record: None):
    assert task_page("helo") is None


def test_lines_name_frameworks_with_code(record: None):
    (line,) = task_lines()
    assert line.frameworks == ("Flask",)


def test_drafts_are_not_shown(record: None):
    entries.task("draft", state="draft")
    sample = entries.models.CodeSample.objects.get(framework__slug="flask")
    sample.state = "draft"
    entries.saved(sample)
    assert shown(("flask",)) == [("flask", False)]
    assert [line.slug for line in task_lines()] == ["hello"]
    assert task_page("draft") is None
