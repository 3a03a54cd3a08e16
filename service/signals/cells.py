"""Figures with everything that has to stand beside them."""

from typing import Literal

from service.schemas.signals import Cell
from service.signals.intervals import (
    PostingsByEmployer,
    SuppressionReason,
    SuppressionRule,
    count_interval,
    effective_n,
    quality_letter,
    wilson_interval,
)


def count_cell(universe: PostingsByEmployer, rule: SuppressionRule) -> Cell:
    """Number of postings of a cell.

    Args:
        universe: postings of each employer in the cell, each >= 1.
        rule: what to withhold.
    """
    reason = _reason(universe, rule)
    if reason:
        return _withheld("postings", reason)
    n = sum(universe.values())
    return _published("postings", n, universe, count_interval(universe))


def share_cell(having: PostingsByEmployer, universe: PostingsByEmployer, rule: SuppressionRule) -> Cell:
    """Share of a universe's postings that have something.

    Args:
        having: postings of each employer that have it, each >= 1.
        universe: postings of each employer in the universe, each >= 1.
        rule: what to withhold; it looks at the postings that have it.
    """
    reason = _reason(having, rule)
    if reason:
        return _withheld("share", reason)
    share = sum(having.values()) / sum(universe.values())
    return _published("share", share, having, wilson_interval(share, effective_n(having, universe)))


def _reason(cell: PostingsByEmployer, rule: SuppressionRule) -> SuppressionReason | None:
    return rule.reason(sum(cell.values()), len(cell), max(cell.values(), default=0))


def _published(
    unit: Literal["postings", "share"],
    value: float,
    sample: PostingsByEmployer,
    interval: tuple[float, float],
) -> Cell:
    n = sum(sample.values())
    return Cell(
        value=value,
        unit=unit,
        n_postings=n,
        n_employers=len(sample),
        top_employer_share=max(sample.values()) / n,
        ci90=interval,
        quality=quality_letter(value, interval),
    )


def _withheld(unit: Literal["postings", "share"], reason: SuppressionReason) -> Cell:
    return Cell(unit=unit, suppressed=True, reason=reason)
