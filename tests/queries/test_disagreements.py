"""Where sources conflict."""

import pytest

from comparisons.queries.disagreements import disagreements_page
from tests.support import entries

pytestmark = pytest.mark.django_db


def test_who_says_what():
    flask = entries.framework("flask")
    entry = entries.disagreement("fast", flask, entries.framework("hidden", state="draft"))
    entries.citation(entries.source("docs"), disagreement=entry, says="No.", stance="disputes")
    page = disagreements_page()
    (part,) = page.disagreements
    assert part.frameworks == (("flask", "Flask", 1),)
    assert [(r.source.slug, r.says, r.stance.value) for r in part.references] == [
        ("docs", "No.", "disputes")
    ]
    assert [source.slug for source in page.sources] == ["docs"]


def test_curators_order_without_drafts():
    entries.disagreement("second", position=2)
    entries.disagreement("first", position=1)
    entries.disagreement("draft", state="draft")
    assert [part.slug for part in disagreements_page().disagreements] == ["first", "second"]
