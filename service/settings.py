"""Settings of the service, from the environment (prefix `SIGNALPOST_`)."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where things lie and what a state may choose for itself.

    Attributes:
        data_dir: database, archive, vintages; created when needed.
        database_url: SQLAlchemy URL; empty = SQLite in the data directory.
        min_postings: figures on fewer postings are suppressed (METHOD.md 9).
        min_employers: figures on fewer employers are suppressed.
        max_top_employer_share: figures in which one employer has this share or more are suppressed, 0-1.
        min_quality: rankings leave out figures with a worse quality letter, unless a request says otherwise.
        write_token: bearer token that may store corrections over HTTP; empty = nobody may.
        max_extract_postings: postings that one `POST /v1/extract` may hold.
        cluster_groupings: the state's own groupings of the Clusters, YAML; null = those that ship.
        sources: the state's own file of sources; null = `sources.yml` in the data directory.
        shipped_sources: whether the scheduler also crawls the rows that Signalpost ships.
        crawl_interval_hours: hours between two crawls of a source whose row does not say otherwise.
        crawl_jitter_minutes: crawls start up to this much earlier or later, so that they spread.
        crawl_time_limit_minutes: a crawl of one source that takes longer is ended.
        max_crawls: crawls at the same time, each of another host.
        claim_lease_seconds: after this long without a sign of life a scheduler counts as dead.
        nightly_at: time of day, UTC, at which postings are read and a vintage is published.
        nightly_wait_minutes: how long the nightly work waits for running crawls to end.
        nightly_time_limit_minutes: nightly work that takes longer is ended.
        archive_retention_days: raw responses are kept this long; 0 = for ever.
    """

    model_config = SettingsConfigDict(env_prefix="SIGNALPOST_", env_ignore_empty=True, extra="ignore")

    data_dir: Path = Path("data")
    database_url: str = ""
    min_postings: int = Field(default=10, ge=1)
    min_employers: int = Field(default=3, ge=1)
    max_top_employer_share: float = Field(default=0.8, gt=0, le=1)
    min_quality: Literal["A", "B", "C", "D", "E"] = "E"
    write_token: str = ""
    max_extract_postings: int = Field(default=100, ge=1)
    cluster_groupings: Path | None = None
    sources: Path | None = None
    shipped_sources: bool = True
    crawl_interval_hours: float = Field(default=24.0, gt=0)
    crawl_jitter_minutes: float = Field(default=30.0, ge=0)
    crawl_time_limit_minutes: float = Field(default=60.0, gt=0)
    max_crawls: int = Field(default=4, ge=1)
    claim_lease_seconds: float = Field(default=90.0, gt=0)
    nightly_at: str = Field(default="08:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    nightly_wait_minutes: float = Field(default=120.0, ge=0)
    nightly_time_limit_minutes: float = Field(default=360.0, gt=0)
    archive_retention_days: int = Field(default=180, ge=0)

    @property
    def resolved_database_url(self) -> str:
        """The database URL with the default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'signalpost.sqlite'}"

    @property
    def archive_dir(self) -> Path:
        """Where raw responses are kept."""
        return self.data_dir / "archive"

    @property
    def sources_file(self) -> Path:
        """The state's own file of sources; it need not exist."""
        return self.sources or self.data_dir / "sources.yml"

    @property
    def vintages_dir(self) -> Path:
        """Where vintages are published."""
        return self.data_dir / "vintages"


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
