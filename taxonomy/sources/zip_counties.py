"""The main county of a ZIP code that lies in several.

The list names the counties of a ZIP in no order and without shares; taking the first would be right for half
of those that can be checked. So only what other facts settle is settled, and the rest stays null: the CBSA of
most addresses, or a county named like the city. The latter is right for 94 of 100 of the 127 such ZIPs among
the 6,872 whose counties lie in different CBSAs, where the CBSA tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from taxonomy.areas_names import name_key

_COUNTY_WORDS = (" county", " parish", " municipio", " city")


@dataclass(frozen=True, slots=True)
class ZipArea:
    """A ZIP code as the lists give it: its city, its CBSA (null = none) and all its counties."""

    city: str
    state: str
    cbsa_code: str | None
    county_fips: tuple[str, ...]


def settle_counties(
    zips: Mapping[str, ZipArea], cbsa_of: Mapping[str, str], county_names: Mapping[str, str]
) -> dict[str, str | None]:
    """Main county per postal code; null where nothing settles it.

    Args:
        zips: postal code -> what is known of it.
        cbsa_of: county_fips -> cbsa_code; counties outside every CBSA are missing.
        county_names: county_fips -> name.
    """
    return {
        code: _main_county(name_key(area.city), _in_cbsa(area, cbsa_of), county_names)
        for code, area in zips.items()
    }


def _in_cbsa(area: ZipArea, cbsa_of: Mapping[str, str]) -> tuple[str, ...]:
    """The counties that lie where most addresses of the ZIP do; all, when none does."""
    fitting = tuple(fips for fips in area.county_fips if cbsa_of.get(fips) == area.cbsa_code)
    return fitting or area.county_fips


def _main_county(city: str, counties: tuple[str, ...], county_names: Mapping[str, str]) -> str | None:
    if len(counties) == 1:
        return counties[0]
    namesakes = [fips for fips in counties if _bare_name(county_names.get(fips, "")) == city]
    return namesakes[0] if len(namesakes) == 1 else None


def _bare_name(name: str) -> str:
    key = name_key(name)
    for word in _COUNTY_WORDS:
        key = key.removesuffix(word)
    return key
