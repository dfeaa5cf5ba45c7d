"""The whole matrix, and one feature across all frameworks."""

from __future__ import annotations

from dataclasses import dataclass

from comparisons.engine.cells import Level
from comparisons.engine.matrix import Group, grouped
from comparisons.models import Feature, Framework
from comparisons.queries.citations import (
    NO_CITATIONS,
    Citations,
    CitedSource,
    Reference,
    citations_of,
)
from comparisons.queries.matrix import (
    PackageLink,
    Support,
    cited_rows,
    feature_rows,
    support_keys,
)


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A framework at the head of a column."""

    pk: int
    slug: str
    name: str
    accent: int


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """All features by group; cells stand in the order of `frameworks`."""

    frameworks: tuple[ColumnHead, ...]
    groups: tuple[Group, ...]

    @property
    def features(self) -> int:
        return sum(len(group.rows) for group in self.groups)

    @property
    def width(self) -> int:
        """Columns, with that of the features."""
        return len(self.frameworks) + 1


@dataclass(frozen=True, slots=True)
class FeatureCell:
    """One framework's support for the feature, with its references."""

    framework: ColumnHead
    level: Level
    since: str
    packages: tuple[PackageLink, ...]
    note: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class FeaturePage:
    """A feature across all frameworks, best supported first."""

    slug: str
    name: str
    why: str
    group: str
    cells: tuple[FeatureCell, ...]
    citations: Citations

    @property
    def sources(self) -> tuple[CitedSource, ...]:
        return self.citations.sources


def matrix_page() -> MatrixPage:
    """Return the whole matrix, without citations. Two queries."""
    frameworks = column_heads()
    keys = [framework.pk for framework in frameworks]
    return MatrixPage(frameworks, grouped(cited_rows(feature_rows(keys), keys, NO_CITATIONS)))


def feature_page(slug: str) -> FeaturePage | None:
    """Return one feature across all frameworks, or None. Three queries."""
    frameworks = column_heads()
    keys = [framework.pk for framework in frameworks]
    rows = feature_rows(keys, Feature.objects.filter(slug=slug))
    if not rows:
        return None
    (row,) = rows
    citations = citations_of({"support": list(support_keys(rows, keys))})
    cells = (_cell(head, row.supports.get(head.pk), citations) for head in frameworks)
    order = list(Level)
    return FeaturePage(
        row.slug,
        row.name,
        row.why,
        row.heading.name,
        tuple(sorted(cells, key=lambda cell: order.index(cell.level))),
        citations,
    )


def column_heads() -> tuple[ColumnHead, ...]:
    """Return all published frameworks by name. One query."""
    rows = Framework.objects.published()
    return tuple(ColumnHead(*row) for row in rows.values_list("pk", "slug", "name", "accent"))


def _cell(framework: ColumnHead, support: Support | None, citations: Citations) -> FeatureCell:
    if support is None:
        return FeatureCell(framework, Level.UNKNOWN, "", (), "", ())
    cell = support.cell
    references = citations.of("support", support.pk)
    return FeatureCell(framework, cell.level, cell.since, support.packages, cell.note, references)
