"""The list, the comparison and the wizard never disagree on whether a framework has a feature."""

import re

import pytest
from django.test import Client

from comparisons.engine.cells import Level
from comparisons.engine.scoring import (
    MET_FROM,
    Alternative,
    Criterion,
    CriterionKind,
    Direction,
    Importance,
    Preference,
    Requirement,
    meets,
    recommend,
)
from comparisons.models import Feature
from comparisons.queries.alternatives import alternatives
from comparisons.queries.comparison import Requirements, comparison_page
from tests.support.entries import TODAY

MOST = 5


@pytest.fixture
def criteria(loaded_content: None) -> list[Criterion]:
    features = Feature.objects.published().values_list("slug", "name")
    return [Criterion(CriterionKind.FEATURE, slug, name) for slug, name in features]


@pytest.fixture
def found(criteria: list[Criterion]) -> tuple[Alternative, ...]:
    return alternatives(criteria)


def ruled_out(found: tuple[Alternative, ...], criterion: Criterion) -> set[str]:
    """What the wizard rules out when this feature is a must."""
    wish = Preference(criterion, Direction.MORE, 1, MET_FROM, importance=Importance.MUST)
    return {out.alternative.slug for out in recommend(found, [wish]).ruled_out}


def compared(
    found: tuple[Alternative, ...], least: Level | None = None
) -> dict[tuple[str, str], Requirement]:
    """How comparisons mark every feature of every framework, by slugs of feature and framework."""
    results: dict[tuple[str, str], Requirement] = {}
    slugs = sorted(alternative.slug for alternative in found)
    every = tuple(Feature.objects.published().values_list("slug", flat=True))
    for start in range(0, len(slugs), MOST):
        some = slugs[start : start + MOST]
        page = comparison_page(some, Requirements(must=every, least=least), False, TODAY)
        assert page
        for row in page.requirements.rows:
            for slug, answer in zip(some, row.answers, strict=True):
                results[row.row.slug, slug] = answer.result
    return results


def kept(client: Client, **asked: str) -> set[str]:
    """The frameworks that the list keeps with these filters."""
    html = client.get("/frameworks/", asked).content.decode()
    return set(re.findall(r'name="framework"[^>]*value="([-\w]+)"', html))


def test_the_wizard_rules_out_what_the_comparison_marks_as_not_met(
    criteria: list[Criterion], found: tuple[Alternative, ...]
) -> None:
    marks = compared(found)
    assert len(marks) == len(criteria) * len(found) > 1000
    for criterion in criteria:
        not_met = {
            alternative.slug
            for alternative in found
            if marks[criterion.key, alternative.slug] is Requirement.NOT_MET
        }
        assert ruled_out(found, criterion) == not_met, criterion.key


def test_the_list_keeps_what_the_wizard_keeps(
    client: Client, criteria: list[Criterion], found: tuple[Alternative, ...]
) -> None:
    """Only an unknown cell is treated otherwise: it drops out of the list, which asks for what is
    certain, and stays in the wizard, which says that it has to be checked.
    """
    marks = compared(found)
    slugs = {alternative.slug for alternative in found}
    for criterion in criteria:
        unknown = {s for s in slugs if marks[criterion.key, s] is Requirement.UNKNOWN}
        dropped = slugs - kept(client, feature=criterion.key)
        assert dropped - unknown == ruled_out(found, criterion), criterion.key
        assert unknown <= dropped


@pytest.mark.parametrize("least", ["built-in", "official-extension"])
def test_the_comparison_marks_as_met_what_the_list_keeps_at_a_level(
    client: Client, found: tuple[Alternative, ...], least: str
) -> None:
    marks = compared(found, Level(least))
    slugs = {alternative.slug for alternative in found}
    for feature in ("orm", "admin", "asgi"):
        met = {slug for slug in slugs if marks[feature, slug] is Requirement.MET}
        assert met == kept(client, feature=feature, level=least) != set()


@pytest.mark.parametrize("interface", ["wsgi", "asgi"])
def test_who_speaks_an_interface_has_it_built_in(
    client: Client, loaded_content: None, interface: str
) -> None:
    """The list's filter, the wizard's trait and the cell of the matrix under one name."""
    cell = Criterion(CriterionKind.FEATURE, interface, "")
    trait = Criterion(CriterionKind.TRAIT, "interface", "", value=interface)
    frameworks = alternatives([cell])
    native = {f.slug for f in frameworks if f.cells[cell.kind, cell.key] is Level.BUILT_IN}
    speaking = {
        f.slug
        for f in frameworks
        if meets(trait, f.cells[trait.kind, trait.key]) is Requirement.MET
    }
    assert native == speaking == kept(client, interface=interface)
