"""Fits the parts of the occupation coder and takes their opinions on titles and postings."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from nlp.components.occupation_features import description_features, title_features
from nlp.components.occupation_model import Floats, LowRankSoftmax
from nlp.components.occupation_judges import judge
from nlp.components.occupation_scores import SocStructure, stack_opinions
from nlp.components.occupation_titles import TitleIndex
from nlp.training.low_rank import LowRankSettings, fit_low_rank
from nlp.training.occupation_data import FiledTitle, ListedTitle
from nlp.training.occupation_title_index import TitleIndexData, compile_title_index

TITLE_SETTINGS = LowRankSettings(n_dims=64, n_epochs=5, dropout=0.3)
DESCRIPTION_SETTINGS = LowRankSettings(n_dims=64, n_epochs=8, dropout=0.3, min_rows=3)
_FILED_ROW_WEIGHT = 3.0
_SAMPLES_PER_OCCUPATION = 12
_POSTING_ROW_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class TitleParts:
    """What judges titles."""

    model: LowRankSoftmax
    index: TitleIndex
    index_data: TitleIndexData
    filings: Floats


def fit_title_parts(
    listed: Sequence[ListedTitle], filed: Sequence[FiledTitle], structure: SocStructure
) -> TitleParts:
    """Title model, index of known titles and log share of filings per SOC code."""
    position = {code: i for i, code in enumerate(structure.soc_codes)}
    strength: dict[tuple[str, str], float] = {}
    for title in listed:
        key = (title.title, title.onet_soc_code[:7])
        strength[key] = max(strength.get(key, 0.0), title.weight)
    rows = [title_features(title) for title, _ in strength]
    rows += [title_features(title.title, as_filed=True) for title in filed]
    classes = [[position[code]] for _, code in strength]
    classes += [[position[code] for code in title.soc_codes] for title in filed]
    weights = np.full(len(rows), _FILED_ROW_WEIGHT, np.float32)
    weights[: len(strength)] = list(strength.values())
    model = fit_low_rank(rows, _target_matrix(classes, len(position)), weights, TITLE_SETTINGS)
    onet_index = {code: i for i, code in enumerate(structure.onet_codes)}
    data = compile_title_index(listed, filed, onet_index)
    counts = np.full(len(position), 0.1, np.float32)
    for title in filed:
        for code in title.soc_codes:
            counts[position[code]] += 1 / len(title.soc_codes)
    filings = np.log(counts / counts.sum())
    return TitleParts(model, TitleIndex(data.arrays, data.titles, data.words, len(onet_index)), data, filings)


def fit_description_model(
    texts: dict[str, list[str]],
    tools: dict[str, list[str]],
    postings: Sequence[tuple[str, Floats]],
    structure: SocStructure,
    background: Sequence[str],
) -> LowRankSoftmax:
    """Model of duties text.

    Args:
        texts: task statements and the like per SOC code.
        tools: names of technologies and tools per SOC code.
        postings: (description, distribution over the SOC codes by its unambiguous title).
        structure: the codes.
        background: descriptions whose sentences are mixed into the task texts, so that the model learns to
            ignore how postings are worded in general.
    """
    rng = random.Random(11)  # noqa: S311 - a sample, not a secret
    known_words = {
        h
        for group in (*texts.values(), *tools.values())
        for text in group
        for h in description_features(text)
    }
    background_rows = [[h for h in description_features(text) if h in known_words] for text in background]
    rows: list[list[int]] = []
    classes: list[list[int]] = []
    for i, code in enumerate(structure.soc_codes):
        sentences, names = texts.get(code, []), tools.get(code, [])
        for _ in range(_SAMPLES_PER_OCCUPATION if sentences else 0):
            chosen = rng.sample(sentences, min(len(sentences), rng.randint(4, 14)))
            chosen += rng.sample(names, min(len(names), rng.randint(0, 8)))
            features = {h for text in chosen for h in description_features(text)}
            if background_rows:
                other = rng.choice(background_rows)
                features.update(rng.sample(other, min(len(other), rng.randint(0, 60))))
            rows.append(list(features))
            classes.append([i])
    targets = _target_matrix(classes, len(structure.soc_codes))
    weights = np.ones(len(rows) + len(postings), np.float32)
    weights[len(rows) :] = _POSTING_ROW_WEIGHT
    if postings:
        rows += [[h for h in description_features(text) if h in known_words] for text, _ in postings]
        targets = sp.vstack([targets, sp.csr_matrix(np.stack([share for _, share in postings]))]).tocsr()
    return fit_low_rank(rows, targets, weights, DESCRIPTION_SETTINGS)


def take_opinions(
    parts: TitleParts,
    description_model: LowRankSoftmax | None,
    employment: Floats,
    structure: SocStructure,
    titles: Sequence[str],
    descriptions: Sequence[str],
) -> Floats:
    """Opinions on each (title, description), (n_opinions, n_rows, n_soc); "" = no description."""
    raw = judge(
        parts.model, parts.index, description_model, structure, list(zip(titles, descriptions, strict=True))
    )
    return stack_opinions(raw[0], (employment, parts.filings), structure)


def _target_matrix(classes: Sequence[Sequence[int]], n_classes: int) -> sp.csr_matrix:
    rows = np.repeat(np.arange(len(classes)), [len(group) for group in classes])
    columns = [column for group in classes for column in group]
    data = np.ones(len(columns), np.float32)
    return sp.csr_matrix((data, (rows, columns)), shape=(len(classes), n_classes))
