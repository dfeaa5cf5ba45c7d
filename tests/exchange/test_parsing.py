"""Every kind of mistake in the files, each with file, key and a sentence; all of them at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from comparisons.exchange.parsing import InvalidContent, parse
from comparisons.models import Citation, Comparison, Feature, Point, SampleFile, Support


def problems(folder: Path) -> list[str]:
    with pytest.raises(InvalidContent) as refused:
        parse(folder)
    return list(map(str, refused.value.problems))


def replace(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text()
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1))


def append(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + text)


# What is done to the folder, and every problem that follows.
MISTAKES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "unknown key": (
        lambda folder: replace(folder, "frameworks/flask/support.toml", "level =", "levle ="),
        [
            "frameworks/flask/support.toml: support[feature=orm].levle: "
            "This key is not known (did you mean “level”?).",
            "frameworks/flask/support.toml: support[feature=orm].level: This key is missing.",
        ],
    ),
    "unknown list": (
        lambda folder: append(folder, "tasks.toml", '[[sample]]\nslug = "a"\n'),
        ["tasks.toml: sample: This key is not known."],
    ),
    "missing key": (
        lambda folder: replace(folder, "features.toml", 'why = "An address', '# why = "An address'),
        ["features.toml: feature[slug=routing].why: This key is missing."],
    ),
    "missing key of a citation": (
        lambda folder: replace(folder, "frameworks/django/ratings.toml", "checked_on", "# "),
        [
            "frameworks/django/ratings.toml: rating[dimension=flexibility]"
            ".citations[source=article-one,place=Verdict].checked_on: This key is missing."
        ],
    ),
    "number for text": (
        lambda folder: replace(folder, "tasks.toml", '"Hello, world"', "5"),
        ["tasks.toml: task[slug=hello].name: Write text, in quotation marks."],
    ),
    "value that a trait does not have": (
        lambda folder: replace(folder, "wizard.toml", '"full-stack"', '"big"'),
        [
            "wizard.toml: question[slug=purpose].options[slug=news].preferences[2].trait_value: "
            "“big” is not one of full-stack, micro, async-first, api-first, toolkit."
        ],
    ),
    "framework that a trait names in vain": (
        lambda folder: replace(
            folder,
            "wizard.toml",
            'trait = "kind"\ntrait_value = "full-stack"',
            'trait = "in-use"\ntrait_value = "flsk"',
        ),
        [
            "wizard.toml: question[slug=purpose].options[slug=news].preferences[2].trait_value: "
            "“flsk” is not one of django, flask."
        ],
    ),
    "text for a date": (
        lambda folder: replace(folder, "sources/flask-docs.toml", "2026-11-02", '"2026-11-02"'),
        [
            "sources/flask-docs.toml: read_on: "
            "Write a date such as 2026-11-20, without quotation marks."
        ],
    ),
    "moment for a date": (
        lambda folder: replace(
            folder, "sources/flask-docs.toml", "2026-11-02", "2026-11-02T10:00:00"
        ),
        [
            "sources/flask-docs.toml: read_on: "
            "Write a date such as 2026-11-20, without quotation marks."
        ],
    ),
    "truth for a number": (
        lambda folder: replace(folder, "figures.toml", "2025", "true"),
        [
            "figures.toml: figure[series=a-survey,year=True,framework=flask].year: "
            "Write a whole number, without quotation marks."
        ],
    ),
    "text for a decimal": (
        lambda folder: replace(folder, "figures.toml", "14.4", '"14.4"'),
        [
            "figures.toml: figure[series=a-survey,year=2025,framework=flask].value: "
            "Write a number, without quotation marks."
        ],
    ),
    "text for a truth": (
        lambda folder: replace(folder, "wizard.toml", "short = true", 'short = "yes"'),
        ["wizard.toml: question[slug=parts].short: Write true or false."],
    ),
    "text for a list": (
        lambda folder: replace(folder, "samples/hello/flask/sample.toml", '["flask"]', '"flask"'),
        ["samples/hello/flask/sample.toml: requirements: Write a list, in square brackets."],
    ),
    "list of numbers": (
        lambda folder: replace(folder, "samples/hello/flask/sample.toml", '["flask"]', "[1]"),
        ["samples/hello/flask/sample.toml: requirements: Write a list of texts."],
    ),
    "outside the vocabulary": (
        lambda folder: replace(folder, "frameworks/django/support.toml", '"built-in"', '"builtin"'),
        [
            "frameworks/django/support.toml: support[feature=orm].level: “builtin” is not one of "
            "built-in, official-extension, third-party, manual, none, unknown "
            "(did you mean “built-in”?)."
        ],
    ),
    "dangling slug": (
        lambda folder: replace(
            folder, "frameworks/django/support.toml", 'feature = "orm"', 'feature = "omr"'
        ),
        [
            "frameworks/django/support.toml: support[feature=omr].feature: "
            "There is no feature “omr” (did you mean “orm”?)."
        ],
    ),
    "dangling slug in a list": (
        lambda folder: replace(
            folder, "frameworks/flask/support.toml", '"sqlalchemy"]', '"sqlalchmy"]'
        ),
        [
            "frameworks/flask/support.toml: support[feature=orm].packages: "
            "There is no package “sqlalchmy” (did you mean “sqlalchemy”?)."
        ],
    ),
    "dangling source": (
        lambda folder: (folder / "sources/django-docs.toml").unlink(),
        [
            f"frameworks/django/{where}.source: There is no source “django-docs”."
            for where in (
                "framework.toml: releases[line=5.2]"
                ".citations[source=django-docs,place=releases/5.2]",
                "support.toml: support[feature=orm]"
                ".citations[source=django-docs,place=topics/db/models]",
                "support.toml: support[feature=schema-migrations]"
                ".citations[source=django-docs,place=topics/migrations]",
                "support.toml: support[feature=routing]"
                ".citations[source=django-docs,place=topics/http/urls]",
            )
        ],
    ),
    "dangling slug in a path": (
        lambda folder: append(
            folder, "frameworks/falsk/points.toml", '[[point]]\nslug = "a"\nkind = "pro"\n'
        ),
        [
            "frameworks/falsk/points.toml: There is no framework “falsk” (did you mean “flask”?).",
            "frameworks/falsk/points.toml: point[slug=a].title: This key is missing.",
            "frameworks/falsk/points.toml: point[slug=a].text: This key is missing.",
        ],
    ),
    "two entries with one slug": (
        lambda folder: replace(
            folder, "features.toml", 'slug = "schema-migrations"', 'slug = "routing"'
        ),
        [
            "features.toml: feature[slug=routing]: Another entry has this slug: keep one of them.",
            "frameworks/django/support.toml: support[feature=schema-migrations].feature: "
            "There is no feature “schema-migrations”.",
            "frameworks/flask/support.toml: support[feature=schema-migrations].feature: "
            "There is no feature “schema-migrations”.",
        ],
    ),
    "two cells for one feature": (
        lambda folder: replace(
            folder, "frameworks/django/support.toml", '"schema-migrations"', '"orm"'
        ),
        [
            "frameworks/django/support.toml: support[feature=orm]: "
            "Another entry has this feature: keep one of them."
        ],
    ),
    "two entries with one name": (
        lambda folder: replace(folder, "features.toml", '"Routing"', '"Schema migrations"'),
        ["features.toml: feature[slug=routing].name: Another entry has this name."],
    ),
    "the same criterion twice": (
        lambda folder: replace(
            folder, "wizard.toml", 'dimension = "flexibility"', 'feature = "orm"'
        ),
        [
            "wizard.toml: question[slug=parts].options[slug=chosen].preferences[2]: "
            "Another entry has this criterion: keep one of them."
        ],
    ),
    "one place cited twice": (
        lambda folder: replace(
            folder,
            "frameworks/django/support.toml",
            'source = "django-docs"\nplace = "topics/db/models"',
            'source = "article-one"\nplace = "Table 1"',
        ),
        [
            "frameworks/django/support.toml: support[feature=orm]"
            ".citations[source=article-one,place=Table 1]: "
            "Another entry has this source and place: keep one of them."
        ],
    ),
    "slug that is not the file's name": (
        lambda folder: replace(folder, "sources/flask-docs.toml", '"flask-docs"', '"flask-doc"'),
        ["sources/flask-docs.toml: slug: “flask-doc” is not what the path says: flask-docs."],
    ),
    "slug in the wrong form": (
        lambda folder: replace(folder, "tasks.toml", 'slug = "hello"', 'slug = "Hello-vs-World"'),
        [
            "lab.toml: result[framework=django,framework_version=5.2.8,python_version=3.11.2]"
            ".task: There is no task “hello”.",
            "samples/hello/django/sample.toml: There is no task “hello”.",
            "samples/hello/flask/sample.toml: There is no task “hello”.",
            "tasks.toml: task[slug=Hello-vs-World].slug: Use lower-case letters, digits and "
            "single hyphens, and never “-vs-”: it joins the names in comparison addresses.",
        ],
    ),
    "comparison out of order": (
        lambda folder: (
            (folder / "comparisons/django-vs-flask.toml").rename(
                folder / "comparisons/flask-vs-django.toml"
            ),
            replace(
                folder, "comparisons/flask-vs-django.toml", "django-vs-flask", "flask-vs-django"
            ),
        ),
        [
            "comparisons/flask-vs-django.toml: slug: Write it as django-vs-flask: "
            "each framework once, in alphabetical order."
        ],
    ),
    "comparison of what is not there": (
        lambda folder: append(
            folder,
            "comparisons/flask-vs-pyramid.toml",
            'slug = "flask-vs-pyramid"\ntitle = "?"\nintroduction = "?"\n',
        ),
        ["comparisons/flask-vs-pyramid.toml: slug: There is no framework “pyramid”."],
    ),
    "claims of what is no article": (
        lambda folder: append(folder, "samples/hello/flask/sample.toml", 'claims = ["S0-001"]\n'),
        [
            "samples/hello/flask/sample.toml: citations[source=flask-docs,place=quickstart].claims:"
            " Only a citation of an article has claim ids."
        ],
    ),
    "claim id in the wrong form": (
        lambda folder: replace(folder, "frameworks/django/support.toml", "S0-003", "S0-3"),
        [
            "frameworks/django/support.toml: support[feature=orm]"
            ".citations[source=article-one,place=Table 1].claims: Write claim ids as S0-001."
        ],
    ),
    "note that the level asks for": (
        lambda folder: replace(
            folder, "frameworks/flask/support.toml", 'note = "Usually SQLAlchemy."', ""
        ),
        [
            "frameworks/flask/support.toml: support[feature=orm]: Say in a note what provides it "
            "or how it is done: only “built in”, “not available” and “unknown” stand without one."
        ],
    ),
    "rating off the scale": (
        lambda folder: replace(folder, "frameworks/flask/ratings.toml", "value = 5", "value = 6"),
        [
            "frameworks/flask/ratings.toml: rating[dimension=flexibility]: "
            "A rating is a number from 1 to 5, or empty for unknown."
        ],
    ),
    "two criteria": (
        lambda folder: replace(
            folder, "wizard.toml", 'feature = "orm"', 'feature = "orm"\nuse_case = "json-api"'
        ),
        [
            "wizard.toml: question[slug=parts].options[slug=chosen].preferences[1]: Choose exactly "
            "one criterion: a feature, a use case, a dimension, or a trait with its value."
        ],
    ),
    "empty text": (
        lambda folder: replace(folder, "tasks.toml", '"Hello, world"', '""'),
        ["tasks.toml: task[slug=hello].name: This field cannot be blank."],
    ),
    "text that is too long": (
        lambda folder: replace(folder, "tasks.toml", '"Hello, world"', f'"{"x" * 81}"'),
        [
            "tasks.toml: task[slug=hello].name: "
            "Ensure this value has at most 80 characters (it has 81)."
        ],
    ),
    "address that is none": (
        lambda folder: replace(
            folder, "companies/a-newspaper.toml", "https://newspaper.example/", "newspaper"
        ),
        ["companies/a-newspaper.toml: address: Enter a valid URL."],
    ),
    "table for a list of tables": (
        lambda folder: replace(folder, "tasks.toml", "[[task]]", "[task]"),
        [
            "tasks.toml: task: Write each entry under a line [[task]] of its own.",
        ],
    ),
    "broken TOML": (
        lambda folder: replace(folder, "dimensions.toml", '"Flexibility"', '"Flexibility'),
        [
            "dimensions.toml: This is not valid TOML: "
            "Illegal character '\\n' (at line 3, column 20)."
        ],
    ),
    "not UTF-8": (
        lambda folder: (folder / "samples/hello/flask/hello.py").write_bytes(b"\xff"),
        ["samples/hello/flask/hello.py: This file is not UTF-8 text."],
    ),
    "file outside the layout": (
        lambda folder: append(folder, "framework/flask/support.toml", ""),
        ["framework/flask/support.toml: No content is kept in a file of this name."],
    ),
    "sample without description": (
        lambda folder: append(folder, "samples/hello/pyramid/hello.py", ""),
        ["samples/hello/pyramid/hello.py: The sample.toml that belongs to it is missing."],
    ),
    "sample file with a strange name": (
        lambda folder: append(folder, "samples/hello/flask/a b.py", "pass\n"),
        [
            "samples/hello/flask/a b.py: path: "
            "Write the path as app.py or templates/page.html, without spaces."
        ],
    ),
}


@pytest.mark.parametrize(("damage", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_file_key_and_reason(
    small_folder: Path, damage: Callable[[Path], object], expected: list[str]
) -> None:
    damage(small_folder)

    assert sorted(problems(small_folder)) == sorted(expected)


def test_the_small_content_is_whole(small_folder: Path) -> None:
    content = parse(small_folder)

    assert len(content.entries(Support)) == 6
    assert [point.slug for point in content.entries(Point)] == [
        "complete",
        "large",
        "small",
        "draft",
    ]
    assert {file.path for file in content.entries(SampleFile)} == {
        "hello.py",
        "templates/hello.html",
    }


def test_places_count_within_the_file_or_the_group(small_folder: Path) -> None:
    content = parse(small_folder)
    features = {feature.slug: feature.position for feature in content.entries(Feature)}

    assert features == {"orm": 1, "schema-migrations": 2, "routing": 1}
    assert [citation.position for citation in content.entries(Citation)][:2] == [1, 1]
    assert content.entries(Comparison)[0].position == 1, "written in the file"


def test_a_folder_without_content_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path) == [f"{tmp_path}: There are no content files here."]
    assert problems(tmp_path / "missing")


def test_files_that_are_not_content_are_left_alone(small_folder: Path) -> None:
    digest = parse(small_folder).digest
    append(small_folder, "README.md", "How to write content.")

    assert parse(small_folder).digest == digest


TOGETHER = (
    "unknown key",
    "unknown list",
    "missing key",
    "missing key of a citation",
    "text for a date",
    "truth for a number",
    "outside the vocabulary",
    "dangling slug in a list",
    "dangling slug in a path",
    "two entries with one name",
    "two criteria",
    "comparison of what is not there",
    "claims of what is no article",
    "claim id in the wrong form",
    "rating off the scale",
    "broken TOML",
    "not UTF-8",
    "file outside the layout",
    "sample without description",
)


def test_all_mistakes_in_all_files_are_told_at_once(small_folder: Path) -> None:
    expected = []
    for name in TOGETHER:
        damage, told = MISTAKES[name]
        damage(small_folder)
        expected += told

    assert sorted(problems(small_folder)) == sorted(expected)
