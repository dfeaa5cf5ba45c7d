"""What a screen reader is given: Chromium's accessibility tree of the comparison and the wizard.

`SCREEN_READER=<today> make test ARGS=tests/browser/test_screen_reader.py` writes it down in
docs/screen-reader.md.
"""

import os
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page

from tests.support.sites import Site

COMPARISON = "/compare/django-vs-flask/"
QUESTION = "/wizard/"
MISTAKEN = "/wizard/?purpose=nothing-of-the-kind"
DAY = os.environ.get("SCREEN_READER")
RESULT = "/wizard/result/?purpose=json-api&waiting=many"
RECORD = settings.BASE_DIR / "docs" / "screen-reader.md"
LONGEST = 110  # lines of the transcript of one part; the rest is more of the same
INTRODUCTION = """# What a screen reader is given

Recorded on {day} with Chromium {version}, by `SCREEN_READER=<today> make test
ARGS=tests/browser/test_screen_reader.py`. It is the browser's accessibility tree, from which screen
readers take what they say: roles, names and states in the order of reading, not the voice of one
program. The tests in that file hold the essential parts. Long parts are cut after {longest} lines.
"""


@pytest.fixture
def reader(browser: Browser, live_site: Site) -> Iterator[Page]:
    """A page as it comes from the server, before anything is unfolded."""
    page = browser.new_page(base_url=live_site.url)
    yield page
    page.close()


def heard(part: Locator) -> str:
    """What the tree has of a part, one line each; addresses are left out."""
    lines = part.aria_snapshot().splitlines()
    return "\n".join(line.rstrip(":") for line in lines if "- /url:" not in line)


def matrix(page: Page) -> Locator:
    """The table of all features."""
    return page.locator("table").filter(has=page.locator("#feature-orm"))


def test_the_comparison_is_a_table_with_heads_and_words(reader: Page) -> None:
    reader.goto(COMPARISON)
    table = heard(matrix(reader))
    assert "- caption" in table
    heads = re.findall(r'- columnheader "(.*?)"', table)
    assert heads == ["Feature", "Django", "Flask"]
    row = table[table.index('rowheader "Object-relational mapper"') :].splitlines()
    cells = [line.strip() for line in row if line.strip().startswith("- cell")][:2]
    assert [cell.partition('"')[2].partition(" ")[0] for cell in cells] == ["Built", "Third-party"]
    assert not re.search(r"- cell$", table), "a cell without words"
    unfold = "folded => folded.forEach(details => { details.open = true; })"
    reader.locator("details:has(table)").evaluate_all(unfold)
    for other in reader.get_by_role("main").locator("table").all():
        assert "- caption" in heard(other)
        assert "- columnheader" in heard(other)
        assert "- rowheader" in heard(other)


def test_a_question_has_a_name_choices_with_meanings_and_progress(reader: Page) -> None:
    reader.goto(QUESTION)
    form = heard(reader.get_by_role("main"))
    assert '- progressbar "Question 1 of ' in form
    assert '- group "What will it be?"' in form
    assert '- checkbox "A community Many people with profiles' in form
    assert '- group "How much does it matter?"' in form
    assert '- radio "Important" [checked]' in form
    assert '- button "Next question"' in form


def test_an_answer_that_is_not_known_is_said(reader: Page) -> None:
    reader.goto(MISTAKEN)
    assert "no such answer is known" in heard(reader.get_by_role("main"))


def test_the_result_has_its_lead_table_and_counterfactuals(reader: Page) -> None:
    reader.goto(RESULT)
    main = heard(reader.get_by_role("main"))
    assert re.search(r'- heading "[^"]+" \[level=1\]', main)
    assert re.search(r'- list "Points of the first 3"', main)
    reader.locator("details summary", has_text="gets its points").first.click()
    table = heard(reader.get_by_role("main").locator("table").first)
    assert "- caption" in table
    assert "- rowheader" in table
    changes = main[main.index("What would change this") :]
    assert re.search(r'- link "\S.* would come first', changes)


@pytest.mark.skipif(not DAY, reason="SCREEN_READER=<today> records it")
def test_record(reader: Page) -> None:
    parts = dict(transcripts(reader))
    browser = reader.context.browser
    assert browser
    text = INTRODUCTION.format(day=DAY, version=browser.version, longest=LONGEST)
    for title, lines in parts.items():
        cut = lines.splitlines()
        text += f"\n## {title}\n\n```\n" + "\n".join(cut[:LONGEST]) + "\n"
        text += "…\n```\n" if len(cut) > LONGEST else "```\n"
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(text)


def transcripts(page: Page) -> Iterator[tuple[str, str]]:
    """Titles and transcripts of the parts that are recorded."""
    page.goto(COMPARISON)
    yield "Comparison: all features", heard(matrix(page))
    page.goto(QUESTION)
    yield "Wizard: a question", heard(page.get_by_role("main"))
    page.goto(MISTAKEN)
    yield "Wizard: an answer that is not known", heard(page.get_by_role("main"))
    page.goto(RESULT)
    yield "Wizard: the result", heard(page.get_by_role("main"))
    page.locator("details summary", has_text="gets its points").first.click()
    yield (
        "Wizard: how the points come about",
        heard(page.get_by_role("main").locator("table").first),
    )
