"""The style guide shows what there is, by the templates that the pages use."""

import re
from enum import Enum
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from comparisons.engine.cells import Fit, Level
from comparisons.engine.scoring import Requirement
from comparisons.models.vocabulary import Stance, Status

pytestmark = pytest.mark.django_db

TEMPLATES = settings.BASE_DIR / "templates"
TOKENS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
OF_THE_PAGE = {"page-edge", "page-width", "radius", "target"}


@pytest.fixture
def guide(client: Client) -> str:
    response = client.get("/styleguide/")
    assert response.status_code == 200
    return response.content.decode()


def test_every_colour_size_and_space_is_shown(guide: str) -> None:
    names = set(re.findall(r"--([a-z0-9-]+): (?:light-dark|clamp|[\d.]+rem)", TOKENS))
    shown = set(re.findall(r"var\(--([a-z0-9-]+)\)", guide))
    assert names - shown == OF_THE_PAGE


@pytest.mark.parametrize(
    ("mark", "vocabulary"),
    [
        ("level", Level),
        ("fit", Fit),
        ("requirement", Requirement),
        ("stance", Stance),
        ("status", Status),
    ],
)
def test_every_value_that_has_a_look_is_shown(
    guide: str, mark: str, vocabulary: type[Enum]
) -> None:
    main = guide.partition("<main")[2]
    assert {each.value for each in vocabulary} <= set(re.findall(rf'[" ]{mark}-([a-z-]+)"', main))


COMPONENTS = (
    *("breadcrumbs", "chips", "choice", "dead_end", "empty", "error_summary", "feature_matrix"),
    *("field", "fit", "framework_card", "framework_facts", "legend", "level", "page_head"),
    *("pager", "points", "sample", "search_form", "sources"),
)


def test_what_pages_are_made_of_is_shown() -> None:
    shown = used(TEMPLATES / "styleguide.html")
    assert {f"components/_{name}.html" for name in COMPONENTS} <= shown


def test_every_chart_is_shown() -> None:
    charts = {f"charts/{path.name}" for path in (TEMPLATES / "charts").iterdir()}
    assert charts <= used(TEMPLATES / "styleguide.html")


def used(template: Path) -> set[str]:
    """The templates that a template includes, and those that they include."""
    names = set(re.findall(r'include "([^"]+)"', template.read_text()))
    return names.union(*(used(TEMPLATES / name) for name in names))


def test_links_within_the_guide_lead_somewhere(guide: str) -> None:
    places = set(re.findall(r'\sid="([^"]+)"', guide))
    assert set(re.findall(r'href="#([^"]+)"', guide)) <= places


def test_search_engines_leave_it_out_and_people_find_it(client: Client, guide: str) -> None:
    assert '<meta name="robots" content="noindex">' in guide
    assert "/styleguide/" in client.get("/about/").content.decode()
    assert "/styleguide/" not in client.get("/").content.decode()
    assert "/styleguide/" not in client.get("/sitemap.xml").content.decode()
