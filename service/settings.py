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
    """

    model_config = SettingsConfigDict(env_prefix="SIGNALPOST_", extra="ignore")

    data_dir: Path = Path("data")
    database_url: str = ""
    min_postings: int = Field(default=10, ge=1)
    min_employers: int = Field(default=3, ge=1)
    max_top_employer_share: float = Field(default=0.8, gt=0, le=1)
    min_quality: Literal["A", "B", "C", "D", "E"] = "E"
    write_token: str = ""
    max_extract_postings: int = Field(default=100, ge=1)

    @property
    def resolved_database_url(self) -> str:
        """The database URL with the default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'signalpost.sqlite'}"

    @property
    def vintages_dir(self) -> Path:
        """Where vintages are published."""
        return self.data_dir / "vintages"


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
