"""How curators' prose, code, dates and footnotes become markup."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from pygments import highlight
from pygments.filter import Filter
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.lexers.special import TextLexer
from pygments.token import (
    Comment,
    Generic,
    Keyword,
    Name,
    Number,
    Operator,
    String,
    Token,
    _TokenType,
)
from pygments.util import ClassNotFound

from comparisons.queries.citations import Citations, CitedSource, Reference

register = template.Library()

parser = MarkdownIt("commonmark", {"html": False}).enable("table")

INLINE = {"a", "code", "em", "strong"}
BLOCKS = {"blockquote", "br", "li", "ol", "p", "pre", "ul"}
TABLES = {"table", "tbody", "td", "th", "thead", "tr"}


def cleaner(tags: set[str]) -> nh3.Cleaner:
    """What lets only these tags through, and links that are relative, http or https."""
    return nh3.Cleaner(
        tags=tags,
        attributes={"a": {"href"}},
        link_rel="nofollow noopener",
        url_schemes={"http", "https"},
    )


# Headings are left out: the page around the prose decides what its headings are.
block_cleaner = cleaner(INLINE | BLOCKS | TABLES)
inline_cleaner = cleaner(INLINE)


@register.filter
def markdown(text: str) -> SafeString:
    """Curators' Markdown as paragraphs, lists, tables and code. Raw HTML stays visible text."""
    return mark_safe(block_cleaner.clean(parser.render(text)).strip())  # noqa: S308  cleaned


@register.filter
def inline_markdown(text: str) -> SafeString:
    """One run of curators' Markdown: emphasis, code and links only."""
    return mark_safe(inline_cleaner.clean(parser.renderInline(text)))  # noqa: S308  cleaned


# What the style sheet colours, the special before the general.
COLOURED = (
    Comment.Preproc,
    Comment,
    Keyword.Constant,
    Keyword,
    Operator.Word,
    String.Doc,
    String,
    Number,
    Name.Function,
    Name.Class,
    Name.Exception,
    Name.Decorator,
    Name.Attribute,
    Name.Tag,
    Generic.Prompt,
)


class Coloured(Filter):
    """Leaves only differences between tokens that are seen; equal neighbours become one."""

    def filter(
        self, lexer: Lexer, stream: Iterable[tuple[_TokenType, str]]
    ) -> Iterator[tuple[_TokenType, str]]:
        for token, text in stream:
            yield next((kind for kind in COLOURED if token in kind), Token), text


@register.filter
def highlighted(text: str, path: str) -> SafeString:
    """Code with a class on each token that has a colour; its name says the language."""
    try:
        lexer = get_lexer_for_filename(path, text)
    except ClassNotFound:
        lexer = TextLexer()
    lexer.add_filter(Coloured())
    return mark_safe(highlight(text, lexer, HtmlFormatter(nowrap=True)))  # noqa: S308  escaped


@register.filter
def partial_date(text: str) -> str:
    """A stored date in words, as far as it is known: 2010, April 2010, 16 April 2010."""
    parts = [int(part) for part in text.split("-")] if text else []
    match parts:
        case [year, month, day]:
            return f"{day} {date(year, month, day):%B %Y}"
        case [year, month]:
            return f"{date(year, month, 1):%B %Y}"
    return text


@register.filter
def usual_reading(sources: Iterable[CitedSource]) -> date | None:
    """The day on which most of these sources were read: said once, it need not be said of each."""
    days = Counter(source.read_on for source in sources).most_common(1)
    return days[0][0] if days else None


@register.filter
def footnotes(numbers: Iterable[int]) -> SafeString:
    """Links from the numbers of sources to the list of sources on the page; nothing for none.

    They are as short as can be: a page has a thousand of them.
    """
    links = " ".join(f"<a href=#s{number:d}>{number:d}</a>" for number in numbers)
    return mark_safe(links and f"<sup>{links}</sup>")  # noqa: S308  whole numbers only


@register.simple_tag
def refs(citations: Citations, subject: str, pk: int | None) -> SafeString:
    """Footnotes of one entry: the name of its key in SUBJECTS, and its primary key."""
    return footnotes(citations.numbers(subject, pk))


@register.simple_tag
def references(citations: Citations, subject: str, pk: int | None) -> tuple[Reference, ...]:
    """The citations of one entry, as `refs` takes it."""
    return citations.of(subject, pk)
