"""The wizard against decisions that people took and published, on the real content.

`tuning.jsonl` was looked at while questions and weights were chosen, `held_out.jsonl` was not.
"""

import json
from pathlib import Path

import pytest

from comparisons.cases import parse
from comparisons.engine.evaluation import agreement
from comparisons.models import Framework
from comparisons.queries.evaluation import Judged, evaluation
from comparisons.queries.wizard import questionnaire

FOLDER = Path(__file__).parent / "data" / "wizard_cases"
HALVES = ("tuning", "held_out")


def lines(half: str) -> list[str]:
    return (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()


def judged(half: str) -> tuple[Judged, ...]:
    questions = questionnaire()
    slugs = set(Framework.objects.published().values_list("slug", flat=True))
    return evaluation(questions, parse(lines(half), questions, slugs))


def test_there_are_enough_cases_and_at_most_half_were_looked_at() -> None:
    assert len(lines("tuning") + lines("held_out")) >= 80
    assert len(lines("tuning")) <= len(lines("held_out"))


def test_every_case_is_cited_once_and_told_in_our_words() -> None:
    cases = [json.loads(line) for half in HALVES for line in lines(half)]
    sources = [case["source"] for case in cases]
    assert all(source["title"] and source["read_on"] for source in sources)
    assert all(source["address"].startswith(("https://", "http://")) for source in sources)
    assert len({source["address"] for source in sources}) == len(cases)
    assert len({case["id"] for case in cases}) == len(cases)
    assert all(len(case["says"]) > 40 for case in cases)
    assert all(case["acceptable"] for case in cases)


def test_the_wizard_agrees_with_decisions_that_it_was_not_tuned_on(loaded_content: None) -> None:
    found = judged("held_out")
    wizard = agreement(entry.judgement for entry in found)
    rules = agreement(entry.rules for entry in found)
    assert wizard.first_share >= 0.85
    assert wizard.top_share >= 0.95
    assert wizard.advised_against == 0
    assert wizard.first_share >= rules.first_share + 0.15


@pytest.mark.parametrize("half", HALVES)
def test_the_simple_rules_are_not_made_weak(loaded_content: None, half: str) -> None:
    """They are what most people would say: right in more than half of the decisions."""
    assert agreement(entry.rules for entry in judged(half)).first_share > 0.5
