"""What the routers need, built once per application."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Annotated, Any

import duckdb
from fastapi import Depends, HTTPException, Query, Request, Response
from sqlalchemy import Engine

from service.errors import UsageError
from service.schemas.signals import Meta
from service.settings import Settings
from service.signals.filters import Basis, PostingFilter
from service.signals.intervals import SuppressionRule
from service.signals.totals import count_coded
from service.vintages import PublishedVintage, VintageStore
from taxonomy.groupings import Groupings

_CACHE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class SignalContext:
    """The current vintage and a DuckDB cursor over it, for one request."""

    vintage: PublishedVintage
    cursor: duckdb.DuckDBPyConnection
    rule: SuppressionRule

    def meta(self, selection: PostingFilter) -> Meta:
        """What every figure of this request must say of itself."""
        n_universe, n_coded = count_coded(self.cursor, selection)
        package = self.vintage.package
        details = package["signalpost"]
        filters = {
            name: getattr(selection, name)
            for name in ("area", "soc", "cluster", "sub_cluster", "cluster_grouping", "source")
            if getattr(selection, name) is not None
        }
        return Meta(
            vintage=self.vintage.vintage_id,
            status=details["status"],
            published_at=package["created"],
            basis=selection.basis,
            window=(selection.from_on, selection.to_on),
            filters=filters,
            n_universe=n_universe,
            n_coded=n_coded,
            pipeline_version=details["pipeline_version"],
            taxonomy_digest=details["taxonomy_digest"],
            caveats=details["caveats"],
        )


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _store(request: Request) -> VintageStore:
    store: VintageStore = request.app.state.vintages
    return store


def _engine(request: Request) -> Engine:
    engine: Engine = request.app.state.engine
    return engine


def _groupings(request: Request) -> Groupings:
    groupings: Groupings = request.app.state.groupings
    return groupings


SettingsDep = Annotated[Settings, Depends(_settings)]
StoreDep = Annotated[VintageStore, Depends(_store)]
EngineDep = Annotated[Engine, Depends(_engine)]
GroupingsDep = Annotated[Groupings, Depends(_groupings)]


def _selection(  # noqa: PLR0913, PLR0917  # one parameter per query parameter
    groupings: GroupingsDep,
    basis: Annotated[
        Basis, Query(description="new: opened in the window; active: open on any day of it")
    ] = "new",
    from_: Annotated[date | None, Query(alias="from", description="first day, inclusive")] = None,
    to: Annotated[date | None, Query(description="last day, inclusive")] = None,
    area: Annotated[str | None, Query(description="state:NY, county:36061, cbsa:35620, country:US")] = None,
    soc: Annotated[
        str | None,
        Query(description="SOC 2018 code of any level: 29-1141, 29-1000, 29; or an OEWS hybrid: 21-1018"),
    ] = None,
    cluster: Annotated[str | None, Query(description="name of a Career Cluster")] = None,
    sub_cluster: Annotated[str | None, Query(description="name of a Sub-Cluster")] = None,
    source: Annotated[str | None, Query(description="slug of a source")] = None,
    cluster_grouping: Annotated[
        str | None, Query(description="name of a grouping of Career Clusters, see /v1/taxonomies/groupings")
    ] = None,
) -> PostingFilter:
    if cluster_grouping is not None and cluster_grouping not in groupings.clusters:
        known = "; ".join(groupings.clusters)
        raise UsageError(f"cluster_grouping {cluster_grouping!r} is unknown; use one of {known}")
    return PostingFilter(basis, from_, to, area, soc, cluster, sub_cluster, source, cluster_grouping)


SelectionDep = Annotated[PostingFilter, Depends(_selection)]


def _signals(
    request: Request, response: Response, settings: SettingsDep, store: StoreDep, groupings: GroupingsDep
) -> Iterator[SignalContext]:
    vintage = store.current()
    query = "&".join(sorted(str(request.query_params).split("&")))
    identity = f"{vintage.vintage_id} {sorted(groupings.clusters.items())} {request.url.path}?{query}"
    etag = '"' + sha256(identity.encode()).hexdigest()[:32] + '"'
    caching: dict[str, Any] = {"ETag": etag, "Cache-Control": f"public, max-age={_CACHE_SECONDS}"}
    if request.headers.get("if-none-match") == etag:
        raise HTTPException(304, headers=caching)
    response.headers.update(caching)
    rule = SuppressionRule(settings.min_postings, settings.min_employers, settings.max_top_employer_share)
    with store.cursor(vintage) as cursor:
        yield SignalContext(vintage, cursor, rule)


SignalsDep = Annotated[SignalContext, Depends(_signals)]
