"""The area tables as look-ups by name key."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from taxonomy.areas_names import name_key, title_cities
from taxonomy.loader import load_table


@dataclass(frozen=True, slots=True)
class Locality:
    """A named place in a state; `city` is null for counties."""

    city: str | None
    state: str
    county_fips: str | None
    cbsa_code: str | None


@dataclass(frozen=True, slots=True)
class Metro:
    """A CBSA found by one of the cities in its title; `state` is the state of that city."""

    cbsa_code: str
    state: str


@dataclass(frozen=True)
class AreaIndex:
    """Look-ups by name key.

    Attributes:
        states: name, USPS code (lower case) and usual abbreviation -> USPS code.
        localities: (name key, state) -> the place.
        squeezed: (name key without blanks, state) -> the place.
        dominant: name key -> the place meant when no state is said.
        counties: (name key of the full name, state) -> the county.
        counties_alone: name key of a county whose name occurs in one state only.
        metros: name key of a CBSA's title city -> the CBSA meant when no state is said.
        state_metros: (name key, state) -> the CBSA.
        zips: postal code -> its place.
    """

    states: dict[str, str]
    localities: dict[tuple[str, str], Locality]
    squeezed: dict[tuple[str, str], Locality]
    dominant: dict[str, Locality]
    counties: dict[tuple[str, str], Locality]
    counties_alone: dict[str, Locality]
    metros: dict[str, Metro]
    state_metros: dict[tuple[str, str], Metro]
    zips: dict[str, Locality]


# Traditional abbreviations; the two-letter USPS codes come from the table.
_ABBREVIATIONS = """
ala=AL, ariz=AZ, ark=AR, calif=CA, cal=CA, colo=CO, conn=CT, del=DE, fla=FL, ill=IL, ind=IN, kan=KS,
kans=KS, mass=MA, mich=MI, minn=MN, miss=MS, mont=MT, neb=NE, nebr=NE, nev=NV, okla=OK, ore=OR, penn=PA,
penna=PA, tenn=TN, tex=TX, wash=WA, wis=WI, wisc=WI, wyo=WY, d c=DC, washington dc=DC, washington d
c=DC, n y=NY, n j=NJ, n c=NC, s c=SC, n m=NM, n h=NH, r i=RI, w va=WV, n d=ND, s d=SD, north y=NY, north
j=NJ, north c=NC, south c=SC, north m=NM, north h=NH, north d=ND, south d=SD, west va=WV, us virgin
islands=VI, u south virgin islands=VI, district of columbia dc=DC, mariana islands=MP, commonwealth of
puerto rico=PR, state of california=CA
"""


@cache
def load_index() -> AreaIndex:
    """The look-ups, built once per process from the compiled tables."""
    states = _state_names()
    localities, dominant = _localities()
    counties = _counties()
    by_county: dict[str, set[str]] = defaultdict(set)
    for key, state in counties:
        by_county[key].add(state)
    metros, state_metros = _metros(dominant)
    return AreaIndex(
        states=states,
        localities=localities,
        squeezed={(key.replace(" ", ""), state): place for (key, state), place in localities.items()},
        dominant=dominant,
        counties=counties,
        counties_alone={
            key: counties[key, next(iter(found))] for key, found in by_county.items() if len(found) == 1
        },
        metros=metros,
        state_metros=state_metros,
        zips=_zips(localities),
    )


def _state_names() -> dict[str, str]:
    pairs = (" ".join(pair.split()).partition("=") for pair in _ABBREVIATIONS.split(","))
    names = {abbreviation: state for abbreviation, _, state in pairs}
    for row in load_table("states").to_pylist():
        names[name_key(row["name"])] = row["state"]
        names[row["state"].lower()] = row["state"]
    return names


def _localities() -> tuple[dict[tuple[str, str], Locality], dict[str, Locality]]:
    localities: dict[tuple[str, str], Locality] = {}
    dominant: dict[str, Locality] = {}
    for row in load_table("places").to_pylist():
        place = Locality(row["city"], row["state"], row["county_fips"], row["cbsa_code"])
        key = (row["name_key"], row["state"])
        if key not in localities or not row["is_alias"]:
            localities[key] = place
        if row["is_dominant"]:
            dominant[row["name_key"]] = place
    return localities, dominant


def _counties() -> dict[tuple[str, str], Locality]:
    cbsas = {row["county_fips"]: row["cbsa_code"] for row in load_table("cbsa_counties").to_pylist()}
    counties = {}
    for row in load_table("counties").to_pylist():
        fips = row["county_fips"]
        place = Locality(None, row["state"], fips, cbsas.get(fips))
        key = name_key(row["name"])
        counties[key, row["state"]] = place
        if key.endswith(" county"):
            counties.setdefault((f"{key.removesuffix(' county')} co", row["state"]), place)
            counties.setdefault((f"county of {key.removesuffix(' county')}", row["state"]), place)
    return counties


def _metros(dominant: dict[str, Locality]) -> tuple[dict[str, Metro], dict[tuple[str, str], Metro]]:
    by_state: dict[tuple[str, str], Metro] = {}
    candidates: dict[str, set[str]] = defaultdict(set)
    first_state: dict[str, str] = {}
    for row in load_table("cbsas").to_pylist():
        names, _, _ = row["title"].rpartition(", ")
        cities, states = title_cities(row["title"])
        first_state[row["cbsa_code"]] = states[0]
        whole_names = [name_key(names), *(name_key(city) for city in [*cities, "-".join(cities[:2])])]
        for key in whole_names:
            candidates[key].add(row["cbsa_code"])
            for state in states:
                by_state.setdefault((key, state), Metro(row["cbsa_code"], state))
    first_state = {
        row["cbsa_code"]: title_cities(row["title"])[1][0] for row in load_table("cbsas").to_pylist()
    }
    metros = {}
    for key, codes in candidates.items():
        if len(codes) == 1:
            code = next(iter(codes))
            metros[key] = Metro(code, first_state[code])
        elif key in dominant and dominant[key].cbsa_code in codes:
            metros[key] = Metro(str(dominant[key].cbsa_code), dominant[key].state)
    return metros, by_state


def _zips(localities: dict[tuple[str, str], Locality]) -> dict[str, Locality]:
    zips = {}
    for row in load_table("zips").to_pylist():
        named = localities.get((name_key(row["city"]), row["state"]))
        city = named.city if named else None
        zips[row["postal_code"]] = Locality(city, row["state"], row["county_fips"], row["cbsa_code"])
    return zips
