import pytest

from storage.normalise.employment import is_known_untyped, is_telecommute, read_employment_types


@pytest.mark.parametrize(
    ("raw", "types"),
    [
        ("Full-time", ("FULL_TIME",)), ("FullTime", ("FULL_TIME",)), ("FULL_TIME, PART_TIME", ("FULL_TIME", "PART_TIME")),
        ("Regular Full Time (Salary)", ("FULL_TIME",)), ("Contract", ("CONTRACTOR",)), ("Internship", ("INTERN",)), ("PRN", ("PER_DIEM",)),
        ("Seasonal", ("TEMPORARY",)), ("Per Diem", ("PER_DIEM",)), ("Internal", ()), ("Permanent", ()), ("", ()), (None, ()),
    ],
)  # fmt: skip
def test_types(raw: str | None, types: tuple[str, ...]) -> None:
    assert read_employment_types(raw) == types


def test_known_words_without_a_type() -> None:
    assert is_known_untyped("Permanent")
    assert not is_known_untyped("Gig")


@pytest.mark.parametrize("raw", ["TELECOMMUTE", "remote", "Fully Remote", "Remote Eligible"])
def test_remote(raw: str) -> None:
    assert is_telecommute(raw)


@pytest.mark.parametrize("raw", ["hybrid", "on-site", "Remote Sensing", "not remote", "", None])
def test_not_remote(raw: str | None) -> None:
    assert not is_telecommute(raw)
