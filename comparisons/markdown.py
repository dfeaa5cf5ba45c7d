"""Floor 3: what all Markdown that we hand out is made of: tables, and footnotes with sources."""

from collections.abc import Iterable, Sequence

from comparisons.queries.citations import CitedSource


def one_line(text: str) -> str:
    """Text that breaks neither a list nor a table."""
    return " ".join(text.split()).replace("|", "\\|")


def table_head(names: Sequence[str]) -> tuple[str, str]:
    """The heading of a table and the line below it."""
    return table_row(names), "|" + " --- |" * len(names)


def table_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(one_line(cell) for cell in cells) + " |"


def marks(footnotes: Iterable[int]) -> str:
    """References to footnotes, as they stand after a claim."""
    return "".join(f"[^{number}]" for number in footnotes)


def footnote(source: CitedSource) -> str:
    """A source as the footnote that `marks` refers to."""
    address = f"<{source.address}>" if source.address else source.kind.without_address
    told = f"{source.title}, {source.publisher}, read {source.read_on}. {address}"
    return f"[^{source.number}]: {told}"
