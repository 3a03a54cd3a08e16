"""Trains `models/sections.npz`: which kind of section a segment belongs to, by its words.

Distant supervision: segments below a clear heading carry its kind. Postings of six sources, seeded.
"""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from nlp.components.headings import find_headings
from nlp.components.phrase_scan import fold
from nlp.components.section_content import CONTENT_KINDS, MODEL_PATH, MODEL_VERSION
from nlp.components.segments import segment_starts

SOURCES = ("technology_boards", "emscad", "usajobs", "nyc_city_jobs", "virginia_2016", "dol_seasonal")
SEED = 20261122
_EQUAL_OPPORTUNITY = (
    "without regard to",
    "equal opportunity",
    "equal employment",
    "affirmative action",
    "sexual orientation",
    "national origin",
    "protected veteran",
    "reasonable accommodation",
    "gender identity",
)
_LONGEST_SECTION = 25
_SHORTEST_SEGMENT = 20
_MOST_PER_SOURCE_AND_KIND = 6000
_MOST_PHRASES = 2500


def train(shared: Path, model_path: Path = MODEL_PATH) -> dict[str, float]:
    """Train and write the artifact.

    Args:
        shared: the directory with data/postings, `<source>.jsonl` files of real postings.
        model_path: where the artifact goes.

    Returns:
        n_segments, n_phrases and the accuracy (0-1) on a tenth of the postings held out.
    """
    texts, kinds, postings = _segments(shared / "data" / "postings")
    labels = np.array([CONTENT_KINDS.index(kind) for kind in kinds])
    is_held_out = np.array(postings) % 10 == 0
    vectorizer = CountVectorizer(analyzer=phrases_of, min_df=12, dtype=np.float32)
    counts = vectorizer.fit_transform(texts)
    first = _fit(_scaled(counts[~is_held_out]), labels[~is_held_out], strength=0.3)
    kept = np.sort(np.argsort(-np.abs(first.coef_).max(axis=0))[:_MOST_PHRASES])
    counts = counts[:, kept]
    model = _fit(_scaled(counts[~is_held_out]), labels[~is_held_out], strength=1.0)
    accuracy = float(model.score(_scaled(counts[is_held_out]), labels[is_held_out]))
    final = _fit(_scaled(counts), labels, strength=1.0)
    phrases = [f" {phrase} " for phrase in vectorizer.get_feature_names_out()[kept]]
    np.savez_compressed(
        model_path,
        version=MODEL_VERSION,
        kinds=np.array(CONTENT_KINDS),
        phrases=np.array("\n".join(phrases)),
        weights=final.coef_.T.astype(np.float16),
        bias=final.intercept_.astype(np.float16),
    )
    return {"n_segments": len(texts), "n_phrases": len(phrases), "accuracy": accuracy}


def _fit(features: csr_matrix, labels: NDArray[np.int64], strength: float) -> LogisticRegression:
    model = LogisticRegression(
        C=strength, max_iter=300, class_weight=_class_weights(labels), random_state=SEED
    )
    return model.fit(features, labels)


def _class_weights(labels: NDArray[np.int64]) -> dict[int, float]:
    """Rare kinds count more, by the root of their rarity: full balance finds them everywhere."""
    counts = np.bincount(labels, minlength=len(CONTENT_KINDS))
    return {kind: float((counts.mean() / max(count, 1)) ** 0.5) for kind, count in enumerate(counts)}


def _scaled(counts: csr_matrix) -> csr_matrix:
    """Rows divided by the root of their number of phrases, as the component does."""
    return diags(1 / np.sqrt(1 + np.asarray(counts.sum(axis=1)).ravel())) @ counts


def _segments(postings_dir: Path) -> tuple[list[str], list[str], list[int]]:
    texts: list[str] = []
    kinds: list[str] = []
    postings: list[int] = []
    generator = np.random.default_rng(SEED)
    for source in SOURCES:
        rows = [
            (segment, kind, number)
            for number, posting in enumerate(_postings(postings_dir / f"{source}.jsonl"))
            for segment, kind in labelled_segments(posting)
        ]
        for kind in CONTENT_KINDS:
            some = [row for row in rows if row[1] == kind]
            for position in generator.permutation(len(some))[:_MOST_PER_SOURCE_AND_KIND]:
                text, label, number = some[position]
                texts.append(text)
                kinds.append(label)
                postings.append(number)
    return texts, kinds, postings


def _postings(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line).get("description") or ""


def labelled_segments(text: str) -> Iterator[tuple[str, str]]:
    """Folded segments below a heading with its kind, but those far below it or behind a blank line."""
    folded = fold(text)
    headings = find_headings(text, folded)
    for number, heading in enumerate(headings):
        if heading.is_inheriting or heading.kind not in CONTENT_KINDS:
            continue
        end = headings[number + 1].start if number + 1 < len(headings) else len(text)
        section = text[heading.end : end]
        if not section[:3].strip(" :.-\u00a0").startswith("\n"):
            end = heading.end + _up_to_blank_line(section)
        starts = [*segment_starts(text[:end], heading.end), end]
        for begin, stop in list(pairwise(starts))[:_LONGEST_SECTION]:
            segment = folded[begin:stop].strip()
            if len(segment) >= _SHORTEST_SEGMENT and not _is_equal_opportunity(segment):
                yield segment, heading.kind
    # Equal-opportunity statements rarely stand below a heading; their words are unmistakable.
    for begin, stop in pairwise([*segment_starts(text), len(text)]):
        segment = folded[begin:stop].strip()
        if _is_equal_opportunity(segment):
            yield segment, "eeo"


def _is_equal_opportunity(segment: str) -> bool:
    return any(phrase in segment for phrase in _EQUAL_OPPORTUNITY)


def phrases_of(segment: str) -> list[str]:
    """Words, pairs and triples of a folded segment; none reaches across punctuation (two spaces or more)."""
    found: list[str] = []
    for run in segment.split("  "):
        words = run.split()
        for size in (1, 2, 3):
            found += [" ".join(words[at : at + size]) for at in range(len(words) - size + 1)]
    return found


def _up_to_blank_line(section: str) -> int:
    place = section.find("\n\n")
    return len(section) if place < 0 else place
