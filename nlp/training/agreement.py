"""`python -m nlp.training.agreement --shared DIR`: how far a second reader and the coder agree with us.

The second reader coded 110 of our labelled postings without seeing labels or codes (docs/LABELS.md). The
coder's codes are those of parts that had not seen the posting, as training left them. Prints a table.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.training.cluster import read_unseen_clusters
from nlp.training.labels import LABELS, read_json_lines, read_labels
from nlp.training.occupation_unseen import read_unseen_occupations

SECOND = LABELS / "second" / "codes.jsonl"


@dataclass(frozen=True, slots=True)
class Reading:
    """Codes of one posting: defensible ones, best first, and (Cluster, Sub-Cluster)."""

    soc_codes: tuple[str, ...]
    pair: tuple[str | None, str | None]


def read_second(path: Path = SECOND) -> dict[str, Reading]:
    """The second reading by posting id."""
    return {row["id"]: _reading(row) for row in read_json_lines(path)}


def read_first(shared: Path) -> dict[str, Reading]:
    """Our labels by posting id."""
    return {row["id"]: _reading(row["gold"]) for row in read_labels(shared)}


def read_coder() -> dict[str, Reading]:
    """What the coder says of postings that its parts had not seen.

    Raises:
        ModelError: the coder has not been trained here.
    """
    clusters = read_unseen_clusters()
    readings = {}
    for posting_id, record in read_unseen_occupations().items():
        cluster = clusters.get(posting_id) or {}
        alternatives: Any = record["alternatives"]
        codes = tuple(one["soc_code"] for one in alternatives)
        readings[posting_id] = Reading(codes[:1], (_text(cluster, "name"), _text(cluster, "sub_cluster")))
    return readings


def compare(
    readings: Mapping[str, Reading], labels: Mapping[str, Reading], posting_ids: Sequence[str]
) -> list[float]:
    """How far readings agree with labels.

    Returns:
        Shares, 0-1: first code defensible by the labels, the same first code, Cluster, Sub-Cluster.
    """
    counts = [0, 0, 0, 0]
    for posting_id in posting_ids:
        mine, other = readings[posting_id], labels[posting_id]
        agreed = (
            mine.soc_codes[0] in other.soc_codes,
            mine.soc_codes[0] == other.soc_codes[0],
            mine.pair[0] == other.pair[0],
            mine.pair == other.pair,
        )
        counts = [count + value for count, value in zip(counts, agreed, strict=True)]
    return [count / max(len(posting_ids), 1) for count in counts]


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = ArgumentParser(prog="python -m nlp.training.agreement", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="directory with data/postings")
    first, second = read_first(parser.parse_args(arguments).shared), read_second()
    coder = read_coder()
    ids = sorted(second)
    rows = {
        "second reader by our labels": compare(second, first, ids),
        "our labels by the second reader": compare(first, second, ids),
        "coder by our labels": compare(coder, first, ids),
        "coder by the second reader": compare(coder, second, ids),
    }
    sys.stdout.write(f"n = {len(ids)}\n")
    sys.stdout.write(
        "| | code defensible | the same first code | Cluster | Sub-Cluster |\n|---|--:|--:|--:|--:|\n"
    )
    for name, shares in rows.items():
        sys.stdout.write(f"| {name} | " + " | ".join(f"{share:.3f}" for share in shares) + " |\n")
    return 0


def _reading(labels: Mapping[str, Any]) -> Reading:
    return Reading(tuple(labels["soc"]) or ("",), (labels["cluster"], labels["sub_cluster"]))


def _text(record: Mapping[str, object], name: str) -> str | None:
    value = record.get(name)
    return value if isinstance(value, str) else None


if __name__ == "__main__":
    sys.exit(main())
