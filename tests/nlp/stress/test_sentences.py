"""Hard sentences of our own: each quote must, or must not, be found with its kind (and requirement level)."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from nlp.extractor import load_extractor
from nlp.types import PostingInput

CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(Path(__file__).parent.glob("*.yml"))
    for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1)
]


def overlapping(mentions: list[dict[str, Any]], text: str, quote: str, kind: str) -> list[dict[str, Any]]:
    place = re.search(rf"(?<!\w){re.escape(quote)}(?!\w)", text)
    assert place is not None, f"{quote!r} does not stand in {text!r}"
    start, end = place.span()
    return [
        mention
        for mention in mentions
        if mention["start"] < end and start < mention["end"] and kind in ("any", mention["kind"])
    ]


@pytest.mark.parametrize("case", CASES)
def test_sentence(case: dict[str, Any]) -> None:
    text = case["text"]
    mentions = [
        mention
        for mention in load_extractor().extract(PostingInput("1", "Position", text))["mentions"]
        if mention["field"] == "description"
    ]
    wrong = []
    for quote, expected in (case.get("find") or {}).items():
        kind, _, level = expected.partition("/")
        found = overlapping(mentions, text, quote, kind)
        if not found or (level and level not in {mention["requirement"] for mention in found}):
            wrong.append(f"{quote!r} should be {expected}, found {found}")
    for quote, kind in (case.get("not") or {}).items():
        if found := overlapping(mentions, text, quote, kind):
            wrong.append(f"{quote!r} should be no {kind}, found {found}")
    assert not wrong, f"{text}\n" + "\n".join(wrong)


def test_there_are_enough_sentences() -> None:
    assert len(CASES) >= 150
