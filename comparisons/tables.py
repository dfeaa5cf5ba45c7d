"""Floor 3: lists as CSV, JSON and Markdown, rows with sources, files with their edition."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from comparisons.exports import LICENCE, safe
from comparisons.markdown import table_head, table_row
from comparisons.public import Site
from comparisons.queries.changes import EditionLine
from comparisons.queries.citations import CitedSource, Reference
from comparisons.queries.code import TaskLine
from comparisons.queries.companies import CompanyPart
from comparisons.queries.disagreements import DisagreementPart
from comparisons.queries.features import FeaturePage
from comparisons.queries.frameworks import FrameworkList
from comparisons.queries.matrix import FeatureRow
from comparisons.queries.sources import SourceLine, SourcePage
from comparisons.queries.use_cases import UseCaseLine, UseCasePage

MOST_ROWS = 10_000
"""Rows of a file at most; each format tells of others, and where they are."""

Value = str | int | None | tuple[str, ...]
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A list as rows. `path` is the address of its page, with what it is filtered by."""

    name: str
    title: str
    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def shown(self) -> tuple[Row, ...]:
        return self.rows[:MOST_ROWS]

    def left_out(self, site: Site) -> str:
        """What the file does not have and where it is; empty if it has everything."""
        more = len(self.rows) - MOST_ROWS
        api = site.url + reverse("api")
        return f"{more:,} more rows are left out: {api} has them in parts." if more > 0 else ""


def response(table: Table, extension: str, site: Site) -> HttpResponse:
    """Return the table as a file with this extension: csv, json or md."""
    media, write = FORMATS[extension]
    reply = HttpResponse(write(table, site), content_type=f"{media}; charset=utf-8")
    reply.headers["Content-Disposition"] = f'inline; filename="{table.name}.{extension}"'
    return reply


