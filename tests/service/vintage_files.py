"""A small vintage whose every figure can be worked out by hand."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from service.jobs.datapackage import describe_vintage
from service.jobs.publish import MENTIONS, POSTING_AREAS, POSTINGS
from service.vintages import VintageStore
from storage.models import Vintage

_SCHEMAS = {"postings": POSTINGS, "posting_areas": POSTING_AREAS, "mentions": MENTIONS}


def posting(posting_id: int, employer: str | None, opened_on: str, **columns: Any) -> dict[str, Any]:
    """One row of `postings`; codes default to a registered nurse."""
    row = {
        "posting_id": posting_id,
        "source": "hospitals",
        "external_id": str(posting_id),
        "employer": employer,
        "employer_key": employer.casefold() if employer else None,
        "title": "Nurse",
        "opened_on": date.fromisoformat(opened_on),
        "last_seen_on": date(2026, 3, 31),
        "soc_code": "29-1141",
        "soc_level": "detailed",
        "soc_level_code": "29-1141",
        "cluster": "Healthcare & Human Services",
        "sub_cluster": "Physical Health",
    }
    return row | columns


def mention(
    posting_id: int, slug: str, kind: str = "certification", requirement: str = "required"
) -> dict[str, Any]:
    """One row of `mentions`."""
    return {
        "posting_id": posting_id,
        "concept_id": f"{kind}:{slug}",
        "label": slug.upper(),
        "kind": kind,
        "requirement": requirement,
        "confidence": 0.9,
    }


def area(posting_id: int, state: str, county_fips: str | None = None) -> dict[str, Any]:
    """One row of `posting_areas`."""
    return {"posting_id": posting_id, "country": "US", "state": state, "county_fips": county_fips}


def publish_rows(store: VintageStore, vintage_id: str, **tables: list[dict[str, Any]]) -> None:
    """Swap in a vintage that holds these rows."""
    with store.staging(vintage_id) as folder:
        for name, schema in _SCHEMAS.items():
            rows = tables.get(name, [])
            pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{name}.parquet")
        record = Vintage(
            vintage_id=vintage_id,
            published_at=datetime(2026, 4, 1, tzinfo=UTC),
            n_postings=len(tables["postings"]),
            pipeline_version="0.1.0+test",
            taxonomy_digest="sha256:0",
            source_list_digest="sha256:0",
        )
        counts = {name: len(tables.get(name, [])) for name in _SCHEMAS}
        package = describe_vintage(record, folder, _SCHEMAS, counts, [])
        (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def nurse_rows() -> dict[str, list[dict[str, Any]]]:
    """24 nurse postings of four hospitals in January and February 2026, and 6 welders of one shop.

    January: A 4, B 4, C 4 (12). February: A 4, B 4, C 2, D 2 (12). BLS is asked for in every posting of A and B
    (16: 12 required, 4 preferred) and offered in those of C. Postings 1-12 are in Texas, the other nurses in Nevada.
    """
    employers = "AAAABBBBCCCC" + "AAAABBBBCCDD"
    postings = [
        posting(n, f"Hospital {name}", "2026-01-15" if n <= 12 else "2026-02-15")
        for n, name in enumerate(employers, start=1)
    ]
    postings += [
        posting(
            100 + n,
            "Shop",
            "2026-02-20",
            source="shops",
            title="Welder",
            soc_code=None,
            soc_level="minor",
            soc_level_code="51-4000",
            cluster="Advanced Manufacturing",
            sub_cluster="Production & Automation",
        )
        for n in range(6)
    ]
    mentions = [
        mention(n, "bls", requirement="preferred" if n <= 4 else "required")
        for n, name in enumerate(employers, start=1)
        if name in "AB"
    ]
    mentions += [
        mention(n, "bls", requirement="offered") for n, name in enumerate(employers, start=1) if name == "C"
    ]
    areas = [area(n, "TX" if n <= 12 else "NV") for n in range(1, 25)]
    return {"postings": postings, "posting_areas": areas, "mentions": mentions}


def open_store(root: Path) -> VintageStore:
    """A store whose current vintage is `nurse_rows`."""
    store = VintageStore(root)
    publish_rows(store, "2026-04-01", **nurse_rows())
    return store
