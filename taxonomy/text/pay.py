"""How postings write pay: "$18-22/hr DOE", "65k", "$65K–$80K", "up to $40 per visit", "$1,000 weekly".

`parse_pay` reads a salary string of a hiring platform, `find_pay` finds those of a whole description.
Amounts of other things (bonuses, budgets, revenue, funding, allowances, fees) are left out, and so is
whatever nobody is paid for an hour's work.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from taxonomy.text.pay_words import CURRENCIES, UNIT_WORDS, PayUnit

HOURS_PER_UNIT: dict[PayUnit, float] = {
    "hour": 1.0,
    "day": 8.0,
    "week": 40.0,
    "month": 2080.0 / 12,
    "year": 2080.0,
}
"""Hours of full-time work in each unit of time; 2,080 hours make a year. Other units have no fixed length."""

_HOURLY_PLAUSIBLE = (2.0, 1500.0)
_PIECE_PLAUSIBLE = (0.05, 5000.0)
_MERGE_WITHIN = 160
_CHAIN_WITHIN = 40
_MOST_AMOUNTS = 400
_CONTEXT = 120


@dataclass(frozen=True, slots=True)
class PayStatement:
    """One statement of pay.

    Attributes:
        min: lowest amount in `unit`; a single amount stands here. Null when only "up to" is said.
        max: highest amount in `unit`; null when only one amount, or only "from", is said.
        currency: ISO 4217; null when no sign or code was written.
        unit: what the amount is paid for.
        start: character at which the statement begins.
        end: character after its last one.
        is_up_to: only a ceiling is said.
    """

    min: float | None
    max: float | None
    currency: str | None
    unit: PayUnit
    start: int
    end: int
    is_up_to: bool = False

    def hourly(self) -> tuple[float | None, float | None]:
        """Lowest and highest amount per hour; nulls when the unit has no fixed length."""
        hours = HOURS_PER_UNIT.get(self.unit)
        if hours is None:
            return None, None
        low = None if self.min is None else self.min / hours
        high = None if self.max is None else self.max / hours
        return low, high


_SIGN = r"(?:(?<![A-Za-z])(?:US|CA?|AU?|USD ?))?\$|USD\b|CAD\b|AUD\b|GBP\b|EUR\b|INR\b|CHF\b|£|€|₹"
_NUMBER = r"\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,3})?|\d{1,9}(?:\.\d{1,3})?"
_CODE = r"USD|CAD|AUD|GBP|EUR|INR|CHF|dollars|euros?"
_AMOUNT = (
    rf"(?P<sign{{n}}>{_SIGN})?[ \u00a0]{{0,2}}(?P<number{{n}}>{_NUMBER})(?!\d)"
    rf"(?:[ \u00a0]?(?P<thousand{{n}}>[kK])\b)?"
    rf"(?:\+?[ \u00a0]?(?P<code{{n}}>(?:{_CODE})\b|\$(?![ \u00a0]?\d)))?"
)
_UNIT = (
    r"(?:\+|\.00)?[ \u00a0]{0,2}(?:(?:extra|cash) |(?:and|or) (?:more|up|above|higher) )?"
    r"(?:\(?[ \u00a0]?(?:(?:/ ?per\b|/|\bper\b|\ban?\b|\beach\b|\bevery(?:\b|(?=day))|-)"
    r"[ \u00a0]{0,2}|(?=h(?:ou)?r\b))"
    r"(?P<{name}>hour|hr|h|day|diem|week|wk|month|mth|mo|year|yr|annum|visit|mile|shift|piece|unit|session|"
    r"class|article|delivery)s?\b"
    r"|\(?(?P<{name}_adverb>hourly|daily|weekly|monthly|yearly|annually|annual|annualized|annualised|p\.?a)\b)"
)
_STATEMENT = re.compile(
    r"(?:(?<![\w.,#/-])(?<!\d[-–—])|(?=[$£€₹]))"
    + _AMOUNT.replace("{n}", "1")
    + r"(?:"
    + _UNIT.replace("{name}", "unit1")
    + r")?"
    + r"(?:[ \u00a0]{0,2}(?:-|–|—|\bto\b|\bthrough\b|\band\b|\bup to\b|~)"
    + r"(?:[ \u00a0]up to\b)?[ \u00a0]{0,2}"
    + _AMOUNT.replace("{n}", "2")
    + r")?"
    + r"(?:"
    + _UNIT.replace("{name}", "unit2")
    + r")?",
    re.IGNORECASE,
)

_DIGITS = re.compile(r"\d[\d,.]*")
_SIGN_BEFORE = re.compile(rf"(?:{_SIGN})[ \u00a0]{{0,2}}$", re.IGNORECASE)
_MAY_BE_MONEY = re.compile(
    rf"\d{{1,3}},\d{{3}}|[\d.]{{1,9}} ?(?:k\b|(?:-|–|—|to) ?[\d,.]{{2,9}} ?(?:k\b|/|\$)|/ ?h|{_CODE})",
    re.IGNORECASE,
)
_COLON_BREAK = re.compile(r":\s{1,9}")
_RETIREMENT_PLANS = ("401", "403", "457", "529")
_SCALE_AFTER = re.compile(
    r"^(?:\+|\.\d+)?[ \u00a0]?-?(?:million|billion|trillion|mm|mn|bn|m|b|%|percent)\b|^%", re.IGNORECASE
)
_WORD_START = r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))"
_OTHER_MONEY_BEFORE = (
    r"sign[- ]?(?:on|ing)|bonus(?:es)?|raised|raising|fund(?:s|ed|ing)?|revenues?|budgets?|grants?|sales of|"
    r"reimburse\w{0,9}|tuition|allowances?|stipends?|scholarships?|coverage|insurance|worth|valued?|discounts?|"
    r"referral|refer|fees?|deposits?|contracts?|projects?|assets?|portfolio|exceed(?:s|ing)?|loans?|credits?|"
    r"benefit|match(?:ing|es)?|per diem of|lump sum|incentives?|donat\w{1,6}|spend\w{0,4}|"
    r"invest\w{0,7}|cost\w{0,4}|purchases?|transactions?|save|savings?|penalt\w{1,4}|fines?|quota|gift|"
    r"award\w{0,3}|cash (?:price|prize)|expensive|401"
)
_OTHER_MONEY_AFTER = (
    r"bonus(?:es)?|sign[- ]?on|funding|revenues?|budgets?|allowances?|reimburse\w{0,9}|tuition|referral|"
    r"stipend|fees?|deposit|grants?|worth|portfolio|discount|loan|allotment|training|scholarship|credit|"
    r"in sales|assets|contracts?|companies|company|business|or more,? and|match|differential|gift|coverage|"
    r"life insurance|towards?"
)
_PAY_WORD = (
    _WORD_START + r"(?:salar(?:y|ies)|pay(?:s|ing)?|paid|wages?|compensation|rates?|base (?:salary|pay|rate)|"
    r"earn(?:s|ings?|ing)?|ote|income|hiring range|hourly|annual|annually|starting at|starts? at|"
    r"remuneration|make|package)\b"
)
_NOT_PAY_BEFORE = re.compile(rf"\b(?:{_OTHER_MONEY_BEFORE})\b[^.!?\n]{{0,38}}$", re.IGNORECASE)
_COMMISSION_BEFORE = re.compile(r"\bcommissions? of\b[^.!?\n]{0,38}$", re.IGNORECASE)
_NOT_PAY_AFTER = re.compile(
    r"^(?!\W{0,6}(?:plus|and|with|doe|base|salary)\b| ?\+ )[^.!?\n$]{0,6}"
    rf"(?:[\w-]{{1,20}} ){{0,3}}(?:{_OTHER_MONEY_AFTER})\b",
    re.IGNORECASE,
)
_PAY_BEFORE = re.compile(_PAY_WORD + r"(?:[^.!?\n]{0,110}|[^!?\n]{0,58})$", re.IGNORECASE)
_STRONG_PAY_WORD = re.compile(
    r"\b(?:salar(?:y|ies)|wages?|hourly rate|pay (?:rate|range|scale))\b", re.IGNORECASE
)
_PAY_RIGHT_BEFORE = re.compile(_PAY_WORD + r"[^.!?\n\d]{0,16}$", re.IGNORECASE)
_PAY_AFTER = re.compile(
    r"^[^.!?\n]{0,25}\b(?:base|salar(?:y|ies)|pay|wages?|compensation|doe|depending on experience|ote|"
    r"commensurate|starting|based on experience|plus (?:commission|equity|bonus(?:es)?|benefits|tips))\b",
    re.IGNORECASE,
)
_EXTRA_KIND = r"(?:differentials?|premiums?|bonus(?:es)?|per diem|stipends?)\b"
_EXTRA_AFTER = re.compile(
    r"^[ )]{0,2}(?:(?:night|evening|overnight|weekend|shift|holiday|sign-?on|signing|retention|2nd|second|"
    r"3rd|third|charge|preceptor|bilingual|language|meal|travel|daily|weekly|annual|quarterly|"
    r"tax-free) ){0,3}" + _EXTRA_KIND + r"|^ (?:during travel|(?:with|without) receipts)\b",
    re.IGNORECASE,
)
_EXTRA_BEFORE = re.compile(rf"\b{_EXTRA_KIND}(?: (?:of|is|are|up to|pays?|from)|:){{0,2}} ?$", re.IGNORECASE)
_BASE_BEFORE = re.compile(r"(?<!customer )(?<!client )(?<!user )\bbase:?(?: of| from| is)? ?$", re.IGNORECASE)
_SENTENCE_BEFORE = re.compile(r"(?:^|[.;!?)]|[\n•])[\s•*–-]*$")
_SENTENCE_AFTER = re.compile(
    r"^\s*(?:$|\n|[.;](?:\s|$)|[ ,]{1,2}(?:plus|doe|to start|average|on the schedule|commensurate)\b|\+ )",
    re.IGNORECASE,
)
_UNIT_BEFORE = re.compile(
    r"\b(?P<unit>hourly|daily|weekly|monthly|yearly|annual(?:ized|ised|ly)?|"
    r"per (?:hour|day|week|month|year|visit|mile))\b[^.!?\n]{0,45}$",
    re.IGNORECASE,
)
_CEILING_BEFORE = re.compile(
    r"\b(?:up ?to|maximum(?: of)?|max\.?(?: of)?|not to exceed|as (?:high|much) as)[: ]{0,3}$", re.IGNORECASE
)


def parse_pay(text: str) -> PayStatement | None:
    """Pay as a salary field states it.

    Args:
        text: a short string such as "$88,656 - $222,212 a year" or "65k-80k".

    Returns:
        The statement; null when the string holds no plausible amount or leaves the unit open.
    """
    statements = list(_statements(text, is_salary_field=True))
    return _merged(statements)


def find_pay(text: str) -> list[PayStatement]:
    """Statements of pay among the first 400 amounts of a text; `start` and `end` index into it.

    A "per diem" is pay only where nothing else is: beside a wage it is an allowance.
    """
    found = list(_statements(text, is_salary_field=False))
    return [one for one in found if not text[one.start : one.end].lower().endswith("diem")] or found


def main_pay(statements: Sequence[PayStatement]) -> PayStatement | None:
    """The pay of the posting: the first statement, widened by those of the same unit right behind it.

    Grades and places are listed one behind the other, each with its range; the posting offers from the lowest
    to the highest of them. Null when there is none.
    """
    return _merged(statements)


def _merged(statements: Sequence[PayStatement]) -> PayStatement | None:
    if not statements:
        return None
    main = statements[0]
    for other in statements[1:]:
        is_same = other.unit == main.unit and other.currency == main.currency
        if not is_same or other.start - main.end > _MERGE_WITHIN:
            break
        if other.is_up_to and main.min is not None and main.max is None and (other.max or 0) > main.min:
            main = replace(main, max=other.max, end=other.end)  # "minimum $50,000, maximum $70,000"
            continue
        if main.min is None or other.min is None:
            break
        highest = [value for value in (main.max, other.max, main.min, other.min) if value is not None]
        low, high = min(main.min, other.min), max(highest)
        main = replace(main, min=low, max=high if high > low else main.max, end=other.end)
    return main


def _statements(text: str, *, is_salary_field: bool) -> Iterator[PayStatement]:
    end = previous_end = -_CONTEXT
    n_read = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() < end:
            continue
        sign = _SIGN_BEFORE.search(text, max(0, digits.start() - 6), digits.start())
        if not (is_salary_field or sign or _MAY_BE_MONEY.match(text, digits.start())):
            continue
        match = _STATEMENT.match(text, sign.start() if sign else digits.start())
        if match is None:
            continue
        n_read += 1
        if n_read > _MOST_AMOUNTS:
            return
        is_chained = match.start() - previous_end <= _CHAIN_WITHIN
        found = _read_statement(text, match, is_expected=is_salary_field or is_chained)
        end = match.end()
        if found is not None:
            previous_end = end
            yield found


def _read_statement(text: str, match: re.Match[str], *, is_expected: bool) -> PayStatement | None:
    """One statement; null when the amount is of something else. `is_expected`: it can only be pay."""
    start, end = match.span()
    before = _COLON_BREAK.sub(": ", text[max(0, start - _CONTEXT) : start])
    after = text[end : end + _CONTEXT]
    if _SCALE_AFTER.match(after) or match["number1"] in _RETIREMENT_PLANS:
        return None
    if _EXTRA_AFTER.match(after) or _EXTRA_BEFORE.search(before):
        return None
    unit_word = match["unit1"] or match["unit1_adverb"] or match["unit2"] or match["unit2_adverb"]
    is_closed = unit_word is not None and after[:1] in {",", ";"}
    if not is_expected and (
        _is_other_money(before, "" if is_closed else after)
        or (unit_word is None and _COMMISSION_BEFORE.search(before))
        or not _is_pay(match, unit_word, before, after)
    ):
        return None
    low, high = _amounts(match)
    unit = _unit(unit_word, before, low if high is None else high)
    if unit is None or not _is_plausible(unit, low, high):
        return None
    is_up_to = high is None and bool(_CEILING_BEFORE.search(before))
    return PayStatement(
        min=None if is_up_to else low,
        max=low if is_up_to else high,
        currency=_currency(match),
        unit=unit,
        start=start,
        end=end,
        is_up_to=is_up_to,
    )


def _is_pay(match: re.Match[str], unit_word: str | None, before: str, after: str) -> bool:
    """A currency sign with a unit or as a sentence of its own ("$64,000.") speaks for itself.

    Anything less needs a word of pay beside it.
    """
    if any(match[group] for group in ("sign1", "sign2", "code1", "code2")):
        if unit_word is not None or _PAY_BEFORE.search(before) or _PAY_AFTER.match(after):
            return True
        is_sentence = _SENTENCE_BEFORE.search(before) and _SENTENCE_AFTER.match(after)
        return bool(is_sentence or _BASE_BEFORE.search(before))
    if not _is_amount_without_sign(match, unit_word):
        return False
    return bool(_PAY_RIGHT_BEFORE.search(before) or (unit_word and _PAY_AFTER.match(after)))


def _is_other_money(before: str, after: str) -> bool:
    other = _NOT_PAY_BEFORE.search(_same_sentence(before))
    if other and not _STRONG_PAY_WORD.search(before, len(before) - len(other.group())):
        return True
    return bool(_NOT_PAY_AFTER.match(after))


def _same_sentence(before: str) -> str:
    """What stands before an amount since the last statement ended, so one bullet does not colour the next."""
    cut = max(before.rfind(mark) for mark in (". ", "\n", "; ", "•", ") "))
    return before[cut + 1 :]


def _is_amount_without_sign(match: re.Match[str], unit_word: str | None) -> bool:
    """Without a currency sign "5 years" and "40 hours" stay out: "65k", a comma or "/hr" is needed."""
    if match["thousand1"] or match["thousand2"]:
        return True
    if "," in match["number1"]:
        return True
    separator = match.string[match.end("number2" if match["number2"] else "number1") : match.end()]
    return unit_word is not None and unit_word.lower() in {"hr", "hour", "h"} and "/" in separator


def _amounts(match: re.Match[str]) -> tuple[float, float | None]:
    low = _number(match["number1"], has_thousand=bool(match["thousand1"]))
    if match["number2"] is None:
        return low, None
    high = _number(match["number2"], has_thousand=bool(match["thousand2"]))
    # "$65-80k", "$150-$175,000"
    is_short = low < 1000 <= high and high / low > 100 and low * 1000 <= high  # noqa: PLR2004
    if is_short:
        low *= 1000
    if match["thousand1"] and not match["thousand2"] and high < 1000:  # noqa: PLR2004 - "65k-80"
        high *= 1000
    if high < low:
        low, high = high, low
    return low, high


def _number(written: str, *, has_thousand: bool) -> float:
    return float(written.replace(",", "")) * (1000 if has_thousand else 1)


def _unit(word: str | None, before: str, amount: float) -> PayUnit | None:
    if word is not None:
        return UNIT_WORDS[word.lower().rstrip(".")]
    said_before = _UNIT_BEFORE.search(before)
    if said_before:
        unit = UNIT_WORDS[said_before["unit"].lower().removeprefix("per ")]
        if _is_plausible(unit, amount, None):
            return unit
    if 7 <= amount <= 200:  # noqa: PLR2004 - the span in which only an hourly rate makes sense
        return "hour"
    if amount >= 14_000:  # noqa: PLR2004 - and the span in which only a yearly one does
        return "year"
    return None


def _is_plausible(unit: PayUnit, low: float, high: float | None) -> bool:
    hours = HOURS_PER_UNIT.get(unit)
    bottom, top = _PIECE_PLAUSIBLE if hours is None else _HOURLY_PLAUSIBLE
    hours = hours or 1.0
    return all(bottom <= amount / hours <= top for amount in (low, high) if amount is not None)


def _currency(match: re.Match[str]) -> str | None:
    for group in ("sign1", "code1", "sign2", "code2"):
        written = match[group]
        if written:
            return CURRENCIES[written.lower().replace(" ", "")]
    return None
