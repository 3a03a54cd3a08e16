import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import ValidationError

from storage.posting import BaseSalary, JobLocation, Posting, compute_content_digest, day_of

_NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def _posting(**fields: Any) -> Posting:
    return Posting(**{"source": "a", "external_id": "1", "title": "Cook", "fetched_at": _NOW, **fields})


def test_a_line_holds_every_field_of_the_contract() -> None:
    assert set(json.loads(_posting().to_json_line())) >= {
        "source", "external_id", "requisition_id", "url", "title", "description_text", "hiring_organization", "job_location",
        "job_location_type", "employment_type", "base_salary", "base_salary_raw", "date_posted", "date_posted_raw", "date_modified",
        "valid_through", "industry", "occupational_category", "department", "language", "content_digest", "fetched_at",
    }  # fmt: skip


def test_a_line_can_be_read_back() -> None:
    posting = _posting(
        job_location=(JobLocation(raw="Boise, ID"),), base_salary=BaseSalary(min=20, unit="hour")
    )
    assert Posting.model_validate_json(posting.to_json_line()) == posting


def test_the_instant_of_fetching_is_utc_to_the_second() -> None:
    there = datetime(2026, 11, 22, 8, 0, 0, 999, tzinfo=timezone(timedelta(hours=-5)))
    assert json.loads(_posting(fetched_at=there).to_json_line())["fetched_at"] == "2026-11-22T13:00:00Z"


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""}, {"external_id": ""}, {"date_posted": "07/16/2026"}, {"date_posted": "2026-13-01"}, {"colour": "red"},
        {"date_posted": "2026-07-16T10:00:00+02:00"}, {"fetched_at": datetime(2026, 1, 1)}, {"job_location_type": "REMOTE"},  # noqa: DTZ001
    ],
)  # fmt: skip
def test_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        _posting(**fields)


@pytest.mark.parametrize(
    "bounds", [{}, {"min": 5, "max": 4}, {"min": 0}, {"min": float("nan")}, {"min": 5, "currency": "$"}]
)
def test_pay_refused(bounds: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BaseSalary(**bounds, unit="hour")


def test_digest_is_blind_to_case_spacing_and_order_of_places() -> None:
    one = compute_content_digest("Line  Cook", "Grill.\n", "Acme", ["Boise, ID", "Elko, NV"])
    assert one == compute_content_digest("line cook", "grill.", "ACME", ["Elko, NV", "Boise,  ID"])


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Chef"},
        {"description_text": "x"},
        {"hiring_organization": "B"},
        {"job_location": ({"raw": "Elko"},)},
    ],
)
def test_digest_sees_what_a_reader_sees(change: dict[str, Any]) -> None:
    assert _posting(**change).content_digest != _posting().content_digest


def test_digest_does_not_see_when_it_was_fetched() -> None:
    assert (
        _posting(fetched_at=_NOW + timedelta(days=1), url="https://x.example").content_digest
        == _posting().content_digest
    )


def test_day_of_day_and_instant() -> None:
    assert day_of("2026-07-16") == day_of("2026-07-16T23:00:00Z") == date(2026, 7, 16)
