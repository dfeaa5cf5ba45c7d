"""The list of frameworks and the page of one, as page objects."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoDbBlocker

from comparisons import models
from comparisons.engine.cells import Level
from comparisons.models.vocabulary import State
from comparisons.queries.frameworks import (
    framework_list,
    framework_page,
    listed_frameworks,
)
from tests.support import entries
from tests.support.records import kept_record

TODAY = date(2026, 11, 20)

pytestmark = pytest.mark.usefixtures("record", "db")


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_record(django_db_blocker, 3):
        yield


def test_coverage_counts_missing_cells_as_unknown():
    entries.feature("new-row")
    framework = framework_list(listed_frameworks()).frameworks[0]
    coverage = framework.coverage
    assert (coverage.built_in, coverage.third_party, coverage.none, coverage.unknown) == (
        1,
        1,
        1,
        2,
    )


def test_page_has_the_citations_of_its_cells_in_full():
    page = framework_page("django", TODAY)
    assert page
    claim = page.groups[0].claims[0]
    assert (claim.anchor, claim.label) == ("feature-feature-11", "Built in")
    (reference,) = claim.references
    assert (reference.source.slug, reference.place, reference.says) == (
        "docs",
        "Page 0",
        "It says so.",
    )


def test_page_names_comparisons_migrations_and_disagreements():
    page = framework_page("flask", TODAY)
    assert page
    assert [text.slug for text in page.texts.comparison] == ["django-vs-flask"]
    assert [text.title for text in page.texts.migrations] == ["Flask to Django"]
    assert page.texts.disagreements == ()


def test_a_comparison_with_a_draft_is_not_offered():
    with entries.publishing():
        flask = models.Framework.objects.get(slug="flask")
        flask.state = State.DRAFT
        flask.save()
    page = framework_page("django", TODAY)
    assert page
    assert (page.texts.comparison, page.texts.migrations) == ((), ())


def test_successor_is_named_only_when_it_is_published():
    new = entries.framework("new")
    entries.framework("old", successor=new)
    page = framework_page("old", TODAY)
    assert page
    assert page.about.successor == ("new", "New")
    with entries.publishing():
        new.state = State.DRAFT
        new.save()
    page = framework_page("old", TODAY)
    assert page
    assert page.about.successor is None


def test_links_in_the_curators_order():
    framework = entries.framework("old")
    for place, title in ((2, "Second"), (1, "First")):
        entries.saved(
            models.Link(
                framework=framework,
                kind="docs",
                title=title,
                address=f"https://example.org/{title}/",
                position=place,
            )
        )
    page = framework_page("old", TODAY)
    assert page
    assert [link.title for link in page.about.links] == ["First", "Second"]


def test_a_draft_has_no_page():
    entries.framework("hidden", state=State.DRAFT)
    assert framework_page("hidden", TODAY) is None
    listed = framework_list(listed_frameworks()).frameworks
    assert "hidden" not in {framework.slug for framework in listed}


def test_cells_are_counted_by_group():
    entries.feature("new-row")
    page = framework_page("django", TODAY)
    assert page
    assert page.coverage.names == ("Django",)
    assert page.coverage.features == page.features
    bars = [bar for group in page.coverage.groups for bar in group.bars]
    assert {bar.accent for bar in bars} == {page.facts.accent}
    unknown = [p.segment.width for bar in bars for p in bar.parts if p.level is Level.UNKNOWN]
    assert sum(unknown) == 2  # the cell that says so, and the one that does not exist


@pytest.mark.parametrize(
    ("fixes", "security", "said"),
    [
        ("2026-11-20", "2027", "gets fixes"),
        ("2026-11-19", "2026-11", "gets security fixes"),
        ("2026-10", "2026-11-19", "support has ended"),
        ("", "", "no end of support published"),
    ],
)
def test_support_is_as_it_stands_on_the_day(fixes, security, said):
    framework = entries.framework("old")
    entries.saved(
        models.Release(
            framework=framework,
            line="1.0",
            released="2024",
            supported_until=fixes,
            security_until=security,
        )
    )
    page = framework_page("old", TODAY)
    assert page
    assert page.releases
    (band,) = page.releases.bands
    assert [line.title for line in band.lines] == [said]
    assert band.words == f"Old 1.0: {said}"
    assert page.releases.has_windows == bool(fixes)


def test_a_line_is_open_where_no_end_of_any_support_is_published():
    framework = entries.framework("old")
    for line, security in (("1.0", "2027"), ("2.0", "")):
        release = models.Release(framework=framework, line=line, released="2024")
        release.security_until = security
        entries.saved(release)
    page = framework_page("old", TODAY)
    assert page
    assert page.releases
    (band,) = page.releases.bands
    assert {each.line.line: each.is_open for each in band.lines} == {"1.0": False, "2.0": True}
    assert not band.is_open
    assert page.releases.has_windows
    left = page.releases.chart.left
    release.long_term = True
    entries.saved(release)
    page = framework_page("old", TODAY)
    assert page
    assert page.releases
    assert page.releases.chart.left > left


def test_the_largest_group_fills_its_bar_and_is_told_in_words():
    page = framework_page("django", TODAY)
    assert page
    first = page.coverage.groups[0]
    assert first.words == "Django: 1 built in, 1 third-party package"
    (bar,) = first.bars
    assert bar.built_in == 1
    drawn = [(part.level.value, part.segment.x, part.segment.width) for part in bar.parts]
    assert drawn == [("built-in", 0, 1), ("third-party", 1, 1)]
    assert page.coverage.widest == first.features == 2


def test_without_release_lines_there_is_no_timeline():
    entries.framework("old")
    page = framework_page("old", TODAY)
    assert page
    assert page.releases is None


def test_shares_of_two_years_are_a_chart_with_the_others():
    own, other = entries.framework("own"), entries.framework("other")
    for framework, year, value in ((own, 2023, 10), (own, 2024, 12), (other, 2024, 7.5)):
        entries.saved(figure(framework, year, value))
    entries.saved(figure(own, 2020, 40, unit="% of others"))
    page = framework_page("own", TODAY)
    assert page
    (chart,) = page.shares
    assert [(line.name, line.is_own) for line in chart.lines] == [("Other", False), ("Own", True)]
    assert [line.newest for line in chart.lines] == [Decimal("7.5"), 12]
    values = [[figure and figure.value for figure in row.figures] for row in chart.rows]
    assert values == [[None, Decimal("7.5")], [10, 12]]
    assert chart.words == "Own: 10 in 2023 and 12 in 2024"
    assert (chart.is_of_one, chart.trust) == (True, "high")
    assert len(page.figures) == 3
    page = framework_page("other", TODAY)
    assert page
    assert page.shares == ()


def figure(framework, year, value, unit="% of answers"):
    return models.Figure(
        series="survey",
        series_title="A survey",
        year=year,
        framework=framework,
        value=Decimal(value),
        unit=unit,
        trust="high",
        note="N",
    )
