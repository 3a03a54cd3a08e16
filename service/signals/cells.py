"""Figures with everything that has to stand beside them."""

from collections.abc import Sequence

from service.schemas.signals import Cell
from service.signals.intervals import (
    SuppressionRule,
    count_interval,
    effective_n,
    quality_letter,
    wilson_interval,
)


def count_cell(postings_by_employer: Sequence[int], rule: SuppressionRule) -> Cell:
    """Number of postings of a cell.

    Args:
        postings_by_employer: postings of each employer in the cell, each >= 1.
        rule: what to withhold.
    """
    n, employers, top = (
        sum(postings_by_employer),
        len(postings_by_employer),
        max(postings_by_employer, default=0),
    )
    reason = rule.reason(n, employers, top)
    if reason:
        return _withheld("postings", reason)
    interval = count_interval(postings_by_employer)
    return Cell(
        value=n,
        unit="postings",
        n_postings=n,
        n_employers=employers,
        top_employer_share=top / n,
        ci90=interval,
        quality=quality_letter(n, interval),
    )


def share_cell(
    postings_by_employer: Sequence[int], universe_by_employer: Sequence[int], rule: SuppressionRule
) -> Cell:
    """Share of a universe's postings that have something.

    Args:
        postings_by_employer: postings of each employer that have it, each >= 1.
        universe_by_employer: postings of each employer in the universe, each >= 1.
        rule: what to withhold; it looks at the postings that have it.
    """
    n, employers, top = (
        sum(postings_by_employer),
        len(postings_by_employer),
        max(postings_by_employer, default=0),
    )
    reason = rule.reason(n, employers, top)
    if reason:
        return _withheld("share", reason)
    share = n / sum(universe_by_employer)
    interval = wilson_interval(share, effective_n(universe_by_employer))
    return Cell(
        value=share,
        unit="share",
        n_postings=n,
        n_employers=employers,
        top_employer_share=top / n,
        ci90=interval,
        quality=quality_letter(share, interval),
    )


def _withheld(unit: str, reason: str) -> Cell:
    return Cell.model_validate(
        {
            "value": None,
            "unit": unit,
            "n_postings": None,
            "n_employers": None,
            "top_employer_share": None,
            "ci90": None,
            "quality": None,
            "suppressed": True,
            "reason": reason,
        }
    )
