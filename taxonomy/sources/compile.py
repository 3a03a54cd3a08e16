"""Compiles every official table from a directory of official files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from taxonomy.areas_names import name_key, title_cities
from taxonomy.errors import SourceFileError
from taxonomy.sources import (
    areas,
    career_clusters,
    cip,
    esco,
    naics,
    oews,
    oews_hybrids,
    onet,
    projections,
    soc,
)
from taxonomy.sources.files import SourceFiles
from taxonomy.sources.integrity import find_problems
from taxonomy.sources.places import build_places
from taxonomy.sources.tables import BuiltTable, write_table

ALL_OCCUPATIONS = "00-0000"
BUILDERS: tuple[Callable[[SourceFiles], BuiltTable], ...] = (
    soc.build_soc,
    soc.build_soc2010_soc2018,
    onet.build_onet_soc,
    onet.build_titles,
    onet.build_technologies,
    onet.build_unspsc,
    onet.build_job_zones,
    oews_hybrids.build_oews_hybrid,
    career_clusters.build_clusters,
    career_clusters.build_cluster_aliases,
    career_clusters.build_cluster_soc,
    career_clusters.build_cluster_cip,
    career_clusters.build_cluster_naics,
    cip.build_cip,
    cip.build_cip_soc,
    naics.build_naics,
    areas.build_states,
    areas.build_counties,
    areas.build_cbsas,
    areas.build_cbsa_counties,
    areas.build_zips,
    projections.build_projections,
    projections.build_education,
    esco.build_esco_skills,
    oews.build_oews_areas,
    oews.build_oews,
)


def build_tables(files: SourceFiles) -> Iterator[BuiltTable]:
    """Every official table, one at a time; `places` last, since it needs the CBSA list.

    Raises:
        SourceFileError: a file is missing or has another shape.
    """
    tables: dict[str, pa.Table] = {}
    for build in BUILDERS:
        built = build(files)
        tables[built.name] = built.table
        yield built
    pairs = tables["cbsa_counties"].to_pylist()
    cbsa_counties = [(row["cbsa_code"], row["county_fips"]) for row in pairs]
    yield build_places(files, cbsa_counties, _first_cities(tables))


def _first_cities(tables: dict[str, pa.Table]) -> dict[tuple[str, str], int]:
    """(name key, state) of the first city in each metropolitan area's title -> employment of the area."""
    oews = tables["oews"].filter(pc.equal(tables["oews"]["soc_code"].cast(pa.string()), ALL_OCCUPATIONS))
    employment = {row["area_code"]: row["employment"] for row in oews.to_pylist()}
    first_cities = {}
    for row in tables["cbsas"].to_pylist():
        cities, states = title_cities(row["title"])
        first_cities[name_key(cities[0]), states[0]] = employment.get(row["cbsa_code"]) or 0
    return first_cities


def compile_tables(
    source_dir: Path, tables_dir: Path, on_built: Callable[[BuiltTable], None] = lambda _: None
) -> list[BuiltTable]:
    """Build all tables, check them together, and only then write them.

    Args:
        source_dir: the official files, unpacked or as downloaded.
        tables_dir: where the Parquet files go.
        on_built: called after each table, for progress.

    Raises:
        SourceFileError: a file is missing, has another shape, or the tables do not fit together.
    """
    built = []
    for table in build_tables(SourceFiles(source_dir)):
        on_built(table)
        built.append(table)
    problems = find_problems({table.name: table.table for table in built})
    if problems:
        raise SourceFileError(source_dir, "the tables do not fit together: " + "; ".join(problems))
    tables_dir.mkdir(parents=True, exist_ok=True)
    for table in built:
        write_table(table, tables_dir)
    return built
