import pytest

from storage.normalise.places import RawPlace, read_places


def test_text_is_resolved() -> None:
    (place,) = read_places([RawPlace(text="Fort Worth, TX")])
    assert (place.city, place.state, place.country, place.county_fips) == ("Fort Worth", "TX", "US", "48439")


def test_parts_are_joined_as_raw() -> None:
    (place,) = read_places([RawPlace(city="Duluth", region="MN", postal_code="55802", country="US")])
    assert (place.raw, place.state) == ("Duluth, MN 55802, US", "MN")


def test_declared_country_wins_over_a_name_that_two_countries_share() -> None:
    (place,) = read_places([RawPlace(text="London", country="GB")])
    assert (place.country, place.state, place.county_fips) == ("GB", None, None)


def test_a_german_code_is_not_delaware() -> None:
    (place,) = read_places([RawPlace(city="Metzingen", country="DE")])
    assert (place.city, place.state, place.country) == ("Metzingen", None, "DE")


def test_what_cannot_be_resolved_keeps_its_raw_text() -> None:
    (place,) = read_places([RawPlace(text="Somewhere nice")])
    assert (place.raw, place.city, place.country) == ("Somewhere nice", None, None)


def test_repeats_and_blanks_are_left_out() -> None:
    places = read_places(
        [RawPlace(text="Boise, ID"), RawPlace(text=" boise,  id "), RawPlace(), RawPlace(text="Elko, NV")]
    )
    assert [place.city for place in places] == ["Boise", "Elko"]


def test_a_list_of_every_branch_is_cut() -> None:
    assert len(read_places([RawPlace(text=f"Unit {number}") for number in range(500)])) == 60


def test_postal_codes_beyond_a_code_are_left_out() -> None:
    (place,) = read_places([RawPlace(city="Nowhere", postal_code="ask at the front desk", country="FR")])
    assert place.postal_code is None


def test_hostile_text_is_cleaned_and_cut() -> None:
    (place,) = read_places([RawPlace(text="\ud800 Bad\x00 place " + "y" * 10_000)])
    assert place.raw.startswith("Bad place yyy")
    assert len(place.raw) == 300


@pytest.mark.parametrize(
    ("text", "city", "state"),
    [
        ("USA DC Washington", "Washington", "DC"), ("USA VA Falls Church - 3150 Fairview Park Dr (VAC1)", "Falls Church", "VA"),
        ("US, CA, San Jose, Rio Robles", "San Jose", "CA"), ("US-NC-Winston-Salem", "Winston Salem", "NC"), ("US IL Home Office", None, "IL"),
    ],
)  # fmt: skip
def test_country_state_and_city_in_the_order_of_workday(text: str, city: str | None, state: str) -> None:
    [place] = read_places([RawPlace(text=text, country="US")])
    assert (place.raw, place.city, place.state, place.country) == (text, city, state, "US")
