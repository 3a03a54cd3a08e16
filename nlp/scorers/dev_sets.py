"""Runs the extractor over the labelled development sets; `tools/score.py` of the shared material scores."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nlp.records import read_record, write_record
from nlp.scorers.goals import POSTING_GOALS, SPAN_GOALS, TITLE_GOALS, Goal
from nlp.training.labels import read_labels
from nlp.types import PostingInput

Extract = Callable[[Iterable[PostingInput]], Iterator[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class DevSet:
    """A labelled set, the scorer's mode for it and the goals that it can answer.

    `rows`: of our own labels, which of them; null = the file of that name in the shared material.
    """

    name: str
    mode: str
    goals: tuple[Goal, ...]
    rows: Literal["read", "blind"] | None = None


# Labelled without skills.
_WITHOUT_SKILLS = tuple(goal for goal in POSTING_GOALS if goal.path[0] not in ("skill", "any"))
DEV_SETS = (
    DevSet("postings_gold_dev", "postings", POSTING_GOALS),
    DevSet("credentials_gold_dev", "postings", _WITHOUT_SKILLS),
    DevSet("skillspan_dev", "spans", SPAN_GOALS),
    DevSet("titles_soc_dev", "titles", TITLE_GOALS),
    DevSet("our labels, errors read", "postings", POSTING_GOALS, "read"),
    DevSet("our labels, blind", "postings", POSTING_GOALS, "blind"),
)


def score(shared: Path, dev_set: DevSet, extract: Extract) -> dict[str, Any]:
    """Extract a set and give the scorer's figures.

    Args:
        shared: directory with `tools/score.py` and `data/evaluation`.
        dev_set: what to score.
        extract: postings to output records, in order.

    Raises:
        subprocess.CalledProcessError: the scorer failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        gold = shared / "data" / "evaluation" / f"{dev_set.name}.jsonl"
        if dev_set.rows:
            gold = Path(folder) / "gold.jsonl"
            rows = [
                row for row in read_labels(shared) if row["gold"]["is_blind"] == (dev_set.rows == "blind")
            ]
            gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        inputs = _scorer(shared, "inputs", dev_set.mode, str(gold)).splitlines()
        postings = [read_record(line) for line in inputs]
        predicted = Path(folder) / "predicted.jsonl"
        predicted.write_bytes(b"".join(map(write_record, extract(postings))))
        answer = _scorer(shared, dev_set.mode, str(gold), str(predicted))
    figures: dict[str, Any] = json.loads(answer.splitlines()[-1])
    return figures


def _scorer(shared: Path, *arguments: str) -> str:
    command = [sys.executable, str(shared / "tools" / "score.py"), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout  # noqa: S603
