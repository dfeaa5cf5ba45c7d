"""Floor 2: search over everything, in one code path for every database.

Each process keeps an index in memory for one edition and makes it anew when the edition changes.
Measured with 20 000 entries on two cores: 0.5 s to make, 0.7 ms at the 95th percentile to search,
typing errors included (ARCHITECTURE.md says what else was tried).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten

import tantivy
from django.urls import reverse

from comparisons.models import (
    FAQ,
    Company,
    Comparison,
    Disagreement,
    Feature,
    Framework,
    Source,
    Task,
    UseCase,
)
from comparisons.models.comparing import SEPARATOR

LONGEST_QUERY = 200
HITS = 60
TITLE, ALIAS, BODY = 6.0, 5.0, 1.0
# A word that is only near counts a quarter of one that is there.
NEAR = 0.25
# Shorter words are near to too many others.
SHORTEST_NEAR = 4
# Names come first when a reader types one, whatever else mentions it.
WEIGHTS = {"framework": 2.5, "feature": 1.4, "comparison": 1.3, "use-case": 1.3, "code": 1.2}
GROUPS = {
    "framework": "Frameworks",
    "comparison": "Comparisons",
    "feature": "Features",
    "use-case": "Use cases",
    "code": "Code",
    "question": "Questions and answers",
    "company": "Companies",
    "disagreement": "Disagreements",
    "source": "Sources",
}
# Markdown's signs mean nothing in an excerpt; of a link only its words stay.
MARKUP = re.compile(r"[*`]+|\[([^]]*)\]\([^)]*\)")
VERSUS = re.compile(r"\s+(?:vs\.?|versus|or|against|and|compared to)\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    kind: str
    title: str
    address: str
    aliases: str
    body: str


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    title: str
    address: str
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """`comparison` is the address of the comparison that the words ask for, or empty."""

    query: str
    comparison: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(group.hits) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Index:
    names: dict[str, str]
    tantivy: tantivy.Index


def search(text: str, edition: int) -> Results:
    """Return what the words find, grouped by kind, groups in order of their best hit.

    Costs no query, except for the first search in a process after a publication.
    """
    query = " ".join(text.split())[:LONGEST_QUERY]
    index = index_of(edition)
    hits = list(found(index, query)) if query else []
    kinds = dict.fromkeys(hit.kind for hit in hits)
    groups = (Group(GROUPS[kind], tuple(hit for hit in hits if hit.kind == kind)) for kind in kinds)
    return Results(query, asked_comparison(query, index.names), tuple(groups))


def asked_comparison(query: str, names: dict[str, str]) -> str:
    """Return the address for “flask vs django”: two to five names joined by such a word."""
    parts = VERSUS.split(query.casefold().strip(" ?"))
    slugs = sorted({names[part.strip()] for part in parts if part.strip() in names})
    if not 2 <= len(slugs) <= 5 or any(part.strip() not in names for part in parts):
        return ""
    return reverse("comparison", args=(SEPARATOR.join(slugs),))


@lru_cache(maxsize=1)
def index_of(edition: int) -> Index:
    """Return the index of this edition. Ten queries, and none while the edition stays."""
    return build(entries(), framework_names())


ANALYSER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    .filter(tantivy.Filter.lowercase())
    .filter(tantivy.Filter.ascii_fold())
    .filter(tantivy.Filter.stemmer("English"))
    .build()
)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("kind", "address"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw")
    for name in ("title", "body"):
        builder.add_text_field(name, stored=True, tokenizer_name="words")
    builder.add_text_field("aliases", tokenizer_name="words")
    return builder.build()


SCHEMA = _schema()


def build(entries: Iterable[Entry], names: dict[str, str]) -> Index:
    index = tantivy.Index(SCHEMA)
    index.register_tokenizer("words", ANALYSER)
    writer = index.writer(heap_size=15_000_000, num_threads=1)
    for entry in entries:
        document = tantivy.Document()
        for name in ("kind", "title", "address", "aliases"):
            document.add_text(name, getattr(entry, name))
        document.add_text("body", MARKUP.sub(r"\1", entry.body))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return Index(names, index)


def found(index: Index, query: str) -> Iterator[Hit]:
    """Yield the best hits first. Every word must be found somewhere in an entry, or be near."""
    words = ANALYSER.analyze(query)
    if not words:
        return
    searcher = index.tantivy.searcher()
    wanted = weighted([one_word(word) for word in words])
    excerpts = tantivy.SnippetGenerator.create(searcher, wanted, SCHEMA, "body")
    for _, place in searcher.search(wanted, HITS).hits:
        document = searcher.doc(place)
        kind, title, address = (
            str(document.get_first(name)) for name in ("kind", "title", "address")
        )
        yield Hit(kind, title, address, pieces(excerpts.snippet_from_doc(document), document))


def weighted(words: list[tantivy.Query]) -> tantivy.Query:
    must = [(tantivy.Occur.Must, word) for word in words]
    lift = [
        (
            tantivy.Occur.Should,
            tantivy.Query.boost_query(tantivy.Query.term_query(SCHEMA, "kind", kind), weight),
        )
        for kind, weight in WEIGHTS.items()
    ]
    return tantivy.Query.boolean_query(must + lift)


def one_word(word: str) -> tantivy.Query:
    query = tantivy.Query
    ways = []
    for name, weight in (("title", TITLE), ("aliases", ALIAS), ("body", BODY)):
        ways.append(query.boost_query(query.term_query(SCHEMA, name, word), weight))
        if len(word) >= SHORTEST_NEAR:
            near = query.fuzzy_term_query(SCHEMA, name, word, distance=1, prefix=True)
            ways.append(query.boost_query(near, weight * NEAR))
    return query.disjunction_max_query(ways)


def pieces(snippet: tantivy.Snippet, document: tantivy.Document) -> tuple[Piece, ...]:
    """Return the excerpt cut at the words found; offsets of the snippet count bytes."""
    text = snippet.fragment().encode()
    if not text:
        return (
            Piece(shorten(str(document.get_first("body") or ""), 150, placeholder=" …"), False),
        )
    cut: list[Piece] = []
    end = 0
    for mark in snippet.highlighted():
        cut += [Piece(text[end : mark.start].decode(), False)]
        cut += [Piece(text[mark.start : mark.end].decode(), True)]
        end = mark.end
    return (*cut, Piece(text[end:].decode(), False))


def framework_names() -> dict[str, str]:
    """Return the slug for each name, slug and alias of a framework, in lower case. One query."""
    names: dict[str, str] = {}
    rows = Framework.objects.published().values_list("slug", "name", "aliases")
    for slug, name, aliases in rows:
        for word in (slug, name, *aliases.split(",")):
            names[word.strip().casefold()] = slug
    names.pop("", None)
    return names


def entries() -> Iterator[Entry]:
    """Yield everything that can be found. Nine queries."""
    for slug, name, aliases, tagline, summary in Framework.objects.published().values_list(
        "slug", "name", "aliases", "tagline", "summary"
    ):
        yield Entry(
            "framework", name, reverse("framework", args=(slug,)), aliases, f"{tagline} {summary}"
        )
    for slug, name, aliases, why in Feature.objects.published().values_list(
        "slug", "name", "aliases", "why"
    ):
        yield Entry("feature", name, reverse("feature", args=(slug,)), aliases, why)
    for slug, name, aliases, summary in UseCase.objects.published().values_list(
        "slug", "name", "aliases", "summary"
    ):
        yield Entry("use-case", name, reverse("use-case", args=(slug,)), aliases, summary)
    for slug, title, text in Comparison.objects.published().values_list(
        "slug", "title", "introduction"
    ):
        yield Entry("comparison", title, reverse("comparison", args=(slug,)), "vs versus", text)
    for slug, name, summary in Task.objects.published().values_list("slug", "name", "summary"):
        yield Entry("code", name, reverse("task", args=(slug,)), "code example sample", summary)
    for slug, title, publisher, kind in Source.objects.published().values_list(
        "slug", "title", "publisher", "kind"
    ):
        yield Entry("source", title, reverse("source", args=(slug,)), kind, publisher)
    yield from _from_instances()


def _from_instances() -> Iterator[Entry]:
    """Entries whose address is that of another page: few, so whole rows are taken."""
    for company in Company.objects.published():
        yield Entry("company", company.name, company.get_absolute_url(), "company who uses", "")
    for conflict in Disagreement.objects.published():
        address = conflict.get_absolute_url()
        yield Entry("disagreement", conflict.title, address, "", conflict.conflict)
    for faq in FAQ.objects.published().select_related("comparison"):
        yield Entry("question", faq.question, faq.get_absolute_url(), "", faq.answer)
