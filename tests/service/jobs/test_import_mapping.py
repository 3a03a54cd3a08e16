from pathlib import Path

import pytest

from service.errors import UsageError
from service.jobs.import_mapping import load_mapping


def test_defaults_know_the_usual_names() -> None:
    fields = load_mapping(None).read_fields(
        {
            "job_id": 17,
            "job_title": "Welder",
            "company": "Acme",
            "location": ["Reno, NV", "Elko, NV"],
            "salary": {"min": "20", "max": "25.50", "unit": "Hour"},
        }
    )
    assert (fields.external_id, fields.title, fields.employer) == ("17", "Welder", "Acme")
    assert [place.text for place in fields.places] == ["Reno, NV", "Elko, NV"]
    assert fields.salary is not None
    assert (fields.salary.minimum, fields.salary.maximum, fields.salary.interval) == (20.0, 25.5, "Hour")


def test_parts_of_a_place_serve_when_there_is_no_text() -> None:
    fields = load_mapping(None).read_fields(
        {"id": "1", "title": "x", "city": "Reno", "state": "NV", "zip": "89501"}
    )
    (place,) = fields.places
    assert (place.city, place.region, place.postal_code) == ("Reno", "NV", "89501")


def test_pay_as_text_is_no_number() -> None:
    fields = load_mapping(None).read_fields({"id": "1", "title": "x", "salary": "$20 - $25 an hour"})
    assert fields.salary is None
    assert fields.salary_text == "$20 - $25 an hour"


def test_a_map_file_wins_over_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "map.yml"
    path.write_text(
        "fields: {title: [Business Title, title], salary_min: pay.0.low}\nconstants: {employer: City of Reno}\n",
        encoding="utf-8",
    )
    fields = load_mapping(path).read_fields(
        {"id": "1", "Business Title": "Clerk", "title": "no", "company": "no", "pay": [{"low": "$41,000"}]}
    )
    assert (fields.title, fields.employer) == ("Clerk", "City of Reno")
    assert fields.salary is not None
    assert fields.salary.minimum == 41_000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("fields: {salaray: x}", "no field 'salaray'"),
        ("- a list", "write a mapping"),
        ("columns: {}", "write a mapping"),
        ("fields: [", "cannot be read"),
    ],
)
def test_a_bad_map_says_what_to_write(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "map.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        load_mapping(path)


def test_a_missing_map_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"absent\.yml"):
        load_mapping(tmp_path / "absent.yml")
