"""Bodies of the signal endpoints: every figure with its sample, interval, window and vintage."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from service.signals.intervals import Quality, SuppressionReason


class Cell(BaseModel):
    """One figure. When `suppressed`, every number is null and `reason` says why."""

    value: float | None = Field(default=None, description="The figure, in `unit`; null when suppressed.")
    unit: Literal["postings", "share"]
    n_postings: int | None = Field(default=None, description="Postings behind the figure.")
    n_employers: int | None = Field(default=None, description="Distinct employers behind it.")
    top_employer_share: float | None = Field(default=None, description="Share of the largest employer, 0-1.")
    ci90: tuple[float, float] | None = Field(
        default=None, description="90% interval; employers are clusters."
    )
    quality: Quality | None = Field(default=None, description="A (best) to E, by coefficient of variation.")
    suppressed: bool = False
    reason: SuppressionReason | None = None


class RankingRow(BaseModel):
    """One entry of a ranking: `cell` is the share of the universe's postings that have it."""

    id: str
    label: str
    cell: Cell
    n_required: int | None = Field(
        default=None, description="Postings that require it; null for codes and places."
    )
    n_preferred: int | None = None
    n_mentioned: int | None = None
    is_cross_cutting: bool | None = Field(
        default=None,
        description="Whether the (Sub-)Cluster is of a cross-cutting Cluster; null for other facets.",
    )


class TimePoint(BaseModel):
    """One period. `index` chains only sources present in this and the period before; it begins at 100."""

    period: date = Field(description="First day of the period.")
    cell: Cell
    index: float | None = Field(
        description="Matched-source chain index; null where too few postings carry it."
    )
    source_break: bool = Field(
        description="The set of sources differs from the period before: compare by `index`."
    )


class Meta(BaseModel):
    """What every figure must say of itself."""

    vintage: str
    status: str
    published_at: str
    basis: Literal["new", "active"]
    window: tuple[date | None, date | None] = Field(description="First and last day; null = unbounded.")
    filters: dict[str, str]
    n_universe: int = Field(description="Postings that the filters select.")
    n_coded: int = Field(description="Those with a six-digit SOC code.")
    pipeline_version: str
    taxonomy_digest: str
    caveats: list[str]


class Totals(BaseModel):
    """`/v1/postings/totals`."""

    data: Cell
    meta: Meta


class Ranking(BaseModel):
    """`/v1/postings/rankings/{facet}`."""

    data: list[RankingRow]
    n_suppressed: int = Field(description="Entries withheld by the suppression rule.")
    n_below_quality: int = Field(description="Entries left out because they are worse than `min_quality`.")
    meta: Meta


class Timeseries(BaseModel):
    """`/v1/postings/timeseries`."""

    grain: Literal["week", "month", "quarter", "year"]
    data: list[TimePoint]
    meta: Meta


class Problem(BaseModel):
    """RFC 9457 problem document."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    errors: list[dict[str, Any]] | None = None
