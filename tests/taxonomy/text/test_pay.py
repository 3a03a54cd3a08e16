"""Statements of pay, and the amounts that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomy.text.pay import PayStatement, find_pay, main_pay, parse_pay

SALARY_FIELDS = [
    ("$18-22/hr DOE", 18, 22, "hour"),
    ("65k", 65_000, None, "year"),
    ("$65K–$80K", 65_000, 80_000, "year"),
    ("$65-80k", 65_000, 80_000, "year"),
    ("$1,000 weekly", 1_000, None, "week"),
    ("$88,656 - $222,212 a year", 88_656, 222_212, "year"),
    ("$46.41 - $53.37 an hour", 46.41, 53.37, "hour"),
    ("From $7.25 an hour", 7.25, None, "hour"),
    ("$5,129 - $5,799 a month", 5_129, 5_799, "month"),
    ("$100 - $105 a day", 100, 105, "day"),
    ("USD 90,000 to 110,000 per annum", 90_000, 110_000, "year"),
    ("£28-£32k", 28_000, 32_000, "year"),
    ("$45 per visit", 45, None, "visit"),
    ("$0.62 per mile", 0.62, None, "mile"),
    ("70,640.00 - 101,537.75", 70_640, 101_537.75, "year"),
    ("$150-$175,000/yr", 150_000, 175_000, "year"),
    ("23.50", 23.5, None, "hour"),
    ("$80,000 to $60,000", 60_000, 80_000, "year"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), SALARY_FIELDS)
def test_reads_salary_fields(text: str, low: float, high: float | None, unit: str) -> None:
    statement = parse_pay(text)
    assert statement is not None
    assert (statement.min, statement.max, statement.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text", ["", "Competitive", "DOE", "$0.00 /hour", "$100,000 to $200,000 /hour", "$3.4 billion", "500"]
)
def test_keeps_silent_on_salary_fields_without_plausible_pay(text: str) -> None:
    assert parse_pay(text) is None


def test_a_ceiling_has_no_floor() -> None:
    statement = parse_pay("Up to $66.02 an hour")
    assert statement is not None
    assert (statement.min, statement.max, statement.is_up_to) == (None, 66.02, True)


@pytest.mark.parametrize(
    ("text", "currency"),
    [("$20/hr", "USD"), ("£12 per hour", "GBP"), ("50,000 EUR a year", "EUR"), ("40k", None)],
)
def test_names_the_currency_that_is_written(text: str, currency: str | None) -> None:
    statement = parse_pay(text)
    assert statement is not None
    assert statement.currency == currency


STATED = [
    ("$15.75 - $18.90 per hour plus $2 night differential.", 15.75, 18.90, "hour"),
    ("$2.00 per hour weekend premium; base rate $19.00 per hour", 19, None, "hour"),
    ("Pay: $21.00/hr. Shift differential: $1.50/hr.", 21, None, "hour"),
    ("$60/day per diem plus $25.00-30.00 an hour", 25, 30, "hour"),
    ("Weekly pay: $75 per diem, $1,800 a week gross", 1_800, None, "week"),
    ("Substitutes earn $120 per diem.", 120, None, "day"),
    ("$30-$36/hour, tool allowance", 30, 36, "hour"),
    ("Own tools. $61,000-$74,000.", 61_000, 74_000, "year"),
    ("Answer phones. $18.25.", 18.25, None, "hour"),
    ("Files claims.\n- $52k to $60k\n- Parking", 52_000, 60_000, "year"),
    ("$19.25 plus shift differential.", 19.25, None, "hour"),
    ("Base of $48,000 plus commission", 48_000, None, "year"),
    ("Wage: $10 per hour. Must be at least 18.", 10, None, "hour"),
    ("SHIFT: Days SALARY$65,000 starting salary; more as stores open", 65_000, None, "year"),
    ("with a great teamPay$40,000-$55,000Apply with a video", 40_000, 55_000, "year"),
    ("Salary 23,000-28,000 annually, plus retirement plan", 23_000, 28_000, "year"),
    ("Starting pay $25/Hr, benefits after 60 days", 25, None, "hour"),
    ("This role has a $190,000 base salary plus equity.", 190_000, None, "year"),
    ("HIRING RANGE:\n\n$118,518.94 - $154,074.63", 118_518.94, 154_074.63, "year"),
    ("you can earn over $1000 a week with us", 1_000, None, "week"),
    ("Compensation $150,000 to $200,000, plus potential bonus", 150_000, 200_000, "year"),
    ("We project the salary range to be $85,000-$95,000", 85_000, 95_000, "year"),
    ("We pay a guarantee + commission of $500 to $1000 a week.", 500, 1_000, "week"),
    ("You earn $350 to $450 everyday.", 350, 450, "day"),
    ("You can earn up to $2500 and more per week", None, 2_500, "week"),
    ("Drivers, $27.61 hr", 27.61, None, "hour"),
    ("Salary Min: $50,000 Salary Max: $70,000", 50_000, 70_000, "year"),
    ("Boston\n$110-120K + Bonus\nRemote", 110_000, 120_000, "year"),
    ("$39,570.00 to $70,000.00 / Per Year", 39_570, 70_000, "year"),
]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Teach abroad. $1,800+ USD monthly, housing provided.", 1_800, None, "month"),
        ("Earn $300 to $350 extra per day.", 300, 350, "day"),
        ("You make 700-1,250$ a month.", 700, 1_250, "month"),
        ("Make from 600-115,000$ a month", 600, 115_000, "month"),
        ("Teach in Asia$1,500+ USD monthly ($200 Cost of living)", 1_500, None, "month"),
    ],
)
def test_reads_signs_and_codes_behind_the_amount(
    text: str, low: float, high: float | None, unit: str
) -> None:
    statement = main_pay(find_pay(text))
    assert statement is not None
    assert (statement.min, statement.max, statement.unit) == (low, high, unit)


@pytest.mark.parametrize(("text", "low", "high", "unit"), STATED)
def test_finds_pay_in_descriptions(text: str, low: float | None, high: float | None, unit: str) -> None:
    statement = main_pay(find_pay(text))
    assert statement is not None
    assert (statement.min, statement.max, statement.unit) == (low, high, unit)


NOT_PAY = [
    "A customer base of $90,000",
    "Sign-on bonus: $20,000",
    "$3 evening differential",
    "We raised money. $50,000 grants went out.",
    "We raised $42M to move faster and customers won more than $5B in contracts.",
    "Health insurance and a 401K with employer match.",
    "EMPLOYEE REFERRAL BONUS: $3,000",
    "A sign-on bonus of $5,000 is available.",
    "Manages an annual budget of $250,000 and a staff of 12.",
    "a monthly commuter benefit worth $3,000 annually",
    "Annual $5,000 training allotment",
    "supervising a project with a value of $1,000,000 or more",
    "supports a patron base of more than 60,000 authorized users",
    "the management of over 900,000 service members and civilians",
    "over $3 billion in revenue from web sites",
    "Hiring accountants is expensive ($100K+ annually) and there is a shortage",
    "Tuition reimbursement up to $5,250 per year",
    "Minimum 21 years of age, 40 hours per week, 18 months of experience",
    "Call 555-0100 extension 200 between 8 and 5.",
    "Life insurance coverage of $50,000",
    "A commission of $5,000 on each sale",
    "Meals are provided at a rate of at least $16.28 per day during travel.",
]


@pytest.mark.parametrize("text", NOT_PAY)
def test_leaves_other_money_out(text: str) -> None:
    assert find_pay(text) == []


def test_widens_over_grades_that_follow_each_other() -> None:
    text = "Lakewood, Colorado GS-13: $90,779 - $118,018 Per Annum GS-12: $76,341 - $99,243 Per Annum"
    statement = main_pay(find_pay(text))
    assert statement is not None
    assert (statement.min, statement.max) == (76_341, 118_018)


def test_takes_the_first_of_statements_in_different_units() -> None:
    statement = main_pay(find_pay("Pay: $20 per hour. Full-time staff earn $41,600 per year."))
    assert statement is not None
    assert (statement.min, statement.unit) == (20, "hour")


def test_main_pay_of_nothing_is_null() -> None:
    assert main_pay([]) is None


@pytest.mark.parametrize(
    ("statement", "hourly"),
    [
        (PayStatement(20, 30, "USD", "hour", 0, 0), (20, 30)),
        (PayStatement(41_600, None, "USD", "year", 0, 0), (20, None)),
        (PayStatement(800, 1_000, "USD", "week", 0, 0), (20, 25)),
        (PayStatement(45, None, "USD", "visit", 0, 0), (None, None)),
    ],
)
def test_hourly_amounts(statement: PayStatement, hourly: tuple[float | None, float | None]) -> None:
    assert statement.hourly() == hourly


def test_offsets_index_into_the_text() -> None:
    text = "The pay is $18 - $22 per hour."
    (statement,) = find_pay(text)
    assert text[statement.start : statement.end] == "$18 - $22 per hour"


@given(st.text(max_size=400))
def test_never_raises_and_amounts_are_plausible(text: str) -> None:
    for statement in find_pay(text):
        assert 0 <= statement.start < statement.end <= len(text)
        assert statement.min is not None or statement.max is not None


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece", ["$1,000", "1", "$", "1,", "9 - ", "$5 to ", "pay ", "pay $", "a year ", "10k-"]
)
def test_one_megabyte_of_repeats_is_answered(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert isinstance(find_pay(text), list)
