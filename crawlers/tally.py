"""What one crawl of one source met, and what may be concluded from it."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeAlias

from crawlers.sources import SourceSpec

RunStatus: TypeAlias = Literal["complete", "partial", "blocked", "empty", "failed"]

DROP_LIMIT = 0.7
DROP_CAUSE = "drop"
UNUSABLE = "unusable"
_MAX_ERRORS = 20
_MAX_WARNINGS = 50


@dataclass(slots=True)
class RunTally:
    """Counts of one run, all >= 0.

    Attributes:
        n_fetched: records that the source showed, kept or not, without repeats.
        n_kept: postings written or stored.
        skipped: why records were left out, with counts.
        advertised_total: how many postings the source claims; null when it claims none.
        errors: what kept the run from reading the source whole, in order.
        warnings: values that could not be read and fields that nobody knows, with counts.
        usual: median of postings kept in the runs before; null when unknown or too few runs.
        n_new: postings stored for the first time; `n_changed`: stored with other content than before.
        n_missing: postings that the complete run before showed and this one does not; null unless
            this one, too, is complete, or was shown no record at all.
    """

    n_requests: int = 0
    n_bytes: int = 0
    n_not_modified: int = 0
    n_fetched: int = 0
    n_kept: int = 0
    n_new: int = 0
    n_changed: int = 0
    n_missing: int | None = None
    advertised_total: int | None = None
    usual: float | None = None
    is_sample: bool = False
    is_blocked: bool = False
    skipped: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    warnings: Counter[str] = field(default_factory=Counter)

    def skip(self, reason: str) -> None:
        """Count a record that was left out."""
        self.skipped[reason] += 1

    def fail(self, problem: str, *, is_blocked: bool = False) -> None:
        """Note what kept the run from reading the source whole."""
        self.is_blocked = self.is_blocked or is_blocked
        if problem not in self.errors and len(self.errors) < _MAX_ERRORS:
            self.errors.append(problem)

    def warn(self, problem: str) -> None:
        """Count a value that could not be read, or a field that nobody knows."""
        if problem in self.warnings or len(self.warnings) < _MAX_WARNINGS:
            self.warnings[problem] += 1

    def conclude(self, source: SourceSpec) -> tuple[RunStatus, str | None]:
        """Status of the finished run and, unless it is complete, the cause.

        Only "complete" says anything about postings that were not shown. A sampled run is "partial".
        """
        if self.errors and not self.n_kept:
            return ("blocked" if self.is_blocked else "failed"), self.errors[0]
        if self.errors:
            return "partial", self.errors[0]
        if self.is_sample:
            return "partial", "a sample was asked for"
        if self.advertised_total is not None and self.n_fetched < self.advertised_total:
            return (
                "partial",
                f"the source claims {self.advertised_total} postings and showed {self.n_fetched}",
            )
        if source.min_postings is not None and self.n_kept < source.min_postings:
            return "failed", f"{self.n_kept} postings, fewer than min_postings {source.min_postings}"
        if self.usual is not None and self.n_kept < DROP_LIMIT * self.usual:
            return "partial", f"{DROP_CAUSE}: {self.n_kept} postings where {self.usual:g} are usual"
        if not self.n_kept:
            return ("failed" if self._is_unreadable else "empty"), self._explain_empty()
        if source.max_postings is not None and self.n_kept > source.max_postings:
            self.warn(f"{self.n_kept} postings, more than max_postings {source.max_postings}")
        return "complete", None

    def to_report(self, source: SourceSpec) -> dict[str, Any]:
        """Everything in JSON types, for the summary and the run record."""
        status, cause = self.conclude(source)
        counts = asdict(self)
        counts["skipped"], counts["warnings"] = dict(self.skipped), dict(self.warnings)
        return {"slug": source.slug, "family": source.family, "status": status, "cause": cause, **counts}

    @property
    def _is_unreadable(self) -> bool:
        """Whether records were shown that could not be read: a source whose form has changed is not empty."""
        return any(reason.startswith(UNUSABLE) for reason in self.skipped)

    def _explain_empty(self) -> str:
        if not self.n_fetched:
            return "the source answered and shows no posting"
        reasons = ", ".join(f"{reason} ({count})" for reason, count in self.skipped.most_common(3))
        return f"every record was skipped: {reasons}"
