"""CIP 2020 programs and their SOC 2018 occupations."""

import re
from collections.abc import Iterator

from taxonomy.sources.files import Record, SourceFiles
from taxonomy.sources.tables import BuiltTable, Origin, build_table

_ORIGIN = Origin(
    source="CIP2020_SOC2018_Crosswalk",
    publisher="National Center for Education Statistics and U.S. Bureau of Labor Statistics",
    vintage="CIP 2020, SOC 2018",
    licence="public domain (US government)",
    url="https://nces.ed.gov/ipeds/cipcode/resources.aspx?y=56",
    note="Programs and occupations marked NO MATCH (99.9999, 99-9999) have no row.",
)
_NO_MATCH = ("99.9999", "99-9999")
_CIP_CODE = re.compile(r"\d\d\.\d{4}")


def _records(files: SourceFiles) -> Iterator[Record]:
    columns = {"cip_code": "cip ?2020 ?code", "title": "cip ?2020 ?title", "soc_code": "soc ?2018 ?code"}
    names = ("CIP2020_SOC2018_Crosswalk.xlsx", "CIP2020_SOC2018_Crosswalk.csv")
    return files.records(*names, columns=columns, sheet="^(?!file|.*soc-cip)")


def build_cip(files: SourceFiles) -> BuiltTable:
    """Program titles of the crosswalk and of the Career Clusters' CIP workbook."""
    columns = {"cip_code": r"cip code \(2020\)", "title": r"cip title \(2020\)"}
    clusters = files.records("CIP_Career_Clusters_Crosswalk.xlsx", columns=columns, sheet="sub-?cluster")
    titles = {
        row["cip_code"]: row["title"].rstrip(".")
        for row in clusters
        if _CIP_CODE.fullmatch(row["cip_code"]) and row["cip_code"] not in _NO_MATCH
    }
    titles |= {
        row["cip_code"]: row["title"].rstrip(".")
        for row in _records(files)
        if row["cip_code"] not in _NO_MATCH
    }
    return build_table("cip", ({"cip_code": code, "title": title} for code, title in titles.items()), _ORIGIN)


def build_cip_soc(files: SourceFiles) -> BuiltTable:
    """Pairs of a program and an occupation for which it prepares directly."""
    rows = (
        row
        for row in _records(files)
        if row["cip_code"] not in _NO_MATCH and row["soc_code"] not in _NO_MATCH
    )
    return build_table("cip_soc", rows, _ORIGIN)
