"""What the pipeline read out of a posting, with the version of the pipeline that read it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class Extraction(Base):
    """The facts of one posting, as read from the content with this digest. Null = not said.

    `error` says why the posting could not be read; then everything else is null and there are no mentions.
    """

    __tablename__ = "extractions"
    __table_args__ = (Index(None, "pipeline_version"),)

    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True)
    content_digest: Mapped[str] = mapped_column(String(80))
    pipeline_version: Mapped[str] = mapped_column(String(80))
    extracted_at: Mapped[datetime]
    error: Mapped[str | None]
    education_minimum: Mapped[str | None] = mapped_column(String(20))
    experience_years_min: Mapped[float | None]
    employment_type: Mapped[str | None] = mapped_column(String(12))
    remote: Mapped[str | None] = mapped_column(String(8))
    pay_unit: Mapped[str | None] = mapped_column(String(10))
    wage_min_usd_hourly: Mapped[float | None]
    wage_max_usd_hourly: Mapped[float | None]
    wage_min_usd_annual: Mapped[float | None]
    wage_max_usd_annual: Mapped[float | None]


class OccupationCodeRow(Base):
    """The SOC 2018 code of one posting by one model. `soc_code` is null when none is credible."""

    __tablename__ = "occupation_codes"
    __table_args__ = (Index(None, "soc_code"),)

    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True)
    model_version: Mapped[str] = mapped_column(String(80))
    soc_code: Mapped[str | None] = mapped_column(String(7))
    onet_soc_code: Mapped[str | None] = mapped_column(String(10))
    probability: Mapped[float]
    level: Mapped[str | None] = mapped_column(String(8))
    level_code: Mapped[str | None] = mapped_column(String(7))
    alternatives: Mapped[list[Any]]


class ClusterCodeRow(Base):
    """Career Cluster and Sub-Cluster of one posting by one model."""

    __tablename__ = "cluster_codes"

    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True)
    model_version: Mapped[str] = mapped_column(String(80))
    cluster: Mapped[str] = mapped_column(String(60))
    sub_cluster: Mapped[str | None] = mapped_column(String(80))
    probability: Mapped[float]


class MentionRow(Base):
    """One mention; `start` and `end` are half-open character offsets into the field it stands in."""

    __tablename__ = "mentions"
    __table_args__ = (Index(None, "concept_id"),)

    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(String(12))
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]
    kind: Mapped[str] = mapped_column(String(14))
    concept_id: Mapped[str | None] = mapped_column(String(160))
    label: Mapped[str]
    requirement: Mapped[str] = mapped_column(String(10))
    confidence: Mapped[float]
