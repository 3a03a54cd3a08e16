"""States, counties, CBSAs and ZIP codes."""

import re
from collections import defaultdict
from collections.abc import Iterator

from taxonomy.errors import SourceFileError
from taxonomy.sources.files import Record, SourceFiles
from taxonomy.sources.state_names import STATES
from taxonomy.sources.tables import BuiltTable, Origin, build_table
from taxonomy.sources.zip_counties import ZipArea, settle_counties

_CENSUS = "U.S. Census Bureau"
_PUBLIC = "public domain (US government)"
_COUNTIES = Origin(
    source="county list (fips_counties.csv) and CBSA list 1",
    publisher=_CENSUS,
    vintage="2010 county list with later recodings; planning regions of July 2023",
    licence="public domain",
    url="https://www.census.gov/library/reference/code-lists/ansi.html",
    note="Connecticut has its eight former counties, which the ZIP list uses, beside its planning regions.",
)
_CBSAS = Origin(
    source="cbsa_list1_2023.xlsx",
    publisher="U.S. Office of Management and Budget, U.S. Census Bureau",
    vintage="July 2023",
    licence=_PUBLIC,
    url="https://www.census.gov/geographies/reference-files/time-series/demo/metro-micro/delineation-files.html",
    note="Combined county equivalents of the list (519xx, 15901) are resolved to their parts.",
)
ZIPS = Origin(
    source="zip_cbsa.csv (HUD-USPS crosswalk), zip_county_fips.csv",
    publisher="U.S. Department of Housing and Urban Development; ZIP-county list of a BSD-2 package",
    vintage="2025",
    licence="public domain; compilations MIT and BSD-2",
    url="https://www.huduser.gov/portal/datasets/usps_crosswalk.html",
    note=(
        "City is the name that USPS prefers. 11,117 ZIPs lie in several counties, which the list gives in no"
        " order and without shares: county is null unless the CBSA of most addresses or the"
        " county's name settle it (taxonomy/sources/zip_counties.py)."
    ),
)
NO_CBSA = "99999"
# Renamed or merged after the county list, one to one: Kusilvak, Oglala Lakota, Bedford (city into county).
_RECODED_COUNTIES = {"02270": "02158", "46113": "46102", "51515": "51019"}
_RENAMED = {"02158": "Kusilvak Census Area", "46102": "Oglala Lakota County"}
_CONNECTICUT = "09"
_REGION = "planning region"


def build_states(_files: SourceFiles) -> BuiltTable:
    """States, the District of Columbia and the territories with USPS and FIPS codes."""
    origin = Origin(
        source="ANSI state codes",
        publisher=_CENSUS,
        vintage="2023",
        licence=_PUBLIC,
        url="https://www.census.gov/library/reference/code-lists/ansi.html",
    )
    rows = ({"state": state, "state_fips": fips, "name": name} for state, fips, name in STATES)
    return build_table("states", rows, origin)


def read_counties(files: SourceFiles) -> dict[str, tuple[str, str]]:
    """county_fips -> (state, name), with Connecticut's planning regions."""
    columns = {
        "state": "(state|stusab)",
        "state_fips": "(statefp|state_fips)",
        "county": "(countyfp|county_fips)",
        "name": "(countyname|county_name)",
    }
    known_states = {state for state, _, _ in STATES}
    counties: dict[str, tuple[str, str]] = {}
    for row in files.records("national_county*.txt", "fips_counties.csv", columns=columns):
        fips = row["state_fips"] + row["county"]
        fips = _RECODED_COUNTIES.get(fips, fips)
        if row["state"] in known_states:
            counties.setdefault(fips, (row["state"], row["name"]))
    for fips, name in _RENAMED.items():
        counties[fips] = (counties[fips][0], name)
    bedford = "51019"
    counties[bedford] = ("VA", "Bedford County")
    for row in _cbsa_rows(files):
        if _is_planning_region(row):
            counties[row["state_fips"] + row["county"]] = ("CT", row["name"])
    return counties


def _is_planning_region(row: Record) -> bool:
    return row["state_fips"] == _CONNECTICUT and _REGION in row["name"].lower()


def build_counties(files: SourceFiles) -> BuiltTable:
    """Counties and county equivalents."""
    rows = (
        {
            "county_fips": fips,
            "state": state,
            "name": name,
            "is_planning_region": state == "CT" and _REGION in name.lower(),
        }
        for fips, (state, name) in read_counties(files).items()
    )
    return build_table("counties", rows, _COUNTIES)


