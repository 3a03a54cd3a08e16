"""What a program designer would want to see of a vintage, as tables for a terminal."""

import duckdb
from rich.console import Group, RenderableType
from rich.table import Table

from service.schemas.signals import RankingRow
from service.signals.filters import PostingFilter
from service.signals.intervals import SuppressionRule
from service.signals.rankings import RankedFacet, rank_facet
from taxonomy.clusters import mark_cluster

_SHOWN = 8
_CONCEPT_TABLES = (
    ("technologies", "Technologies most asked for"),
    ("certifications", "Certifications most asked for"),
    ("licenses", "Licenses most asked for"),
    ("skills", "Skills most asked for"),
)


def signal_tables(cursor: duckdb.DuckDBPyConnection, rule: SuppressionRule) -> RenderableType:
    """Rankings of technologies, certifications, licenses and skills, and the occupations of every Cluster."""
    tables: list[RenderableType] = [
        _concept_table(title, rank_facet(cursor, facet, PostingFilter(), rule, _SHOWN))
        for facet, title in _CONCEPT_TABLES
    ]
    tables.append(_cluster_table(cursor, rule))
    return Group(*tables)


def _concept_table(title: str, ranked: RankedFacet) -> Table:
    table = Table(title=title, title_justify="left", caption=_withheld(ranked.n_suppressed))
    table.add_column("")
    for heading in ("postings", "employers", "share", "90% interval", "required", "preferred"):
        table.add_column(heading, justify="right")
    for row in ranked.rows:
        table.add_row(mark_cluster(row.label), *_figures(row), str(row.n_required), str(row.n_preferred))
    return table


def _figures(row: RankingRow) -> tuple[str, str, str, str]:
    cell = row.cell
    low, high = cell.ci90 or (0.0, 1.0)
    return (
        str(cell.n_postings),
        str(cell.n_employers),
        f"{cell.value or 0:.1%}",
        f"{low:.1%} to {high:.1%}",
    )


def _cluster_table(cursor: duckdb.DuckDBPyConnection, rule: SuppressionRule) -> Table:
    """Postings per Cluster, and the occupations that make most of each, whose n is no signal."""
    clusters = rank_facet(cursor, "clusters", PostingFilter(), rule, limit=20)
    table = Table(title="Career Clusters", title_justify="left", caption=_withheld(clusters.n_suppressed))
    table.add_column("")
    for heading in ("postings", "employers", "share", "90% interval"):
        table.add_column(heading, justify="right")
    table.add_column("occupations (postings)")
    listed = SuppressionRule(min_postings=2, min_employers=1, max_top_employer_share=2.0)
    for row in clusters.rows:
        occupations = rank_facet(cursor, "occupations", PostingFilter(cluster=row.id), listed, limit=3)
        named = "; ".join(f"{found.label} ({found.cell.n_postings})" for found in occupations.rows)
        table.add_row(row.label, *_figures(row), named)
    return table


def _withheld(n_suppressed: int) -> str | None:
    return f"{n_suppressed} more withheld: too few postings or employers" if n_suppressed else None
