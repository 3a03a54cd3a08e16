"""Places of a posting, free text or address parts, to JobLocations."""

import re
from dataclasses import dataclass

from storage.normalise.plain_text import clean_marked
from storage.posting import JobLocation
from taxonomy.areas import resolve_locations

_MAX_PLACES = 60
_LONGEST_RAW = 300
_UNITED_STATES = {"us", "usa", "u.s.", "u.s.a.", "united states", "united states of america"}
_COUNTRY_CODE = re.compile(r"[A-Za-z]{2}")
_LONGEST_POSTAL_CODE = 10
# Workday's order without any separator: "USA DC Washington", "USA VA Falls Church - Building 3 (VAC1)".
_COUNTRY_FIRST = re.compile(r"USA? (?P<state>[A-Z]{2}) (?P<city>[^,(–]+?)(?: [-–(].*)?")


@dataclass(frozen=True, slots=True)
class RawPlace:
    """A place as a source gives it: in `text`, or in parts.

    Attributes:
        text: free text; null when the source gives parts. `country` beside it is the source's own word and
            wins over what the text alone would suggest ("London" with country GB).
        city: locality.
        region: state or province, name or code.
        postal_code: as written.
        country: name or ISO code.
    """

    text: str | None = None
    city: str | None = None
    region: str | None = None
    postal_code: str | None = None
    country: str | None = None

    def to_raw(self) -> str:
        """The text, or the parts as "City, Region 12345, Country"."""
        if self.text:
            return clean_marked(self.text, _LONGEST_RAW) or ""
        region = " ".join(part for part in (self.region, self.postal_code) if part)
        return (
            clean_marked(
                ", ".join(part.strip() for part in (self.city, region, self.country) if part), _LONGEST_RAW
            )
            or ""
        )


def read_places(raw_places: list[RawPlace]) -> tuple[JobLocation, ...]:
    """Job locations of a posting in the source's order, each raw text once.

    A text that names several places becomes several locations. One that cannot be resolved keeps its raw text
    and what the source said in parts.

    Args:
        raw_places: at most 60 are read; employers that list every branch go beyond.

    Returns:
        Locations; empty when the source names none.
    """
    seen: set[str] = set()
    found: list[JobLocation] = []
    for place in raw_places[:_MAX_PLACES]:
        raw = place.to_raw()
        if raw and raw.casefold() not in seen:
            seen.add(raw.casefold())
            found.extend(_read_place(place, raw))
    return tuple(dict.fromkeys(found))


def _read_place(place: RawPlace, raw: str) -> list[JobLocation]:
    resolved = resolve_locations(raw)
    if not resolved and (backwards := _COUNTRY_FIRST.fullmatch(raw)):
        city, state = backwards["city"], backwards["state"]
        resolved = resolve_locations(f"{city}, {state}") or resolve_locations(f"{state}, US")
    declared = _read_country(place.country)
    if not resolved or (declared not in {None, "US"} and any(item.country == "US" for item in resolved)):
        return [_keep_parts(place, raw)]
    return [
        JobLocation(
            raw=raw,
            city=item.city,
            state=item.state,
            postal_code=item.postal_code,
            country=item.country,
            county_fips=item.county_fips,
            cbsa_code=item.cbsa_code,
        )
        for item in resolved
    ]


def _keep_parts(place: RawPlace, raw: str) -> JobLocation:
    postal_code = (place.postal_code or "").strip()
    return JobLocation(
        raw=raw,
        city=clean_marked(place.city, _LONGEST_RAW),
        postal_code=postal_code if 0 < len(postal_code) <= _LONGEST_POSTAL_CODE else None,
        country=_read_country(place.country),
    )


def _read_country(written: str | None) -> str | None:
    country = (written or "").strip()
    if country.lower() in _UNITED_STATES:
        return "US"
    return country.upper() if _COUNTRY_CODE.fullmatch(country) else None
