"""The rows of a comparison: which differ, how they group, how much each framework covers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from comparisons.engine.cells import Level


@dataclass(frozen=True, slots=True)
class Cell:
    """A framework's support for a feature; ``footnotes`` are numbers of the page's sources."""

    level: Level
    since: str = ""
    note: str = ""
    packages: tuple[str, ...] = ()
    footnotes: tuple[int, ...] = ()


UNKNOWN_CELL = Cell(Level.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Heading:
    """The section of the matrix that a row belongs to."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A feature with one cell a framework, in the order of the page's frameworks."""

    slug: str
    name: str
    heading: Heading
    cells: tuple[Cell, ...]
    why: str = ""

    @property
    def differs(self) -> bool:
        return differs(self.cells)


@dataclass(frozen=True, slots=True)
class Group:
    """A section of the matrix with its rows."""

    heading: Heading
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many features a framework has at each level."""

    built_in: int = 0
    official_extension: int = 0
    third_party: int = 0
    manual: int = 0
    none: int = 0
    unknown: int = 0


def differs(cells: Iterable[Cell]) -> bool:
    """Whether the levels differ. Unknown differs from none.

    Notes, versions and packages do not count: two frameworks never use the same package, so
    counting them would make nearly every row a difference.
    """
    return len({cell.level for cell in cells}) > 1


def grouped(rows: Iterable[Row]) -> tuple[Group, ...]:
    """Rows by heading; headings stand in the order in which they first appear."""
    by_heading: dict[Heading, list[Row]] = {}
    for row in rows:
        by_heading.setdefault(row.heading, []).append(row)
    return tuple(Group(heading, tuple(members)) for heading, members in by_heading.items())


def only_differences(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups with only the rows that differ; one that has none stays, empty."""
    return tuple(replace(g, rows=tuple(row for row in g.rows if row.differs)) for g in groups)


def coverage(rows: Sequence[Row]) -> tuple[Coverage, ...]:
    """One count a framework, in the order of the cells; empty without rows.

    Raises ``ValueError`` when rows have different numbers of cells.
    """
    columns = zip(*(row.cells for row in rows), strict=True)
    return tuple(_counted(cell.level for cell in column) for column in columns)


def _counted(levels: Iterable[Level]) -> Coverage:
    counts = Counter(levels)
    return Coverage(
        built_in=counts[Level.BUILT_IN],
        official_extension=counts[Level.OFFICIAL_EXTENSION],
        third_party=counts[Level.THIRD_PARTY],
        manual=counts[Level.MANUAL],
        none=counts[Level.NONE],
        unknown=counts[Level.UNKNOWN],
    )
