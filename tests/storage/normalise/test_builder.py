import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest

from storage.normalise.builder import PostingFields, build_posting
from storage.normalise.errors import UnusablePostingError
from storage.normalise.places import RawPlace
from storage.normalise.plain_text import to_plain_text
from storage.normalise.salary import SalaryFields
from storage.posting import Posting

_NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


def _build(**fields: Any) -> tuple[Posting, list[str]]:
    warnings: list[str] = []
    return build_posting(
        PostingFields(**{"external_id": "1", "title": "Cook", **fields}), "a", _NOW, warnings.append
    ), warnings


def test_the_least_that_makes_a_posting() -> None:
    posting, warnings = _build()
    assert (posting.source, posting.external_id, posting.title, posting.description_text) == (
        "a",
        "1",
        "Cook",
        "",
    )
    assert (posting.date_posted, posting.base_salary, posting.job_location) == (None, None, ())
    assert warnings == []


@pytest.mark.parametrize(
    ("fields", "field"), [({"title": " &nbsp; "}, "title"), ({"external_id": None}, "external_id")]
)
def test_no_key_or_title_makes_none(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(UnusablePostingError) as caught:
        _build(**fields)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("description", "text"),
    [
        ("<p>A &amp; B</p><p>C</p>", "A & B\n\nC"),
        ("&lt;p&gt;A &amp;amp; B&lt;/p&gt;", "A & B"),
        ("&amp;lt;p&amp;gt;A&amp;lt;/p&amp;gt;", "A"),
        ("A &amp; B\nif x < y", "A & B\nif x < y"),
        ("at <ORGANIZATION> we care", "at <ORGANIZATION> we care"),
        ("a\x00b\x08c", "abc"),
        (None, ""),
    ],
)
def test_plain_text(description: str | None, text: str) -> None:
    assert to_plain_text(description) == text


def test_values_that_cannot_be_read_are_told_and_kept_raw() -> None:
    posting, warnings = _build(
        date_posted="soon", salary_text="DOE", employment_type="Gig", valid_through="never"
    )
    assert (posting.date_posted_raw, posting.base_salary_raw, posting.employment_type_raw) == (
        "soon",
        "DOE",
        "Gig",
    )
    assert [warning.split(":")[0] for warning in sorted(warnings)] == [
        "base_salary",
        "date_posted",
        "employment_type",
        "valid_through",
    ]


def test_structured_pay_wins_over_words() -> None:
    posting, _ = _build(salary=SalaryFields(20, 22, "USD", "HOUR"), salary_text="$20-22/hr DOE")
    assert posting.base_salary is not None
    assert (posting.base_salary.min, posting.base_salary_raw) == (20, "$20-22/hr DOE")


def test_words_are_read_where_structured_pay_fails() -> None:
    posting, _ = _build(salary=SalaryFields(20, 22, "USD", None), salary_text="$20 - $22 per hour")
    assert posting.base_salary is not None
    assert posting.base_salary.unit == "hour"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"workplace": "remote"}, "TELECOMMUTE"),
        ({"workplace": "hybrid", "places": [RawPlace(text="Remote")]}, None),
        ({"places": [RawPlace(text="Remote - US")]}, "TELECOMMUTE"),
        ({"places": [RawPlace(text="Austin, TX")]}, None),
    ],
)
def test_remote(fields: dict[str, Any], kind: str | None) -> None:
    assert _build(**fields)[0].job_location_type == kind


@pytest.mark.parametrize(
    ("url", "kept"),
    [("https://x.example/a?b=1", True), ("javascript:alert(1)", False), ("http://[", False), ("/a", False)],
)
def test_only_web_addresses_are_kept(url: str, kept: bool) -> None:
    assert (_build(url=url)[0].url is not None) == kept


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("<b>Cook</b> &amp; Baker", "Cook & Baker"),
        ("&lt;i&gt;Cook&lt;/i&gt;", "Cook"),
        ("Cook <$20/hr", "Cook <$20/hr"),
    ],
)
def test_titles_hold_no_elements(title: str, text: str) -> None:
    assert _build(title=title)[0].title == text


@pytest.mark.parametrize(
    "html",
    ["<img src=x onerror=alert(1)>Cook", "<script>alert(1)</script><p>Cook</p>", "<p>Cook<iframe src=x>"],
)
def test_descriptions_hold_no_elements(html: str) -> None:
    text = _build(description=html)[0].description_text
    assert "<" not in text
    assert "Cook" in text


def test_persons_are_taken_out_of_title_and_description() -> None:
    posting, _ = _build(title="Cook (call 555-123-4567)", description="Contact: Jane Doe, jane@x.example")
    assert posting.title == "Cook (call [phone])"
    assert posting.description_text == "Contact: [name], [email]"


def test_no_field_holds_markup() -> None:
    marked = "<b>x</b><script>alert(1)</script> &lt;img src=x onerror=alert(1)&gt;<br>"
    texts = [
        field.name for field in dataclasses.fields(PostingFields) if field.name not in {"places", "salary"}
    ]
    place, parts = RawPlace(text=marked), RawPlace(city=marked, region=marked, postal_code=marked)
    salary = SalaryFields(1.0, 2.0, marked, marked)
    posting, _ = _build(**dict.fromkeys(texts, marked), places=[place, parts], salary=salary)
    line = posting.to_json_line()
    assert "<" not in line
    assert "alert" not in line
    assert (posting.external_id, posting.title, posting.department) == ("x", "x", "x")
