from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taxonomy.areas import MAX_LENGTH, MAX_PLACES, is_remote_location, resolve_locations
from taxonomy.loader import load_table

AUSTIN = ("Austin", "TX", "48453", "12420")
NEW_YORK = ("New York", "NY", "36061", "35620")
CAPITAL = ("Washington", "DC", "11001", "47900")

Where = tuple[str | None, str | None, str | None, str | None]


def where(text: str) -> list[Where]:
    return [
        (place.city, place.state, place.county_fips, place.cbsa_code) for place in resolve_locations(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Austin, TX",
        "austin, tx",
        "AUSTIN, TEXAS",
        "Austin, Texas, United States",
        "Austin TX",
        "Austin Texas",
        "US, TX, Austin",
        "US-TX-Austin",
        "TX-Austin",
        "TX - Austin",
        "US > Texas > Austin",
        "Austin (TX)",
        "Austin, TX (Hybrid)",
        "Hybrid: Austin, TX",
        "Remote - Austin, TX",
        "Location: Austin, TX",
        "City of Austin, TX",
        "10001 Main St, Austin, TX",
        "US-TX-Austin-1234",
        "Austin | TX",
        "Austin",
        "['Austin, Texas']",
        "{'address': {'locality': 'Austin', 'regionCode': 'TX', 'countryCode': 'US'}}",
    ],
)
def test_austin_in_many_spellings(text: str) -> None:
    assert where(text) == [AUSTIN]


@pytest.mark.parametrize(
    "text",
    [
        "NYC",
        "New York City",
        "New York, NY",
        "New York, New York",
        "US, NY, MANHATTAN",
        "55 Water St Ny Ny",
        "110 William St. N Y",
        "1 Centre St., N.Y.",
        "Harlem, New York, NY",
    ],
)
def test_new_york_in_many_spellings(text: str) -> None:
    assert where(text)[0][1:] == NEW_YORK[1:]


@pytest.mark.parametrize(
    "text",
    [
        "Washington, DC",
        "Washington DC",
        "Washington, D.C.",
        "DC",
        "District of Columbia, District of Columbia",
        "Capitol Hill, Washington, DC",
    ],
)
def test_the_capital_is_not_the_state(text: str) -> None:
    assert where(text) == [CAPITAL]