def as_csv(table: Table, site: Site) -> str:
    """One line a row with edition, date, licence and address; a last one tells what is left out."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow((*table.columns, "edition", "published_on", "data_licence", "page"))
    told = (str(site.edition), _day(site), LICENCE, site.url + table.path)
    for row in table.shown:
        writer.writerow([safe(_text(value, " ")) for value in (*row, *told)])
    if said := table.left_out(site):
        writer.writerow([said])
    return text.getvalue()


def as_json(table: Table, site: Site) -> str:
    document = {
        "title": table.title,
        "address": site.url + table.path,
        "edition": site.edition,
        "published_at": site.published_at and site.published_at.isoformat(),
        "licence": LICENCE,
        "total": len(table.rows),
        "left_out": table.left_out(site),
        "rows": [dict(zip(table.columns, row, strict=True)) for row in table.shown],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_markdown(table: Table, site: Site) -> str:
    return "\n".join(_markdown(table, site)) + "\n"


def _markdown(table: Table, site: Site) -> Iterator[str]:
    yield f"# {table.title}\n"
    yield f"From <{site.url}{table.path}>, edition {site.edition}, {_day(site)}, {LICENCE}.\n"
    yield from table_head([column.replace("_", " ") for column in table.columns])
    yield from (table_row([_text(value, ", ") for value in row]) for row in table.shown)
    if said := table.left_out(site):
        yield f"\n{said}"


def _day(site: Site) -> str:
    return site.published_at.date().isoformat() if site.published_at else ""


def _text(value: Value, joint: str) -> str:
    if isinstance(value, tuple):
        return joint.join(value)
    return "" if value is None else str(value)


FORMATS: dict[str, tuple[str, Callable[[Table, Site], str]]] = {
    "csv": ("text/csv", as_csv),
    "json": ("application/json", as_json),
    "md": ("text/markdown", as_markdown),
}

# The lists


def frameworks(page: FrameworkList, path: str, cited: dict[str, tuple[Reference, ...]]) -> Table:
    """`cited` are the references of what is said of each framework itself, by slug."""
    columns = (
        *("slug", "name", "kind", "interface", "licence", "newest_version", "released_on"),
        *("requires_python", "features", "built_in", "official_extension", "third_party"),
        *("by_hand", "not_available", "unknown", "sources"),
    )
    rows: tuple[Row, ...] = tuple(
        (
            *(
                f.slug,
                f.name,
                f.kind,
                f.interface,
                f.licence,
                f.newest.latest if f.newest else None,
            ),
            _iso(f.newest.released_on if f.newest else None),
            f.newest.requires_python if f.newest else None,
            *(page.features, f.coverage.built_in, f.coverage.official_extension),
            *(f.coverage.third_party, f.coverage.manual, f.coverage.none, f.coverage.unknown),
            addresses(cited.get(f.slug, ())),
        )
        for f in page.frameworks
    )
    return Table("frameworks", "Frameworks", path, columns, rows)


CELL = ("framework", "level", "since", "packages", "note")


def features(
    rows: Iterable[FeatureRow], slugs: dict[int, str], cited: Callable[[int], Sequence[Reference]]
) -> Table:
    """One row a cell that is stored; `cited` gives the references of a cell."""
    columns = ("group", "feature", "name", *CELL, "sources")
    cells = tuple(
        (
            *(row.heading.name, row.slug, row.name, slugs[pk], support.cell.level.value),
            *(support.cell.since, support.cell.packages, support.cell.note),
            addresses(cited(support.pk)),
        )
        for row in rows
        for pk, support in sorted(row.supports.items(), key=lambda pair: slugs[pair[0]])
    )
    return Table("features", "All features", reverse("features"), columns, cells)


def feature(page: FeaturePage) -> Table:
    rows = tuple(
        (
            *(cell.framework.slug, cell.level.value, cell.since),
            *(tuple(p.title for p in cell.packages), cell.note, addresses(cell.references)),
        )
        for cell in page.cells
    )
    path = reverse("feature", args=(page.slug,))
    return Table(page.slug, page.name, path, (*CELL, "sources"), rows)


def use_cases(lines: Iterable[UseCaseLine]) -> Table:
    columns = ("slug", "name", "summary", "ideal", "good", "judgements")
    rows = tuple(
        (*(u.slug, u.name, u.summary, u.ideal, u.good), reverse("use-case", args=(u.slug,)))
        for u in lines
    )
    return Table("use-cases", "Use cases", reverse("use-cases"), columns, rows)


def use_case(slug: str, page: UseCasePage) -> Table:
    rows = tuple(
        (row.slug, row.name, row.fit.value, row.reason, _numbered(row.footnotes, page.sources))
        for row in page.rows
    )
    columns = ("framework", "name", "fit", "reason", "sources")
    return Table(slug, page.name, reverse("use-case", args=(slug,)), columns, rows)


def companies(parts: Iterable[CompanyPart], path: str) -> Table:
    columns = (
        *("company", "name", "framework", "what", "scope", "status", "since", "until", "note"),
        "sources",
    )
    rows = tuple(
        (
            *(part.slug, part.name, line.framework, line.what, line.scope.value),
            *(line.status.value, line.since, line.until, line.note, addresses(line.references)),
        )
        for part in parts
        for line in part.examples
    )
    return Table("companies", "Who uses what", path, columns, rows)


def sources(lines: Iterable[SourceLine], path: str) -> Table:
    columns = (
        *("slug", "title", "publisher", "kind", "published", "read_on", "citations"),
        "sources",
    )
    rows = tuple(
        (
            *(line.slug, line.title, line.publisher, line.kind.value, line.published),
            *(_iso(line.read_on), line.citations, (line.address,) if line.address else ()),
        )
        for line in lines
    )
    return Table("sources", "Sources", path, columns, rows)


def source(page: SourcePage) -> Table:
    """One row a claim of the source; `entry` is the page of what it stands under."""
    columns = (
        *("kind", "title", "entry", "stance", "says", "place", "checked_on", "claims"),
        "sources",
    )
    rows = tuple(
        (
            *(group.name, entry.title, entry.address, claim.stance.value, claim.says, claim.place),
            *(_iso(claim.checked_on), claim.ids, (claim.address or page.address or page.slug,)),
        )
        for group in page.groups
        for entry in group.entries
        for claim in entry.claims
    )
    return Table(page.slug, page.title, reverse("source", args=(page.slug,)), columns, rows)


def disagreements(parts: Iterable[DisagreementPart]) -> Table:
    columns = ("slug", "title", "frameworks", "conflict", "holds", "why", "sources")
    rows = tuple(
        (
            *(part.slug, part.title, tuple(slug for slug, _, _ in part.frameworks)),
            *(part.conflict, part.holds, part.why, addresses(part.references)),
        )
        for part in parts
    )
    return Table("disagreements", "Where sources disagree", reverse("disagreements"), columns, rows)


def tasks(lines: Iterable[TaskLine]) -> Table:
    columns = ("slug", "name", "summary", "frameworks", "code")
    rows = tuple(
        (line.slug, line.name, line.summary, line.frameworks, reverse("task", args=(line.slug,)))
        for line in lines
    )
    return Table("code", "Code", reverse("tasks"), columns, rows)


def changes(lines: Iterable[EditionLine]) -> Table:
    columns = ("number", "published_at", "summary", "entries")
    rows = tuple(
        (line.number, line.published_at.isoformat(), line.summary, line.address) for line in lines
    )
    return Table("changes", "Changes", reverse("changes"), columns, rows)


def addresses(references: Iterable[Reference]) -> tuple[str, ...]:
    """Where the sources are read, each once: the place itself where it has an address."""
    found = (ref.address or ref.source.address or ref.source.slug for ref in references)
    return tuple(dict.fromkeys(found))


def _numbered(numbers: Iterable[int], sources: Sequence[CitedSource]) -> tuple[str, ...]:
    chosen = (sources[number - 1] for number in numbers)
    return tuple(source.address or source.slug for source in chosen)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
