"""Floor 3: a result of the wizard as a decision record (Markdown) and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import HttpResponse

from comparisons.engine.prose import listed
from comparisons.exports import LICENCE
from comparisons.markdown import footnote, marks, one_line, table_head, table_row
from comparisons.public import Site
from comparisons.queries.links import Link
from comparisons.queries.recommendation import Exclusion, Place, ResultPage, Row
from comparisons.queries.recommendation.changes import Change, Firmness


def response(page: ResultPage, extension: str, site: Site) -> HttpResponse:
    """Return the result in this format: md or json."""
    media, write = FORMATS[extension]
    reply = HttpResponse(write(page, site), content_type=f"{media}; charset=utf-8")
    reply.headers["Content-Disposition"] = f'inline; filename="web-framework.{extension}"'
    return reply


def as_markdown(page: ResultPage, site: Site) -> str:
    """An architecture decision record, to paste into a repository."""
    return "\n".join(_record(page, site)) + "\n"


def _record(page: ResultPage, site: Site) -> Iterator[str]:
    title = f"Use {page.first} as the web framework" if page.first else "Choose a web framework"
    yield f"# {title}\n"
    yield "- Status: proposed"
    yield f"- Date: {page.today}"
    yield f"- Made with: {site.name}, edition {site.edition}{_published(site)}"
    yield f"- This result, brought up to date: <{page.permanent}>"
    yield from _context(page)
    yield from _options(page)
    yield from _decision(page, site)
    yield from _ruled_out(page, site)
    yield from _changes(page, site)
    yield from _evidence(page, site)
    yield from _sources(page, site)


def _published(site: Site) -> str:
    return f" of {site.published_at:%Y-%m-%d}" if site.published_at else ""


def _context(page: ResultPage) -> Iterator[str]:
    yield "\n## Context\n"
    if not page.answers:
        yield "No question was answered."
        return
    yield from _table(
        ("Question", "Answer", "Matters"),
        ((line.question, line.options, line.importance) for line in page.answers),
    )
    if page.skipped:
        yield f"\nNot answered: {'; '.join(one_line(line.question) for line in page.skipped)}"


def _options(page: ResultPage) -> Iterator[str]:
    if page.top:
        yield "\n## Considered options\n"
        yield from _table(
            ("Place", "Framework", f"Points, of {page.maximum}"),
            ((str(place.rank), place.name, place.total) for place in page.places),
        )


def _decision(page: ResultPage, site: Site) -> Iterator[str]:
    yield "\n## Decision\n"
    yield f"{page.headline}." + (f" {page.lead_words}" if page.weighed else "")
    if page.strengths:
        yield f"\nIt gets many of its points for {_linked(page.strengths, site)}."
    if page.advantages:
        yield f"{page.ahead_in} {_linked(page.advantages, site)}."
    if page.top:
        first = page.top[0]
        yield f"\n### How {first.name} gets its points\n"
        yield from _table(
            ("Asked for", "It has", "Met", "Weight", "Points", "Sources"),
            (_contribution(row, site) for row in first.rows),
        )
        yield f"\nSum: {first.total} of {page.maximum}."


def _contribution(row: Row, site: Site) -> tuple[str, ...]:
    cell = f"[{row.cell}]({site.url}{row.address})"
    return row.criterion, cell, row.share, str(row.weight), row.points, marks(row.footnotes)


def _ruled_out(page: ResultPage, site: Site) -> Iterator[str]:
    if page.ruled_out:
        yield "\n## Ruled out\n"
    for out in page.ruled_out:
        reasons = "; ".join(_reason(row, site) for row in out.reasons)
        yield f"- {out.name}: {reasons}"
    for found in page.relaxations:
        yield f"- If {found.options} were not a must, {found.left} would be left."


def _reason(row: Row, site: Site) -> str:
    if row.is_trait:
        return f"“{row.option}” is a must"
    cell = f"[{row.cell.lower()}]({site.url}{row.address})"
    return f"{row.criterion} is {cell}{marks(row.footnotes)}, and “{row.option}” is a must"


def _changes(page: ResultPage, site: Site) -> Iterator[str]:
    if page.changes or page.weights:
        yield "\n## What would change this\n"
    for change in page.changes:
        yield f"- [{one_line(change.sentence)}]({site.url}{change.address}) ({change.about})"
    for change in page.weights:
        yield f"- {one_line(change.sentence)} (“{change.about}”)"
    if page.firmness:
        yield f"\n## Robustness\n\n{page.firmness.sentence}\n"
        yield from _table(
            ("Framework", "First in", "Share"),
            ((first.name, str(first.times), first.share) for first in page.firmness.firsts),
        )


def _evidence(page: ResultPage, site: Site) -> Iterator[str]:
    if not page.weighed:
        return
    yield "\n## Missing evidence\n"
    if not page.gaps:
        yield "None: every cell looked at is known, cited and was checked in the last 12 months."
    for gap in page.gaps:
        cells = (f"[{c.framework}]({site.url}{c.address}) ({c.what})" for c in gap.cells)
        yield f"- {gap.criterion}: {', '.join(cells)}"


def _sources(page: ResultPage, site: Site) -> Iterator[str]:
    used = {
        number
        for rows in (page.top[0].rows if page.top else (), *(o.reasons for o in page.ruled_out))
        for row in rows
        for number in row.footnotes
    }
    if used:
        yield "\n## Sources\n"
    for source in page.sources:
        if source.number in used:
            yield footnote(source)
    yield f"\nData of {site.name}, <{site.url}>, {LICENCE}."


def _linked(links: Iterable[Link], site: Site) -> str:
    return listed(f"[{link.text}]({site.url}{link.address})" for link in links)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield from table_head(head)
    yield from map(table_row, rows)


def as_json(page: ResultPage, site: Site) -> str:
    """Answers, ranking with contributions, changes, robustness, missing evidence and sources."""
    return json.dumps(_document(page, site), ensure_ascii=False, indent=1) + "\n"


def _document(page: ResultPage, site: Site) -> dict[str, Any]:
    return {
        "title": page.headline,
        "address": page.permanent,
        "date": page.today.isoformat(),
        "edition": site.edition,
        "published_at": site.published_at and site.published_at.isoformat(),
        "licence": LICENCE,
        "answers": [
            {"question": line.slug, "options": list(line.chosen), "importance": line.matters}
            for line in page.answers
        ],
        "not_answered": [line.slug for line in page.skipped],
        "lead": page.lead.value,
        "lead_words": page.lead_words if page.weighed else "",
        "maximum": page.maximum,
        "ranking": [_place(place, page, site) for place in page.places],
        "ruled_out": [_exclusion(out, page, site) for out in page.ruled_out],
        "changes_of_one_answer": [_change(change, site) for change in page.changes],
        "changes_of_one_weight": [change.sentence for change in page.weights],
        "robustness": page.firmness and _robustness(page.firmness),
        "missing_evidence": list(_missing(page, site)),
        "sources": [
            {"slug": source.slug, "title": source.title, "address": source.address or None}
            for source in page.sources
        ],
    }


def _place(place: Place, page: ResultPage, site: Site) -> dict[str, Any]:
    return {
        "rank": place.rank,
        "slug": place.slug,
        "name": place.name,
        "address": site.url + place.address,
        "points": place.total,
        "middle": place.middle,
        "contributions": [_row(row, page, site) for row in place.rows],
    }


def _exclusion(out: Exclusion, page: ResultPage, site: Site) -> dict[str, Any]:
    return {
        "slug": out.slug,
        "name": out.name,
        "reasons": [_row(row, page, site) for row in out.reasons],
    }


def _row(row: Row, page: ResultPage, site: Site) -> dict[str, Any]:
    return {
        "question": row.question,
        "option": row.option,
        "criterion": row.criterion,
        "cell": row.cell,
        "address": site.url + row.address,
        "met": row.share,
        "weight": row.weight,
        "points": row.points,
        "sources": [page.sources[number - 1].slug for number in row.footnotes],
    }


def _change(change: Change, site: Site) -> dict[str, Any]:
    return {
        "sentence": change.sentence,
        "question": change.about,
        "address": site.url + change.address,
    }


def _robustness(firmness: Firmness) -> dict[str, Any]:
    return {
        "samples": firmness.samples,
        "stays_first": firmness.stays,
        "first": {first.name: first.times for first in firmness.firsts},
    }


def _missing(page: ResultPage, site: Site) -> Iterator[dict[str, str]]:
    for gap in page.gaps:
        for cell in gap.cells:
            yield {
                "criterion": gap.criterion,
                "framework": cell.framework,
                "what": cell.what,
                "address": site.url + cell.address,
            }


FORMATS: dict[str, tuple[str, Callable[[ResultPage, Site], str]]] = {
    "md": ("text/markdown", as_markdown),
    "json": ("application/json", as_json),
}
