"""`datapackage.json` of a vintage (Data Package v2): schema, versions, sources, coverage, caveats."""

import hashlib
from pathlib import Path
from typing import Any

import pyarrow as pa

from storage.models import Vintage

_FIELD_TYPES = {
    "int64": "integer",
    "string": "string",
    "float": "number",
    "double": "number",
    "date32[day]": "date",
}

CAVEATS = (
    "Postings are recruitment marketing, not vacancies: one posting may stand for many hires, or for none.",
    "Not all openings are advertised online; office, health and computing work is over-represented.",
    "A thing that is not mentioned may still be wanted: what the law requires is often taken as read.",
    "Codes and mentions come from models that err; their measured error is in docs/EVALUATION.md.",
    "Copies of one posting in several sources count once per source: identity across them is not resolved.",
)


def describe_vintage(
    record: Vintage,
    folder: Path,
    schemas: dict[str, pa.Schema],
    counts: dict[str, int],
    coverage: list[dict[str, Any]],
) -> dict[str, Any]:
    """The descriptor of one vintage.

    Args:
        record: identity and versions of the vintage.
        folder: where its Parquet files lie.
        schemas: Arrow schema per table.
        counts: rows per table, >= 0.
        coverage: one entry per source: family, status of the last run, advertised total, postings seen.

    Returns:
        A Data Package v2 descriptor; `signalpost` holds what the standard has no word for.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "signalpost-vintage",
        "id": record.vintage_id,
        "created": record.published_at.isoformat(),
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [_resource(name, folder, schemas[name]) for name in schemas],
        "signalpost": {
            "status": "preliminary",
            "n_rows": counts,
            "pipeline_version": record.pipeline_version,
            "taxonomy_digest": record.taxonomy_digest,
            "source_list_digest": record.source_list_digest,
            "coverage": coverage,
            "caveats": list(CAVEATS),
        },
    }


def _resource(name: str, folder: Path, schema: pa.Schema) -> dict[str, Any]:
    path = folder / f"{name}.parquet"
    content = path.read_bytes()
    return {
        "name": name,
        "path": path.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": [{"name": f.name, "type": _FIELD_TYPES[str(f.type)]} for f in schema]},
    }
