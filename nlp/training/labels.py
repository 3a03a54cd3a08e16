"""Our own labels: `labels/*.jsonl` beside this file. How they were made: docs/LABELS.md.

Those of real postings are offsets into descriptions that the repository does not hold; they are joined with
the postings under `shared/data/postings` by id and by a digest of the description. `written.jsonl` holds ads
that we wrote, text and labels: they are learnt from, never measured on. `codes/` has the same for postings
and written ads of which only occupation and Cluster were labelled.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from nlp.errors import ModelError
from taxonomy.text.html import html_to_text, looks_like_html

LABELS = Path(__file__).parent / "labels"
SOURCES = ("usajobs", "nyc_city_jobs", "emscad", "technology_boards", "virginia_2016", "dol_seasonal")
WRITTEN = "written"
CODES = LABELS / "codes"
_DIGITS = 12


def digest_of(description: str) -> str:
    """Twelve hexadecimal digits that change with the description."""
    return sha256(description.encode()).hexdigest()[:_DIGITS]


def pack_labels(posting_id: str, description: str, labels: dict[str, Any]) -> dict[str, Any]:
    """A row for `labels/*.jsonl`: each quote as the place where it stands first.

    Args:
        posting_id: of the source.
        description: as the source gives it.
        labels: "items" ({quote, kind, requirement, optional?}) and the facts of the posting, in the form of
            `postings_gold_dev.jsonl`.

    Raises:
        ModelError: a quote does not stand in the description.
    """
    items = []
    for item in labels["items"]:
        start = description.find(item["quote"])
        if start < 0:
            raise ModelError("labels", f"{posting_id} does not hold {item['quote']!r}")
        end = start + len(item["quote"])
        items.append([start, end, item["kind"], item["requirement"], int(bool(item.get("optional")))])
    facts = {name: value for name, value in labels.items() if name != "items"}
    return {"id": posting_id, "digest": digest_of(description)} | facts | {"items": items}


def read_labels(shared: Path, folder: Path | None = None) -> Iterator[dict[str, Any]]:
    """Our labelled postings as plain text, in the form of `postings_gold_dev.jsonl`.

    Args:
        shared: directory with `data/postings`.
        folder: of the labels; null = those of the package.

    Raises:
        ModelError: a labelled posting is missing or has another description than when it was labelled.
        FileNotFoundError: `shared` lacks a file of postings.
    """
    for source in SOURCES:
        path = (folder or LABELS) / f"{source}.jsonl"
        if not path.is_file():
            continue
        rows = {str(row["id"]): row for row in read_json_lines(shared / "data/postings" / path.name)}
        for labels in read_json_lines(path):
            row = rows.get(labels["id"])
            if row is None or digest_of(str(row["description"])) != labels["digest"]:
                raise ModelError("labels", f"{labels['id']} is not in {source}.jsonl as it was labelled")
            yield _unpack(row, labels)


def read_coded(shared: Path, folder: Path = CODES) -> Iterator[dict[str, Any]]:
    """Postings of which only occupation and Cluster were labelled, in the same form.

    Raises:
        ModelError: as `read_labels`.
    """
    return read_labels(shared, folder)


def read_written(folder: Path | None = None) -> Iterator[dict[str, Any]]:
    """Ads that we wrote, with their labels, in the form of `postings_gold_dev.jsonl`; none without the file.

    Args:
        folder: of the labels; null = those of the package.
    """
    path = (folder or LABELS) / f"{WRITTEN}.jsonl"
    if path.is_file():
        yield from read_json_lines(path)


def is_written(posting_id: str) -> bool:
    """Whether the id is of an ad that we wrote: no figure is measured on it."""
    return posting_id.startswith(f"{WRITTEN}-")


def read_json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of an NDJSON file."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def _unpack(row: dict[str, Any], labels: dict[str, Any]) -> dict[str, Any]:
    description = str(row["description"])
    gold = {name: value for name, value in labels.items() if name not in {"id", "digest"}}
    gold["items"] = [
        {
            "quote": description[start:end],
            "kind": kind,
            "requirement": requirement,
            "optional": bool(is_optional),
        }
        for start, end, kind, requirement, is_optional in labels["items"]
    ]
    text = html_to_text(description) if looks_like_html(description) else description
    return {
        "id": labels["id"],
        "title": row["title"],
        "employer": row.get("company"),
        "description": text,
        "gold": gold,
    }
