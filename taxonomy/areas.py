"""Places as employers write them, to state, county, CBSA and ZIP code."""

import re
import unicodedata
from functools import lru_cache

from taxonomy.areas_index import load_index
from taxonomy.areas_regions import REMOTE_WORDS
from taxonomy.areas_segment import read_segment
from taxonomy.types import Place

MAX_LENGTH = 1000
MAX_PLACES = 50
_STRONG = re.compile(r"\s*[;|\n\r•·]\s*|\s+/\s+|\s+\|\|\s+")
_WEAK = re.compile(r"\s*/\s*|\s+(?:or|and|&)\s+|\s*\+\s*", re.IGNORECASE)
_QUOTED = re.compile(r"""(?:'([^']*)'|"([^"]*)")\s*[,\]]""")
_FIELDS = (
    ("city", re.compile(r"""["'](?:addressLocality|locality|city)["']\s*:\s*["']([^"']+)["']""")),
    ("state", re.compile(r"""["'](?:addressRegion|regionCode|region|state)["']\s*:\s*["']([^"']+)["']""")),
    ("zip", re.compile(r"""["'](?:postalCode|postal_code|zip)["']\s*:\s*["']([^"']+)["']""")),
    ("country", re.compile(r"""["'](?:addressCountry|countryCode|country)["']\s*:\s*["']([^"']+)["']""")),
)
_NOT_REMOTE = re.compile(r"\b(?:not?|non)[\s-]+(?:a\s+)?(?:remote|telework|virtual)", re.IGNORECASE)


def resolve_locations(text: str) -> list[Place]:
    """The places that a location string names.

    Args:
        text: anything; only the first MAX_LENGTH characters are read.

    Returns:
        One Place per place named, without repetitions, at most MAX_PLACES; [] when none is named ("Remote",
        "Multiple locations", nonsense). A name without a state counts only where one place of the name is far
        larger than all others (see `places.is_dominant`). A foreign place has a country and nothing else.

    Source: the tables places, zips, counties, cbsas (tables/SOURCES.md).
    """
    return list(_resolve(text[:MAX_LENGTH]))


def is_remote_location(text: str) -> bool:
    """Whether the location says that the work is done remotely, at least in part."""
    start = text[:MAX_LENGTH]
    return bool(REMOTE_WORDS.search(start)) and not _NOT_REMOTE.search(start)


@lru_cache(maxsize=65536)
def _resolve(text: str) -> tuple[Place, ...]:
    segments = _segments(unicodedata.normalize("NFKC", text))
    places: list[Place] = []
    for segment in segments:
        # Beside other places, New York is the city.
        is_city = len(segments) > 1 and segment.strip().lower() == "new york"
        places += _read(f"{segment}, NY" if is_city else segment)
    return _distinct(places)


def _read(segment: str) -> list[Place]:
    found = read_segment(segment, load_index())
    parts = [part for part in _WEAK.split(segment) if part.strip()]
    if len(parts) == 1:
        return found
    listed = [_read_part(part, parts[-1]) for part in parts]
    is_list_of_cities = all(any(place.city for place in places) for places in listed)
    if is_list_of_cities or not any(place.city for place in found):
        return [place for places in listed for place in places] or found
    return found


def _read_part(part: str, last_part: str) -> list[Place]:
    """A part of "Dallas or Austin, TX": without a state of its own it takes that of the last part."""
    index = load_index()
    last = read_segment(last_part, index)
    if part is last_part or "," in part or not last or not last[-1].state:
        return read_segment(part, index)
    found = read_segment(f"{part}, {last[-1].state}", index)
    return found if any(place.city for place in found) else read_segment(part, index)


def _segments(text: str) -> list[str]:
    stripped = text.strip()
    if stripped.startswith("{"):
        fields = [found[1] for _, pattern in _FIELDS if (found := pattern.search(stripped))]
        return [", ".join(fields)] if fields else []
    if stripped.startswith("["):
        quoted = [(found[1] or found[2] or "").strip() for found in _QUOTED.finditer(stripped)]
        if quoted:
            return quoted
    return [part for part in _STRONG.split(stripped) if part]


def _distinct(places: list[Place]) -> tuple[Place, ...]:
    seen: dict[tuple[str | None, ...], Place] = {}
    for place in places:
        key = (place.city, place.state, place.postal_code, place.country, place.county_fips, place.cbsa_code)
        seen.setdefault(key, place)
    kept = [place for place in seen.values() if not _is_wider(place, places)]
    return tuple(kept)[:MAX_PLACES]


def _is_wider(place: Place, places: list[Place]) -> bool:
    """Whether it is only a state, or only the country, of another place of the same text."""
    if place.city or place.county_fips or place.cbsa_code or place.postal_code:
        return False
    others = [other for other in places if other.country == place.country]
    if place.state is None:
        return any(other.state or other.cbsa_code for other in others)
    return any(other.state == place.state and (other.city or other.cbsa_code) for other in others)
