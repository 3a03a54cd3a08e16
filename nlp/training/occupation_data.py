"""What the occupation coder learns from: titles, tasks, technologies, filed titles, postings.

Reads the compiled tables and, for what the product may not hold (task statements, postings), the development
material under `shared`.
"""

import csv
import json
import os
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import yaml
from spacy.language import Language

from nlp.components.occupation import read_input
from nlp.components.occupation_corrections import read_corrections
from nlp.components.title_text import title_key
from nlp.errors import ModelError
from nlp.extractor import make_doc
from nlp.pipeline import build_pipeline
from nlp.training.gold import read_gold_rows
from nlp.training.labels import CODES, read_coded, read_written
from nlp.types import PostingInput
from taxonomy.loader import load_table
from taxonomy.text.html import html_to_text, looks_like_html

CORRECTIONS_VARIABLE = "SIGNALPOST_CORRECTIONS"
COMMON_TITLES = Path(__file__).parent / "common_titles.yml"
COMMON_TITLE_WEIGHT = 3.0
ORIGIN_WEIGHTS = {"alternate": 1.0, "direct_match": 1.0, "reported": 1.5, "occupation": 2.0}


@dataclass(frozen=True, slots=True)
class FiledTitle:
    """A title that an employer filed with the US Department of Labor.

    Attributes:
        title: as filed.
        soc_codes: admissible SOC 2018 codes, at least one.
        key: titles with the same key are near-identical.
        is_onet_title: O*NET lists it as an alternate title.
        title_share: share of all filings of that title that carry this code, 0-1.
    """

    title: str
    soc_codes: tuple[str, ...]
    key: str
    is_onet_title: bool
    title_share: float


@dataclass(frozen=True, slots=True)
class ListedTitle:
    """A title that a list puts under an O*NET-SOC code; `weight` says how common it is."""

    title: str
    onet_soc_code: str
    weight: float


