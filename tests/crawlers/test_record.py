import pytest

from crawlers.errors import RecordError
from crawlers.record import Record


def test_text_of_numbers_and_blanks() -> None:
    record = Record({"id": 7, "blank": "  ", "null": None})
    assert (record.text("id"), record.text("blank"), record.text("null"), record.text("absent")) == (
        "7",
        None,
        None,
        None,
    )


@pytest.mark.parametrize("value", [True, ["x"], {"a": 1}])
def test_text_refuses_other_types(value: object) -> None:
    with pytest.raises(RecordError, match="title: expected text"):
        Record({"title": value}).text("title")


def test_required_text_says_which_field_is_missing() -> None:
    with pytest.raises(RecordError, match=r"job\.title: missing"):
        Record({"title": ""}, "job").required_text("title")


def test_number_reads_written_numbers_and_gives_null_for_words() -> None:
    record = Record({"a": "1,250.5", "b": 3, "c": "DOE", "d": ""})
    assert [record.number(name) for name in "abcd"] == [1250.5, 3.0, None, None]


def test_count_is_whole_and_not_negative() -> None:
    assert (Record({"n": "12"}).count("n"), Record({"n": -1}).count("n")) == (12, None)


def test_flag_refuses_words() -> None:
    assert Record({"listed": False}).flag("listed") is False
    with pytest.raises(RecordError, match="expected a boolean"):
        Record({"listed": "no"}).flag("listed")


def test_leftovers_name_what_nobody_read_at_any_depth() -> None:
    record = Record({"id": 1, "new": 2, "place": {"city": "Boise", "zone": 3}, "skip": 4})
    record.text("id")
    place = record.record("place")
    assert place is not None
    place.text("city")
    record.ignore("skip", "never there")
    assert sorted(record.leftovers()) == ["new", "place.zone"]


def test_raw_items_must_be_there_but_may_be_anything() -> None:
    assert Record({"jobs": [1, {}]}).raw_items("jobs") == [1, {}]
    with pytest.raises(RecordError, match="jobs: the answer does not hold it"):
        Record({}).raw_items("jobs")


def test_lists_refuse_other_types() -> None:
    with pytest.raises(RecordError, match="expected a list, got dict"):
        Record({"jobs": {}}).raw_items("jobs")
    with pytest.raises(RecordError, match="expected a list of texts, got int"):
        Record({"places": ["x", 1]}).texts("places")


def test_text_of_takes_the_first_of_a_list_and_nothing_of_an_object() -> None:
    assert Record({"t": ["a", "b"]}).text_of("t") == "a"
    assert Record({"t": {"a": 1}}).text_of("t") is None


def test_a_record_is_an_object() -> None:
    with pytest.raises(RecordError, match="job: expected an object, got list"):
        Record([], "job")
