from typing import Any

import pytest

from crawlers.job_posting import read_job_posting
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.salary import SalaryFields


def _read(**fields: Any) -> PostingFields:
    return read_job_posting(Record({"title": "Cook", **fields}), "https://x.example/1")


@pytest.mark.parametrize(
    ("identifier", "key"),
    [
        ({"@type": "PropertyValue", "name": "Acme", "value": 12}, "12"), ("R-1", "R-1"), (7, "7"), ([{"value": "a"}], "a"),
        (None, "https://x.example/1"), ({}, "https://x.example/1"),
    ],
)  # fmt: skip
def test_key(identifier: Any, key: str) -> None:
    assert _read(identifier=identifier).external_id == key


@pytest.mark.parametrize(
    "organization", ["Acme", {"name": "Acme"}, [{"name": "Acme"}], {"legalName": "Acme"}]
)
def test_employer(organization: Any) -> None:
    assert _read(hiringOrganization=organization).employer == "Acme"


@pytest.mark.parametrize(
    ("location", "raw"),
    [
        (
            {"address": {"addressLocality": "Reno", "addressRegion": "NV", "postalCode": 89501}},
            ["Reno, NV 89501"],
        ),
        ({"address": "Reno, NV"}, ["Reno, NV"]),
        ("Reno, NV", ["Reno, NV"]),
        (
            [{"address": {"addressLocality": "Reno"}}, {"address": {"addressLocality": "Elko"}}],
            ["Reno", "Elko"],
        ),
        ({"address": [{"addressLocality": "Reno"}, "Elko"]}, ["Reno", "Elko"]),
        ({"name": "Reno plant", "address": {}}, ["Reno plant"]),
        ({"address": {"addressCountry": {"@type": "Country", "name": "US"}}}, ["US"]),
        ({"addressLocality": "Reno"}, ["Reno"]),
        (None, []),
        ({"address": None}, []),
        (5, []),
    ],
)
def test_places(location: Any, raw: list[str]) -> None:
    assert [place.to_raw() for place in _read(jobLocation=location).places] == raw


@pytest.mark.parametrize(
    ("salary", "fields", "text"),
    [
        ({"currency": "USD", "value": {"minValue": 20, "maxValue": "25.50", "unitText": "HOUR"}}, SalaryFields(20, 25.5, "USD", "HOUR"), None),
        ({"currency": "USD", "value": {"value": 20, "unitText": "HOUR"}}, SalaryFields(20, 20, "USD", "HOUR"), None),
        ({"currency": "USD", "value": 52000, "unitText": "YEAR"}, SalaryFields(52000, 52000, "USD", "YEAR"), None),
        ({"minValue": 20, "maxValue": 25, "unitText": "HOUR", "currency": "USD"}, SalaryFields(20, 25, "USD", "HOUR"), None),
        ([{"value": {"minValue": "$1,000", "unitText": "WEEK"}}], SalaryFields(1000, None, None, "WEEK"), None),
        ("$20 an hour", None, "$20 an hour"),
        ({"value": {"value": "DOE"}}, None, "DOE"),
        (20, None, "20"),
        (None, None, None),
        ({}, None, None),
        (True, None, None),
    ],
)  # fmt: skip
def test_salary(salary: Any, fields: SalaryFields | None, text: str | None) -> None:
    read = _read(baseSalary=salary)
    assert (read.salary, read.salary_text) == (fields, text)


def test_parts_beside_the_description_are_added_once() -> None:
    read = _read(
        description="Cook. Knife skills.", skills="Knife skills", qualifications=["ServSafe", "1 year"]
    )
    assert read.description == ("Cook. Knife skills.\nQualifications:\nServSafe, 1 year")


def test_line_feeds_escaped_twice() -> None:
    assert _read(description="a\\nb\\r\\nc").description == "a\nb\nc"


def test_persons_are_not_read_and_unknown_fields_are_known() -> None:
    record = Record({"title": "Cook", "applicationContact": {"name": "Sam Example"}, "brandNew": 1})
    read = read_job_posting(record, "https://x.example/1")
    assert "Sam" not in repr(read)
    assert list(record.leftovers()) == ["brandNew"]
