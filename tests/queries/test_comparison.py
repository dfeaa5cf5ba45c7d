"""The page object of a comparison: what stands where, what is left out, what it costs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.db.models import Model
from pytest_django import DjangoDbBlocker

from comparisons import models
from comparisons.engine.cells import Level
from comparisons.engine.scoring import Requirement
from comparisons.models.vocabulary import State
from comparisons.queries.comparison import (
    ComparisonPage,
    Requirements,
    comparison_page,
    worth_reading,
)
from comparisons.queries.stacks import PackageFacts
from tests.support import entries
from tests.support.records import kept_record

pytestmark = pytest.mark.usefixtures("record", "db")


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_record(django_db_blocker, 3):
        yield


PAIR = ("django", "flask")
TODAY = entries.NOW.date()


def page_of(
    *slugs: str,
    must: tuple[str, ...] = (),
    nice: tuple[str, ...] = (),
    differences_only: bool = False,
    today: date = TODAY,
) -> ComparisonPage:
    page = comparison_page(slugs or PAIR, Requirements(must, nice), differences_only, today)
    assert page is not None
    return page


def change(entry: models.Curated, **values: object) -> None:
    for name, value in values.items():
        setattr(entry, name, value)
    with entries.publishing():
        entry.save()


def test_cells_stand_in_the_order_of_the_columns():
    page = page_of()
    assert [column.facts.slug for column in page.columns] == ["django", "flask"]
    first = page.rows[0]
    assert [cell.level for cell in first.cells] == [Level.BUILT_IN, Level.THIRD_PARTY]
    assert first.cells[0].packages == ("An-Add-On",)
    assert page.title == "Django vs Flask"


def test_a_missing_cell_is_unknown():
    feature = entries.feature("new-row")
    (row,) = [row for row in page_of().rows if row.slug == feature.slug]
    assert {cell.level for cell in row.cells} == {Level.UNKNOWN}


def test_everything_that_is_shown_brings_its_citations():
    page = page_of()
    hidden = {task.slug for task in page.other_tasks}
    kept = set()
    for citation in models.Citation.objects.all():
        (name,) = (name for name in models.SUBJECTS if getattr(citation, f"{name}_id"))
        entry = getattr(citation, name)
        framework = entry if name == "framework" else getattr(entry, "framework", None)
        of_others = framework and framework.slug not in PAIR
        if not of_others and not (name == "code_sample" and entry.task.slug in hidden):
            kept.add((name, entry.pk))
    assert {name for name, _ in kept} == set(models.SUBJECTS) - {"figure"}
    assert set(page.citations.by_entry) == kept


def test_a_scale_says_in_words_who_stands_where():
    (scale,) = page_of().dimensions
    assert scale.words == "Django 1 of 5 and Flask 2 of 5"
    assert [(mark.name, mark.accent) for mark in scale.marks] == [("Django", 1), ("Flask", 2)]


def test_coverage_by_group_is_drawn_for_each_framework():
    page = page_of()
    assert page.by_group.names == ("Django", "Flask")
    assert page.by_group.features == len(page.rows)
    for place, column in enumerate(page.columns):
        bars = [group.bars[place] for group in page.by_group.groups]
        assert sum(bar.built_in for bar in bars) == column.coverage.built_in
        assert {(bar.name, bar.accent) for bar in bars} == {
            (column.facts.name, column.facts.accent)
        }
    assert len({bar.y for group in page.by_group.groups for bar in group.bars}) == 2


def test_of_each_framework_the_newest_release_lines_stand_on_one_axis():
    flask = models.Framework.objects.get(slug="flask")
    for year in range(2030, 2036):
        entries.saved(models.Release(framework=flask, line=f"{year}", released=f"{year}"))
    releases = page_of().releases
    assert releases
    drawn = {band.name: [each.line.line for each in band.lines] for band in releases.bands}
    assert list(drawn) == ["Django", "Flask"]
    assert drawn["Flask"] == ["2035", "2034", "2033"]
    rows = [each.y for band in releases.bands for each in band.lines]
    assert rows == sorted(set(rows))


def test_surveys_are_drawn_with_a_line_for_each_that_is_compared():
    for slug, values in {"django": (30, 31), "flask": (28,), "quart": (1, 2)}.items():
        for year, value in enumerate(values, 2023):
            figure = models.Figure(
                framework=models.Framework.objects.get(slug=slug),
                series="survey",
                series_title="A survey",
                year=year,
                value=value,
                unit="%",
                trust="low" if slug == "flask" else "high",
                note="N",
            )
            entries.citation(models.Source.objects.first(), figure=entries.saved(figure))
    page = page_of()
    (chart,) = page.shares
    assert [line.name for line in chart.lines] == ["Django", "Flask"]
    assert all(line.is_own for line in chart.lines)
    assert chart.words == "Django: 30 in 2023 and 31 in 2024; Flask: 28 in 2023"
    assert (chart.is_of_one, chart.trust) == (False, "high and low")
    cited = [each for row in chart.rows for each in row.figures if each]
    assert all(page.citations.numbers("figure", each.pk) for each in cited)


def test_companies_are_shown_where_one_framework_alone_has_them():
    change(models.CompanyExample.objects.get(framework__slug="flask"), state=State.DRAFT)
    assert page_of().has_examples
    change(models.CompanyExample.objects.get(framework__slug="django"), state=State.DRAFT)
    assert not page_of().has_examples


def test_a_missing_framework_leaves_no_page():
    assert comparison_page(("django", "nothing"), Requirements(), False, TODAY) is None


def test_differences_only_hides_rows_with_equal_levels_and_keeps_their_groups():
    same = entries.feature("same")
    for framework in models.Framework.objects.all():
        entries.support(framework, same, "built-in")
    page = page_of(differences_only=True)
    assert "same" in {row.slug for row in page.rows}
    assert {group.heading.slug: len(group.rows) for group in page.groups}["group"] == 0
    assert page.differing == sum(len(group.rows) for group in page.groups)


def test_requirements_are_met_not_met_or_unknown():
    page = page_of(must=("feature-11", "no-such"), nice=("feature-21", "feature-11"))
    must, nice = page.requirements.rows
    assert (must.row.slug, must.is_must) == ("feature-11", True)
    assert [answer.result for answer in must.answers] == [Requirement.MET, Requirement.MET]
    assert (nice.row.slug, nice.is_must) == ("feature-21", False)
    assert [a.result for a in nice.answers] == [Requirement.NOT_MET, Requirement.UNKNOWN]
    assert page.requirements.not_found == ("no-such",)


def test_frameworks_can_be_left_out_and_added():
    pair, three = page_of(), page_of("django", "flask", "quart")
    assert [column.without for column in pair.columns] == ["", ""]
    assert [other.slug for other in pair.others] == ["quart"]
    assert [column.without for column in three.columns] == [
        *("flask-vs-quart", "django-vs-quart", "django-vs-flask"),
    ]
    assert three.others == ()


def test_counts_stand_under_their_heads():
    page = page_of()
    for table in (page.coverage, page.checked):
        assert {len(line.counts) for line in table.lines} == {len(table.heads)}
        assert [line.facts.slug for line in table.lines] == ["django", "flask"]
    coverage = dict(zip(page.coverage.heads, page.coverage.lines[0].counts, strict=True))
    assert coverage == dict.fromkeys(
        ("Built in", "Third-party package", "Not available", "Unknown"), 1
    ) | {"Official extension": 0, "By hand": 0}
    assert page.checked.caption.endswith("checked since 20 November 2025")
    assert page.checked.lines[0].counts == (4, 3, 4, 4)


def test_curators_answers_stand_by_framework():
    (choice,) = page_of().choices
    assert choice.framework is not None
    assert choice.framework.slug == "flask"
    assert choice.situations[0].title == "You are in a hurry"


def test_without_curated_text_the_verdict_is_generated():
    page = page_of("django", "quart")
    assert page.choices == ()
    assert page.headline.startswith("Django or Quart?")
    assert page.verdict
    accents = {column.facts.slug: column.facts.accent for column in page.columns}
    assert {len(line.accents) for line in page.verdict} > {1}
    for line in page.verdict:
        assert line.accents == tuple(accents[slug] for slug in line.clause.winners)


def test_every_row_that_a_verdict_links_to_is_on_the_page():
    page = page_of()
    anchors = {f"feature-{row.slug}" for row in page.rows}
    anchors |= {f"use-case-{row.slug}" for row in page.use_cases}
    anchors |= {f"dimension-{scale.row.slug}" for scale in page.dimensions}
    assert {link.anchor for line in page.verdict for link in line.clause.links} <= anchors


def test_three_tasks_are_shown_and_the_rest_are_named():
    page = page_of()
    assert [task.slug for task in page.tasks] == ["task-1", "task-2", "task-3"]
    assert [task.slug for task in page.other_tasks] == ["task-4"]


def test_tasks_with_more_code_to_show_come_first_into_the_choice():
    for file in models.SampleFile.objects.filter(sample__task__slug="task-1"):
        change(file, text="changed since it ran\n")
    page = page_of()
    assert [task.slug for task in page.tasks] == ["task-2", "task-3", "task-4"]


def test_code_that_changed_since_it_ran_is_not_shown():
    for file in models.SampleFile.objects.all():
        change(file, text="changed since it ran\n")
    samples = [sample.code for task in page_of().tasks for sample in task.samples]
    assert samples
    assert not any(sample.is_shown for sample in samples if sample)


def test_checked_counts_cells_by_the_date_given():
    (django, flask) = (column.checked for column in page_of().columns)
    assert (django.cells, django.known, django.cited, django.recent) == (4, 3, 4, 4)
    assert flask == django
    late = page_of(today=date(2028, 1, 1))
    assert {column.checked for column in late.columns} == {replace(django, recent=0)}


def test_furthest_apart_leaves_unknown_cells_out():
    assert [row.slug for row in page_of().widest] == ["feature-11", "feature-12"]
    cell = models.Support.objects.get(framework__slug="flask", feature__slug="feature-11")
    change(cell, level="none")
    assert [row.slug for row in page_of().widest] == ["feature-11", "feature-12"]
    change(cell, level="official-extension")
    assert [row.slug for row in page_of().widest] == ["feature-12", "feature-11"]


def test_a_company_is_anchored_once():
    anchors = [example.anchor for column in page_of().columns for example in column.examples]
    assert sorted(anchors) == ["", "company-acme"]


def test_comparisons_worth_reading_in_the_curators_order():
    (link,) = worth_reading()
    assert (link.slug, link.title) == ("django-vs-flask", "Django or Flask?")
    change(models.Framework.objects.get(slug="flask"), state=State.DRAFT)
    assert worth_reading() == ()


def everything(page: ComparisonPage) -> str:
    return repr(page)


DRAFTS = {
    models.Feature: "Feature 11",
    models.FeatureGroup: "Group 1",
    models.Support: "Feature 11 in Django.",
    models.Package: "An-Add-On",
    models.Release: "line='1.2'",
    models.UseCase: "use case 1",
    models.Suitability: "It is so.",
    models.Dimension: "slow",
    models.Rating: "Measured.",
    models.Point: "pro title",
    models.Company: "Acme",
    models.CompanyExample: "Its site.",
    models.Task: "Task 1",
    models.CodeSample: "print(",
    models.SampleFile: "print(",
    models.LabResult: "python_version='3.11'",
    models.Comparison: "It depends.",
    models.Situation: "You are in a hurry",
    models.FAQ: "Rarely.",
    models.Migration: "Some do.",
    models.Disagreement: "They differ.",
    models.Source: "The documentation",
    models.Citation: "It says so.",
    models.PackageSnapshot: "requires_python",
}


@pytest.mark.parametrize("model", DRAFTS, ids=lambda model: model.__name__)
def test_drafts_never_show(model: type[Model]):
    words = DRAFTS[model]
    assert words in everything(page_of())
    hidden = model._default_manager.all()
    for entry in hidden:
        if words in ("An-Add-On", "The documentation") and words not in str(entry):
            continue
        change(entry, state=State.DRAFT)
    assert words not in everything(page_of())


def test_a_stack_says_what_to_add_to_match_the_one_with_most_built_in() -> None:
    django, flask = (models.Framework.objects.get(slug=slug) for slug in PAIR)
    with entries.publishing():
        mailer = models.Package.objects.create(
            slug="mailer", title="Mailer", maintainer="The mailers", address="https://m.example/"
        )
        models.PackageSnapshot.objects.create(
            package=mailer,
            taken_on=date(2026, 11, 1),
            latest="3.1",
            released_on=date(2026, 10, 1),
            licence="MIT",
        )
        levels = ("third-party", "manual", "none", "unknown")
        for feature, level in zip(models.Feature.objects.all(), levels, strict=True):
            for framework, here in ((django, "built-in"), (flask, level)):
                cell = models.Support.objects.get(framework=framework, feature=feature)
                cell.level = here
                cell.save()
                cell.packages.set([mailer] if here == "third-party" else [])
    (stack,) = page_of().stacks
    assert (stack.framework.slug, stack.model.slug) == ("flask", "django")
    (addition,) = stack.additions
    assert addition.features == ("Feature 11",)
    assert addition.package == PackageFacts(
        "Mailer", "https://m.example/", "The mailers", "3.1", date(2026, 10, 1), "MIT"
    )
    assert stack.by_hand == ("Feature 12",)
    assert stack.not_available == ("Feature 21",)
    assert stack.unknown == ("Feature 22",)


def test_no_stack_where_two_have_as_much_built_in():
    with entries.publishing():
        for cell in models.Support.objects.all():
            cell.level = "built-in"
            cell.save()
    assert page_of().stacks == ()
