"""Stated pay of a source, structured or in words, to a BaseSalary."""

import re
from dataclasses import dataclass

from pydantic import ValidationError

from storage.posting import BaseSalary, PayUnit
from taxonomy.text.pay import parse_pay

_UNITS: dict[PayUnit, str] = {
    "hour": r"hour(?:ly)?|hr|ph",
    "day": r"day|daily|pd",
    "week": r"week(?:ly)?|wk|pw",
    "month": r"month(?:ly)?|mo|pm",
    "year": r"year(?:ly)?|yr|annual(?:ly)?|annum|pa|salary",
}
_UNIT_PATTERNS = {
    unit: re.compile(rf"(?:^|[^a-z])(?:{words})(?:[^a-z]|$)", re.IGNORECASE) for unit, words in _UNITS.items()
}
_TWO_WEEKS = re.compile(
    r"bi-?week|two-?week|fortnight|semi-?month|half-?year|quarter|\b2 week", re.IGNORECASE
)
_CURRENCY_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}


@dataclass(frozen=True, slots=True)
class SalaryFields:
    """Pay as a source gives it in fields; null where it does not.

    Attributes:
        minimum: lower bound in `currency` per `interval`.
        maximum: upper bound.
        currency: code or sign.
        interval: the source's word for the unit, e.g. "per-year-salary", "1 HOUR", "PA".
    """

    minimum: float | None = None
    maximum: float | None = None
    currency: str | None = None
    interval: str | None = None

    def to_raw(self) -> str:
        """The fields in one line, for `base_salary_raw`."""
        bounds = "-".join(f"{value:g}" for value in (self.minimum, self.maximum) if value is not None)
        return " ".join(part for part in (self.currency, bounds, self.interval) if part)


def read_pay_unit(word: str | None) -> PayUnit | None:
    """The unit that a source's word names; null when it names none, or one that we do not hold (biweekly)."""
    if not word or _TWO_WEEKS.search(word):
        return None
    return next((unit for unit, pattern in _UNIT_PATTERNS.items() if pattern.search(word)), None)


def read_salary(fields: SalaryFields) -> BaseSalary | None:
    """Pay of structured fields; null when a bound, the unit or the order of the bounds is not usable."""
    unit = read_pay_unit(fields.interval)
    if unit is None:
        return None
    currency = (fields.currency or "USD").strip()
    return _build(fields.minimum, fields.maximum, _CURRENCY_SIGNS.get(currency, currency.upper()), unit)


def read_salary_text(raw: str) -> BaseSalary | None:
    """Pay of a text such as "$18-22/hr"; null when none is stated or its unit is not one that we hold."""
    statement = parse_pay(raw)
    if statement is None:
        return None
    unit = read_pay_unit(statement.unit)
    if unit is None:
        return None
    return _build(statement.min, statement.max, statement.currency or "USD", unit)


def _build(low: float | None, high: float | None, currency: str, unit: PayUnit) -> BaseSalary | None:
    bounds = (low if low and low > 0 else None, high if high and high > 0 else None)
    try:
        return BaseSalary(min=bounds[0], max=bounds[1], currency=currency, unit=unit)
    except ValidationError:
        return None
