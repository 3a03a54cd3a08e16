"""Component `signalpost.pay.v1`: what the posting says it pays."""

from typing import TypedDict

from spacy.language import Language
from spacy.tokens import Doc

import nlp.types  # noqa: F401 - registers the extensions of Doc
from nlp.doc_text import doc_text
from nlp.factories import component_factory
from taxonomy.text.pay import PayStatement, find_pay, main_pay

_HOURS_PER_YEAR = 2080


class PayFact(TypedDict):
    """Pay as the extraction contract states it; every amount may be null.

    `min`, `max` are in `unit`; the others are the same in US dollars per hour and year (2,080 hours), null
    when another currency is written or the unit has no fixed length ("visit", "mile").
    """

    min: float | None
    max: float | None
    unit: str
    min_usd_hourly: float | None
    max_usd_hourly: float | None
    min_usd_annual: float | None
    max_usd_annual: float | None


@component_factory("signalpost.pay.v1", assigns=["doc._.pay"])
def create_pay(nlp: Language, name: str) -> "Pay":
    """Make the component.

    Args:
        nlp: the pipeline.
        name: under which it stands in the pipeline.

    Returns:
        The component.
    """
    del nlp
    return Pay(name)


class Pay:
    """Sets `doc._.pay` to a `PayFact`; null when no pay is stated."""

    def __init__(self, name: str = "pay") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read the description; the title counts where the description is silent."""
        statements = find_pay(doc_text(doc))
        stated = [one for one in statements if one.start >= doc._.description_start]
        statement = main_pay(stated or statements)
        doc._.pay = None if statement is None else pay_fact(statement)
        return doc


def pay_fact(statement: PayStatement) -> PayFact:
    """One statement in all units of the contract; amounts in cents, yearly ones in whole dollars."""
    low, high = statement.hourly() if statement.currency in {None, "USD"} else (None, None)
    return PayFact(
        min=statement.min,
        max=statement.max,
        unit=statement.unit,
        min_usd_hourly=_rounded(low, 2),
        max_usd_hourly=_rounded(high, 2),
        min_usd_annual=_rounded(None if low is None else low * _HOURS_PER_YEAR, 0),
        max_usd_annual=_rounded(None if high is None else high * _HOURS_PER_YEAR, 0),
    )


def _rounded(amount: float | None, digits: int) -> float | None:
    return None if amount is None else round(amount, digits)
