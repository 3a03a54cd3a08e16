"""Published states of all signals."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class Vintage(Base):
    """One published vintage; the files lie in the data directory under `vintages/<vintage_id>/`."""

    __tablename__ = "vintages"

    vintage_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    published_at: Mapped[datetime]
    n_postings: Mapped[int]
    pipeline_version: Mapped[str] = mapped_column(String(80))
    taxonomy_digest: Mapped[str] = mapped_column(String(80))
    source_list_digest: Mapped[str] = mapped_column(String(80))
