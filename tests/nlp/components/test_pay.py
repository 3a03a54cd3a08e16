"""Pay in the shape of the extraction contract."""

import pytest

from nlp.components.pay import Pay, pay_fact
from taxonomy.text.pay import PayStatement
from tests.nlp.components.posting_docs import posting_doc


def test_hourly_pay_in_all_units() -> None:
    fact = Pay()(posting_doc("Pay: $40 - $55 per hour"))._.pay
    assert fact == {
        "min": 40.0,
        "max": 55.0,
        "unit": "hour",
        "min_usd_hourly": 40.0,
        "max_usd_hourly": 55.0,
        "min_usd_annual": 83_200.0,
        "max_usd_annual": 114_400.0,
    }


def test_yearly_pay_in_hours() -> None:
    fact = pay_fact(PayStatement(52_000, None, "USD", "year", 0, 0))
    assert (fact["min_usd_hourly"], fact["max_usd_hourly"]) == (25.0, None)
    assert (fact["min_usd_annual"], fact["max_usd_annual"]) == (52_000, None)


@pytest.mark.parametrize(("currency", "unit"), [("GBP", "hour"), ("USD", "visit"), ("USD", "mile")])
def test_what_cannot_be_converted_is_null(currency: str, unit: str) -> None:
    fact = pay_fact(PayStatement(10, 12, currency, unit, 0, 0))  # type: ignore[arg-type]
    assert (fact["min"], fact["max"], fact["min_usd_hourly"], fact["max_usd_annual"]) == (10, 12, None, None)


def test_the_title_counts() -> None:
    fact = Pay()(posting_doc("We sell.", title="Sales Manager $80-$130,000/yr"))._.pay
    assert (fact["min"], fact["max"]) == (80_000, 130_000)


def test_the_description_counts_before_the_title() -> None:
    fact = Pay()(posting_doc("You earn $25 an hour.", title="Earn $100-$200 daily"))._.pay
    assert (fact["min"], fact["unit"]) == (25, "hour")


def test_no_pay_is_null() -> None:
    assert Pay()(posting_doc("We raised $42M."))._.pay is None
