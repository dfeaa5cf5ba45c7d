"""Floor 3: a comparison as CSV, JSON and Markdown, each naming its edition and its sources."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from comparisons.engine.matrix import Cell
from comparisons.engine.prose import upper_first
from comparisons.markdown import footnote, marks, one_line, table_head, table_row
from comparisons.public import Site
from comparisons.queries.citations import CitedSource
from comparisons.queries.comparison import Answer, ComparisonPage
from comparisons.queries.judgements import Rating, Suitability

CSV_HEAD = (
    *("section", "group", "slug", "name", "framework", "value"),
    *("since", "packages", "note", "sources", "edition", "address"),
)
LICENCE = "CC BY 4.0"
# What spreadsheets would take for the start of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell as exports give it: `value` is for programs, `label` for people."""

    framework: str
    value: str
    label: str
    since: str
    packages: tuple[str, ...]
    note: str
    footnotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of any section, with one entry a framework."""

    section: str
    group: str
    slug: str
    name: str
    entries: tuple[Entry, ...]


def response(page: ComparisonPage, extension: str, site: Site) -> HttpResponse:
    """Return the export with this extension: csv, json or md."""
    media, write = FORMATS[extension]
    reply = HttpResponse(write(page, site), content_type=f"{media}; charset=utf-8")
    reply.headers["Content-Disposition"] = f'inline; filename="{page.slug}.{extension}"'
    return reply


def lines(page: ComparisonPage) -> Iterator[Line]:
    """What the page shows: features, then dimensions, then use cases."""
    slugs = [facts.slug for facts in page.frameworks]
    for group in page.groups:
        for row in group.rows:
            cells = tuple(_support(*pair) for pair in zip(slugs, row.cells, strict=True))
            yield Line("Features", group.heading.name, row.slug, row.name, cells)
    for scale in page.dimensions:
        cells = tuple(_rating(page, *pair) for pair in zip(slugs, scale.row.cells, strict=True))
        yield Line("Dimensions", "", scale.row.slug, scale.row.name, cells)
    for use_case in page.use_cases:
        cells = tuple(_fit(page, *pair) for pair in zip(slugs, use_case.cells, strict=True))
        yield Line("Use cases", "", use_case.slug, use_case.name, cells)


def requirement_lines(page: ComparisonPage) -> Iterator[Line]:
    """What the reader asks for, by importance: each cell says whether it meets that."""
    slugs = [facts.slug for facts in page.frameworks]
    for line in page.requirements.rows:
        judged = zip(slugs, line.row.cells, line.answers, strict=True)
        importance = "must" if line.is_must else "nice"
        cells = tuple(_judged(*each) for each in judged)
        yield Line("Requirements", importance, line.row.slug, line.row.name, cells)


def _judged(framework: str, cell: Cell, answer: Answer) -> Entry:
    """A cell by what it means for a requirement."""
    result = answer.result
    label = f"{result.label}: {cell.level.label}"
    return replace(_support(framework, cell), value=result.value, label=label)


def _support(framework: str, cell: Cell) -> Entry:
    level = cell.level
    return Entry(
        framework, level.value, level.label, cell.since, cell.packages, cell.note, cell.footnotes
    )


def _rating(page: ComparisonPage, framework: str, rating: Rating) -> Entry:
    value = "unknown" if rating.value is None else str(rating.value)
    label = "Unknown" if rating.value is None else f"{value} of 5"
    footnotes = page.citations.numbers("rating", rating.pk)
    return Entry(framework, value, label, "", (), rating.reason, footnotes)


def _fit(page: ComparisonPage, framework: str, suitability: Suitability) -> Entry:
    fit = suitability.fit
    footnotes = page.citations.numbers("suitability", suitability.pk)
    return Entry(framework, fit.value, fit.label, "", (), suitability.reason, footnotes)


def as_csv(page: ComparisonPage, site: Site) -> str:
    """What is required, then one line a cell; address, edition and sources stand in every line."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(CSV_HEAD)
    for line in (*requirement_lines(page), *lines(page)):
        head = (line.section, line.group, line.slug, line.name)
        for entry in line.entries:
            row = (*head, *_csv_cells(entry, page), str(site.edition), _address(page, site))
            writer.writerow(map(safe, row))
    return text.getvalue()


def _csv_cells(entry: Entry, page: ComparisonPage) -> tuple[str, ...]:
    sources = (page.sources[number - 1] for number in entry.footnotes)
    return (
        entry.framework,
        entry.value,
        entry.since,
        ", ".join(entry.packages),
        entry.note,
        " ".join(source.address or source.slug for source in sources),
    )


