import pytest

from storage.normalise.salary import SalaryFields, read_pay_unit, read_salary, read_salary_text


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("per-year-salary", "year"), ("1 HOUR", "hour"), ("HOUR", "hour"), ("PA", "year"), ("Per Annum", "year"), ("monthly", "month"),
        ("per-week-wage", "week"), ("daily", "day"), ("bi-weekly", None), ("2 WEEK", None), ("per visit", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_units(word: str | None, unit: str | None) -> None:
    assert read_pay_unit(word) == unit


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (SalaryFields(20, 25, "USD", "hour"), (20, 25, "USD", "hour")),
        (SalaryFields(20, None, "$", "hour"), (20, None, "USD", "hour")),
        (SalaryFields(0, 25, "usd", "hour"), (None, 25, "USD", "hour")),
        (SalaryFields(20, 25, None, "hour"), (20, 25, "USD", "hour")),
    ],
)
def test_structured(fields: SalaryFields, expected: tuple[float | None, float | None, str, str]) -> None:
    salary = read_salary(fields)
    assert salary is not None
    assert (salary.min, salary.max, salary.currency, salary.unit) == expected


@pytest.mark.parametrize(
    "fields",
    [
        SalaryFields(25, 20, "USD", "hour"), SalaryFields(20, 25, "USD", None), SalaryFields(None, None, "USD", "hour"),
        SalaryFields(0, 0, "USD", "hour"), SalaryFields(20, 25, "dollars", "hour"), SalaryFields(float("inf"), None, "USD", "hour"),
    ],
)  # fmt: skip
def test_unusable(fields: SalaryFields) -> None:
    assert read_salary(fields) is None


def test_text() -> None:
    salary = read_salary_text("$18.50 - $22 per hour")
    assert salary is not None
    assert (salary.min, salary.max, salary.unit) == (18.5, 22.0, "hour")
    assert read_salary_text("competitive") is None


def test_raw_keeps_what_was_given() -> None:
    assert SalaryFields(18.5, 22, "USD", "HOUR").to_raw() == "USD 18.5-22 HOUR"
