"""How readers and coder are compared."""

from nlp.training.agreement import Reading, compare, read_second
from nlp.training.labels import LABELS, read_json_lines


def test_shares_by_hand() -> None:
    labels = {
        "a": Reading(("11-1021", "11-9199"), ("Construction", "Skilled Trades")),
        "b": Reading(("29-1141",), ("Healthcare & Human Services", "Physical Health")),
    }
    readings = {
        "a": Reading(("11-9199",), ("Construction", "Architecture & Civil Engineering")),
        "b": Reading(("29-1141", "29-1171"), ("Healthcare & Human Services", "Physical Health")),
    }
    assert compare(readings, labels, ["a", "b"]) == [1.0, 0.5, 1.0, 0.5]
    assert compare(labels, readings, ["a", "b"]) == [0.5, 0.5, 1.0, 0.5]
    assert compare(readings, labels, []) == [0, 0, 0, 0]


def test_the_second_reading_is_of_postings_that_we_labelled() -> None:
    ids = {row["id"] for path in LABELS.glob("*.jsonl") for row in read_json_lines(path)}
    second = read_second()
    assert len(second) > 100
    assert set(second) <= ids
    assert all(reading.soc_codes[0] for reading in second.values())
