"""Fits the parts of the occupation coder and takes their opinions on titles and postings."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from nlp.components.occupation_features import (
    filed_title_features,
    read_words,
    title_features,
)
from nlp.components.occupation_judges import JudgedText, Judges, judge
from nlp.components.occupation_model import Floats, LowRankSoftmax
from nlp.components.occupation_phrases import PHRASE_SIZES, PhraseIndex, hash_windows
from nlp.components.occupation_scores import SocStructure, stack_opinions
from nlp.components.occupation_titles import TitleIndex
from nlp.training.low_rank import LowRankSettings, fit_ensemble
from nlp.training.occupation_data import FiledTitle, ListedTitle
from nlp.training.occupation_title_index import TitleIndexData, compile_title_index

TITLE_SETTINGS = LowRankSettings(n_dims=48, n_epochs=5, dropout=0.5, min_rows=3)
DESCRIPTION_SETTINGS = LowRankSettings(n_dims=32, n_epochs=5, dropout=0.3, min_rows=12)
_N_TITLE_MODELS = 2
_N_DESCRIPTION_MODELS = 3
_FILED_ROW_WEIGHT = 3.0
_SAMPLES_PER_OCCUPATION = 20
_MAX_NOISE_WORDS = 60
_TITLE_ROW_WEIGHT = 0.3
_POSTING_ROW_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class TitleParts:
    """What judges titles."""

    model: LowRankSoftmax
    index: TitleIndex
    index_data: TitleIndexData
    phrases: PhraseIndex
    filings: Floats


def fit_title_parts(
    listed: Sequence[ListedTitle], filed: Sequence[FiledTitle], structure: SocStructure
) -> TitleParts:
    """Title model, index of known titles and log share of filings per SOC code."""
    position = {code: i for i, code in enumerate(structure.soc_codes)}
    strength: dict[tuple[str, str], float] = {}
    for entry in listed:
        key = (entry.title, entry.onet_soc_code[:7])
        strength[key] = max(strength.get(key, 0.0), entry.weight)
    rows = [title_features(title) for title, _ in strength]
    rows += [filed_title_features(title.title) for title in filed]
    classes = [[position[code]] for _, code in strength]
    classes += [[position[code] for code in title.soc_codes] for title in filed]
    weights = np.full(len(rows), _FILED_ROW_WEIGHT, np.float32)
    weights[: len(strength)] = list(strength.values())
    model = fit_ensemble(
        rows, _target_matrix(classes, len(position)), weights, TITLE_SETTINGS, _N_TITLE_MODELS
    )
    onet_index = {code: i for i, code in enumerate(structure.onet_codes)}
    data = compile_title_index(listed, filed, onet_index)
    counts = np.full(len(position), 0.1, np.float32)
    for title in filed:
        for code in title.soc_codes:
            counts[position[code]] += 1 / len(title.soc_codes)
    filings = np.log(counts / counts.sum())
    index = TitleIndex(data.arrays, data.titles, data.words, len(onet_index))
    return TitleParts(model, index, data, compile_phrases(listed, structure), filings)


def fit_description_model(
    texts: Mapping[str, Sequence[str]],
    tools: Mapping[str, Sequence[str]],
    listed: Sequence[ListedTitle],
    postings: Sequence[tuple[str, Floats]],
    structure: SocStructure,
    background: Sequence[str],
) -> LowRankSoftmax:
    """Model of duties text.

    Args:
        texts: task statements and the like per SOC code.
        tools: names of technologies and tools per SOC code.
        listed: titles, whose words are as telling in a text as in a title.
        postings: (duties, distribution over the SOC codes by label or title).
        structure: the codes.
        background: duties whose words are mixed into the task texts, so that the model learns to ignore
            how postings are worded in general.
    """
    rng = random.Random(11)  # noqa: S311 - a sample, not a secret
    sentences = {code: [_features(text) for text in group] for code, group in texts.items()}
    names = {code: [_features(text) for text in group] for code, group in tools.items()}
    known = {h for group in (*sentences.values(), *names.values()) for row in group for h in row}
    noise = [[h for h in _features(text) if h in known] for text in background]
    rows: list[list[int]] = []
    classes: list[list[int]] = []
    for i, code in enumerate(structure.soc_codes):
        mine, its_tools = sentences.get(code, []), names.get(code, [])
        for _ in range(_SAMPLES_PER_OCCUPATION if mine else 0):
            chosen = rng.sample(mine, min(len(mine), rng.randint(4, 14)))
            chosen += rng.sample(its_tools, min(len(its_tools), rng.randint(0, 8)))
            other = rng.choice(noise) if noise else []
            chosen.append(rng.sample(other, min(len(other), rng.randint(0, _MAX_NOISE_WORDS))))
            rows.append(sorted({h for row in chosen for h in row}))
            classes.append([i])
    n_texts = len(rows)
    position = {code: i for i, code in enumerate(structure.soc_codes)}
    rows += [_features(title.title) for title in listed]
    classes += [[position[title.onet_soc_code[:7]]] for title in listed]
    targets = _target_matrix(classes, len(position))
    weights = np.concatenate(
        [
            np.ones(n_texts, np.float32),
            np.full(len(listed), _TITLE_ROW_WEIGHT, np.float32),
            np.full(len(postings), _POSTING_ROW_WEIGHT, np.float32),
        ]
    )
    if postings:
        rows += [[h for h in _features(text) if h in known] for text, _ in postings]
        targets = sp.vstack([targets, sp.csr_matrix(np.stack([share for _, share in postings]))]).tocsr()
    return fit_ensemble(rows, targets, weights, DESCRIPTION_SETTINGS, _N_DESCRIPTION_MODELS)


def compile_phrases(listed: Sequence[ListedTitle], structure: SocStructure) -> PhraseIndex:
    """Listed titles of two to four words as phrases to find in descriptions."""
    position = {code: i for i, code in enumerate(structure.soc_codes)}
    votes: dict[int, dict[int, float]] = {}
    for title in listed:
        stems = read_words(title.title).stems
        if min(PHRASE_SIZES) <= len(stems) <= max(PHRASE_SIZES):
            key = int(hash_windows(stems, len(stems))[0])
            soc = position[title.onet_soc_code[:7]]
            cells = votes.setdefault(key, {})
            cells[soc] = cells.get(soc, 0.0) + title.weight
    ordered = sorted(votes.items())
    lengths = [len(cells) for _, cells in ordered]
    return PhraseIndex(
        hashes=np.array([key for key, _ in ordered], np.uint64),
        pointers=np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        soc=np.array([code for _, cells in ordered for code in sorted(cells)], np.int64),
        shares=np.array(
            [cells[code] / sum(cells.values()) for _, cells in ordered for code in sorted(cells)], np.float32
        ),
    )


def take_opinions(
    parts: TitleParts,
    description_model: LowRankSoftmax | None,
    employment: Floats,
    structure: SocStructure,
    postings: Sequence[JudgedText],
) -> Floats:
    """Opinions on each posting, (n_opinions, n_rows, n_soc)."""
    judges = Judges(parts.model, parts.index, parts.phrases, description_model, structure)
    raw = judge(judges, postings)
    return stack_opinions(raw.opinions, (employment, parts.filings), structure)


def _features(text: str) -> list[int]:
    return [int(value) for value in read_words(text).all_features]


def _target_matrix(classes: Sequence[Sequence[int]], n_classes: int) -> sp.csr_matrix:
    rows = np.repeat(np.arange(len(classes)), [len(group) for group in classes])
    columns = [column for group in classes for column in group]
    data = np.ones(len(columns), np.float32)
    return sp.csr_matrix((data, (rows, columns)), shape=(len(classes), n_classes))
