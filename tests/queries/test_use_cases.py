"""Use cases and suitability."""

import pytest

from comparisons.engine.cells import Fit
from comparisons.queries.use_cases import use_case_lines, use_case_page
from tests.support import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> None:
    shop = entries.use_case("shop", name="online shops")
    for slug, fit in (("a", "poor"), ("b", "ideal"), ("c", "good"), ("d", "unknown")):
        cell = entries.suitability(entries.framework(slug), shop, fit)
        entries.citation(entries.source(f"source-{slug}"), suitability=cell)
    entries.framework("e")


def test_best_first_and_unknown_last(record: None):
    page = use_case_page("shop")
    assert page
    assert [(row.slug, row.fit) for row in page.rows] == [
        ("b", Fit.IDEAL),
        ("c", Fit.GOOD),
        ("a", Fit.POOR),
        ("d", Fit.UNKNOWN),
        ("e", Fit.UNKNOWN),
    ]


def test_reasons_and_sources(record: None):
    page = use_case_page("shop")
    assert page
    first = page.rows[0]
    assert first.reason == "Why B is ideal."
    assert [page.sources[number - 1].slug for number in first.footnotes] == ["source-b"]
    assert first.address == "/frameworks/b/#use-case-shop"


def test_the_best_can_be_compared(record: None):
    page = use_case_page("shop")
    assert page
    assert [link.address for link in page.compare] == ["/compare/b-vs-c/"]


def test_unknown_slug(record: None):
    assert use_case_page("shops") is None


def test_lines_name_who_is_ideal_and_good(record: None):
    (line,) = use_case_lines()
    assert (line.ideal, line.good) == (("B",), ("C",))


def test_drafts_are_not_shown(record: None):
    entries.use_case("draft", state="draft")
    for entry in (
        entries.models.Framework.objects.get(slug="b"),
        entries.models.Suitability.objects.get(framework__slug="c"),
    ):
        entry.state = "draft"
        entries.saved(entry)
    (line,) = use_case_lines()
    assert (line.ideal, line.good) == ((), ())
    page = use_case_page("shop")
    assert page
    assert [row.slug for row in page.rows] == ["a", "c", "d", "e"]
    assert use_case_page("draft") is None
