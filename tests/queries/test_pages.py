"""The method page tells the numbers that are used."""

from comparisons.engine.cells import Fit, Level
from comparisons.engine.scoring import (
    CLOSE_CALL_PERCENT,
    Criterion,
    CriterionKind,
    Importance,
    satisfaction,
)
from comparisons.models.vocabulary import Stance, Trust
from comparisons.queries.pages import method_page


def test_every_value_is_explained():
    page = method_page()
    assert [step.value for step in page.levels] == list(Level)
    assert [step.value for step in page.fits] == list(Fit)
    assert [step.value for step in page.ratings] == [1, 2, 3, 4, 5]
    assert [stance for stance, _ in page.stances] == list(Stance)
    assert [trust for trust, _ in page.trusts] == list(Trust)
    assert page.importances == tuple(Importance)


def test_shares_are_those_of_the_engine():
    third_party = Criterion(CriterionKind.FEATURE, "orm", "ORM")
    given = satisfaction(third_party, Level.THIRD_PARTY)
    shares = {step.value: step.share for step in method_page().levels}
    assert shares[Level.THIRD_PARTY] == f"{given.low} %"
    assert shares[Level.UNKNOWN] == "0 to 100 %"
    assert method_page().close_call == CLOSE_CALL_PERCENT
