"""Place names that the ZIP list lacks, written by Signalpost.

ALIASES: other names of a place that the ZIP list or LOCALITIES has, "name | state | USPS city".
LOCALITIES: places without a ZIP name of their own, "name | state | county", without "County" where
that is unique in the state.
DOMINANT: names that mean one place although others bear them, "name key -> state".
"""

from taxonomy.sources.place_alias_lists import ALIAS_LINES, DOMINANT_LINES, LOCALITY_LINES


def _parse(lines: str) -> tuple[tuple[str, str, str], ...]:
    rows = [[cell.strip() for cell in line.split("|")] for line in lines.strip().splitlines()]
    return tuple((name, state, target) for name, state, target in rows)


ALIASES = _parse(ALIAS_LINES)
LOCALITIES = _parse(LOCALITY_LINES)
DOMINANT = {name: state for name, state, _ in _parse(DOMINANT_LINES)}
