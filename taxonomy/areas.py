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
    index = load_index()
    places: list[Place] = []
    for segment in _segments(unicodedata.normalize("NFKC", text)):
        found = read_segment(segment, index)
        weak = [part for part in _WEAK.split(segment) if part.strip()]
        if len(weak) > 1 and not any(place.city for place in found):
            found = _read_list(weak) or found
        places += found
    return _distinct(places)


def _read_list(parts: list[str]) -> list[Place]:
    """Places of "Dallas or Austin, TX": a part without a state takes that of the last part."""
    index = load_index()
    last = read_segment(parts[-1], index)
    state = last[-1].state if last else None
    places: list[Place] = []
    for part in parts[:-1]:
        found = read_segment(f"{part}, {state}", index) if state and "," not in part else []
        places += found if any(place.city for place in found) else read_segment(part, index)
    return places + last


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
    return tuple(seen.values())[:MAX_PLACES]
