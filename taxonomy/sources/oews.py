"""OEWS: employment, wages and location quotients by occupation and area."""

from collections.abc import Iterator, Mapping

from taxonomy.errors import SourceFileError
from taxonomy.schemas import OEWS_STATISTICS
from taxonomy.sources.files import Record, SourceFiles
from taxonomy.sources.tables import BuiltTable, Origin, build_table

_ORIGIN = Origin(
    source="OEWS research estimates (oews_may_2025.csv.gz)",
    publisher="U.S. Bureau of Labor Statistics",
    vintage="May 2025",
    licence="public domain (US government)",
    url="https://www.bls.gov/oes/tables.htm",
    note=(
        "Null = not published: suppressed, no hourly wage (teachers, pilots), no annual wage (performers), or"
        " above the maximum BLS publishes (top-coded; this file has none). soc_code is the OEWS occupation:"
        " 00-0000, groups, detailed codes and hybrids (join through oews_hybrid). Wages in USD;"
        " location_quotient 1 = as in the nation, null for the nation."
    ),
)
_FILES = ("all_data_M_*.xlsx", "oews_may_*.csv.gz")
_AREA_TYPES = {
    "N": "nation",
    "1": "nation",
    "S": "state",
    "2": "state",
    "3": "state",
    "M": "metropolitan",
    "4": "metropolitan",
    "6": "nonmetropolitan",
}
# BLS marks: "-" and "*" not available, "**" employment not released, "#" above the published maximum.
_NOT_PUBLISHED = frozenset({"", "-", "*", "**", "***", "#", "~"})
_BLS_STATISTIC = {
    "mean": "mean",
    "median": "median",
    "p10": "pct10",
    "p25": "pct25",
    "p75": "pct75",
    "p90": "pct90",
}
_CROSS_INDUSTRY = frozenset(
    {"cross-industry", "cross-industry, private, federal, state, and local government"}
)
_NONMETROPOLITAN_PREFIX_LENGTH = 2


def _columns() -> dict[str, str]:
    columns = {
        "area_type": "area_type",
        "area_code": "(area_code|area)",
        "area_title": "area_title",
        "state_fips": "(state_fips|prim_state)",
        "soc_code": "occ_code",
        "industry": "i_group",
        "employment": "(employment|tot_emp)",
        "location_quotient": "(location_quotient|loc_quotient)",
    }
    for statistic in OEWS_STATISTICS:
        for unit in ("hourly", "annual"):
            bls = f"{unit[0]}_{_BLS_STATISTIC[statistic]}"
            columns[f"wage_{statistic}_usd_{unit}"] = f"(wage_{statistic}_{unit}|{bls})"
    return columns


def _records(files: SourceFiles) -> Iterator[Record]:
    for row in files.records(*_FILES, columns=_columns(), optional=("industry",)):
        if row.get("industry", "cross-industry").lower() in _CROSS_INDUSTRY:
            yield row | dict(zip(("area_type", "area_code"), _area(files, row), strict=True))


def _area(files: SourceFiles, row: Mapping[str, str]) -> tuple[str, str]:
    kind = _AREA_TYPES.get(row["area_type"])
    if kind is None:
        raise SourceFileError(files.root, f"OEWS has an unknown area type {row['area_type']!r}")
    code = row["area_code"].zfill(7)
    if kind == "nation":
        return kind, "US"
    if kind == "state":
        return kind, (code[:2] if code.endswith("00000") else code[-2:])
    if kind == "metropolitan" and code.startswith("00"):
        return kind, code[_NONMETROPOLITAN_PREFIX_LENGTH:]
    return "nonmetropolitan", code


def _number(files: SourceFiles, text: str) -> float | None:
    if text in _NOT_PUBLISHED:
        return None
    try:
        return float(text.replace(",", ""))
    except ValueError as error:
        raise SourceFileError(files.root, f"OEWS has a value that is no number: {text!r}") from error


def _oews_rows(files: SourceFiles) -> Iterator[dict[str, object]]:
    measures = [column for column in _columns() if column.startswith(("wage_", "location"))]
    for row in _records(files):
        employment = _number(files, row["employment"])
        values: dict[str, object] = {measure: _number(files, row[measure]) for measure in measures}
        values["employment"] = None if employment is None else int(employment)
        yield {key: row[key] for key in ("area_type", "area_code", "soc_code")} | values


def build_oews(files: SourceFiles) -> BuiltTable:
    """One row per area and occupation.

    Raises:
        SourceFileError: an unknown area type, or a value that is neither a number nor a mark of BLS.
    """
    return build_table("oews", _oews_rows(files), _ORIGIN)


def build_oews_areas(files: SourceFiles) -> BuiltTable:
    """The areas of the OEWS table with BLS's titles; the state of a metropolitan area is its first one."""
    rows = (
        {
            "area_type": row["area_type"],
            "area_code": row["area_code"],
            "title": row["area_title"],
            "state_fips": row["state_fips"],
        }
        for row in _records(files)
        if row["soc_code"] == "00-0000"
    )
    return build_table("oews_areas", rows, _ORIGIN)