@pytest.mark.parametrize("text", ["Washington", "Washington State", "WA", "Washington, United States"])
def test_the_state_is_not_the_capital(text: str) -> None:
    assert where(text) == [(None, "WA", None, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ft. Worth", ("Fort Worth", "TX", "48439", "19100")),
        ("St Paul", ("Saint Paul", "MN", "27123", "33460")),
        ("Saint Paul, Minnesota", ("Saint Paul", "MN", "27123", "33460")),
        ("Mt. Vernon, NY", ("Mount Vernon", "NY", "36119", "35620")),
        ("Winston Salem", ("Winston Salem", "NC", "37067", "49180")),
        ("US, IL, hazelcrest", ("Hazel Crest", "IL", "17031", "16980")),
        ("Coeur d'Alene, ID", ("Coeur D Alene", "ID", "16055", "17660")),
        ("San José, CA", ("San Jose", "CA", "06085", "41940")),
        ("Ontario, CA", ("Ontario", "CA", "06071", "40140")),
        ("Paris, TX", ("Paris", "TX", "48277", "37580")),
        ("Lebanon, PA", ("Lebanon", "PA", "42075", "30140")),
        ("California, MD", ("California", "MD", "24037", "30500")),
        ("London, KY", ("London", "KY", "21125", "18340")),
        ("Fort Bragg, NC", ("Fort Bragg", "NC", "37051", "22180")),
        ("Naval Base, Norfolk, Virginia", ("Norfolk", "VA", "51710", "47260")),
        ("Eagan, MN", ("Eagan", "MN", "27037", "33460")),
        ("Dublin, OH", ("Dublin", "OH", "39049", "18140")),
        ("30-30 Thomson Ave L I City Qns", ("Queens", "NY", "36081", "35620")),
        ("335 Adams Street, Brooklyn Ny", ("Brooklyn", "NY", "36047", "35620")),
        ("Chicago", ("Chicago", "IL", "17031", "16980")),
        ("houston", ("Houston", "TX", "48201", "26420")),
        ("Fairfax County, VA", (None, "VA", "51059", "47900")),
        ("Orleans Parish, LA", (None, "LA", "22071", "35380")),
        ("St. Louis County, MO", (None, "MO", "29189", "41180")),
        ("Greater Boston", (None, "MA", None, "14460")),
        ("Bay Area", (None, "CA", None, "41860")),
        ("Greater Minneapolis-St. Paul Area", (None, "MN", None, "33460")),
        ("Lafayette, Indiana Metropolitan Area", (None, "IN", None, "29200")),
        ("Huntsville-Decatur-Albertville Area", (None, "AL", None, None)),
        ("Southern California", (None, "CA", None, None)),
        ("Remote - Texas", (None, "TX", None, None)),
        ("Work from home, Ohio", (None, "OH", None, None)),
        ("New Mexico", (None, "NM", None, None)),
        ("IN", (None, "IN", None, None)),
        ("Carmel, IN 46032", ("Carmel", "IN", "18057", "26900")),
        ("Nowhereville, KS", (None, "KS", None, None)),
        ("China, ME", (None, "ME", None, None)),
        ("US-Remote", (None, None, None, None)),
        ("Anywhere in the US", (None, None, None, None)),
    ],
)
def test_one_place_in_the_united_states(text: str, expected: Where) -> None:
    assert where(text) == [expected]
    assert resolve_locations(text)[0].country == "US"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Remote",
        "Multiple locations",
        "Nationwide",
        "N/A",
        "TBD",
        "Home",
        "Mobile",
        "Enterprise",
        "Springfield",
        "Mt. Vernon",
        "Arlington",
        "Montgomery County",
        "Ontario",
        "Vancouver",
        "in",
        "or",
        "🎉",
        ", , ,",
        "[]",
        "{",
        "00000",
        "Greater Jackson Area",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert resolve_locations(text) == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("London, UK", "GB"),
        ("London", "GB"),
        ("London, ON", "CA"),
        ("Tel Aviv, Israel", "IL"),
        ("Tel Aviv, IL", "IL"),
        ("Ontario, Canada", "CA"),
        ("Toronto, ON, CA", "CA"),
        ("Vancouver, BC", "CA"),
        ("CA, ON, Toronto", "CA"),
        ("GB, LND, London", "GB"),
        ("DE, BE, Berlin", "DE"),
        ("Berlin, DE", "DE"),
        ("IN, , Hyderabad", "IN"),
        ("Hyderabad, IN", "IN"),
        ("MY, ,", "MY"),
        ("Tbilisi, Georgia", "GE"),
        ("Paris, France", "FR"),
        ("Athens, Greece", "GR"),
        ("United Kingdom - Remote", "GB"),
        ("Iraq, Iraq", "IQ"),
    ],
)
def test_foreign_places_have_a_country_and_nothing_else(text: str, country: str) -> None:
    (place,) = resolve_locations(text)
    said = {key: value for key, value in asdict(place).items() if value is not None and key != "raw"}
    assert said == {"country": country}


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("Austin, TX; Dallas, TX", ["Austin", "Dallas"]),
        ("Dallas or Austin, TX", ["Dallas", "Austin"]),
        ("Phoenix and Tucson, AZ", ["Phoenix", "Tucson"]),
        ("Houston, TX & Dallas, TX", ["Houston", "Dallas"]),
        ("Minneapolis/St. Paul, MN", ["Minneapolis", "Saint Paul"]),
        ("New York, NY / Atlanta, GA", ["New York", "Atlanta"]),
        ("New York, NY, San Francisco, CA", ["New York", "San Francisco"]),
        ("New York / San Francisco", ["New York", "San Francisco"]),
        ("New York, San Francisco", ["New York", "San Francisco"]),
        ("Phoenix, Tucson, Flagstaff", ["Phoenix", "Tucson", "Flagstaff"]),
        ("Portland, OR|Portland, ME", ["Portland", "Portland"]),
        ("['Mobile, Alabama', ' New Orleans, Louisiana']", ["Mobile", "New Orleans"]),
        ("Jersey City, NJ or Remote", ["Jersey City"]),
        ("Truth or Consequences, NM", ["Truth Or Consequences"]),
        ("Austin, TX; Austin, TX", ["Austin"]),
    ],
)
def test_lists_of_places(text: str, cities: list[str]) -> None:
    assert [place.city for place in resolve_locations(text)] == cities


