from pathlib import Path

import pytest

from taxonomy.errors import SourceFileError
from taxonomy.sources import places
from taxonomy.sources.files import SourceFiles
from tests.taxonomy.sources.official_files import write_geography

CBSA_COUNTIES = [("33460", "27053"), ("33460", "27123")]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SourceFiles:
    write_geography(tmp_path)
    monkeypatch.setattr(places, "ALIASES", (("Pig's Eye", "MN", "Saint Paul"),))
    monkeypatch.setattr(
        places, "LOCALITIES", (("Edina", "MN", "Hennepin"), ("Fairfax Circle", "VA", "Fairfax city"))
    )
    monkeypatch.setattr(places, "DOMINANT", {})
    monkeypatch.setattr(places, "MAIN_COUNTIES", ())
    return SourceFiles(tmp_path)


def build(files: SourceFiles) -> dict[str, dict[str, object]]:
    built = places.build_places(files, CBSA_COUNTIES, {("minneapolis", "MN"): 1_000_000})
    return {row["name_key"]: row for row in built.table.to_pylist()}


def test_the_county_of_a_city_is_that_of_most_of_its_zips(files: SourceFiles) -> None:
    saint_paul = build(files)["saint paul"]
    assert (saint_paul["city"], saint_paul["county_fips"], saint_paul["n_zips"]) == ("Saint Paul", "27123", 3)


def test_an_alias_takes_everything_from_its_city(files: SourceFiles) -> None:
    alias = build(files)["pigs eye"]
    assert (alias["city"], alias["county_fips"], alias["cbsa_code"], alias["is_alias"]) == (
        "Saint Paul",
        "27123",
        "33460",
        True,
    )


def test_a_locality_has_the_cbsa_of_its_county(files: SourceFiles) -> None:
    rows = build(files)
    assert (rows["edina"]["county_fips"], rows["edina"]["cbsa_code"]) == ("27053", "33460")
    assert (rows["fairfax circle"]["county_fips"], rows["fairfax circle"]["cbsa_code"]) == ("51600", None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALIASES", (("X", "MN", "Atlantis"),)),
        ("LOCALITIES", (("X", "MN", "Lost"),)),
        ("LOCALITIES", (("X", "VA", "Fairfax"),)),
    ],
    ids=["unknown city", "unknown county", "county or city?"],
)
def test_what_the_lists_cannot_resolve_stops_the_build(
    files: SourceFiles, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(places, name, value)
    with pytest.raises(SourceFileError):
        build(files)


def row(key: str, state: str, n_zips: int) -> dict[str, object]:
    return {"name_key": key, "state": state, "n_zips": n_zips}


def test_dominance_needs_four_times_the_weight_of_the_next() -> None:
    rows = [
        row("portland", "OR", 30),
        row("portland", "ME", 5),
        row("aurora", "CO", 15),
        row("aurora", "IL", 6),
    ]
    assert places._dominant(rows, {}) == {("portland", "OR")}


def test_the_employment_of_the_metropolitan_area_counts_for_its_first_city() -> None:
    rows = [row("columbus", "OH", 5), row("columbus", "GA", 5)]
    assert places._dominant(rows, {}) == set()
    assert places._dominant(rows, {("columbus", "OH"): 1_000_000}) == {("columbus", "OH")}


@pytest.mark.parametrize(
    ("usps", "name"),
    [
        ("MCKINNEY", "McKinney"),
        ("TRUTH OR CONSEQUENCES", "Truth Or Consequences"),
        ("COEUR D ALENE", "Coeur D Alene"),
        ("FOND DU LAC", "Fond du Lac"),
        ("LAND O LAKES", "Land O Lakes"),
        ("THE DALLES", "The Dalles"),
    ],
)
def test_names_are_written_as_people_do(usps: str, name: str) -> None:
    assert places._city_name(usps) == name


def test_our_main_county_fills_only_what_the_zips_leave_open(
    files: SourceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_and_settled = (("Minneapolis", "MN", "Ramsey"), ("Pine Ridge", "SD", "Oglala Lakota"))
    monkeypatch.setattr(places, "MAIN_COUNTIES", open_and_settled)
    assert build(files)["minneapolis"]["county_fips"] == "27053"


def test_a_main_county_that_no_list_knows_stops_the_build(
    files: SourceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "MAIN_COUNTIES", (("Atlantis", "MN", "Ramsey"),))
    with pytest.raises(SourceFileError, match="Atlantis"):
        build(files)