def safe(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_json(page: ComparisonPage, site: Site) -> str:
    """Facts, verdict, requirements, cells and sources; code and long prose stay on the page."""
    document = {
        "title": page.title,
        "address": _address(page, site),
        "edition": site.edition,
        "published_at": site.published_at and site.published_at.isoformat(),
        "licence": LICENCE,
        "differences_only": page.differences_only,
        "frameworks": [_framework(page, index, site) for index in range(len(page.columns))],
        "requirements": _requirements(page),
        "situations": _situations(page),
        "verdict": [line.clause.plain for line in page.verdict],
        "rows": [_row(line, page) for line in lines(page)],
        "sources": [_source(source, site) for source in page.sources],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _framework(page: ComparisonPage, index: int, site: Site) -> dict[str, Any]:
    facts, checked = page.columns[index].facts, page.columns[index].checked
    return {
        "slug": facts.slug,
        "name": facts.name,
        "address": site.url + reverse("framework", args=(facts.slug,)),
        "kind": facts.kind.value,
        "interface": facts.interface.value,
        "licence": facts.licence,
        "first_release": facts.first_release,
        "newest_version": facts.newest and facts.newest.latest,
        "newest_version_on": facts.newest and facts.newest.released_on.isoformat(),
        "requires_python": facts.newest and facts.newest.requires_python,
        "cells": checked.cells,
        "cells_known": checked.known,
        "cells_cited": checked.cited,
        "cells_checked_in_last_12_months": checked.recent,
    }


def _situations(page: ComparisonPage) -> list[dict[str, Any]]:
    return [
        {
            "when": situation.title,
            "framework": choice.framework and choice.framework.slug,
            "why": situation.texts[0],
            "sources": _slugs(page.citations.numbers("situation", situation.pk), page),
        }
        for choice in page.choices
        for situation in choice.situations
    ]


def _requirements(page: ComparisonPage) -> list[dict[str, Any]]:
    slugs = [facts.slug for facts in page.frameworks]
    return [
        {
            "feature": line.row.slug,
            "importance": "must" if line.is_must else "nice",
            "least_level": page.requirements.asked.least,
            "results": dict(zip(slugs, (a.result.value for a in line.answers), strict=True)),
        }
        for line in page.requirements.rows
    ]


def _row(line: Line, page: ComparisonPage) -> dict[str, Any]:
    return {
        "section": line.section,
        "group": line.group,
        "slug": line.slug,
        "name": line.name,
        "cells": [
            {
                "framework": entry.framework,
                "value": entry.value,
                "since": entry.since,
                "packages": list(entry.packages),
                "note": entry.note,
                "sources": _slugs(entry.footnotes, page),
            }
            for entry in line.entries
        ],
    }


def _slugs(footnotes: Iterable[int], page: ComparisonPage) -> list[str]:
    return [page.sources[number - 1].slug for number in footnotes]


def _source(source: CitedSource, site: Site) -> dict[str, Any]:
    return {
        "slug": source.slug,
        "title": source.title,
        "publisher": source.publisher,
        "kind": source.kind.value,
        "address": source.address or None,
        "published": source.published,
        "read_on": source.read_on.isoformat(),
        "claims": site.url + reverse("source", args=(source.slug,)),
    }


def as_markdown(page: ComparisonPage, site: Site) -> str:
    """Tables with footnotes, to paste into a repository."""
    return "\n".join(_markdown(page, site)) + "\n"


def _markdown(page: ComparisonPage, site: Site) -> Iterator[str]:
    yield f"# {page.title}\n"
    yield f"From <{_address(page, site)}>, edition {site.edition}, {LICENCE}.\n"
    yield from _markdown_requirements(page)
    yield "## What the rows say\n"
    yield from (f"- {line.clause.plain}" for line in page.verdict)
    yield from _markdown_situations(page)
    heading = None
    for line in lines(page):
        if heading != (line.section, line.group):
            heading = (line.section, line.group)
            yield f"\n## {': '.join(filter(None, heading))}\n"
            yield from table_head(("", *(facts.name for facts in page.frameworks)))
        yield table_row((upper_first(line.name), *map(_markdown_cell, line.entries)))
    used = set(_markdown_footnotes(page))
    yield "\n## Sources\n"
    yield from (footnote(source) for source in page.sources if source.number in used)


def _markdown_situations(page: ComparisonPage) -> Iterator[str]:
    if page.choices:
        yield "\n## Which one?\n"
    for choice in page.choices:
        answer = choice.framework.name if choice.framework else "Either, or neither"
        for situation in choice.situations:
            cited = marks(page.citations.numbers("situation", situation.pk))
            why = one_line(situation.texts[0])
            yield f"- **{situation.title}**: {answer}. {why} {cited}".rstrip()


def _markdown_footnotes(page: ComparisonPage) -> Iterator[int]:
    """The footnotes that the text uses."""
    for choice in page.choices:
        for situation in choice.situations:
            yield from page.citations.numbers("situation", situation.pk)
    for line in lines(page):
        for entry in line.entries:
            yield from entry.footnotes


def _markdown_requirements(page: ComparisonPage) -> Iterator[str]:
    asked = tuple(requirement_lines(page))
    if not asked:
        return
    yield "## Requirements\n"
    met = page.requirements.asked.met
    yield f"Met: {met}. Not met: any other level, but for what is unknown.\n"
    yield from table_head(("", "", *(facts.name for facts in page.frameworks)))
    for line in asked:
        importance = "must" if line.group == "must" else "nice to have"
        yield table_row((line.name, importance, *(entry.label for entry in line.entries)))
    yield ""


def _markdown_cell(entry: Entry) -> str:
    since = f" since {entry.since}" if entry.since else ""
    packages = f" ({', '.join(entry.packages)})" if entry.packages else ""
    note = f": {entry.note}" if entry.note else ""
    return f"**{entry.label}**{since}{packages}{note} {marks(entry.footnotes)}".strip()


def _address(page: ComparisonPage, site: Site) -> str:
    return site.url + reverse("comparison", args=(page.slug,))


FORMATS: dict[str, tuple[str, Callable[[ComparisonPage, Site], str]]] = {
    "csv": ("text/csv", as_csv),
    "json": ("application/json", as_json),
    "md": ("text/markdown", as_markdown),
}
