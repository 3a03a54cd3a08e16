"""SQLAlchemy models. Importing this package registers every table."""

from storage.models.base import Base
from storage.models.claim import ClaimRow
from storage.models.correction import CorrectionRow
from storage.models.extraction import ClusterCodeRow, Extraction, MentionRow, OccupationCodeRow
from storage.models.posting import PostingLocation, PostingRow
from storage.models.source import RUN_STATUSES, CrawlRun, Source
from storage.models.vintage import Vintage

__all__ = [
    "RUN_STATUSES",
    "Base",
    "ClaimRow",
    "ClusterCodeRow",
    "CorrectionRow",
    "CrawlRun",
    "Extraction",
    "MentionRow",
    "OccupationCodeRow",
    "PostingLocation",
    "PostingRow",
    "Source",
    "Vintage",
]
