import pytest

from taxonomy.sources.zip_counties import ZipArea, settle_counties

NAMES = {
    "39041": "Delaware County",
    "39049": "Franklin County",
    "39159": "Union County",
    "39101": "Marion County",
}
CBSAS = {"39041": "18140", "39049": "18140", "39159": "18140", "39101": "32020"}


def settle(*areas: ZipArea) -> list[str | None]:
    zips = {f"4300{at}": area for at, area in enumerate(areas)}
    return list(settle_counties(zips, CBSAS, NAMES).values())


def area(city: str, *counties: str, cbsa: str | None = "18140") -> ZipArea:
    return ZipArea(city, "OH", cbsa, counties)


@pytest.mark.parametrize(
    ("zip_area", "county"),
    [
        (area("Marion", "39101", cbsa="32020"), "39101"),
        (area("Waldo", "39101", "39041", cbsa="18140"), "39041"),
        (area("Waldo", "39101", "39041", cbsa="32020"), "39101"),
        (area("Dublin", "39159", "39049"), None),
        (area("Delaware", "39049", "39041"), "39041"),
        (area("Nowhere"), None),
    ],
    ids=[
        "one county",
        "the CBSA decides",
        "the other CBSA",
        "nothing decides",
        "the county's name decides",
        "none",
    ],
)
def test_one_zip(zip_area: ZipArea, county: str | None) -> None:
    assert settle(zip_area) == [county]


def test_counties_outside_the_cbsa_are_kept_when_none_fits() -> None:
    assert settle(area("Marion", "39101", "39041", cbsa=None)) == ["39101"]
