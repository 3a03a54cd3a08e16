"""Look-ups of SOC 2018 codes: titles, hierarchy, and what the official tables say of an occupation."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow.compute as pc

from taxonomy.errors import UnknownCodeError
from taxonomy.loader import load_table

LEVELS = ("major", "minor", "broad", "detailed")
NATION = ("nation", "US")


@dataclass(frozen=True, slots=True)
class SocEntry:
    """One code of the SOC 2018 hierarchy.

    Attributes:
        soc_code: e.g. "29-1141".
        title: official title.
        level: one of LEVELS.
        parent_code: the code above; null for major groups.
    """

    soc_code: str
    title: str
    level: str
    parent_code: str | None


@cache
def soc_entries() -> dict[str, SocEntry]:
    """All 1,447 codes of SOC 2018, in the order of the codes."""
    return {row["soc_code"]: SocEntry(**row) for row in load_table("soc").to_pylist()}


@cache
def oews_hybrids() -> dict[str, tuple[str, ...]]:
    """OEWS hybrid code -> the SOC 2018 detailed codes that it stands for."""
    hybrids: dict[str, tuple[str, ...]] = {}
    for row in load_table("oews_hybrid").to_pylist():
        hybrids[row["oews_code"]] = (*hybrids.get(row["oews_code"], ()), row["soc_code"])
    return hybrids


def find_soc(soc_code: str) -> SocEntry:
    """The entry of a SOC 2018 code of any level.

    Raises:
        UnknownCodeError: SOC 2018 has no such code (OEWS hybrids with codes of their own are not in SOC).
    """
    entry = soc_entries().get(soc_code)
    if entry is None:
        parts = ", ".join(oews_hybrids().get(soc_code, ()))
        raise UnknownCodeError("soc", soc_code, f"it is the OEWS hybrid of {parts}" if parts else "")
    return entry


def soc_ancestors(soc_code: str) -> list[SocEntry]:
    """The code itself and the groups above it, from the major group down.

    Raises:
        UnknownCodeError: no such code.
    """
    path = [find_soc(soc_code)]
    while path[0].parent_code is not None:
        path.insert(0, find_soc(path[0].parent_code))
    return path


def detailed_codes(soc_code: str) -> tuple[str, ...]:
    """The detailed codes at or below a code.

    Raises:
        UnknownCodeError: no such code.
    """
    wanted = find_soc(soc_code)
    if wanted.level == "detailed":
        return (soc_code,)
    below = [entry.soc_code for entry in soc_entries().values() if entry.parent_code == soc_code]
    return tuple(code for child in below for code in detailed_codes(child))


@cache
def oews_code_of(soc_code: str) -> str:
    """The code under which OEWS and the projections publish a detailed code: its hybrid, or itself."""
    return next((hybrid for hybrid, codes in oews_hybrids().items() if soc_code in codes), soc_code)


def oews_figures(soc_code: str, area_type: str = "nation", area_code: str = "US") -> dict[str, Any] | None:
    """Employment and wages of an occupation in an area.

    Args:
        soc_code: a SOC code, or an OEWS code; hybrids are found through their parts.
        area_type: nation, state, metropolitan or nonmetropolitan.
        area_code: "US", state FIPS, CBSA code, or BLS's nonmetropolitan code.

    Returns:
        A row of the table oews, where `soc_code` is the OEWS code (so for a part of a hybrid the figures are
        those of the whole hybrid); null when OEWS does not publish the occupation there.
    """
    oews = load_table("oews")
    is_wanted = pc.and_(pc.equal(oews["area_type"], area_type), pc.equal(oews["area_code"], area_code))
    rows = oews.filter(pc.and_(is_wanted, pc.equal(oews["soc_code"], oews_code_of(soc_code)))).to_pylist()
    return rows[0] if rows else None


def first_row(table: str, column: str, value: str) -> dict[str, Any] | None:
    """The first row of a table in which a column has a value; null when there is none."""
    rows = load_table(table)
    found = rows.filter(pc.equal(rows[column], value)).slice(0, 1).to_pylist()
    return found[0] if found else None
