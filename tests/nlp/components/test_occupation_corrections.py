"""Reviewers' decisions."""

from pathlib import Path

import pytest

from nlp.components.occupation_corrections import (
    CORRECTION_COLUMNS,
    Correction,
    CorrectionBook,
    read_corrections,
)
from nlp.errors import ModelError

CODES = ("11-1011", "15-1252", "29-1141")


def _decide(soc_code: str, decided_on: str = "2026-01-01", **names: str) -> Correction:
    return Correction(soc_code, "reviewer", decided_on, "because", **names)


def test_the_posting_itself_comes_before_its_title() -> None:
    book = CorrectionBook(
        [_decide("11-1011", title_pattern="Nurse"), _decide("29-1141", posting_id="p1")], CODES
    )
    found = book.find("p1", "Nurse")
    other = book.find("p2", "nurse")
    assert found is not None
    assert other is not None
    assert (found.soc_code, other.soc_code) == ("29-1141", "11-1011")


def test_later_decision_replaces_the_earlier_one() -> None:
    late = _decide("15-1252", "2026-05-01", title_pattern="ninja")
    early = _decide("11-1011", "2026-02-01", title_pattern="Ninja")
    found = CorrectionBook([late, early], CODES).find(None, "NINJA")
    assert found == late


def test_pattern_matches_any_text_at_the_star() -> None:
    book = CorrectionBook([_decide("29-1141", title_pattern="rn *")], CODES)
    assert book.find(None, "RN - Nights") is not None
    assert book.find(None, "Intern") is None


def test_brackets_of_a_pattern_are_letters() -> None:
    book = CorrectionBook([_decide("29-1141", title_pattern="nurse [icu]*")], CODES)
    assert book.find(None, "Nurse [ICU] nights") is not None
    assert book.find(None, "Nurse i") is None


def test_nothing_is_found_where_nothing_was_decided() -> None:
    assert CorrectionBook([], CODES).find("p1", "Nurse") is None


@pytest.mark.parametrize(
    "wrong",
    [
        Correction("99-9999", "me", "2026-01-01", title_pattern="x"),
        Correction("11-1011", "me", "2026-01-01"),
        Correction("11-1011", "me", "2026-01-01", title_pattern="**"),
    ],
)
def test_decision_without_name_or_with_unknown_code_is_refused(wrong: Correction) -> None:
    with pytest.raises(ModelError, match="corrections"):
        CorrectionBook([wrong], CODES)


def test_file_is_read_with_empty_cells_as_null(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(",".join(CORRECTION_COLUMNS) + "\n,Nurse*,29-1141,me,2026-01-01,\n", encoding="utf-8")
    assert read_corrections(path) == [
        Correction("29-1141", "me", "2026-01-01", title_pattern="Nurse*"),
    ]


def test_rows_without_a_code_and_other_columns_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "worksheet.csv"
    header = ",".join((*CORRECTION_COLUMNS, "note"))
    path.write_text(f"{header}\n,Nurse,,,,,look\n,Cook,35-2014\n", encoding="utf-8")
    assert read_corrections(path) == [Correction("35-2014", "", "", title_pattern="Cook")]


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    path.write_bytes(",".join(CORRECTION_COLUMNS).encode() + "\n,Enfermera señora,29-1141".encode("cp1252"))
    with pytest.raises(ModelError, match="no CSV file in UTF-8"):
        read_corrections(path)


@pytest.mark.parametrize("text", ["soc_code\n11-1011\n", ""])
def test_file_without_the_columns_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="lacks"):
        read_corrections(path)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no file"):
        read_corrections(tmp_path / "none.csv")