def _cbsa_rows(files: SourceFiles) -> Iterator[Record]:
    columns = {
        "cbsa_code": "cbsa code",
        "title": "cbsa title",
        "kind": "metropolitan/micropolitan statistical area",
        "state_fips": "fips state code",
        "county": "fips county code",
        "name": "county/county equivalent",
    }
    for row in files.records("list1_2023.xlsx", "cbsa_list1_2023.xlsx", columns=columns):
        if re.fullmatch(r"\d{5}", row["cbsa_code"]) and row["county"]:
            yield row


def build_cbsas(files: SourceFiles) -> BuiltTable:
    """Core Based Statistical Areas; kind is metropolitan or micropolitan."""
    rows = (
        {
            "cbsa_code": row["cbsa_code"],
            "title": row["title"],
            "kind": "metropolitan" if row["kind"].startswith("Metro") else "micropolitan",
        }
        for row in _cbsa_rows(files)
    )
    return build_table("cbsas", rows, _CBSAS)


def read_cbsa_counties(files: SourceFiles) -> list[tuple[str, str]]:
    """(cbsa_code, county_fips) of every CBSA.

    Raises:
        SourceFileError: a county of the list has neither a known code nor known parts.
    """
    counties = read_counties(files)
    by_name = {(fips[:2], name.lower()): fips for fips, (_, name) in counties.items()}
    pairs = []
    for row in _cbsa_rows(files):
        fips = row["state_fips"] + row["county"]
        names = [part.strip().lower() for part in row["name"].split("+")]
        parts = [fips] if fips in counties else [by_name.get((row["state_fips"], name), "") for name in names]
        if not all(parts):
            raise SourceFileError(
                files.root, f"the CBSA list names an unknown county {row['name']!r} ({fips})"
            )
        pairs += [(row["cbsa_code"], part) for part in parts]
    return pairs


def build_cbsa_counties(files: SourceFiles) -> BuiltTable:
    """The counties of each CBSA. Raises SourceFileError as `read_cbsa_counties` does."""
    rows = ({"cbsa_code": cbsa, "county_fips": county} for cbsa, county in read_cbsa_counties(files))
    return build_table("cbsa_counties", rows, _CBSAS)


def read_zips(files: SourceFiles) -> dict[str, dict[str, str | None]]:
    """postal_code -> city, state, county_fips, cbsa_code.

    A ZIP in several CBSAs belongs to the one with most addresses (`tot_ratio`); its county: `zip_counties`.
    """
    counties_of: dict[str, tuple[str, ...]] = defaultdict(tuple)
    county_columns = {"zip": "zip", "fips": "(fips|county)"}
    for row in files.records("zip_county_fips.csv", "zip_county_*.xlsx", columns=county_columns):
        fips = _RECODED_COUNTIES.get(row["fips"], row["fips"])
        counties_of[row["zip"]] = (*counties_of[row["zip"]], fips)
    columns = {
        "zip": "zip",
        "cbsa": "(geoid|cbsa)",
        "ratio": "tot_ratio",
        "city": "(city|usps_zip_pref_city)",
        "state": "(state|usps_zip_pref_state)",
    }
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    cities: dict[str, tuple[str, str]] = {}
    for row in files.records("zip_cbsa.csv", "zip_cbsa_*.xlsx", columns=columns):
        shares[row["zip"]][row["cbsa"]] = float(row["ratio"])
        cities[row["zip"]] = (row["city"], row["state"])
    areas = {}
    for code, (city, state) in cities.items():
        cbsa = max(shares[code], key=lambda key: (shares[code][key], key))
        areas[code] = ZipArea(city, state, None if cbsa == NO_CBSA else cbsa, counties_of[code])
    names = {fips: name for fips, (_, name) in read_counties(files).items()}
    cbsa_of = {county: cbsa for cbsa, county in read_cbsa_counties(files)}
    counties = settle_counties(areas, cbsa_of, names)
    return {
        code: {
            "city": area.city,
            "state": area.state,
            "county_fips": counties[code],
            "cbsa_code": area.cbsa_code,
        }
        for code, area in areas.items()
    }


def build_zips(files: SourceFiles) -> BuiltTable:
    """ZIP codes with city, state, main county and CBSA."""
    rows = ({"postal_code": code, **place} for code, place in read_zips(files).items())
    return build_table("zips", rows, ZIPS)
