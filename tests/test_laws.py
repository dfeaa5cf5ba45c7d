"""The laws of the house that need no content, or a small record.

Laws 3, 7, 8 and 9 are in test_laws_of_content.py, law 4 (valid, accessible pages) in
browser/test_pages.py, law 5 (the arithmetic) in engine/test_scoring.py and law 6 (the file door)
in exchange/.
"""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comparisons.models import Dimension, Feature, Framework, LabResult, UseCase
from tests.support import entries
from tests.support.records import CODE, make_record

ROOT = settings.BASE_DIR
DATA = ROOT / "tests" / "data"

# Law 1: imports go down the floors only.

FLOORS = {
    "engine": 0,
    "models": 1,
    "migrations": 1,
    "queries": 2,
    "publishing": 2,
    "search": 2,
    "readiness": 2,
    "documents": 2,
    "exchange": 2,
    "public": 3,
    "forms": 3,
    "filters": 3,
    "selection": 3,
    "answers": 3,
    "exports": 3,
    "markdown": 3,
    "tables": 3,
    "decisions": 3,
    "cases": 3,
    "admin": 3,
    "templatetags": 3,
    "views": 4,
    "api": 4,
    "feeds": 4,
    "sitemaps": 4,
    "management": 5,
}
# The application's own description: Django reads it before anything else.
GROUND = {"__init__", "apps"}


def room(path: Path) -> str:
    return path.relative_to(ROOT / "comparisons").parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports, by full name, relative imports resolved."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *([node.module] if node.module else [])))
            names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return names


SOURCES = [path for path in (ROOT / "comparisons").rglob("*.py") if room(path) not in GROUND]


def test_every_room_has_a_floor():
    assert {room(path) for path in SOURCES} <= set(FLOORS)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_law_1_imports_go_down_only(path):
    floor = FLOORS[room(path)]
    rooms = {
        name.split(".")[1]
        for name in imported(path)
        if name.startswith("comparisons.") and name.split(".")[1] not in GROUND
    }
    upward = {name for name in rooms - {room(path)} if FLOORS.get(name, 0) > floor}
    assert not upward
    if floor == 0:
        outside = {name.split(".")[0] for name in imported(path)} & {"django", "portal"}
        assert not outside
    assert "lab" not in {name.split(".")[0] for name in imported(path)}


def test_law_1_the_lab_knows_nothing_of_models():
    for path in (ROOT / "lab").glob("*.py"):
        assert not [name for name in imported(path) if name.startswith(("django", "portal"))]
        assert not [name for name in imported(path) if name.startswith("comparisons.models")]


# Law 2: each public page has a literal query budget, whatever the number of frameworks.

BUDGETS = {
    "/": 6,
    "/frameworks/": 10,
    "/frameworks/?kind=full-stack&feature=feature-11&sort=coverage&framework=flask": 10,
    "/frameworks/django/": 13,
    "/compare/": 3,
    "/compare/django-vs-flask/": 14,
    "/compare/django-vs-flask/?show=differences&must=feature-11&nice=feature-12": 14,
    "/compare/django-vs-flask.csv": 14,
    "/frameworks.csv": 11,
    "/features.json": 4,
    "/features/feature-11.csv": 4,
    "/use-cases.md": 3,
    "/use-cases/use-1.json": 5,
    "/companies.csv": 4,
    "/sources.csv": 5,
    "/sources/docs.json": 4,
    "/disagreements.csv": 4,
    "/code.md": 5,
    "/changes.json": 2,
    "/features/": 3,
    "/features/feature-11/": 4,
    "/use-cases/": 3,
    "/use-cases/use-1/": 5,
    "/companies/": 5,
    "/code/": 5,
    "/code/task-1/": 7,
    "/wizard/": 3,
    "/wizard/all/": 3,
    "/wizard/result/": 4,
    "/wizard/result/?needs=all": 9,
    "/companies/?q=a&framework=flask": 5,
    "/sources/?kind=article&framework=flask&sort=cited": 6,
    "/wizard/result.md": 4,
    "/sources/": 6,
    "/sources/docs/": 4,
    "/disagreements/": 4,
    "/method/": 1,
    "/about/": 1,
    "/privacy/": 1,
    "/styleguide/": 1,
    "/search/?q=django": 13,
    "/search/suggest/?q=django": 1,
    "/changes/": 4,
    "/changes/?edition=1": 2,
    "/feeds/changes.atom": 2,
    "/sitemap.xml": 7,
    "/robots.txt": 1,
    "/llms.txt": 3,
    "/api/v1/": 6,
    "/api/v1/openapi.json": 9,
    "/api/v1/frameworks/": 9,
    "/api/v1/frameworks/django/": 13,
    "/api/v1/features/": 3,
    "/api/v1/features/feature-11/": 4,
    "/api/v1/use-cases/": 3,
    "/api/v1/use-cases/use-1/": 5,
    "/api/v1/dimensions/": 2,
    "/api/v1/dimensions/speed/": 4,
    "/api/v1/compare/": 2,
    "/api/v1/compare/django-vs-flask/": 14,
    "/api/v1/companies/": 4,
    "/api/v1/sources/": 3,
    "/api/v1/sources/docs/": 4,
    "/api/v1/disagreements/": 4,
    "/api/v1/code/": 5,
    "/api/v1/code/task-1/": 7,
    "/api/v1/changes/": 3,
    "/api/v1/search/?q=django": 1,
    "/api/v1/wizard/": 3,
    "/api/v1/wizard/result/": 4,
}


