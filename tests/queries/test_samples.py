"""Code is shown where it was seen to run as it is now; else a reason stands in its place."""

from datetime import date

import pytest

from comparisons.models import Framework, LabResult, Task
from comparisons.models.vocabulary import Outcome, State
from comparisons.queries.facts import facts_of
from comparisons.queries.samples import Sample, TaskRow, task_rows
from tests.support import entries

pytestmark = pytest.mark.django_db
FILES = {"app.py": "print(1)\n", "page.html": "<p>1</p>\n"}


@pytest.fixture
def hello() -> Task:
    return entries.task("hello")


@pytest.fixture
def flask() -> Framework:
    return entries.framework("flask")


def row() -> TaskRow:
    (found,) = task_rows(facts_of(["flask"]))
    return found


def code() -> Sample:
    found = row().samples[0].code
    assert found is not None
    return found


def change(result: LabResult, **values: object) -> None:
    for name, value in values.items():
        setattr(result, name, value)
    with entries.publishing():
        result.save()


def test_a_sample_that_passed_as_it_is_is_shown(hello, flask):
    entries.passed(entries.sample(hello, flask, FILES))
    found = code()
    assert [file.path for file in found.files] == ["app.py", "page.html"]
    assert found.is_shown
    assert found.run
    assert (found.run.framework_version, found.run.python_version) == ("3.1.3", "3.11")


def test_a_sample_that_never_ran_is_not_shown(hello, flask):
    entries.sample(hello, flask, FILES)
    assert not code().is_shown
    assert row().is_offered
    assert row().shown == 0


@pytest.mark.parametrize(
    "values",
    [
        {"outcome": Outcome.FAILED},
        {"outcome": Outcome.NOT_OFFERED},
        {"digest": ""},
        {"digest": "0" * 64},
        {"state": State.DRAFT},
    ],
)
def test_a_run_proves_only_these_files_and_only_when_it_passed(hello, flask, values):
    change(entries.passed(entries.sample(hello, flask, FILES)), **values)
    assert not code().is_shown


def test_a_run_of_another_task_proves_nothing(hello, flask):
    entries.sample(hello, flask, FILES)
    entries.passed(entries.sample(entries.task("form"), flask, FILES))
    shown = {found.slug: found.shown for found in task_rows(facts_of(["flask"]))}
    assert shown == {"hello": 0, "form": 1}


def test_the_newest_run_is_named(hello, flask):
    sample = entries.sample(hello, flask, FILES)
    entries.passed(sample, python_version="3.13", ran_on=date(2026, 11, 19))
    entries.passed(sample, python_version="3.12", ran_on=date(2026, 11, 18))
    run = code().run
    assert run
    assert (run.python_version, run.ran_on) == ("3.13", date(2026, 11, 19))


def test_without_files_the_note_says_why(hello, flask):
    entries.sample(hello, flask, {}, note="It has no WebSockets.")
    found = code()
    assert found.is_impossible
    assert not found.is_shown
    assert found.note == "It has no WebSockets."


def test_one_task_by_its_slug_in_two_queries(hello, flask, django_assert_num_queries):
    entries.task("form")
    frameworks = facts_of(["flask"])
    with django_assert_num_queries(2):
        (found,) = task_rows(frameworks, "hello")
    assert (found.slug, found.samples[0].code) == ("hello", None)
