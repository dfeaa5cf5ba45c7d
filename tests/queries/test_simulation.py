"""The simulator on the real content: nothing in the questionnaire is there in vain."""

import pytest
from django.http import QueryDict

from comparisons import answers, models
from comparisons.queries import wizard
from comparisons.queries.recommendation import result_page
from comparisons.queries.simulation import LIMIT, Setting, simulation_page, wishes_of
from tests.support.entries import TODAY


@pytest.fixture(scope="module")
def _page(_content_for_module, django_db_blocker):
    with django_db_blocker.unblock():
        return simulation_page({}, drafts=False)


@pytest.fixture
def simulated(_page, loaded_content):
    return _page


def test_every_framework_comes_first_for_some_answers_or_it_is_said_why_not(simulated):
    assert len(simulated.prospects) == models.Framework.objects.published().count()
    questionnaire = wizard.questionnaire()
    for row in simulated.prospects:
        if not row.wins:
            assert row.words.startswith("No answers were found"), row
            assert "Against" in row.words, row
            continue
        query = QueryDict(row.address.partition("?")[2])
        result = result_page(questionnaire, answers.parse(query, questionnaire), TODAY)
        assert row.name in [place.name for place in result.top if place.rank == 1]


def test_every_question_matters_and_no_option_is_idle_unless_it_says_so(simulated):
    assert simulated.idle_questions == ()
    unmeant = [each for each in simulated.idle_options if "asks for nothing" in each.words]
    assert unmeant == []
    assert all("its meaning says" not in each.words.lower() for each in simulated.idle_options)


def test_no_must_alone_leaves_nothing(simulated):
    assert [clash for clash in simulated.impossible if len(clash.options) == 1] == []


def test_counts_add_up(simulated):
    assert simulated.sets == LIMIT
    assert 0 < simulated.undecided < LIMIT // 20
    shared = sum(row.first - row.alone for row in simulated.tallies)
    alone = sum(row.alone for row in simulated.tallies)
    assert shared - 2 * (LIMIT - simulated.undecided - alone) >= 0


def test_a_trial_is_compared_with_what_is_published(simulated):
    admin = next(w for w in wishes_of(drafts=False) if w.criterion == "feature/admin")
    tried = simulation_page({admin.pk: Setting("less", 5, None)}, drafts=False)
    assert tried.compared
    assert 0 < tried.changed < LIMIT
    assert sum(row.before for row in tried.tallies) == sum(row.first for row in simulated.tallies)
    same = simulation_page({admin.pk: admin.setting}, drafts=False)
    assert (same.compared, same.changed, same.tallies) == (False, 0, simulated.tallies)
