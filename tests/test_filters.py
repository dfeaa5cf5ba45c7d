"""What lists say of their filters is what choosing them finds."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoDbBlocker

from comparisons import models
from comparisons.engine.facets import Mode
from comparisons.filters import Box, CompanyFilter, Faceted, FrameworkFilter, SourceFilter
from comparisons.queries.companies import examples
from comparisons.queries.filtering import (
    company_filtering,
    framework_filtering,
    source_filtering,
)
from comparisons.queries.frameworks import listed_frameworks
from comparisons.queries.sources import listed_sources
from tests.support import entries
from tests.support.records import kept_record

pytestmark = pytest.mark.usefixtures("record", "db")
RELEASED = date(2026, 10, 5)


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_record(django_db_blocker, 5):
        django, flask = models.Framework.objects.filter(slug__in=("django", "flask"))
        entries.company_example("zeta", django, "refuted", scope="internal-tool")
        entries.company_example("acme", flask, "historic", slug="blog")
        talk = entries.source("talk", kind="talk")
        entries.citation(talk, framework=flask)
        yield


def of_frameworks(query: QueryDict) -> FrameworkFilter:
    today = entries.TODAY
    return FrameworkFilter(query, listed_frameworks(), framework_filtering(), today)


def of_companies(query: QueryDict) -> CompanyFilter:
    return CompanyFilter(query, examples(), *company_filtering())


def of_sources(query: QueryDict) -> SourceFilter:
    return SourceFilter(query, listed_sources(), *source_filtering())


Made = Callable[[QueryDict], Faceted]
ASKED = [
    (of_frameworks, ""),
    (of_frameworks, "kind=micro&kind=full-stack&licence=MIT&q=a&sort=coverage"),
    (of_frameworks, "feature=feature-11&feature=feature-12&level=built-in"),
    (of_frameworks, "feature=feature-11&use_case=use-1&age=3-months&python=3.12"),
    (of_frameworks, "q=nothing-like-it&interface=wsgi&age=older"),
    (of_companies, "framework=django&framework=flask&status=refuted"),
    (of_companies, "company=acme&scope=whole-product&q=site&page=2"),
    (of_sources, "kind=docs&framework=flask&framework=django"),
    (of_sources, "q=talk&kind=article&kind=talk&sort=cited&page=3"),
]


@pytest.mark.parametrize(("made", "asked"), ASKED)
def test_the_number_at_each_choice_is_what_making_it_finds(made: Made, asked: str) -> None:
    filters = made(QueryDict(asked))
    for name, box in choices(filters):
        others = [pair for pair in parse_qsl(asked) if pair[0] != name]
        if filters.facets.modes.get(name) is Mode.ALL:
            others = parse_qsl(asked)
        found = made(QueryDict(urlencode([*others, (name, box.value)]))).qs
        assert box.count == found.count(), (name, box.value)
        assert box.chosen == ((name, box.value) in parse_qsl(asked))
        assert box.is_dead == (not box.count and not box.chosen)


def choices(filters: Faceted) -> Iterator[tuple[str, Box]]:
    for name, choice in filters.choices.items():
        for group in choice.groups:
            yield from ((name, box) for box in group.boxes)


@pytest.mark.parametrize(("made", "asked"), ASKED)
def test_a_chip_leads_to_the_first_page_without_it_and_says_what_is_there(
    made: Made, asked: str
) -> None:
    filters = made(QueryDict(asked))
    pairs = [pair for pair in parse_qsl(asked) if pair[0] != "page"]
    set_ = [pair for pair in pairs if pair[0] != "sort"]
    left = [sorted(parse_qsl(chip.address[1:])) for chip in filters.chips]
    assert sorted(left) == sorted(sorted(p for p in pairs if p != pair) for pair in set_)
    for chip in filters.chips:
        assert chip.found == made(QueryDict(chip.address[1:])).qs.count(), chip.label
    assert filters.ways_out == tuple(chip for chip in filters.chips if chip.found)
    for chip in filters.apart:
        assert chip.found == made(QueryDict(chip.address[1:])).qs.count(), chip.label
    assert sorted(filters.parameters) == sorted(pairs)


@pytest.mark.parametrize(
    ("days", "ages"),
    [
        (0, {"3-months", "6-months", "1-year", "2-years"}),
        (92, {"3-months", "6-months", "1-year", "2-years"}),
        (93, {"6-months", "1-year", "2-years"}),
        (183, {"6-months", "1-year", "2-years"}),
        (184, {"1-year", "2-years"}),
        (366, {"1-year", "2-years"}),
        (367, {"2-years"}),
        (731, {"2-years"}),
        (732, {"older"}),
    ],
)
def test_a_release_has_an_age_to_its_last_day(days: int, ages: set[str]) -> None:
    items = framework_filtering().items(RELEASED + timedelta(days))
    assert {item.values["age"] for item in items.values()} == {frozenset(ages)}


def test_what_is_not_known_of_a_release_is_no_age_and_any_python() -> None:
    traits = replace(framework_filtering().frameworks[0], released_on=None)
    assert traits.values(entries.TODAY, frozenset())["age"] == frozenset()
    newer = replace(traits, requires_python=">=3.13")
    assert newer.values(entries.TODAY, frozenset())["python"] == {"3.13", "3.14", "3.15"}


def test_a_framework_is_found_by_its_other_names() -> None:
    entries.framework("starlette", aliases="The little star")
    assert [each.slug for each in of_frameworks(QueryDict("q=little star")).qs] == ["starlette"]


def test_drafts_are_neither_offered_nor_counted() -> None:
    before = [(name, box) for name, box in choices(of_sources(QueryDict("")))]
    entries.source("secret", kind="survey", state="draft")
    entries.source("secret-docs", kind="docs", state="draft")
    assert [(name, box) for name, box in choices(of_sources(QueryDict("")))] == before


def test_sources_in_the_order_asked_for() -> None:
    early = entries.source("early", title="Early", read_on="2026-01-01")
    entries.citation(early, framework=models.Framework.objects.first())

    def listed(order: str) -> list[str]:
        return [source.slug for source in of_sources(QueryDict(f"sort={order}")).qs]

    assert listed("title") == ["article", "early", "docs", "talk"]
    assert listed("cited")[0] == "docs"
    assert listed("read") == ["talk", "article", "docs", "early"]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("companies", "company=acme&status=current"),
        ("sources", "framework=flask&sort=cited"),
        ("frameworks", "kind=micro&sort=coverage"),
    ],
)
def test_files_of_a_list_are_filtered_and_sorted_like_it(
    client: Client, name: str, query: str
) -> None:
    page = client.get(f"/{name}/?{query}").content.decode()
    (asked,) = re.findall(rf'href="/{name}\.csv\?([^"]+)"', page)
    assert sorted(parse_qsl(html.unescape(asked))) == sorted(parse_qsl(query))


def test_a_company_that_is_chosen_stays_so_in_the_form(client: Client) -> None:
    page = client.get("/companies/?company=acme").content.decode()
    assert 'type="hidden" name="company" value="acme"' in page


def test_a_choice_that_is_made_can_be_taken_back_though_it_finds_nothing(client: Client) -> None:
    page = " ".join(client.get("/frameworks/?kind=micro&q=nothing").content.decode().split())
    assert 'value="micro" checked> Micro (0)' in page
    assert 'value="full-stack" disabled> Full-stack (0)' in page
    assert ">Feature: Feature 11<" not in page
    page = client.get("/frameworks/?feature=feature-11").content.decode()
    assert "Feature: Feature 11</a>" in page
