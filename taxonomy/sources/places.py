"""Place names with the county and CBSA in which they lie."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from taxonomy.areas_names import name_key
from taxonomy.errors import SourceFileError
from taxonomy.sources.areas import ZIPS, read_counties, read_zips
from taxonomy.sources.files import SourceFiles
from taxonomy.sources.main_counties import MAIN_COUNTIES
from taxonomy.sources.place_aliases import ALIASES, DOMINANT, LOCALITIES
from taxonomy.sources.tables import BuiltTable, Origin, build_table

Row = dict[str, object]
_ORIGIN = Origin(
    source=f"{ZIPS.source}; aliases written by Signalpost",
    publisher=ZIPS.publisher,
    vintage=ZIPS.vintage,
    licence=ZIPS.licence,
    url=ZIPS.url,
    note=(
        "County and CBSA are those of most ZIPs of the name; null county = in several, no main one known;"
        " null CBSA = outside every CBSA."
    ),
)
# A name without a state means a place only if it is this many times as large as the next of the name.
DOMINANCE = 4
_JOBS_PER_ZIP = 5000
_COUNTY_KIND = re.compile(
    r" (?:county|parish|borough|census area|city and borough|municipality|municipio|island|city)$"
)
# Letters after an apostrophe or inside a name that .title() would get wrong.
_LOWER_WORDS = {"Of", "The", "De", "La", "Du", "And", "In", "On", "Del", "Y", "At", "Des"}


def build_places(
    files: SourceFiles, cbsa_counties: Iterable[tuple[str, str]], first_cities: Mapping[tuple[str, str], int]
) -> BuiltTable:
    """USPS city names, aliases and localities.

    Args:
        files: the official files.
        cbsa_counties: (cbsa_code, county_fips) of the CBSA list.
        first_cities: (name key, state) of the city that a metropolitan area is named after -> its employment.

    Raises:
        SourceFileError: an alias names a place that the ZIP list lacks.
    """
    cities = {(str(row["name_key"]), str(row["state"])): row for row in _zip_places(files)}
    _settle_main_counties(files, cities)
    cbsa_of = {county: cbsa for cbsa, county in cbsa_counties}
    for row in list(_locality_rows(files, cities, cbsa_of)):
        cities[str(row["name_key"]), str(row["state"])] = row
    rows = list(cities.values())
    for alias, state, city in ALIASES:
        target = cities.get((name_key(city), state))
        if target is None:
            raise SourceFileError(
                files.root, f"the ZIP list lacks {city}, {state}, to which {alias!r} points"
            )
        rows.append(target | {"name_key": name_key(alias), "is_alias": True, "n_zips": 0})
    dominant = _dominant(rows, first_cities)
    marked = (row | {"is_dominant": (row["name_key"], row["state"]) in dominant} for row in rows)
    return build_table("places", marked, _ORIGIN)


def _locality_rows(
    files: SourceFiles, cities: Mapping[tuple[str, str], Row], cbsa_of: Mapping[str, str]
) -> Iterator[Row]:
    """Places of our own list that the ZIP list lacks."""
    counties = county_names(read_counties(files))
    for name, state, county in LOCALITIES:
        fips = counties.get((name_key(county), state))
        if fips is None:
            raise SourceFileError(
                files.root, f"the county list lacks {county}, {state}, in which {name!r} lies"
            )
        if (name_key(name), state) in cities:
            continue
        yield {
            "name_key": name_key(name),
            "city": name,
            "state": state,
            "county_fips": fips,
            "cbsa_code": cbsa_of.get(fips),
            "is_alias": False,
            "n_zips": 0,
        }


def _settle_main_counties(files: SourceFiles, cities: Mapping[tuple[str, str], Row]) -> None:
    """Give the cities whose ZIPs lie in several counties the one that we know."""
    counties = county_names(read_counties(files))
    for name, state, county in MAIN_COUNTIES:
        city, fips = cities.get((name_key(name), state)), counties.get((name_key(county), state))
        if city is None or fips is None:
            raise SourceFileError(files.root, f"the lists lack {name} or {county}, {state}")
        city["county_fips"] = city["county_fips"] or fips


def county_names(counties: Mapping[str, tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(name key, state) -> county_fips; with and, where that is unique, without the kind of county."""
    full = {(name_key(name), state): fips for fips, (state, name) in counties.items()}
    short: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (key, state), fips in full.items():
        short[_COUNTY_KIND.sub("", key), state].add(fips)
    unique = {key: next(iter(found)) for key, found in short.items() if len(found) == 1}
    return unique | full


def _dominant(rows: list[Row], first_cities: Mapping[tuple[str, str], int]) -> set[tuple[str, str]]:
    """The (name key, state) that outweighs every namesake at least DOMINANCE times, and our own choices."""
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        key, state, n_zips = str(row["name_key"]), str(row["state"]), int(str(row["n_zips"]))
        weight = max(n_zips, 1) * _JOBS_PER_ZIP + first_cities.get((key, state), 0)
        weights[key][state] = max(weight, weights[key].get(state, 0))
    chosen = dict(DOMINANT)
    dominant = set()
    for key, by_state in weights.items():
        first, *others = sorted(by_state, key=lambda state: (-by_state[state], state))
        if key in chosen:
            dominant.add((key, chosen[key]))
        elif not others or by_state[first] >= DOMINANCE * by_state[others[0]]:
            dominant.add((key, first))
    return dominant


def _zip_places(files: SourceFiles) -> Iterator[Row]:
    by_name: dict[tuple[str, str], list[dict[str, str | None]]] = defaultdict(list)
    for place in read_zips(files).values():
        if place["city"] and place["state"]:
            by_name[name_key(place["city"]), place["state"]].append(place)
    for (key, state), members in by_name.items():
        names = Counter(str(member["city"]) for member in members)
        yield {
            "name_key": key,
            "city": _city_name(min(names, key=lambda name: (-names[name], name))),
            "state": state,
            "county_fips": _most_common(member["county_fips"] for member in members),
            "cbsa_code": _most_common_or_none(member["cbsa_code"] for member in members),
            "is_alias": False,
            "n_zips": len(members),
        }


def _most_common(codes: Iterable[str | None]) -> str | None:
    return _most_common_or_none(code for code in codes if code is not None)


def _most_common_or_none(codes: Iterable[str | None]) -> str | None:
    counts = Counter(codes)
    if not counts:
        return None
    return min(counts, key=lambda code: (-counts[code], code or ""))


def _city_name(usps: str) -> str:
    words = usps.lower().title().replace("'S", "'s").split()
    first, *rest = [_scottish(word) for word in words]
    return " ".join([first, *(word.lower() if word in _LOWER_WORDS else word for word in rest)])


def _scottish(word: str) -> str:
    prefix = "Mc"
    if word.startswith(prefix) and len(word) > len(prefix) + 1:
        return prefix + word[len(prefix) :].capitalize()
    return word
