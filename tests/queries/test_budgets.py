"""Each page function costs a literal number of queries, however many frameworks there are."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from comparisons.answers import parse
from comparisons.models import Dimension, Feature, UseCase
from comparisons.queries.changes import changes_page, newest_parts
from comparisons.queries.code import task_lines, task_page
from comparisons.queries.companies import companies_page, examples
from comparisons.queries.disagreements import disagreements_page
from comparisons.queries.filtering import (
    company_filtering,
    framework_filtering,
    source_filtering,
)
from comparisons.queries.home import home_page
from comparisons.queries.machines import addresses, guide
from comparisons.queries.pages import method_page
from comparisons.queries.recommendation import result_page
from comparisons.queries.sources import listed_sources, source_page, sources_page
from comparisons.queries.use_cases import use_case_lines, use_case_page
from comparisons.queries.wizard import questionnaire
from tests.support import entries
from tests.support.records import make_record


def wizard_result() -> Any:
    questions = questionnaire()
    return result_page(questions, parse(QueryDict("all=all"), questions), entries.TODAY)


BUDGETS: dict[Callable[[], Any], int] = {
    home_page: 5,
    use_case_lines: 2,
    lambda: use_case_page("use-1"): 4,
    lambda: companies_page(examples()): 3,
    company_filtering: 1,
    source_filtering: 3,
    framework_filtering: 5,
    task_lines: 4,
    lambda: task_page("task-1"): 6,
    questionnaire: 2,
    wizard_result: 8,
    lambda: sources_page(listed_sources()): 2,
    lambda: source_page("docs"): 3,
    disagreements_page: 3,
    changes_page: 3,
    lambda: newest_parts(30, "django"): 1,
    guide: 2,
    addresses: 6,
    method_page: 0,
}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 18])
def test_budgets(count: int) -> None:
    make_record(count)
    entries.disagreement("which", *entries.models.Framework.objects.all())
    wishes = [
        {"feature": Feature.objects.all()[0]},
        {"use_case": UseCase.objects.all()[0]},
        {"dimension": Dimension.objects.all()[0]},
    ]
    entries.question("all", {"all": wishes})
    assert [cost(page) for page in BUDGETS] == list(BUDGETS.values())


def cost(page: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert page() is not None
    return len(captured)