@dataclass(frozen=True, slots=True)
class TrainingPosting:
    """A posting; `soc_codes` holds the labels where people gave any, else ().

    `duties` and `boilerplate` are the two parts of the description as the occupation coder reads it.
    """

    posting_id: str
    title: str
    description: str
    duties: str
    boilerplate: str
    employer: str | None
    soc_codes: tuple[str, ...] = ()
    cluster: str | None = None
    sub_cluster: str | None = None


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Records of a JSON Lines file.

    Raises:
        ModelError: the file is not there.
    """
    if not path.is_file():
        raise ModelError(path.name, f"training needs {path}")
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def load_soc_codes() -> list[str]:
    """The 867 detailed SOC 2018 codes, sorted."""
    rows = load_table("soc").to_pylist()
    return sorted(row["soc_code"] for row in rows if row["level"] == "detailed")


def load_listed_titles() -> list[ListedTitle]:
    """Distinct titles of the title table, of our own lists, and of reviewers' decisions, which win.

    Our own are `common_titles.yml` and the further titles that stand beside the ads that we wrote.
    """
    weights: dict[tuple[str, str], float] = {}
    spelt: dict[tuple[str, str], str] = {}
    for row in load_table("titles").to_pylist():
        onet_code = row["onet_soc_code"] or row["soc_code"] + ".00"
        for title in (row["title"], row["short_title"]):
            if title:
                key = (title.lower(), onet_code)
                spelt.setdefault(key, title)
                weights[key] = max(weights.get(key, 0.0), ORIGIN_WEIGHTS[row["origin"]])
    for soc_code, title in _own_titles():
        key = (title.lower(), f"{soc_code}.00")
        spelt.setdefault(key, title.title() if title.islower() else title)
        weights[key] = COMMON_TITLE_WEIGHT
    decided = load_decided_titles()
    listed = [
        ListedTitle(spelt[key], key[1], weight) for key, weight in weights.items() if key[0] not in decided
    ]
    return listed + [
        ListedTitle(title, f"{soc_code}.00", COMMON_TITLE_WEIGHT) for title, soc_code in decided.items()
    ]


def _own_titles() -> Iterator[tuple[str, str]]:
    for soc_code, titles in yaml.safe_load(COMMON_TITLES.read_text(encoding="utf-8")).items():
        yield from ((soc_code, title) for title in titles.split("; "))
    for row in read_written(CODES):
        yield from ((row["gold"]["soc"][0], title) for title in row["other_titles"])


def load_decided_titles() -> dict[str, str]:
    """Code per title (lower case) that reviewers decided; latest decision last, `*` of patterns left out.

    The environment variable `SIGNALPOST_CORRECTIONS` names the CSV file that `signalpost review export`
    writes; without it there are none.

    Raises:
        ModelError: the file or a column is missing.
    """
    path = os.environ.get(CORRECTIONS_VARIABLE)
    if not path:
        return {}
    decisions = sorted(read_corrections(Path(path)), key=lambda decision: decision.decided_on)
    titles = {
        " ".join(decision.title_pattern.replace("*", " ").lower().split()): decision.soc_code
        for decision in decisions
        if decision.title_pattern
    }
    titles.pop("", None)
    return titles


def load_filed_titles(shared: Path) -> list[FiledTitle]:
    """Titles filed with the US Department of Labor that have at least one SOC 2018 code."""
    known = set(load_soc_codes())
    filed = []
    for row in read_lines(shared / "data/evaluation/titles_soc_dev.jsonl"):
        codes = {code for code in [row["soc"], *(row["soc2018_candidates"] or [])] if code in known}
        if codes:
            key = title_key(row["title"])
            share = float(row["title_share"])
            filed.append(FiledTitle(row["title"], tuple(sorted(codes)), key, row["in_onet_alt"], share))
    return filed


def assign_folds(keys: list[str], n_folds: int, seed: int) -> list[int]:
    """Fold of each item; items with one key share a fold."""
    distinct = sorted(set(keys))
    random.Random(seed).shuffle(distinct)  # noqa: S311 - a split, not a secret
    fold_of = {key: i % n_folds for i, key in enumerate(distinct)}
    return [fold_of[key] for key in keys]


def load_task_texts(shared: Path) -> dict[str, list[str]]:
    """Task statements, detailed work activities, definitions per SOC code (for training only)."""
    folder = shared / "data/reference/onet_29_2"
    texts: dict[str, list[str]] = {}
    activities = {row["DWA ID"]: row["DWA Title"] for row in _read_tab(folder / "DWA Reference.txt")}
    for row in _read_tab(folder / "Task Statements.txt"):
        texts.setdefault(row["O*NET-SOC Code"][:7], []).append(row["Task"])
    for row in _read_tab(folder / "Tasks to DWAs.txt"):
        texts.setdefault(row["O*NET-SOC Code"][:7], []).append(activities[row["DWA ID"]])
    for row in _read_tab(folder / "Occupation Data.txt"):
        texts.setdefault(row["O*NET-SOC Code"][:7], []).extend([row["Description"], row["Title"]])
    return texts


def load_tools(shared: Path) -> dict[str, list[str]]:
    """Names of technologies and tools per SOC code."""
    names: dict[str, list[str]] = {}
    for row in load_table("technologies").to_pylist():
        names.setdefault(row["soc_code"], []).append(row["name"])
    for row in _read_tab(shared / "data/reference/onet_29_2/Tools Used.txt"):
        names.setdefault(row["O*NET-SOC Code"][:7], []).append(row["Example"])
    return names


def load_postings(shared: Path) -> list[TrainingPosting]:
    """Unlabelled real postings, plain text."""
    postings = []
    nlp = build_pipeline(("sections",))
    for path in sorted((shared / "data/postings").glob("*.jsonl")):
        for row in read_lines(path):
            text = row["description"] or ""
            text = html_to_text(text) if looks_like_html(text) else text
            postings.append(_make_posting(nlp, row | {"description": text, "employer": row.get("company")}))
    return postings


def load_gold_postings(shared: Path) -> list[TrainingPosting]:
    """Labelled postings and the ads that we wrote, those without a code left out."""
    nlp = build_pipeline(("sections",))
    rows = chain(read_gold_rows(shared), read_coded(shared), read_written(CODES))
    return [
        replace(
            _make_posting(nlp, row),
            soc_codes=tuple(row["gold"]["soc"]),
            cluster=row["gold"]["cluster"],
            sub_cluster=row["gold"]["sub_cluster"],
        )
        for row in rows
        if row["gold"]["soc"]
    ]


def _make_posting(nlp: Language, row: Mapping[str, Any]) -> TrainingPosting:
    """Posting of a row, its sections told apart as in the pipeline."""
    posting = PostingInput(str(row["id"]), row["title"] or "", row["description"])
    read = read_input(nlp(make_doc(nlp, posting)))
    return TrainingPosting(
        posting_id=posting.posting_id,
        title=posting.title,
        description=posting.description,
        duties=read.description,
        boilerplate=read.boilerplate,
        employer=row.get("employer"),
    )


def load_employment(soc_codes: list[str]) -> list[float]:
    """Share of US employment of each SOC code; members of an OEWS hybrid share its figure."""
    rows = load_table("oews").to_pylist()
    national = {r["soc_code"]: r["employment"] or 0 for r in rows if r["area_type"] == "nation"}
    hybrids: dict[str, list[str]] = {}
    for row in load_table("oews_hybrid").to_pylist():
        hybrids.setdefault(row["oews_code"], []).append(row["soc_code"])
    employment = {code: float(national.get(code, 0)) for code in soc_codes}
    for oews_code, members in hybrids.items():
        for code in members:
            employment[code] += float(national.get(oews_code, 0)) / len(members)
    total = sum(employment.values())
    return [max(employment[code], 500.0) / total for code in soc_codes]


def _read_tab(path: Path) -> Iterator[dict[str, str]]:
    if not path.is_file():
        raise ModelError(path.name, f"training needs {path}")
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")
