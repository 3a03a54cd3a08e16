import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import InvalidPostingError
from nlp.records import error_record, read_record, write_record


def line(**fields: Any) -> str:
    return json.dumps({"id": "1", "title": "Nurse", "description": "Care"} | fields)


def test_a_plain_posting_is_read_as_it_is() -> None:
    posting = read_record(line(employer="Acme", location="Ohio", naics_code="622110", unknown=[1]))
    assert (posting.posting_id, posting.title, posting.description) == ("1", "Nurse", "Care")
    assert (posting.employer, posting.location, posting.naics_code) == ("Acme", "Ohio", "622110")
    assert not posting.was_html


@pytest.mark.parametrize(("given_id", "kept"), [("a-1", "a-1"), (42, "42"), (4.5, "4.5"), (0, "0")])
def test_ids_are_kept_as_text(given_id: Any, kept: str) -> None:
    assert read_record(line(id=given_id)).posting_id == kept


@pytest.mark.parametrize("bad_id", [None, "", True, [], {}])
def test_a_posting_needs_an_id(bad_id: Any) -> None:
    with pytest.raises(InvalidPostingError) as caught:
        read_record(line(id=bad_id))
    assert caught.value.field == "id"


def test_html_is_recognised_and_converted() -> None:
    posting = read_record(line(description="<p>Care for <b>patients</b></p>"))
    assert posting.was_html
    assert posting.description == "Care for patients"


def test_a_placeholder_is_no_html() -> None:
    posting = read_record(line(description="<ORGANIZATION> R&amp;D"))
    assert not posting.was_html
    assert posting.description == "<ORGANIZATION> R&amp;D"


def test_the_declared_format_wins() -> None:
    assert read_record(line(description="<p>x</p>", description_format="text")).description == "<p>x</p>"
    declared = read_record(line(description="R&amp;D", description_format="html"))
    assert (declared.description, declared.was_html) == ("R&D", True)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"description": None}, "description"),
        ({"description": 7}, "description"),
        ({"title": ["Nurse"]}, "title"),
        ({"description_format": "markdown"}, "description_format"),
    ],
)
def test_an_unusable_field_is_named_with_the_id(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidPostingError) as caught:
        read_record(line(**fields))
    assert (caught.value.posting_id, caught.value.field) == ("1", field)


@pytest.mark.parametrize("value", [None, "", {"city": "Roanoke"}, ["Raleigh"], True, 1.5])
def test_context_that_is_no_text_is_null(value: Any) -> None:
    assert read_record(line(location=value)).location is None


def test_nan_means_null() -> None:
    posting = read_record('{"id": "1", "title": NaN, "description": "Care", "employer": NaN}')
    assert (posting.title, posting.employer) == ("", None)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_record(b"\xef\xbb\xbf" + line().encode()).posting_id == "1"


def test_lone_surrogates_keep_the_length() -> None:
    assert read_record('{"id": "1", "description": "a\\ud800b"}').description == "a\ufffdb"


@pytest.mark.parametrize(
    ("broken", "posting_id"),
    [
        (b'{"id": "77", "description": "x', "77"),
        (b'{"id": 78, "description": "\xff\xfe"}', "78"),
        (b"[1, 2]", None),
        (b"nonsense", None),
        (b"[" * 200_000, None),
        (b'{"id": "9", "description": ' + b"9" * 5000 + b"}", "9"),
    ],
)
def test_a_broken_line_tells_its_id_when_it_can(broken: bytes, posting_id: str | None) -> None:
    with pytest.raises(InvalidPostingError) as caught:
        read_record(broken)
    assert caught.value.posting_id == posting_id


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_any_line_is_a_posting_or_an_invalid_posting(content: bytes | str) -> None:
    try:
        answer = read_record(content).posting_id
    except InvalidPostingError as error:
        answer = error_record(error)["error"]["message"]
    assert answer


def test_output_is_one_line_of_utf8() -> None:
    assert write_record({"id": "é", "pay": None}) == '{"id":"é","pay":null}\n'.encode()
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_record({"id": "1", "probability": float("nan")})
