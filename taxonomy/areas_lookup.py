"""From a name, with or without its state, to the place in the area tables."""

import re
from collections.abc import Iterator

from taxonomy.areas_index import AreaIndex, Locality
from taxonomy.areas_regions import CITY_AFFIX, DIRECTIONS, EVERYDAY_WORDS, METRO_AFFIX, REGIONS

_MAX_SUFFIX_WORDS = 4
_MAX_STATE_WORDS = 3
_CODE_LENGTH = 2
_ADDRESS = re.compile(r"^\d")
# After a street address without a comma these mean the city: "110 William St. N Y".
_CITY_SHORTHAND = {"north y": ("new york", "NY"), "ny": ("new york", "NY"), "nyc": ("new york", "NY")}


def find_in_state(key: str, state: str, index: AreaIndex) -> Locality | None:
    """The place of that name in the state; a county, a metropolitan area, or null.

    Args:
        key: a name key.
        state: USPS code.
        index: the look-ups.
    """
    for candidate in _variants(_without_state(key, state, index)):
        found = (
            index.localities.get((candidate, state))
            or index.counties.get((candidate, state))
            or index.squeezed.get((candidate.replace(" ", ""), state))
        )
        if found:
            return found
    return _region(key, state, index) or _end_of_address(key, state, index)


def find_alone(key: str, index: AreaIndex) -> Locality | None:
    """The place that the name means without a state: a region, a dominant city or unique county."""
    if key in REGIONS:
        state, cbsa = REGIONS[key]
        return Locality(None, state, None, cbsa or None)
    metro = _metro_alone(key, index)
    if metro:
        return metro
    if key in index.dominant and key not in EVERYDAY_WORDS:
        return index.dominant[key]
    if key in index.counties_alone:
        return index.counties_alone[key]
    if key in index.metros and " " in key:
        found = index.metros[key]
        return Locality(None, found.state, None, found.cbsa_code)
    named = CITY_AFFIX.match(key)
    if named and (named["after"] or named["before"]) in index.dominant:
        return index.dominant[named["after"] or named["before"]]
    return _part_of_state(key, index) or _address_alone(key, index) or _city_before_state(key, index)


def _variants(key: str) -> Iterator[str]:
    yield key
    if found := CITY_AFFIX.match(key):
        yield found["after"] or found["before"]


def _without_state(key: str, state: str, index: AreaIndex) -> str:
    """The key without its own state at the end: "hilliard fl" -> "hilliard"; "new york" stays."""
    if (key, state) in index.localities:
        return key
    words = key.split()
    for size in range(min(_MAX_STATE_WORDS, len(words) - 1), 0, -1):
        if index.states.get(" ".join(words[-size:])) == state:
            return " ".join(words[:-size])
    return key


def _core(key: str) -> str | None:
    found = METRO_AFFIX.match(key)
    return (found["after"] or found["before"]) if found else None


def _region(key: str, state: str, index: AreaIndex) -> Locality | None:
    core = _core(key) or key
    if key in REGIONS and REGIONS[key][0] in {state, ""}:
        return Locality(None, state, None, REGIONS[key][1] or None)
    found = index.state_metros.get((core, state))
    return Locality(None, state, None, found.cbsa_code) if found else None


def _metro_alone(key: str, index: AreaIndex) -> Locality | None:
    core = _core(key)
    if core is None:
        return None
    core = core.removeprefix("greater ")
    if core in REGIONS:
        state, cbsa = REGIONS[core]
        return Locality(None, state, None, cbsa or None)
    found = index.metros.get(core)
    if found:
        return Locality(None, found.state, None, found.cbsa_code)
    if core in index.states:
        return Locality(None, index.states[core], None, None)
    return _joined_cities(core, index)


def _joined_cities(core: str, index: AreaIndex) -> Locality | None:
    """The CBSA of "seattle tacoma"; the state alone where the cities lie in several CBSAs."""
    words = core.split()
    names = [
        " ".join(words[start:end]) for start in range(len(words)) for end in range(len(words), start, -1)
    ]
    first = next((index.metros[name] for name in names if name in index.metros), None)
    if first is None:
        return index.dominant.get(core)
    cbsas = {first.cbsa_code}
    while words:
        heads = (" ".join(words[:end]) for end in range(len(words), 0, -1))
        name = next((head for head in heads if (head, first.state) in index.state_metros), words[0])
        if other := index.state_metros.get((name, first.state)):
            cbsas.add(other.cbsa_code)
        words = words[len(name.split()) :]
    return Locality(None, first.state, None, first.cbsa_code if len(cbsas) == 1 else None)


def _part_of_state(key: str, index: AreaIndex) -> Locality | None:
    """The state of "southern california" or "north texas"."""
    first, _, rest = key.partition(" ")
    if first in DIRECTIONS and rest in index.states and len(rest) > _CODE_LENGTH:
        return Locality(None, index.states[rest], None, None)
    return None


def _end_of_address(key: str, state: str, index: AreaIndex) -> Locality | None:
    if not _ADDRESS.match(key):
        return None
    for ending in _endings(key):
        if found := index.localities.get((ending, state)):
            return found
    return None


def _address_alone(key: str, index: AreaIndex) -> Locality | None:
    if not _ADDRESS.match(key):
        return None
    for ending in _endings(key):
        name = _CITY_SHORTHAND.get(ending)
        found = index.localities.get(name) if name else index.dominant.get(ending)
        if found and ending not in EVERYDAY_WORDS:
            return found
    return None


def _city_before_state(key: str, index: AreaIndex) -> Locality | None:
    """The place of "chicago illinois" or "brooklyn ny", when the words before the state name one there."""
    words = key.split()
    for size in range(min(_MAX_STATE_WORDS, len(words) - 1), 0, -1):
        ending = " ".join(words[-size:])
        state = index.states.get(ending)
        if state:
            return find_in_state(" ".join(words[:-size]), state, index)
    return None


def _endings(key: str) -> Iterator[str]:
    words = key.split()
    for size in range(min(_MAX_SUFFIX_WORDS, len(words) - 1), 0, -1):
        yield " ".join(words[-size:])
