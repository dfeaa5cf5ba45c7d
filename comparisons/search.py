"""Floor 2: search over everything, in one code path for every database.

Each process keeps an index in memory for one edition and makes it anew when the edition changes.
Processor time with the queries of the tests (tests/data/search_queries.tsv), on the record's 940
entries: 3 ms at the median and 12 ms at the 95th percentile with excerpts, 0.8 and 2.7 ms without;
the index takes 0.15 s. ARCHITECTURE.md says what else was tried. What words mean before they reach
the index is in `engine.words`, the synonyms in words.toml beside it; the site's own pages are in
pages.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import tantivy
from django.db.models import Case, Prefetch, QuerySet, When
from django.urls import resolve, reverse

from comparisons.engine.prose import listed
from comparisons.engine.words import (
    JOINING,
    STOP,
    WORD,
    fold,
    is_near,
    mistakes_forgiven,
    named,
    synonyms,
    telling,
    unknown_sides,
    words_of,
)
from comparisons.models import (
    FAQ,
    Company,
    CompanyExample,
    Comparison,
    Disagreement,
    Feature,
    Framework,
    Source,
    Task,
    UseCase,
)
from comparisons.models.comparing import SEPARATOR, comparison_slug
from comparisons.models.vocabulary import State
from comparisons.queries.comparison import FEWEST, MOST
from comparisons.queries.filtering import PYTHONS

LONGEST_QUERY = 200
MOST_WORDS = 12
HITS = 200
BEST = 3
SHOWN = 6
"""Hits of one kind that are shown beside the other kinds; alone, a kind shows all of HITS."""
SUGGESTED = 8
EXCERPT = 170
"""Characters of an excerpt."""

# The whole query is what an entry is called, or is also called; or nearly; or the start of that.
AS_NAME = (("name", 60.0, 12.0), ("other_name", 45.0, 6.0))
NEAR_NAME = 30.0
# A word of the query stands there. A word begun or with a mistake counts less than one that stands.
TITLE, ALIAS, BODY = 4.0, 3.0, 1.0
BEGUN, NEAR = 5.0, 3.0
SAME_MEANING = 0.7
BEGINNING = 2
"""Letters from which a word may be begun: one letter begins too many."""
TELLING = 5
"""Letters from which a word that is begun or mistyped says enough where others are not found."""
# Among equals, what a reader wants first.
WEIGHTS = {
    "framework": 8.0,
    "feature": 6.0,
    "use-case": 5.5,
    "comparison": 4.0,
    "code": 4.0,
    "company": 3.0,
    "page": 3.0,
    "question": 1.5,
    "disagreement": 1.5,
}
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
    "page": "Pages",
}
# What one hit of a group is called.
KINDS = {
    "framework": "Framework",
    "comparison": "Comparison",
    "feature": "Feature",
    "use-case": "Use case",
    "code": "Code",
    "question": "Question",
    "company": "Who uses what",
    "disagreement": "Disagreement",
    "source": "Source",
    "page": "Page",
}
# Markdown's signs mean nothing in an excerpt; of a link only its words stay.
MARKUP = re.compile(r"[*`]+|\[([^]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found; `aliases` are other names, by commas."""

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
    """Something found: `title` and `excerpt` are cut where words of the query stand."""

    kind: str
    address: str
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind; `more` is how many are not among them."""

    kind: str
    name: str
    hits: tuple[Hit, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What the names of frameworks in the words lead to: a comparison, or a cell of one framework.

    `is_all` says that the words ask for nothing else; `note` what of them cannot be had.
    """

    kind: str
    text: str
    address: str
    is_all: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """What the words find.

    `best` are the first hits of any kind; `groups` have the others. `kind` is the one that was
    asked for, or empty. `counts` are (kind, its name, hits), whichever kind was asked for.
    """

    query: str
    kind: str
    offer: Offer | None
    best: tuple[Hit, ...]
    groups: tuple[Group, ...]
    counts: tuple[tuple[str, str, int], ...]

    @property
    def count(self) -> int:
        """Hits of every kind; HITS at most, then there may be more."""
        return sum(count for _, _, count in self.counts)

    @property
    def shown(self) -> int:
        """Hits of the kind that was asked for, or of all."""
        counts = (count for kind, _, count in self.counts if kind == self.kind)
        return next(counts, 0) if self.kind else self.count

    @property
    def kind_name(self) -> str:
        return GROUPS.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a search that is being typed may lead to."""

    title: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Index:
    """`names` maps names of frameworks without spaces to slugs, `titles` slugs to names.

    `plain` are words that mean themselves, however near they are to the name of a framework.
    """

    names: dict[str, str]
    titles: dict[str, str]
    plain: frozenset[str]
    tantivy: tantivy.Index


def search(text: str, edition: int, kind: str = "") -> Results:
    """Return what the words find: the best of all first, then the others by kind.

    Groups stand in order of their best hit. With a `kind` (a key of GROUPS; others count as none)
    only hits of that kind, all of them. Costs no query, except for the first search in a process
    after a publication.
    """
    query, kind = _clean(text), kind if kind in GROUPS else ""
    index = index_of(edition)
    entries = found(index, query)
    marks = _Marks(telling(words_of(query)))
    best = [] if kind else entries[:BEST]
    others = [entry for entry in entries[len(best) :] if kind in ("", entry.kind)]
    counts = Counter(entry.kind for entry in entries)
    return Results(
        query=query,
        kind=kind,
        offer=offer_of(index, query),
        best=tuple(marks.hit(entry) for entry in best),
        groups=tuple(_grouped(others, HITS if kind else SHOWN, marks)),
        counts=tuple((key, name, counts[key]) for key, name in GROUPS.items() if counts[key]),
    )


def hits(text: str, edition: int, kind: str = "") -> tuple[Hit, ...]:
    """Return all that the words find, best first, perhaps only of one kind. Costs as `search`."""
    query = _clean(text)
    entries = found(index_of(edition), query)
    marks = _Marks(telling(words_of(query)))
    return tuple(marks.hit(entry) for entry in entries if kind in ("", entry.kind))


def suggestions(text: str, edition: int) -> tuple[Suggestion, ...]:
    """Return up to SUGGESTED entries for words that are being typed. Costs what `search` costs."""
    query = _clean(text)
    index = index_of(edition)
    # A name that is still being typed is not in the record either: notes wait for the search.
    offer = next((offer for offer in (offer_of(index, query),) if offer and not offer.note), None)
    first = [Suggestion(offer.text, KINDS[offer.kind], offer.address)] if offer else []
    hits = (Suggestion(e.title, KINDS[e.kind], e.address) for e in found(index, query))
    others = (hit for hit in hits if offer is None or hit.address != offer.address)
    return tuple([*first, *others][:SUGGESTED])


def _clean(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())[:LONGEST_QUERY]


def _grouped(entries: Sequence[Entry], shown: int, marks: _Marks) -> Iterator[Group]:
    for kind in dict.fromkeys(entry.kind for entry in entries):
        of_kind = [entry for entry in entries if entry.kind == kind]
        hits = tuple(marks.hit(entry) for entry in of_kind[:shown])
        yield Group(kind, GROUPS[kind], hits, len(of_kind) - len(hits))


def offer_of(index: Index, query: str) -> Offer | None:
    """Return where the names of frameworks in the words lead, if they do."""
    words = words_of(query)
    slugs, rest = named(words, index.names, index.plain)
    if len(slugs) > MOST:
        return _too_many(slugs)
    note = _note(unknown_sides(words, index.names, index.plain)) if slugs else ""
    if len(slugs) >= FEWEST:
        # “flask vs django”, “diff flask django”, “is django better than flask” ask for no more.
        return _comparison(index, slugs, JOINING.issuperset(rest), note)
    if note:
        return _known_side(index, slugs[0], note)
    return _cell(index, slugs[0], rest) if slugs else None


def _comparison(index: Index, slugs: Iterable[str], is_all: bool, note: str) -> Offer:
    slug = comparison_slug(slugs)
    title = listed([index.titles[name] for name in slug.split(SEPARATOR)], "or")
    return Offer("comparison", title, reverse("comparison", args=(slug,)), is_all, note)


def _known_side(index: Index, slug: str, note: str) -> Offer:
    address = reverse("framework", args=(slug,))
    return Offer("framework", f"Go on with {index.titles[slug]}", address, note=note)


def _too_many(slugs: Sequence[str]) -> Offer:
    """The list of frameworks with all of them chosen, where some can be taken out."""
    text = f"Leave out {len(slugs) - MOST} of these {len(slugs)}"
    address = reverse("frameworks", query={"framework": slugs})
    return Offer("page", text, address, note="Five is the most that fit side by side.")


def _note(unknown: Sequence[str]) -> str:
    names = listed([f"“{name}”" for name in unknown], "or")
    return f"The record has no framework called {names}." if names else ""


def _cell(index: Index, framework: str, words: Sequence[str]) -> Offer | None:
    """The cell of a framework, where all other words name a feature: “orm in flask”."""
    wanted = telling(words)
    says_nothing = STOP.issuperset(wanted)
    feature = None if says_nothing else next(_hits(index, _named_feature(wanted)), None)
    if feature is None:
        return None
    place = f"#feature-{resolve(feature.address).kwargs['slug']}"
    address = reverse("framework", args=(framework,)) + place
    return Offer("feature", f"{index.titles[framework]}: {feature.title}", address)


@lru_cache(maxsize=1)
def index_of(edition: int) -> Index:
    """Return the index of this edition. Twelve queries, and none while the edition stays."""
    names, titles = framework_names()
    return build(entries(), names, titles)


ANALYSER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    .filter(tantivy.Filter.lowercase())
    .filter(tantivy.Filter.ascii_fold())
    .filter(tantivy.Filter.stemmer("English"))
    .build()
)


def _schema() -> tantivy.Schema:
    """`name` and `other_name` hold whole names without spaces, `spelt` the words as written."""
    builder = tantivy.SchemaBuilder()
    for name in ("kind", "address", "shown_title", "shown_body"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw")
    for name in ("name", "other_name", "spelt"):
        builder.add_text_field(name, tokenizer_name="raw")
    for name in ("title", "aliases", "body"):
        builder.add_text_field(name, tokenizer_name="words")
    return builder.build()


SCHEMA = _schema()


def build(entries: Iterable[Entry], names: dict[str, str], titles: dict[str, str]) -> Index:
    index = tantivy.Index(SCHEMA)
    index.register_tokenizer("words", ANALYSER)
    writer = index.writer(heap_size=15_000_000, num_threads=1)
    plain = set(JOINING)
    for entry in entries:
        writer.add_document(_document(entry))
        plain |= _spelt(entry)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return Index(names, titles, frozenset(plain), index)


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    body = " ".join(MARKUP.sub(r"\1", entry.body).split())
    document.add_text("kind", entry.kind)
    document.add_text("address", entry.address)
    for name, text in (("shown_title", entry.title), ("shown_body", body)):
        document.add_text(name, text)
    for name, text in (("title", entry.title), ("aliases", entry.aliases), ("body", body)):
        document.add_text(name, fold(text))
    document.add_text("name", "".join(words_of(entry.title)))
    for alias in entry.aliases.split(","):
        field = "name" if SEPARATOR in alias else "other_name"
        document.add_text(field, "".join(words_of(alias)))
    for word in _spelt(entry):
        document.add_text("spelt", word)
    return document


def _spelt(entry: Entry) -> set[str]:
    """The words that an entry is called by, without those that say nothing of it."""
    return {*words_of(entry.title), *words_of(entry.aliases)} - STOP


def found(index: Index, query: str) -> list[Entry]:
    """Return the best hits first: those where every word is found, then those where some are."""
    words = words_of(query)[:MOST_WORDS]
    wanted = telling(words)
    if not wanted:
        return []
    entries: dict[str, Entry] = {}
    for occur in (tantivy.Occur.Must, tantivy.Occur.Should):
        if len(entries) < BEST:
            for entry in _hits(index, _asked(words, wanted, occur)):
                entries.setdefault(entry.address, entry)
    return list(entries.values())


def _hits(index: Index, asked: tantivy.Query) -> Iterator[Entry]:
    searcher = index.tantivy.searcher()
    hits = sorted(searcher.search(asked, HITS).hits, key=_order)
    return (_stored(searcher.doc(place)) for _, place in hits)


def _order(hit: tuple[Any, tantivy.DocAddress]) -> tuple[int, int]:
    """By whole points of the score; entries that come to the same stand as curators order them."""
    score, place = hit
    return -round(score), place.doc


def _asked(words: Sequence[str], wanted: Sequence[str], occur: tantivy.Occur) -> tantivy.Query:
    """The whole query as a name, or its words; `occur` says whether each word must be found."""
    query = tantivy.Query
    each = query.boolean_query([(occur, one_word(word)) for word in _joined(wanted, occur)])
    either = [each, query.disjunction_max_query([_as_name(words), _as_name(wanted)])]
    meant = [query.disjunction_max_query(either, tie_breaker=1.0)]
    if occur is tantivy.Occur.Should:
        # Where words are missing, one that merely stands in a text says too little.
        titled = query.disjunction_max_query([_titled(word) for word in wanted])
        meant.append(query.boost_query(titled, 0.0))
    return query.boolean_query([*((tantivy.Occur.Must, one) for one in meant), *LIFT])


def _named_feature(words: Sequence[str]) -> tantivy.Query:
    """Features in whose names all these words stand, the one that they are the name of first."""
    query, must = tantivy.Query, tantivy.Occur.Must
    feature = query.term_query(SCHEMA, "kind", "feature")
    titled = [(must, _titled(word)) for word in words]
    return query.boolean_query([(must, feature), *titled, (tantivy.Occur.Should, _as_name(words))])


def _titled(word: str) -> tantivy.Query:
    return tantivy.Query.disjunction_max_query(list(_in_name(word, TELLING)))


def _joined(words: Sequence[str], occur: tantivy.Occur) -> list[str]:
    """Where not every word must be found, two words may also stand as one: “web sockets”."""
    if occur is tantivy.Occur.Must:
        return list(words)
    return [*words, *(first + second for first, second in pairwise(words))]


def _lift() -> list[tuple[tantivy.Occur, tantivy.Query]]:
    query = tantivy.Query
    return [
        (
            tantivy.Occur.Should,
            query.const_score_query(query.term_query(SCHEMA, "kind", kind), weight),
        )
        for kind, weight in WEIGHTS.items()
    ]


LIFT = _lift()


def _as_name(words: Sequence[str]) -> tantivy.Query:
    """The words as the whole name of an entry, or nearly, or as its start."""
    query = tantivy.Query
    name = "".join(words)
    ways = []
    for field, weight, begun in AS_NAME:
        ways.append(query.const_score_query(query.term_query(SCHEMA, field, name), weight))
        if forgiven := mistakes_forgiven(name):
            near = query.fuzzy_term_query(SCHEMA, field, name, distance=forgiven)
            ways.append(query.const_score_query(near, NEAR_NAME))
        if len(name) >= BEGINNING:
            start = query.fuzzy_term_query(SCHEMA, field, name, distance=0, prefix=True)
            ways.append(query.const_score_query(start, begun))
    return query.disjunction_max_query(ways)


def one_word(word: str) -> tantivy.Query:
    """A word as it is or as another form of it; with a mistake; begun; or what means the same."""
    ways = [*_in_name(word), *_stems(word, {"body": BODY})]
    return tantivy.Query.disjunction_max_query(ways, tie_breaker=0.1)


def _in_name(word: str, shortest: int = BEGINNING) -> Iterator[tantivy.Query]:
    """A word in a title or an alias; one of `shortest` letters may be begun or mistyped too."""
    query = tantivy.Query
    yield from _stems(word, {"title": TITLE, "aliases": ALIAS})
    if len(word) < shortest:
        return
    start = query.fuzzy_term_query(SCHEMA, "spelt", word, distance=0, prefix=True)
    yield query.const_score_query(start, BEGUN)
    if forgiven := mistakes_forgiven(word):
        near = query.fuzzy_term_query(SCHEMA, "spelt", word, distance=forgiven)
        yield query.const_score_query(near, NEAR)


def _stems(word: str, weights: dict[str, float]) -> Iterator[tantivy.Query]:
    query = tantivy.Query
    meanings = [(word, 1.0), *((other, SAME_MEANING) for other in synonyms(word))]
    for meaning, share in meanings:
        for stem in ANALYSER.analyze(meaning):
            for name, weight in weights.items():
                yield query.boost_query(query.term_query(SCHEMA, name, stem), weight * share)


def _stored(document: tantivy.Document) -> Entry:
    """The entry as it is shown: without its aliases."""
    kind, title, address, body = (
        str(document.get_first(name) or "")
        for name in ("kind", "shown_title", "address", "shown_body")
    )
    return Entry(kind, title, address, "", body)


class _Marks:
    """Finds the words of a query in a text, in the same forms as the index does."""

    def __init__(self, wanted: Sequence[str]) -> None:
        self.wanted = [word for word in wanted if len(word) > 1]
        self.known: dict[str, bool] = {}
        meant = {*wanted, *(other for word in wanted for other in synonyms(word))}
        self.stems = {stem for word in meant for stem in ANALYSER.analyze(word)}

    def hit(self, entry: Entry) -> Hit:
        return Hit(entry.kind, entry.address, self.cut(entry.title), self.excerpt(entry.body))

    def cut(self, text: str) -> tuple[Piece, ...]:
        """The text in pieces, those that were found apart."""
        pieces, end = [], 0
        for start, stop in self._places(text):
            pieces += [Piece(text[end:start], False), Piece(text[start:stop], True)]
            end = stop
        return tuple(piece for piece in (*pieces, Piece(text[end:], False)) if piece.text)

    def excerpt(self, text: str) -> tuple[Piece, ...]:
        """EXCERPT characters of the text, from a little before the first word that was found."""
        first = next((start for start, _ in self._places(text)), 0)
        begin = 0 if first < EXCERPT // 2 else text.rfind(" ", 0, first - EXCERPT // 3) + 1
        end = len(text) if len(text) <= begin + EXCERPT else text.rfind(" ", 0, begin + EXCERPT)
        before, after = "… " if begin else "", " …" if end < len(text) else ""
        return self.cut(f"{before}{text[begin:end]}{after}")

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        for match in WORD.finditer(text):
            word = fold(match[0])
            if word not in self.known:
                self.known[word] = self._is_meant(word)
            if self.known[word]:
                yield match.span()

    def _is_meant(self, word: str) -> bool:
        if not self.stems.isdisjoint(ANALYSER.analyze(word)):
            return True
        return any(word.startswith(asked) or is_near(asked, word) for asked in self.wanted)


def framework_names() -> tuple[dict[str, str], dict[str, str]]:
    """Return slugs by every name, slug and alias of a framework, and names by slug. One query."""
    names: dict[str, str] = {}
    titles: dict[str, str] = {}
    rows = Framework.objects.published().values_list("slug", "name", "aliases")
    for slug, name, aliases in rows:
        titles[slug] = name
        for other in aliases.split(","):
            names.setdefault("".join(words_of(other)), slug)
    for slug, name in titles.items():
        names |= {"".join(words_of(slug)): slug, "".join(words_of(name)): slug}
    names.pop("", None)
    return names, titles


def entries() -> Iterator[Entry]:
    """Yield everything that can be found. Eleven queries."""
    yield from _paged(
        "framework", "framework", Framework.objects.published(), "name", "tagline", "summary"
    )
    yield from _paged("feature", "feature", Feature.objects.published(), "name", "why")
    yield from _paged("use-case", "use-case", UseCase.objects.published(), "name", "summary")
    yield from _paged("comparison", "comparison", _comparisons(), "title", "introduction")
    yield from _paged("code", "task", Task.objects.published(), "name", "summary")
    yield from _paged("source", "source", Source.objects.published(), "title", "publisher")
    yield from _from_instances()
    yield from pages()


# What entries of a kind without aliases of their own are also looked for as.
ALSO = {"comparison": "vs, versus", "code": "code example, sample"}


def _comparisons() -> QuerySet[Comparison]:
    """Those that curators put on the list first, in their order."""
    listed_last = Case(When(position=0, then=1), default=0)
    rows = Comparison.objects.published().exclude(frameworks__state=State.DRAFT)
    return rows.order_by(listed_last, "position", "slug")


def _paged(kind: str, view: str, rows: QuerySet[Any], title: str, *texts: str) -> Iterator[Entry]:
    """Entries with a page of their own: the slug is one more name of them. One query."""
    has_aliases = any(field.name == "aliases" for field in rows.model._meta.fields)
    fields = ("slug", title, *texts, *(["aliases"] if has_aliases else []))
    for slug, name, *rest in rows.values_list(*fields):
        aliases = rest.pop() if has_aliases else ALSO.get(kind, "")
        address = reverse(view, args=(slug,))
        yield Entry(kind, name, address, f"{_turned(slug)}, {aliases}", " ".join(rest))


def _turned(slug: str) -> str:
    """The slug; of a comparison it begins with each framework in turn, as readers do."""
    parts = slug.split(SEPARATOR)
    turns = ([first, *(other for other in parts if other != first)] for first in parts)
    return ", ".join(SEPARATOR.join(turn) for turn in turns)


def _from_instances() -> Iterator[Entry]:
    """Entries whose address is that of another page: few, so whole rows are taken."""
    shown = CompanyExample.objects.published().filter(framework__state=State.PUBLISHED)
    examples = Prefetch("examples", shown.select_related("framework"))
    for company in Company.objects.published().prefetch_related(examples):
        used = company.examples.all()
        text = " ".join(f"{example.framework.name}: {example.what}" for example in used)
        yield Entry("company", company.name, company.get_absolute_url(), company.slug, text)
    for conflict in Disagreement.objects.published():
        address = conflict.get_absolute_url()
        yield Entry("disagreement", conflict.title, address, "", conflict.conflict)
    for faq in FAQ.objects.published().select_related("comparison"):
        yield Entry("question", faq.question, faq.get_absolute_url(), "", faq.answer)


PAGES = tomllib.loads(Path(__file__).with_name("pages.toml").read_text(encoding="utf-8"))["page"]
"""The site's own pages; lists with a filter that readers ask for by name are among them."""


def pages() -> Iterator[Entry]:
    """The site's own pages, and its lists for a version of Python and a framework. One query."""
    for page in PAGES:
        address = reverse(page["view"], query=page.get("query"))
        yield Entry("page", page["title"], address, page["aliases"], page["says"])
    for version in PYTHONS:
        address = reverse("frameworks", query={"python": version})
        says = "The list with frameworks only that declare that they allow it."
        yield Entry("page", f"Frameworks for Python {version}", address, f"python {version}", says)
    used = Framework.objects.published().filter(company_examples__state=State.PUBLISHED).distinct()
    for slug, name in used.values_list("slug", "name"):
        address = reverse("companies", query={"framework": slug})
        says = f"Companies and products that are said to use {name}, and what is known of it."
        yield Entry("page", f"Who uses {name}", address, f"companies using {name}", says)
