"""Sources, claim by claim."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict

from comparisons import models
from comparisons.filters import SourceFilter
from comparisons.models.vocabulary import Stance
from comparisons.queries.filtering import source_filtering
from comparisons.queries.sources import SourcePage, listed_sources, source_page, sources_page
from tests.support import entries

pytestmark = pytest.mark.django_db


def page_of(slug: str) -> SourcePage:
    page = source_page(slug)
    assert page
    return page


def framework() -> models.Framework:
    return models.Framework.objects.first() or entries.framework("flask")


def comparison() -> models.Comparison:
    with entries.publishing():
        entry = entries.saved(
            models.Comparison(slug="django-vs-flask", title="Django or Flask?", introduction="I")
        )
        entry.frameworks.set([framework(), entries.framework("django")])
    return entry


def example() -> models.CompanyExample:
    return entries.company_example("acme", framework(), "current")


def point() -> models.Point:
    text = {"slug": "small", "kind": "pro", "title": "Small", "text": "It is."}
    return entries.saved(models.Point(framework=framework(), **text))


def situation() -> models.Situation:
    text = {"slug": "small", "when": "You start small", "why": "So."}
    return entries.saved(models.Situation(comparison=comparison(), **text))


def faq() -> models.FAQ:
    text = {"slug": "which", "question": "Which?", "answer": "Both."}
    return entries.saved(models.FAQ(comparison=comparison(), **text))


def figure() -> models.Figure:
    return entries.saved(
        models.Figure(
            framework=framework(),
            series="survey",
            series_title="Survey",
            year=2025,
            value=10,
            unit="%",
            trust="low",
            note="Read.",
        )
    )


def release() -> models.Release:
    return entries.saved(models.Release(framework=framework(), line="3.1", released="2024-11"))


def migration() -> models.Migration:
    return entries.saved(
        models.Migration(
            slug="php-to-flask",
            origin_name="PHP",
            target=framework(),
            summary="S",
            carries_over="C",
            does_not="D",
        )
    )


SUBJECTS: dict[str, tuple[Callable[[], Any], str, str]] = {
    "framework": (framework, "Flask", "/frameworks/flask/"),
    "support": (
        lambda: entries.support(framework(), entries.feature("orm"), "none"),
        "Flask: orm",
        "/frameworks/flask/#feature-orm",
    ),
    "suitability": (
        lambda: entries.suitability(framework(), entries.use_case("shop"), "good"),
        "Flask: shop",
        "/frameworks/flask/#use-case-shop",
    ),
    "rating": (
        lambda: entries.rating(framework(), entries.dimension("speed"), 3),
        "Flask: speed",
        "/frameworks/flask/#dimension-speed",
    ),
    "point": (point, "Flask: Small", "/frameworks/flask/#point-small"),
    "company_example": (example, "Acme: Flask", "/companies/?company=acme#company-acme"),
    "comparison": (comparison, "Django or Flask?", "/compare/django-vs-flask/"),
    "situation": (
        situation,
        "Django or Flask?: You start small",
        "/compare/django-vs-flask/#situation-small",
    ),
    "faq": (faq, "Django or Flask?: Which?", "/compare/django-vs-flask/#faq-which"),
    "disagreement": (
        lambda: entries.disagreement("fast", framework()),
        "fast",
        "/disagreements/#disagreement-fast",
    ),
    "code_sample": (
        lambda: entries.sample(entries.task("hello"), framework(), {"a.py": "1"}),
        "hello: Flask",
        "/code/hello/?framework=flask#sample-flask",
    ),
    "figure": (figure, "Flask: Survey: 2025", "/frameworks/flask/#figures"),
    "release": (release, "Flask: 3.1", "/frameworks/flask/"),
    "migration": (migration, "PHP: Flask", "/frameworks/flask/#migration-php-to-flask"),
}


def test_every_kind_of_entry_is_known():
    assert set(SUBJECTS) == set(models.SUBJECTS)


@pytest.mark.parametrize("name", SUBJECTS)
def test_claims_name_their_entry_and_lead_to_it(name: str):
    make, title, address = SUBJECTS[name]
    entries.citation(entries.source("docs"), **{name: make()}, says="It says so.")
    (group,) = page_of("docs").groups
    (entry,) = group.entries
    assert (entry.title, entry.address) == (title, address)
    assert [claim.says for claim in entry.claims] == ["It says so."]


def test_claims_on_one_entry_stand_together():
    cell, docs = SUBJECTS["support"][0](), entries.source("docs")
    entries.citation(docs, support=cell, place="B", stance="qualifies")
    entries.citation(docs, support=cell, place="A")
    page = page_of("docs")
    (entry,) = page.groups[0].entries
    assert [claim.place for claim in entry.claims] == ["A", "B"]
    assert page.stances == ((Stance.SUPPORTS, 1), (Stance.QUALIFIES, 1))


@pytest.mark.parametrize("name", SUBJECTS)
def test_claims_under_drafts_are_not_shown(name: str):
    subject = SUBJECTS[name][0]()
    entries.citation(entries.source("docs"), **{name: subject})
    subject.state = "draft"
    entries.saved(subject)
    assert page_of("docs").groups == ()


def test_claims_under_drafts_above_are_not_shown():
    entries.citation(entries.source("docs"), support=SUBJECTS["support"][0]())
    owner = framework()
    owner.state = "draft"
    entries.saved(owner)
    assert page_of("docs").groups == ()


def test_who_else_speaks_on_the_same_entry():
    cell = SUBJECTS["support"][0]()
    entries.citation(entries.source("docs"), support=cell)
    article = entries.source("article", kind="article", address="")
    entries.citation(article, support=cell, stance="disputes", claims=["S0-001"])
    (entry,) = page_of("docs").groups[0].entries
    assert [(other.slug, other.stances) for other in entry.others] == [
        ("article", (Stance.DISPUTES,))
    ]
    (entry,) = page_of("article").groups[0].entries
    assert (entry.claims[0].ids, entry.claims[0].stance) == (("S0-001",), Stance.DISPUTES)
    assert [other.slug for other in entry.others] == ["docs"]


def test_draft_sources_have_no_page():
    entries.source("docs", state="draft")
    assert source_page("docs") is None
    page = sources_page(listed_sources())
    assert page
    assert page.total == 0


def chosen(query: str = "") -> SourceFilter:
    return SourceFilter(QueryDict(query), listed_sources(), *source_filtering())


def listed(query: str = "", number: str = "1") -> list[str] | None:
    page = sources_page(chosen(query).qs, number)
    return [line.slug for line in page.sources] if page else None


def test_sources_by_kind_framework_and_words():
    entries.citation(entries.source("docs"), framework=framework())
    entries.source("article", kind="article", address="", publisher="A paper")
    for query, found in {
        "": ["article", "docs"],
        "kind=article": ["article"],
        "kind=article&kind=docs": ["article", "docs"],
        "framework=flask": ["docs"],
        "framework=flask&kind=article": [],
        "q=PAPER": ["article"],
        "sort=cited": ["docs", "article"],
        "kind=nonsense": ["article", "docs"],
    }.items():
        assert listed(query) == found, query
    filters = chosen("framework=flask")
    assert [(b.value, b.count) for g in filters.choices["kind"].groups for b in g.boxes] == [
        ("article", 0),
        ("docs", 1),
    ]


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_source_is_cited_for_the_framework_of_its_entry(name: str):
    entries.citation(entries.source("docs"), **{name: SUBJECTS[name][0]()})
    items, _ = source_filtering()
    (item,) = items.values()
    of_frameworks = name not in ("comparison", "situation", "faq", "disagreement")
    assert bool(item.values["framework"]) is of_frameworks


def test_citations_are_counted():
    docs = entries.source("docs")
    entries.citation(docs, support=SUBJECTS["support"][0]())
    entries.citation(docs, framework=framework(), state="draft")
    page = sources_page(listed_sources())
    assert page
    assert [line.citations for line in page.sources] == [1]


def test_pages_of_sources():
    for number in range(101):
        entries.source(f"source-{number:03}")
    sizes = [listed(number=number) for number in ("1", "2", "3", "0", "-1", "x", "\0", "")]
    assert [found and len(found) for found in sizes] == [100, 1, *[None] * 6]
