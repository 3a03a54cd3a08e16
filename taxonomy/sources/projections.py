"""Employment Projections, table 1.2: growth, openings and typical education by occupation."""

import re
from collections.abc import Iterator

from taxonomy.sources.files import Record, SourceFiles
from taxonomy.sources.oews_hybrids import OEWS_HYBRIDS
from taxonomy.sources.tables import BuiltTable, Origin, build_table

_ORIGIN = Origin(
    source="employment_projections_2024_34_table1.2.csv (occupation.xlsx, table 1.2)",
    publisher="U.S. Bureau of Labor Statistics",
    vintage="2024-34",
    licence="public domain (US government)",
    url="https://www.bls.gov/emp/tables/occupational-projections-and-characteristics.htm",
    note=(
        "Nation only; base year 2024, projected year 2034. Employment and openings in"
        " thousands. SOC codes of one hybrid repeat the figures of their source_code: never add them up over"
        " soc_code. Null wage = not published, or above the maximum."
    ),
)
_FILES = ("occupation.xlsx", "employment_projections_*table1.2.csv")
_CODE = re.compile(r"\d\d-\d{4}")
_COLUMNS = {
    "source_code": "(soc|.*national employment matrix code)",
    "kind": "occupation type",
    "base": "(employment_2024|employment, 2024)",
    "projected": "(employment_2034|employment, 2034)",
    "change_pct": "(employment_change_pct|employment change, percent.*)",
    "openings": "(annual_openings|occupational openings, .*annual average)",
    "wage": "(median_annual_wage|median annual wage.*)",
    "typical_education": "(typical_education|typical education needed for entry)",
    "work_experience": "(work_experience|work experience in a related occupation)",
    "typical_training": "(typical_training|typical on-the-job training.*)",
}


def _records(files: SourceFiles) -> Iterator[Record]:
    for row in files.records(*_FILES, columns=_COLUMNS, sheet=r"(table 1\.2|.)", optional=("kind",)):
        if _CODE.fullmatch(row["source_code"]) and row.get("kind", "Line item").lower() == "line item":
            for soc_code in OEWS_HYBRIDS.get(row["source_code"], (row["source_code"],)):
                yield row | {"soc_code": soc_code}


def _number(text: str) -> float | None:
    bare = text.replace(",", "").lstrip("$")
    return float(bare) if re.fullmatch(r"-?\d+(\.\d+)?", bare) else None


def build_projections(files: SourceFiles) -> BuiltTable:
    """Projected employment and annual openings per SOC 2018 code."""
    rows = (
        {
            "soc_code": row["soc_code"],
            "source_code": row["source_code"],
            "employment_base_thousands": _number(row["base"]),
            "employment_projected_thousands": _number(row["projected"]),
            "employment_change_pct": _number(row["change_pct"]),
            "annual_openings_thousands": _number(row["openings"]),
            "wage_median_usd_annual": _number(row["wage"]),
        }
        for row in _records(files)
    )
    return build_table("projections", rows, _ORIGIN)


def build_education(files: SourceFiles) -> BuiltTable:
    """Education, experience and training that BLS calls typical for entry."""
    return build_table("education", _records(files), _ORIGIN)
