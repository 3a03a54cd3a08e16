"""Reads the compiled tables that ship with the package."""

from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from taxonomy.errors import MissingTableError

TABLES_DIR = Path(__file__).parent / "tables"


def table_path(name: str) -> Path:
    """Where the compiled table `name` lies, whether or not it is there."""
    return TABLES_DIR / f"{name}.parquet"


@cache
def load_table(name: str) -> pa.Table:
    """A compiled table, read once per process.

    Args:
        name: a key of `taxonomy.schemas.TABLES`, or "vocabulary", "vocabulary_aliases".

    Returns:
        The table; dictionary columns are decoded, so every code is a plain string.

    Raises:
        MissingTableError: the table is not in the package.
    """
    path = table_path(name)
    if not path.is_file():
        raise MissingTableError(name)
    table = pq.read_table(path, memory_map=False)
    plain = pa.schema([_plain_field(field) for field in table.schema], metadata=table.schema.metadata)
    return table.cast(plain)


def table_metadata(name: str) -> dict[str, str]:
    """Origin of a compiled table: source, publisher, vintage, licence, url, attribution, built from the file.

    Raises:
        MissingTableError: the table is not in the package.
    """
    path = table_path(name)
    if not path.is_file():
        raise MissingTableError(name)
    raw = pq.read_schema(path).metadata or {}
    return {key.decode(): value.decode() for key, value in raw.items() if not key.startswith(b"ARROW:")}


def _plain_field(field: pa.Field) -> pa.Field:
    if pa.types.is_dictionary(field.type):
        return field.with_type(field.type.value_type)
    return field
