"""Official titles of the codes that a vintage holds."""

from collections.abc import Mapping
from functools import lru_cache

from taxonomy.loader import load_table

_TITLES = {
    "occupations": ("soc", "soc_code", "title"),
    "states": ("states", "state", "name"),
    "counties": ("counties", "county_fips", "name"),
    "cbsas": ("cbsas", "cbsa_code", "title"),
}


@lru_cache(maxsize=len(_TITLES))
def _titles(facet: str) -> dict[str, str]:
    table, code, title = _TITLES[facet]
    columns = load_table(table).select([code, title]).to_pydict()
    return dict(zip(columns[code], columns[title], strict=True))


def facet_titles(facet: str) -> Mapping[str, str]:
    """Title per code of a facet; empty for facets that carry their own labels."""
    return _titles(facet) if facet in _TITLES else {}
