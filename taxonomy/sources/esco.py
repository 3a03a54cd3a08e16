"""ESCO skill labels in English, preferred and alternative."""

import re
from collections.abc import Iterator

from taxonomy.errors import SourceFileError
from taxonomy.sources.files import SourceFiles
from taxonomy.sources.tables import BuiltTable, Origin, build_table

_ORIGIN = Origin(
    source="esco_1_1_1_labels.csv (skills_en.csv)",
    publisher="European Commission",
    vintage="ESCO 1.1.1",
    licence="CC BY 4.0 (reuse with attribution)",
    url="https://esco.ec.europa.eu/en/use-esco/download",
    note="Labels only, British spelling as published.",
)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TYPES = {"preferredLabel": True, "altLabels": False}


def build_esco_skills(files: SourceFiles) -> BuiltTable:
    """Skill labels; reads ESCO's own download (skills_en.csv) or a list of labels with their type."""
    try:
        files.find("skills_en.csv")
    except SourceFileError:
        return build_table("esco_skills", _listed_labels(files), _ORIGIN)
    return build_table("esco_skills", _official_labels(files), _ORIGIN)


def _listed_labels(files: SourceFiles) -> Iterator[dict[str, object]]:
    columns = {"esco_id": "id", "label": "description", "type": "type"}
    for row in files.records("esco_*labels.csv", columns=columns):
        if row["type"] in _TYPES and _UUID.fullmatch(row["esco_id"]):
            yield {"esco_id": row["esco_id"], "label": row["label"], "is_preferred": _TYPES[row["type"]]}


def _official_labels(files: SourceFiles) -> Iterator[dict[str, object]]:
    columns = {"uri": "concepturi", "label": "preferredlabel", "alternatives": "altlabels"}
    for row in files.records("skills_en.csv", columns=columns):
        esco_id = row["uri"].rsplit("/", 1)[-1]
        yield {"esco_id": esco_id, "label": row["label"], "is_preferred": True}
        for label in filter(None, map(str.strip, row["alternatives"].splitlines())):
            yield {"esco_id": esco_id, "label": label, "is_preferred": False}
