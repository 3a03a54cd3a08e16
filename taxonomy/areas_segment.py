"""One location, such as "Austin, TX 78701" or "London, UK", to its place or places."""

from dataclasses import replace

from taxonomy.areas_index import AreaIndex, Locality
from taxonomy.areas_lookup import find_alone, find_in_state
from taxonomy.areas_tokens import Token, read_tokens
from taxonomy.areas_world import FOREIGN_CITIES, SHARED_COUNTRY_NAMES
from taxonomy.types import Place

_CAPITAL = "DC"
# Names of a state and of a Canadian province or foreign place, too uncertain alone.
_UNCERTAIN_ALONE = frozenset({"ontario", "vancouver", "cambridge", "durham"})


def read_segment(segment: str, index: AreaIndex) -> list[Place]:
    """The places that one location names; [] when it names none."""
    places: list[Place] = []
    for group in _groups(read_tokens(segment, index)):
        places += _read_group(segment.strip(), group, index)
    return places


def _groups(tokens: list[Token]) -> list[list[Token]]:
    """Cut "Austin, TX, Dallas, TX" after each state that is followed by another name and its state."""
    groups: list[list[Token]] = [[]]
    for at, token in enumerate(tokens):
        groups[-1].append(token)
        rest = tokens[at + 1 :]
        is_complete = token.kind in {"state", "zip"} and len(groups[-1]) > 1
        if is_complete and rest and rest[0].kind == "name" and any(part.kind == "state" for part in rest):
            groups.append([])
    return [group for group in groups if group]


def _read_group(raw: str, tokens: list[Token], index: AreaIndex) -> list[Place]:
    states = [token for token in tokens if token.kind == "state"]
    countries = [token for token in tokens if token.kind == "country"]
    codes = [token.value for token in tokens if token.kind == "zip" and token.value in index.zips]
    foreign = [token for token in countries if token.value != "US"]
    if len(states) == 1 and states[0].key == "new york" and tokens[0] is states[0]:
        # "New York, San Francisco": among cities without a state, New York is the city.
        others = [found for token in tokens[1:] if (found := find_alone(token.key, index)) and found.city]
        if others and not any(find_in_state(token.key, "NY", index) for token in tokens[1:]):
            return [_place(raw, found) for found in (index.localities["new york", "NY"], *others)]
    if states:
        return _in_states(raw, tokens, states, codes, index)
    if foreign:
        return [Place(raw, country=foreign[-1].value)]
    if codes:
        return [_with_zip(Place(raw, country="US"), codes[-1], index)]
    names = [token for token in tokens if token.kind == "name"]
    places = [
        _place(raw, found)
        for token in names
        if token.key not in _UNCERTAIN_ALONE and (found := find_alone(token.key, index))
    ]
    if places:
        return _without_wider(places)
    return [Place(raw, country="US")] if countries else []


def _in_states(
    raw: str, tokens: list[Token], states: list[Token], codes: list[str], index: AreaIndex
) -> list[Place]:
    """Places of a group with a state; the last one counts, earlier ones may be cities ("New York, NY")."""
    state = states[-1]
    others = [token for token in tokens if token is not state and token.kind in {"name", "state", "country"}]
    names = [token for token in others if not (token.kind == "country" and token.value == "US")]
    for token in reversed(names):
        if found := find_in_state(token.key, state.value, index):
            return [_finish(raw, found, codes, index)]
    if state.value == "NY" and _is_city_style(state.text) and any(token.text[0].isdigit() for token in names):
        return [_finish(raw, index.localities["new york", "NY"], codes, index)]
    is_foreign_code = {state.text.upper(), SHARED_COUNTRY_NAMES.get(state.key)}
    for token in names:
        if token.kind == "country" and (
            token.value in is_foreign_code or tokens.index(token) > tokens.index(state)
        ):
            return [Place(raw, country=token.value)]
        if FOREIGN_CITIES.get(token.key) == state.text.upper():
            return [Place(raw, country=FOREIGN_CITIES[token.key])]
    distinct = list(dict.fromkeys(token.value for token in states))
    places = [_finish(raw, Locality(None, code, None, None), codes, index) for code in distinct]
    # The post office's name for a ZIP may be another town than the one that was named but is not known.
    is_unknown_name = any(token.kind == "name" for token in names) and state.value != _CAPITAL
    return [replace(place, city=None) for place in places] if is_unknown_name else places


def _is_city_style(state_text: str) -> bool:
    """Whether New York is written as in "1 Centre St., N.Y.", the old style of an address in the city."""
    return "." in state_text or state_text.upper() == "N Y"


def _finish(raw: str, found: Locality, codes: list[str], index: AreaIndex) -> Place:
    place = _place(raw, found)
    if place.state == _CAPITAL:
        capital = index.localities["washington", _CAPITAL]
        place = replace(_place(raw, capital), raw=raw)
    matching = [code for code in codes if index.zips[code].state == place.state]
    return _with_zip(place, matching[-1], index) if matching else place


def _place(raw: str, found: Locality) -> Place:
    return Place(
        raw,
        city=found.city,
        state=found.state or None,
        country="US",
        county_fips=found.county_fips,
        cbsa_code=found.cbsa_code,
    )


def _with_zip(place: Place, code: str, index: AreaIndex) -> Place:
    found = index.zips[code]
    return replace(
        place,
        city=place.city or found.city,
        state=found.state,
        postal_code=code,
        county_fips=found.county_fips or place.county_fips,
        cbsa_code=found.cbsa_code,
    )


def _without_wider(places: list[Place]) -> list[Place]:
    """Drop a region or state when a city in it is named too, and repetitions."""
    cities = [place for place in places if place.city]
    kept = [
        place
        for place in places
        if place.city or not any(city.cbsa_code == place.cbsa_code or not place.cbsa_code for city in cities)
    ]
    return list(dict.fromkeys(kept))
