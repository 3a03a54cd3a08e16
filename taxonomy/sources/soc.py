"""SOC 2018: hierarchy, direct match titles, and the way from SOC 2010."""

import re

from taxonomy.sources.files import SourceFiles
from taxonomy.sources.tables import BuiltTable, Origin, build_table

SOC = Origin(
    source="soc_structure_2018.xlsx",
    publisher="U.S. Bureau of Labor Statistics",
    vintage="2018 SOC (November 2017)",
    licence="public domain (US government)",
    url="https://www.bls.gov/soc/2018/",
)
CROSSWALK = Origin(
    source="soc_2010_to_2018_crosswalk",
    publisher="U.S. Bureau of Labor Statistics",
    vintage="2010 SOC to 2018 SOC",
    licence="public domain (US government)",
    url="https://www.bls.gov/soc/2018/crosswalks.htm",
    note="A 2010 code with several rows was split; none of the rows is preferred.",
)
_LEVELS = ("major", "minor", "broad", "detailed")
_CODE = re.compile(r"\d\d-\d{4}")


def build_soc(files: SourceFiles) -> BuiltTable:
    """The hierarchy: 23 major, 98 minor, 459 broad, 867 detailed, each with its parent."""
    columns = {
        "major": "major group",
        "minor": "minor group",
        "broad": "broad (group|occupation)",
        "detailed": "detailed occupation",
        "title": "",
    }
    rows: list[dict[str, object]] = []
    parents: dict[str, str] = {}
    for record in files.records("soc_structure_2018.xlsx", columns=columns):
        level = next((name for name in _LEVELS if _CODE.fullmatch(record[name])), None)
        if level is None:
            continue
        above = _LEVELS[_LEVELS.index(level) - 1] if level != "major" else ""
        parents[level] = record[level]
        rows.append(
            {
                "soc_code": record[level],
                "title": record["title"],
                "level": level,
                "parent_code": parents[above] if above else None,
            }
        )
    return build_table("soc", rows, SOC)


def read_direct_match_titles(files: SourceFiles) -> list[tuple[str, str]]:
    """(title, soc_code) of the direct match title file."""
    columns = {"soc_code": "2018 soc code", "title": "2018 soc direct match title"}
    records = files.records("soc_2018_direct_match_title_file.xlsx", columns=columns)
    return [
        (record["title"], record["soc_code"]) for record in records if _CODE.fullmatch(record["soc_code"])
    ]


def build_soc2010_soc2018(files: SourceFiles) -> BuiltTable:
    """Every 2010 code with each 2018 code that took over a part of it."""
    columns = {
        "soc2010_code": "(2010 soc code|soc2010)",
        "soc2010_title": "(2010 soc title|soc2010_title)",
        "soc_code": "(2018 soc code|soc2018)",
    }
    records = files.records("soc_2010_to_2018_crosswalk.xlsx", "soc2010_soc2018.csv", columns=columns)
    return build_table(
        "soc2010_soc2018", (row for row in records if _CODE.fullmatch(row["soc_code"])), CROSSWALK
    )
