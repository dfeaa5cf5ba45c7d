"""Curators' prose becomes safe markup; code and dates become readable."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from pygments.token import STANDARD_TYPES

from comparisons.models.vocabulary import SourceKind
from comparisons.queries.citations import CitedSource
from comparisons.templatetags.prose import (
    COLOURED,
    footnotes,
    highlighted,
    inline_markdown,
    markdown,
    partial_date,
    usual_reading,
)

CLASS = re.compile(r"\.(\w+)")


def test_markdown_makes_paragraphs_lists_tables_and_code():
    html = markdown("A **b**\n\n- one\n\n```\nx < y\n```\n\n| a |\n| - |\n| 1 |")
    for part in ("<p>A <strong>b</strong></p>", "<li>one</li>", "x &lt; y", "<td>1</td>"):
        assert part in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,x)",
        "[a](vbscript:x)",
        "[a](ftp://example.org/)",
        "![a](https://example.org/x.png)",
        '<p style="color:red" onclick="x()">a</p>',
    ],
)
def test_nothing_that_runs_or_loads_gets_through(text):
    for html in (markdown(text), inline_markdown(text)):
        assert "<script" not in html
        assert "<img" not in html
        assert "href=" not in html


def test_raw_html_stays_visible_text():
    assert "&lt;b&gt;x&lt;/b&gt;" in markdown("<b>x</b>")
    assert inline_markdown("a <em>b</em>") == "a &lt;em&gt;b&lt;/em&gt;"


def test_links_are_kept_and_marked():
    html = inline_markdown("See [the docs](https://example.org/a?b=c&d=e) or [here](/method/).")
    assert 'href="https://example.org/a?b=c&amp;d=e"' in html
    assert 'rel="nofollow noopener"' in html
    assert 'href="/method/"' in html


def test_headings_are_left_to_the_page():
    assert "<h" not in markdown("# Big\n\n## Smaller")
    assert "Big" in markdown("# Big")


def test_inline_markdown_makes_no_blocks():
    assert inline_markdown("*so* and `x<y`") == "<em>so</em> and <code>x&lt;y</code>"


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("", ""),
        ("2010", "2010"),
        ("2010-04", "April 2010"),
        ("2010-04-06", "6 April 2010"),
    ],
)
def test_partial_dates_in_words(stored, words):
    assert partial_date(stored) == words


def test_code_is_highlighted_by_the_name_of_its_file_and_escaped():
    assert '<span class="k">return</span>' in highlighted("return 1 < 2\n", "app.py")
    assert "&lt;b&gt;" in highlighted("<b>\n", "notes.unknown")
    assert "<b>" not in highlighted("<b>\n", "notes.unknown")


def test_only_what_has_a_colour_is_marked_in_code():
    code = highlighted("from os import path\n\nvalue = path.join('a')\n", "app.py")
    assert code == (
        '<span class="k">from</span> os <span class="k">import</span> path\n\n'
        "value = path.join(<span class=\"s\">'a'</span>)\n"
    )


def test_every_mark_in_code_has_a_colour():
    styles = (settings.BASE_DIR / "static/css/components.css").read_text()
    coloured = {
        name for rule in re.findall(r"\.hl ([^{]*)\{", styles) for name in CLASS.findall(rule)
    }
    assert coloured == {STANDARD_TYPES[token] for token in COLOURED}


def test_no_footnotes_no_markup():
    assert footnotes(()) == ""


def test_the_day_on_which_most_sources_were_read_is_said_once():
    days = (date(2026, 1, 2), date(2026, 3, 4), date(2026, 3, 4))
    sources = [
        CitedSource(n, "docs", "Docs", "Nobody", SourceKind.DOCS, "", "", day)
        for n, day in enumerate(days, 1)
    ]
    shown = render_to_string("components/_source_list.html", {"sources": sources})
    assert "Read on 4 March 2026 where no other day stands" in shown
    assert shown.count("read 2 January 2026") == 1
    assert "read 4 March" not in shown
    assert usual_reading([]) is None
