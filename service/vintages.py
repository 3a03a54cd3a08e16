"""Vintages on disk: immutable directories of Parquet, swapped in whole.

```
vintages/<vintage_id>/{postings,posting_areas,mentions}.parquet  datapackage.json
vintages/current        a symbolic link to the vintage that the API serves
```
A vintage holds Clusters, not their groupings: a state may name those anew without publishing anew.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from service.errors import NoVintageError
from taxonomy.groupings import Groupings, shipped_groupings

TABLES = ("postings", "posting_areas", "mentions")
_CURRENT = "current"
_STAGING_PREFIX = ".staging-"


@dataclass(frozen=True)
class PublishedVintage:
    """One published vintage; its files never change."""

    path: Path

    @property
    def vintage_id(self) -> str:
        """Identifier, e.g. "2026-11-22T14-03-10Z"."""
        return self.path.name

    @cached_property
    def package(self) -> dict[str, Any]:
        """The contents of `datapackage.json`."""
        package: dict[str, Any] = json.loads((self.path / "datapackage.json").read_text(encoding="utf-8"))
        return package


class VintageStore:
    """The published vintages of one data directory, and DuckDB over the current one.

    Args:
        root: the directory of vintages.
        groupings: of the Clusters, for filters and rankings; null = those that ship.
    """

    def __init__(self, root: Path, groupings: Groupings | None = None) -> None:
        self._root = root
        self._groupings = groupings or shipped_groupings()
        self._connections: dict[str, duckdb.DuckDBPyConnection] = {}

    def current(self) -> PublishedVintage:
        """The vintage that is served.

        Raises:
            NoVintageError: nothing has been published.
        """
        link = self._root / _CURRENT
        if not link.exists():
            raise NoVintageError
        return PublishedVintage(link.resolve())

    def list_all(self) -> list[PublishedVintage]:
        """Every published vintage, newest first."""
        if not self._root.is_dir():
            return []
        folders = [p for p in self._root.iterdir() if p.is_dir() and not p.is_symlink() and p.name[0] != "."]
        return [PublishedVintage(p) for p in sorted(folders, reverse=True)]

    @contextmanager
    def staging(self, vintage_id: str) -> Iterator[Path]:
        """A directory to write a vintage into; swapped in at the end, thrown away on any error."""
        staging = self._root / f"{_STAGING_PREFIX}{vintage_id}"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        try:
            yield staging
            self._swap_in(staging, vintage_id)
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _swap_in(self, staging: Path, vintage_id: str) -> None:
        final = self._root / vintage_id
        staging.rename(final)
        link = self._root / f".{_CURRENT}-{os.getpid()}"
        link.unlink(missing_ok=True)
        link.symlink_to(vintage_id)
        link.replace(self._root / _CURRENT)

    def cursor(self, vintage: PublishedVintage) -> duckdb.DuckDBPyConnection:
        """A DuckDB cursor over the vintage's tables and `cluster_groupings`; one cursor per request."""
        connection = self._connections.get(vintage.vintage_id)
        if connection is None:
            connection = duckdb.connect()
            for table in TABLES:
                path = str(vintage.path / f"{table}.parquet").replace("'", "''")
                connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{path}')")  # noqa: S608
            connection.execute("CREATE TABLE cluster_groupings (cluster TEXT, cluster_grouping TEXT)")
            connection.executemany("INSERT INTO cluster_groupings VALUES (?, ?)", self._grouping_rows())
            self._connections = {vintage.vintage_id: connection}
        return connection.cursor()

    def _grouping_rows(self) -> list[tuple[str, str]]:
        by_grouping = self._groupings.clusters.items()
        return [(cluster, grouping) for grouping, clusters in by_grouping for cluster in clusters]
