"""Official titles of the codes that a vintage holds."""

from collections.abc import Mapping
from functools import lru_cache

from taxonomy.loader import load_table

_SOC = ("", "soc", "soc_code", "title")
_STATE = ("state:", "states", "state", "name")
_COUNTY = ("county:", "counties", "county_fips", "name")
_CBSA = ("cbsa:", "cbsas", "cbsa_code", "title")
_TITLES = {
    "occupations": (_SOC,),
    "states": (_STATE,),
    "counties": (_COUNTY,),
    "cbsas": (_CBSA,),
    "areas": (_STATE, _COUNTY, _CBSA),
}


@lru_cache(maxsize=len(_TITLES))
def _titles(facet: str) -> dict[str, str]:
    titles: dict[str, str] = {}
    for prefix, table, code, title in _TITLES[facet]:
        columns = load_table(table).select([code, title]).to_pydict()
        titles |= {f"{prefix}{key}": name for key, name in zip(columns[code], columns[title], strict=True)}
    return titles


def facet_titles(facet: str) -> Mapping[str, str]:
    """Title per code of a facet; empty for facets that carry their own labels."""
    return _titles(facet) if facet in _TITLES else {}
