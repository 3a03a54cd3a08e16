"""O*NET text files (db_NN_N_text.zip or its folder): occupations, titles, technologies, job zones."""

import re
from collections.abc import Iterator
from dataclasses import replace

from taxonomy.errors import SourceFileError
from taxonomy.sources.files import SourceFiles
from taxonomy.sources.soc import read_direct_match_titles
from taxonomy.sources.tables import BuiltTable, Origin, build_table

_ONET = Origin(
    source="",
    publisher="U.S. Department of Labor, Employment and Training Administration (O*NET)",
    vintage="",
    licence="CC BY 4.0",
    url="https://www.onetcenter.org/database.html",
)
_CODE = "o\\*net-soc code"
_SOC_CODE_LENGTH = 7


def onet_origin(files: SourceFiles, source: str, note: str = "") -> Origin:
    """The origin of a table from O*NET; the release is read from "Read Me.txt".

    Raises:
        SourceFileError: no Read Me, or it names no release.
    """
    readme = files.find("Read Me.txt")
    text = readme.content.decode("utf-8-sig")
    release = re.search(r"O\*NET ([\d.]+) Database\s+(\w+ \d{4}) Release", text)
    if release is None:
        raise SourceFileError(readme.path, "names no O*NET release")
    return replace(_ONET, source=source, vintage=f"O*NET {release[1]} ({release[2]})", note=note)


def build_onet_soc(files: SourceFiles) -> BuiltTable:
    """The 1,016 O*NET-SOC 2019 occupations; the first six digits are the SOC 2018 code."""
    columns = {"onet_soc_code": _CODE, "title": "title"}
    rows = (
        row | {"soc_code": row["onet_soc_code"][:_SOC_CODE_LENGTH]}
        for row in files.records("Occupation Data.txt", columns=columns)
    )
    return build_table("onet_soc", rows, onet_origin(files, "Occupation Data.txt"))


def build_titles(files: SourceFiles) -> BuiltTable:
    """Job titles with their occupation and where they come from."""
    source = (
        "Alternate Titles.txt, Sample of Reported Titles.txt, Occupation Data.txt; SOC direct match titles"
    )
    note = "origin direct_match: BLS, public domain; all others: O*NET. A title may name several occupations."
    return build_table("titles", _title_rows(files), onet_origin(files, source, note))


def _title_rows(files: SourceFiles) -> Iterator[dict[str, object]]:
    occupations = {"code": _CODE, "title": "title"}
    known = set()
    for row in files.records("Occupation Data.txt", columns=occupations):
        known.add(row["code"])
        yield _title_row(row["title"], row["code"], "occupation")
    alternates = {"code": _CODE, "title": "alternate title", "short": "short title"}
    for row in files.records("Alternate Titles.txt", columns=alternates):
        short = row["short"] if row["short"] not in {"", "n/a"} else None
        yield _title_row(row["title"], row["code"], "alternate", short)
    reported = {"code": _CODE, "title": "reported job title"}
    for row in files.records("Sample of Reported Titles.txt", columns=reported):
        yield _title_row(row["title"], row["code"], "reported")
    for title, soc_code in read_direct_match_titles(files):
        onet_soc_code = f"{soc_code}.00"
        yield {
            "title": title,
            "onet_soc_code": onet_soc_code if onet_soc_code in known else None,
            "soc_code": soc_code,
            "origin": "direct_match",
        }


def _title_row(
    title: str, onet_soc_code: str, origin: str, short_title: str | None = None
) -> dict[str, object]:
    return {
        "title": title,
        "onet_soc_code": onet_soc_code,
        "soc_code": onet_soc_code[:_SOC_CODE_LENGTH],
        "origin": origin,
        "short_title": short_title,
    }


def build_technologies(files: SourceFiles) -> BuiltTable:
    """Technology names by occupation, "hot" (of the name) and "in demand" (in the occupation)."""
    columns = {
        "onet_soc_code": _CODE,
        "name": "example",
        "commodity_code": "commodity code",
        "is_hot": "hot technology",
        "is_in_demand": "in demand",
    }
    rows = (
        row
        | {
            "soc_code": row["onet_soc_code"][:_SOC_CODE_LENGTH],
            "is_hot": row["is_hot"] == "Y",
            "is_in_demand": row["is_in_demand"] == "Y",
        }
        for row in files.records("Technology Skills.txt", columns=columns)
    )
    return build_table("technologies", rows, onet_origin(files, "Technology Skills.txt"))


def build_unspsc(files: SourceFiles) -> BuiltTable:
    """Names of the UNSPSC commodities to which O*NET assigns tools and technologies."""
    columns = {"commodity_code": "commodity code", "title": "commodity title"}
    rows = files.records("UNSPSC Reference.txt", columns=columns)
    return build_table("unspsc", rows, onet_origin(files, "UNSPSC Reference.txt"))


def build_job_zones(files: SourceFiles) -> BuiltTable:
    """Job zone 1 (little preparation) to 5 (extensive) per O*NET-SOC occupation."""
    columns = {"onet_soc_code": _CODE, "job_zone": "job zone"}
    rows = (
        row | {"job_zone": int(row["job_zone"])} for row in files.records("Job Zones.txt", columns=columns)
    )
    return build_table("job_zones", rows, onet_origin(files, "Job Zones.txt"))
