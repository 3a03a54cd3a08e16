"""`/v1/postings`: totals, time series and rankings."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.dependencies import SelectionDep, SettingsDep, SignalsDep
from service.errors import UsageError
from service.schemas.signals import Ranking, Timeseries, Totals
from service.signals.intervals import Quality
from service.signals.rankings import DEMAND_LEVELS, FACETS, rank_facet
from service.signals.timeseries import Grain, postings_per_period
from service.signals.totals import count_postings

router = APIRouter(prefix="/v1/postings", tags=["postings"])

_LEVELS = (*DEMAND_LEVELS, "offered")


@router.get("/totals")
def read_totals(selection: SelectionDep, signals: SignalsDep) -> Totals:
    """Number of postings that the filters select."""
    cell = count_postings(signals.cursor, selection, signals.rule)
    return Totals(data=cell, meta=signals.meta(selection))


@router.get("/timeseries")
def read_timeseries(selection: SelectionDep, signals: SignalsDep, grain: Grain = "month") -> Timeseries:
    """Postings per period, with an index in which adding a source never looks like hiring."""
    points = postings_per_period(signals.cursor, selection, signals.rule, grain)
    return Timeseries(grain=grain, data=points, meta=signals.meta(selection))


@router.get("/rankings/{facet}")
def read_ranking(
    facet: str,
    selection: SelectionDep,
    signals: SignalsDep,
    settings: SettingsDep,
    limit: Annotated[int, Query(ge=1, le=1000)] = 50,
    requirement: Annotated[
        list[str] | None, Query(description="required, preferred, mentioned, offered")
    ] = None,
    min_quality: Annotated[Quality | None, Query(description="leave out figures with a worse letter")] = None,
) -> Ranking:
    """Categories of a facet by the share of postings that have them."""
    levels = tuple(requirement or DEMAND_LEVELS)
    unknown = [level for level in levels if level not in _LEVELS]
    if unknown:
        raise UsageError(f"unknown requirement {unknown[0]!r}; use {', '.join(_LEVELS)}")
    worst = min_quality or settings.min_quality
    ranked = rank_facet(signals.cursor, facet, selection, signals.rule, limit, levels, worst)
    return Ranking(
        data=ranked.rows,
        n_suppressed=ranked.n_suppressed,
        n_below_quality=ranked.n_below_quality,
        meta=signals.meta(selection),
    )


@router.get("/rankings")
def list_facets() -> dict[str, list[str]]:
    """The facets that can be ranked."""
    return {"facets": list(FACETS)}
