from typing import Any

import pytest

from crawlers.sources import SourceSpec
from crawlers.tally import RunTally

_SOURCE = SourceSpec(slug="a", family="lever", token="acme")


@pytest.mark.parametrize(
    ("counts", "limits", "expected"),
    [
        ({"n_fetched": 3, "n_kept": 3}, {}, ("complete", None)),
        ({"n_fetched": 3, "n_kept": 3, "advertised_total": 3}, {}, ("complete", None)),
        ({"n_fetched": 3, "n_kept": 1, "advertised_total": 3}, {}, ("complete", None)),
        (
            {"n_fetched": 2, "n_kept": 2, "advertised_total": 3},
            {},
            ("partial", "claims 3 postings and showed 2"),
        ),
        ({"n_fetched": 2, "n_kept": 2, "errors": ["x"]}, {}, ("partial", "x")),
        ({"errors": ["x"]}, {}, ("failed", "x")),
        ({"errors": ["x"], "is_blocked": True}, {}, ("blocked", "x")),
        ({}, {}, ("empty", "shows no posting")),
        ({"n_fetched": 2, "n_kept": 2, "is_sample": True, "advertised_total": 9}, {}, ("partial", "sample")),
        ({"n_fetched": 2, "n_kept": 2}, {"min_postings": 3}, ("failed", "fewer than min_postings 3")),
        ({}, {"min_postings": 1}, ("failed", "fewer than min_postings 1")),
        ({"n_fetched": 9, "n_kept": 9}, {"max_postings": 5}, ("complete", None)),
    ],
)
def test_conclude(counts: dict[str, Any], limits: dict[str, int], expected: tuple[str, str | None]) -> None:
    status, cause = RunTally(**counts).conclude(_SOURCE.model_copy(update=limits))
    assert status == expected[0]
    assert cause == expected[1] if expected[1] is None else expected[1] in (cause or "")


def test_too_many_postings_warn() -> None:
    tally = RunTally(n_fetched=9, n_kept=9)
    tally.conclude(_SOURCE.model_copy(update={"max_postings": 5}))
    assert tally.warnings == {"9 postings, more than max_postings 5": 1}


def test_empty_says_why_records_were_skipped() -> None:
    tally = RunTally(n_fetched=2)
    tally.skip("not listed")
    tally.skip("not listed")
    assert tally.conclude(_SOURCE) == ("empty", "every record was skipped: not listed (2)")


def test_a_source_whose_records_cannot_be_read_is_not_empty() -> None:
    tally = RunTally(n_fetched=3)
    for reason in ("not listed", "unusable title", "unusable title"):
        tally.skip(reason)
    assert tally.conclude(_SOURCE) == (
        "failed",
        "every record was skipped: unusable title (2), not listed (1)",
    )


def test_errors_are_kept_once_and_bounded() -> None:
    tally = RunTally()
    for number in range(100):
        tally.fail(f"error {number % 50}")
    assert len(tally.errors) == 20


def test_report_holds_json_types_only() -> None:
    tally = RunTally(n_fetched=1)
    tally.skip("x")
    report = tally.to_report(_SOURCE)
    assert (report["slug"], report["family"], report["status"]) == ("a", "lever", "empty")
    assert type(report["skipped"]) is dict