def test_a_list_of_states() -> None:
    assert [place.state for place in resolve_locations("Remote (CA, NY, WA)")] == ["CA", "NY", "WA"]


@pytest.mark.parametrize(
    "text", ["78701", "Austin, TX 78701", "Austin TX 78701-1234", "Austin, TEXAS, 78701"]
)
def test_a_zip_code_gives_its_county(text: str) -> None:
    (place,) = resolve_locations(text)
    assert (place.postal_code, place.city, place.county_fips) == ("78701", "Austin", "48453")


def test_a_zip_code_of_another_state_is_not_believed() -> None:
    (place,) = resolve_locations("Austin, TX 10001")
    assert (place.city, place.postal_code) == ("Austin", None)


def test_the_post_office_does_not_rename_an_unknown_town() -> None:
    (place,) = resolve_locations("Little Nowhere, MN 55101")
    assert (place.city, place.postal_code, place.county_fips) == (None, "55101", "27123")


def test_the_county_of_the_named_town_stands_where_the_zip_lies_in_several() -> None:
    (place,) = resolve_locations("Woodbury, MN 55125")
    assert (place.city, place.postal_code, place.county_fips) == ("Woodbury", "55125", "27163")


def test_the_text_is_kept() -> None:
    assert [place.raw for place in resolve_locations("Austin, TX; Reno, NV")] == ["Austin, TX", "Reno, NV"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Remote", True),
        ("US-Remote", True),
        ("100% remote, Ohio", True),
        ("Work from home", True),
        ("Telework eligible", True),
        ("Virtual", True),
        ("Not remote", False),
        ("Hybrid: Denver, CO", False),
        ("Austin, TX", False),
        ("", False),
    ],
)
def test_remote_locations(text: str, expected: bool) -> None:
    assert is_remote_location(text) is expected


def test_every_usps_city_resolves_with_its_state() -> None:
    unresolved = []
    for row in load_table("zips").slice(0, 4000).to_pylist():
        if row["state"] not in {"AE", "AP", "AA", "FM", "MH", "PW"}:
            places = resolve_locations(f"{row['city']}, {row['state']}")
            if [place.state for place in places] != [row["state"]]:
                unresolved.append((row["city"], row["state"]))
    assert unresolved == []


def test_all_codes_are_in_the_tables() -> None:
    counties = set(load_table("counties")["county_fips"].to_pylist())
    for row in load_table("places").slice(0, 3000).to_pylist():
        for place in resolve_locations(f"{row['city']}, {row['state']}"):
            assert place.county_fips is None or place.county_fips in counties


def test_a_very_long_text_is_cut() -> None:
    assert len(resolve_locations("Austin, TX; " * 100_000)) == 1
    many = "; ".join(
        f"{row['city']}, {row['state']}" for row in load_table("places").slice(0, 200).to_pylist()
    )
    assert len(resolve_locations(many)) <= MAX_PLACES
    assert resolve_locations("x" * MAX_LENGTH * 5) == []


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    for place in resolve_locations(text):
        assert place.state is None or place.country == "US"


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "TX",
                "US",
                "-",
                ",",
                "(",
                ")",
                "[",
                "'",
                "{",
                "/",
                " or ",
                "Austin",
                "N.Y.",
                "78701",
                ";",
                "Greater",
                "Area",
                "in",
                "Remote",
                ":",
                "é",
            ]
        ),
        max_size=14,
    )
)
def test_no_mixture_of_place_words_breaks_it(parts: list[str]) -> None:
    assert len(resolve_locations(" ".join(parts))) <= MAX_PLACES
    assert len(resolve_locations("".join(parts))) <= MAX_PLACES