def cost(client, address):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address, follow=False)
    assert answer.status_code == 200, address
    return len(captured)


def record_with_a_question(count):
    make_record(count)
    wishes = (
        {"feature": Feature.objects.get(slug="feature-11"), "veto_below": 50},
        {"use_case": UseCase.objects.get(slug="use-1")},
        {"dimension": Dimension.objects.get(slug="speed")},
        {"trait": "kind", "trait_value": "micro"},
    )
    entries.question("needs", {"all": [wish | {"weight": 3} for wish in wishes], "none": []})


@pytest.mark.django_db
@pytest.mark.parametrize("count", [2, 3, 18])
def test_law_2_query_budgets(client, count):
    record_with_a_question(count)
    assert {address: cost(client, address) for address in BUDGETS} == BUDGETS


@pytest.mark.django_db
def test_law_2_the_number_of_frameworks_changes_no_count(client):
    record_with_a_question(3)
    few = {address: cost(client, address) for address in BUDGETS}
    more_frameworks(15)
    many = {address: cost(client, address) for address in BUDGETS}
    assert many == few


# The wizard with answers: every kind of wish, a must and a question that is still open.

GIVEN = "most=all&most.importance=must"
ANSWERED = {
    f"/wizard/?{GIVEN}&ask=more": 8,
    f"/wizard/all/?{GIVEN}": 3,
    f"/wizard/result/?{GIVEN}&more=one": 9,
    f"/wizard/result.md?{GIVEN}&more=one": 9,
    f"/wizard/result.json?{GIVEN}&more=one": 9,
    f"/api/v1/wizard/result/?{GIVEN}&more=one": 9,
}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [2, 3, 18])
def test_law_2_query_budgets_of_the_wizard_with_answers(client, count):
    make_record(count)
    rows = (Feature.objects.all()[0], UseCase.objects.all()[0], Dimension.objects.all()[0])
    wishes = [dict([pair]) for pair in zip(("feature", "use_case", "dimension"), rows, strict=True)]
    wishes[0]["veto_below"] = 50
    entries.question("most", {"all": wishes}, position=1)
    entries.question("more", {"one": wishes[1:2], "other": wishes[2:]}, position=2)
    assert {address: cost(client, address) for address in ANSWERED} == ANSWERED


def more_frameworks(count):
    with entries.publishing():
        for number in range(count):
            Framework.objects.create(
                slug=f"more-{number}",
                name=f"More {number}",
                tagline="One more.",
                kind="micro",
                interface="wsgi",
                licence="MIT",
                creators="Ada",
                first_release="2020",
                summary="S",
                philosophy="P",
                history="H",
            )


# Law 8: every code sample that is shown ran. (That every sample did: test_laws_of_content.py.)


@pytest.mark.django_db
def test_law_8_code_that_did_not_run_is_not_shown(client):
    make_record(2)
    shown = client.get("/compare/django-vs-flask/").content.decode()
    assert "hello" in shown
    assert CODE.split("(")[0] in shown
    with entries.publishing():
        for result in LabResult.objects.all():
            result.digest = "0" * 64
            result.save()
    for address in ("/compare/django-vs-flask/", "/code/task-1/", "/frameworks/django/"):
        page = client.get(address).content.decode()
        assert "hello" not in re.sub(r"<[^>]+>", "", page), address


# Law 10: no test depends on the date of today.

CLOCKS = re.compile(r"\b(datetime\.now|date\.today|timezone\.now|time\.time)\(")


def test_law_10_no_test_asks_what_day_it_is():
    asking = [
        path
        for path in (ROOT / "tests").rglob("*.py")
        if path != Path(__file__) and CLOCKS.search(path.read_text())
    ]
    assert not asking
