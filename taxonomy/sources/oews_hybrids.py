"""The OEWS hybrid occupations of the 2018 SOC: codes that stand for several SOC codes together."""

from taxonomy.sources.files import SourceFiles
from taxonomy.sources.tables import BuiltTable, Origin, build_table

OEWS_HYBRIDS: dict[str, tuple[str, ...]] = {
    "13-1020": ("13-1021", "13-1022", "13-1023"),
    "13-2020": ("13-2022", "13-2023"),
    "21-1018": ("21-1011", "21-1014"),
    "25-2052": ("25-2055", "25-2056"),
    "25-9045": ("25-9042", "25-9043", "25-9049"),
    "29-2010": ("29-2011", "29-2012"),
    "31-1120": ("31-1121", "31-1122"),
    "39-7010": ("39-7011", "39-7012"),
    "47-4090": ("47-4091", "47-4099"),
    "51-2028": ("51-2022", "51-2023"),
    "51-2090": ("51-2092", "51-2099"),
    "53-1047": ("53-1042", "53-1043", "53-1044", "53-1049"),
}
_ORIGIN = Origin(
    source="OEWS structure for the 2018 SOC",
    publisher="U.S. Bureau of Labor Statistics",
    vintage="OEWS from May 2021 on",
    licence="public domain (US government)",
    url="https://www.bls.gov/oes/soc_2018.htm",
    note="Compiled by Signalpost. OEWS, projections and the Cluster workbooks use these codes.",
)


def build_oews_hybrid(_files: SourceFiles) -> BuiltTable:
    """Each hybrid with the SOC 2018 detailed codes it stands for."""
    rows = (
        {"oews_code": code, "soc_code": soc_code} for code, socs in OEWS_HYBRIDS.items() for soc_code in socs
    )
    return build_table("oews_hybrid", rows, _ORIGIN)
