"""From rows to a typed table with its origin, and from tables to Parquet files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from taxonomy.schemas import TABLES


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from.

    Attributes:
        source: name of the official file or files.
        publisher: who publishes it.
        vintage: release or reference period.
        licence: terms of use.
        url: the publisher's page of the file.
        note: what a reader must know about the values; "" = nothing.
    """

    source: str
    publisher: str
    vintage: str
    licence: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class BuiltTable:
    """One compiled table before it is written."""

    name: str
    table: pa.Table


def build_table(name: str, rows: Iterable[Mapping[str, object]], origin: Origin) -> BuiltTable:
    """Type `rows` by the schema of `name`, without duplicates, sorted by all columns from the left.

    Args:
        name: a key of TABLES.
        rows: one mapping per row; a missing key is null.
        origin: kept in the metadata of the table.
    """
    schema = TABLES[name]
    unique = {tuple(row.get(column) for column in schema.names) for row in rows}
    ordered = sorted(unique, key=lambda values: [(value is not None, str(value)) for value in values])
    columns = [
        pa.array([values[at] for values in ordered], type=field.type) for at, field in enumerate(schema)
    ]
    metadata = {
        "source": origin.source,
        "publisher": origin.publisher,
        "vintage": origin.vintage,
        "licence": origin.licence,
        "url": origin.url,
        "note": origin.note,
    }
    return BuiltTable(name, pa.Table.from_arrays(columns, schema=schema.with_metadata(metadata)))


def write_table(built: BuiltTable, tables_dir: Path) -> Path:
    """Write one table as zstd Parquet; the same rows always give the same bytes."""
    path = tables_dir / f"{built.name}.parquet"
    pq.write_table(built.table, path, compression="zstd", compression_level=19, row_group_size=1 << 20)
    return path
