"""Labelled postings and sentences for training: gold items as character spans."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlp.training.labels import read_json_lines, read_labels, read_written
from nlp.types import PostingInput

GOLD_SETS = ("postings_gold_dev", "credentials_gold_dev")
KINDS = ("technology", "certification", "license", "degree", "clearance", "skill")


@dataclass(frozen=True, slots=True)
class GoldItem:
    """One labelled quote with every place at which it stands in the description."""

    kind: str
    requirement: str
    is_optional: bool
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldPosting:
    """A posting as experts marked it. `kinds`: those that were labelled at all."""

    posting: PostingInput
    items: tuple[GoldItem, ...]
    kinds: frozenset[str] = field(default_factory=lambda: frozenset(KINDS))

    def label(self, kind: str, start: int, end: int) -> tuple[bool, bool]:
        """Whether [start, end) overlaps an item of `kind`, and whether only optional ones."""
        overlapping = [
            item.is_optional
            for item in self.items
            if item.kind == kind and any(start < stop and begin < end for begin, stop in item.places)
        ]
        return bool(overlapping), bool(overlapping) and all(overlapping)


def read_gold_rows(shared: Path) -> Iterator[dict[str, Any]]:
    """Rows of both labelled sets of whole postings, of our own labels, of the ads that we wrote."""
    for name in GOLD_SETS:
        yield from read_json_lines(shared / "data" / "evaluation" / f"{name}.jsonl")
    yield from read_labels(shared)
    yield from read_written()


def read_gold_postings(shared: Path) -> list[GoldPosting]:
    """All labelled postings."""
    return [_gold_posting(row) for row in read_gold_rows(shared)]


def read_gold_sentences(path: Path) -> list[GoldPosting]:
    """Sentences with expert spans (SkillSpan); a span counts as skill and as technology."""
    return [
        GoldPosting(
            posting=PostingInput(str(row["id"]), "", row["text"]),
            items=tuple(
                GoldItem(kind, "mentioned", is_optional=False, places=((span["start"], span["end"]),))
                for span in row["spans"]
                for kind in ("skill", "technology")
            ),
            kinds=frozenset(("skill", "technology")),
        )
        for row in read_json_lines(path)
    ]


def occurrences(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    """Every place of `quote` in `text` in any letter case, not inside a word."""
    lower, wanted = text.lower(), quote.lower()
    places = []
    start = lower.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        opens = start == 0 or not (lower[start - 1].isalnum() and wanted[0].isalnum())
        closes = end == len(lower) or not (lower[end].isalnum() and wanted[-1].isalnum())
        if opens and closes:
            places.append((start, end))
        start = lower.find(wanted, start + 1)
    return tuple(places)


def _gold_posting(row: dict[str, Any]) -> GoldPosting:
    gold = row["gold"]
    description = str(row["description"])
    items = tuple(
        GoldItem(
            kind=item["kind"],
            requirement=item["requirement"],
            is_optional=bool(item.get("optional")),
            places=occurrences(description, item["quote"]),
        )
        for item in gold["items"]
    )
    posting = PostingInput(str(row["id"]), str(row["title"] or ""), description)
    return GoldPosting(posting, items, frozenset(gold.get("kinds") or KINDS))
