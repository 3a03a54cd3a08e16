"""Decisions of reviewers that win over the model."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from nlp.components.title_text import fold_title
from nlp.errors import ModelError

CORRECTION_COLUMNS = ("posting_id", "title_pattern", "soc_code", "decided_by", "decided_on", "reason")


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision.

    Attributes:
        soc_code: the right code.
        decided_by: who decided.
        decided_on: day, ISO 8601.
        reason: why; "" when not said.
        posting_id: the posting it names; null = see `title_pattern`.
        title_pattern: title with `*` for any text, letter case and accents ignored; null = see `posting_id`.
    """

    soc_code: str
    decided_by: str
    decided_on: str
    reason: str = ""
    posting_id: str | None = None
    title_pattern: str | None = None


class CorrectionBook:
    """Finds the decision for a posting: its own id first, then the same title, then patterns, latest first.

    Args:
        corrections: the decisions.
        soc_codes: the detailed codes.

    Raises:
        ModelError: a decision names neither posting nor title, an unknown code, or every title ("*").
    """

    def __init__(self, corrections: Iterable[Correction], soc_codes: Sequence[str]) -> None:
        self._by_posting: dict[str, Correction] = {}
        self._by_title: dict[str, Correction] = {}
        self._patterns: list[tuple[str, Correction]] = []
        known = frozenset(soc_codes)
        for correction in sorted(corrections, key=lambda c: c.decided_on):
            if correction.soc_code not in known:
                named = correction.posting_id or correction.title_pattern
                problem = f"{correction.soc_code!r} (for {named!r}) is no detailed SOC 2018 code"
                raise ModelError("corrections", problem)
            self._add(correction)

    def find(self, posting_id: str | None, title: str) -> Correction | None:
        """The decision for this posting; null when there is none."""
        if posting_id is not None and posting_id in self._by_posting:
            return self._by_posting[posting_id]
        if not self._by_title and not self._patterns:
            return None
        folded = _fold_pattern(title)
        if folded in self._by_title:
            return self._by_title[folded]
        matching = (correction for pattern, correction in self._patterns if fnmatchcase(folded, pattern))
        return next(matching, None)

    def _add(self, correction: Correction) -> None:
        pattern = correction.title_pattern
        if correction.posting_id:
            self._by_posting[correction.posting_id] = correction
        elif not pattern:
            raise ModelError("corrections", "a decision names neither a posting nor a title")
        elif not any(char.isalnum() for char in pattern):
            raise ModelError(
                "corrections", f"the pattern {pattern!r} holds no letter, so it names every title"
            )
        elif "*" in pattern:
            self._patterns.insert(0, (_fold_pattern(pattern), correction))
        else:
            self._by_title[_fold_pattern(pattern)] = correction


def read_corrections(path: Path) -> list[Correction]:
    """Decisions in a CSV file with CORRECTION_COLUMNS; an empty cell is null, other columns are ignored.

    A row without a code is one of a worksheet on which nothing was decided: it is left out.

    Raises:
        ModelError: the file or a column is missing, or it is no CSV in UTF-8.
    """
    if not path.is_file():
        raise ModelError("corrections", f"no file {path}")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = set(CORRECTION_COLUMNS) - set(reader.fieldnames or ())
            if missing:
                raise ModelError("corrections", f"{path} lacks {', '.join(sorted(missing))}")
            rows = [{name: (row[name] or "").strip() for name in CORRECTION_COLUMNS} for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ModelError("corrections", f"{path} is no CSV file in UTF-8: {error}") from error
    return [
        Correction(
            soc_code=row["soc_code"],
            decided_by=row["decided_by"],
            decided_on=row["decided_on"],
            reason=row["reason"],
            posting_id=row["posting_id"] or None,
            title_pattern=row["title_pattern"] or None,
        )
        for row in rows
        if row["soc_code"]
    ]


def _fold_pattern(text: str) -> str:
    """Letter case, accents and repeated spaces ignored; brackets are letters, not character classes."""
    folded = " ".join(fold_title(text).split())
    return folded.replace("[", "(").replace("]", ")").replace("?", "")
