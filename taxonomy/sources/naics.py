"""NAICS 2022 codes and titles."""

import re
from collections.abc import Iterator

from taxonomy.sources.files import SourceFiles
from taxonomy.sources.tables import BuiltTable, Origin, build_table

_ORIGIN = Origin(
    source="2-6 digit_2022_Codes (naics2022_all.csv)",
    publisher="U.S. Census Bureau",
    vintage="NAICS 2022",
    licence="public domain (US government)",
    url="https://www.census.gov/naics/",
    note="Sectors that span several two-digit codes are ranges: 31-33, 44-45, 48-49.",
)
_CODE = re.compile(r"\d{2,6}|\d\d-\d\d")
# Census marks titles shared by the three countries with a superscript T.
_TRILATERAL_MARK = re.compile(r"(?<=[a-z)])T$")
# Not a NAICS sector: a residual of some files.
_UNKNOWN_PREFIX = "99"


def build_naics(files: SourceFiles) -> BuiltTable:
    """Codes of two (sector) to six digits."""
    return build_table("naics", _rows(files), _ORIGIN)


def _rows(files: SourceFiles) -> Iterator[dict[str, object]]:
    columns = {"code": "(2022 naics us code|code)", "title": "(2022 naics us title|title)"}
    for row in files.records("2-6 digit_2022_codes.xlsx", "naics2022_all.csv", columns=columns):
        code = row["code"]
        if _CODE.fullmatch(code) and not code.startswith(_UNKNOWN_PREFIX):
            level = 2 if "-" in code else len(code)
            yield {"naics_code": code, "title": _TRILATERAL_MARK.sub("", row["title"]), "level": level}
