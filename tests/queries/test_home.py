"""The home page."""

import pytest

from comparisons import models
from comparisons.queries.home import framework_lines, home_page
from tests.support import entries

pytestmark = pytest.mark.django_db


def compare(slug: str, position: int, *frameworks: models.Framework) -> None:
    with entries.publishing():
        entry = entries.saved(
            models.Comparison(slug=slug, title=slug, introduction="I", position=position)
        )
        entry.frameworks.set(frameworks)


def test_comparisons_stand_in_the_curators_order():
    a, b, c = (entries.framework(slug) for slug in "abc")
    compare("a-vs-b", 2, a, b)
    compare("b-vs-c", 1, b, c)
    compare("a-vs-c", 0, a, c)
    page = home_page()
    assert [comparison.slug for comparison in page.comparisons] == ["b-vs-c", "a-vs-b"]
    assert page.pair == ("b", "c")


def test_first_two_are_chosen_when_nothing_is_curated():
    entries.frameworks(3)
    assert home_page().pair == ("framework-01", "framework-02")


def test_frameworks_by_name_without_drafts():
    entries.framework("b", name="Zope")
    entries.framework("a", name="aiohttp", kind="async-first")
    entries.framework("c", state="draft")
    assert {(line.slug, line.kind) for line in framework_lines()} == {
        ("a", "Async-first"),
        ("b", "Micro"),
    }


def test_newest_editions_and_counts():
    docs = entries.source("docs")
    entries.citation(docs, framework=entries.framework("a"))
    page = home_page()
    assert [edition.number for edition in page.editions] == [3, 2, 1]
    assert (page.sources, page.citations) == (1, 1)


def test_nothing_published():
    page = home_page()
    assert (page.frameworks, page.comparisons, page.editions, page.pair) == ((), (), (), ())
