"""Trains the Cluster coder: `train(shared)` writes `nlp/models/cluster.npz`.

The words of each (Cluster, Sub-Cluster) pair are learnt from the task statements and tools of its
occupations and from real postings by way of their coded occupation; how much words, sector and the usual
pair of an occupation count is fitted on postings labelled by people.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
import yaml
from scipy.optimize import minimize

from nlp.components.cluster import (
    MODEL_FORMAT,
    MODEL_PATH,
    ClusterCoder,
    ClusterInput,
    ClusterModel,
    share_pairs,
)
from nlp.components.occupation import OccupationCoder, OccupationInput
from nlp.components.occupation_features import read_words
from nlp.components.occupation_model import Floats
from nlp.components.occupation_model_file import pack_strings
from nlp.training.low_rank import LowRankSettings, fit_low_rank
from nlp.training.occupation import drop_copies
from nlp.training.occupation_data import (
    TrainingPosting,
    load_gold_postings,
    load_postings,
    load_task_texts,
    load_tools,
)
from taxonomy.loader import load_table

SETTINGS = LowRankSettings(n_dims=32, n_epochs=6, dropout=0.3, min_rows=4)
START_WEIGHTS = (0.4, 1.5, 0.5, 0.2)
_DEFAULTS = Path(__file__).parent / "cluster_defaults.yml"
_DEFAULT_SHARE = 0.6
_SAMPLES = 8
_PENALTY = 3.0
_MIN_SOC_PROBABILITY = 0.6
_MAX_POSTINGS_PER_CODE = 30


def train(shared: Path) -> None:
    """Train and write the artifact; the occupation coder must have been trained.

    Args:
        shared: folder with the development material.

    Raises:
        ModelError: the material or the occupation model is not there.
    """
    coder = OccupationCoder.load()
    gold = load_gold_postings(shared)
    model = fit_text_model(shared, coder, gold)
    inputs = build_inputs(coder, gold)
    save_model(MODEL_PATH, replace(model, weights=fit_weights(model, inputs, mark_pairs(gold, model))))


def fit_text_model(shared: Path, coder: OccupationCoder, gold: Sequence[TrainingPosting]) -> ClusterModel:
    """The model with its words; nothing of `gold`; weights still START_WEIGHTS."""
    soc_codes = coder.soc_codes
    pairs, is_pair, is_default = _read_crosswalk(soc_codes)
    sectors, is_sector = _read_sectors(pairs)
    # an occupation's pairs share its texts, the usual one takes most
    shares = is_pair / np.maximum(is_pair.sum(axis=1, keepdims=True), 1) * (1 - _DEFAULT_SHARE)
    shares += is_default * _DEFAULT_SHARE
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
    rows, targets = _task_rows(shared, soc_codes, shares)
    postings = drop_copies(load_postings(shared), gold)
    per_code = np.zeros(len(soc_codes), int)
    coded = coder.code_batch([OccupationInput(p.title, p.description, p.posting_id) for p in postings])
    for posting, result in zip(postings, coded, strict=True):
        best = int(result.probabilities.argmax())
        if result.probabilities[best] >= _MIN_SOC_PROBABILITY and per_code[best] < _MAX_POSTINGS_PER_CODE:
            per_code[best] += 1
            words = "\n".join((posting.title, posting.employer or "", posting.description))
            rows.append(read_words(words).features.tolist())
            targets.append(result.probabilities @ shares)
    text_model = fit_low_rank(
        rows, sp.csr_matrix(np.stack(targets).astype(np.float32)), np.ones(len(rows), np.float32), SETTINGS
    )
    weights = np.array(START_WEIGHTS, np.float32)
    return ClusterModel(soc_codes, pairs, is_pair, is_default, sectors, is_sector, text_model, weights)


def build_inputs(coder: OccupationCoder, postings: Sequence[TrainingPosting]) -> list[ClusterInput]:
    """Postings as the Cluster coder sees them."""
    coded = coder.code_batch([OccupationInput(p.title, p.description, p.posting_id) for p in postings])
    return [
        ClusterInput(p.title, p.description, result.probabilities, p.employer, words=result.words)
        for p, result in zip(postings, coded, strict=True)
    ]


def mark_pairs(gold: Sequence[TrainingPosting], model: ClusterModel) -> list[int]:
    """Index of the labelled pair of each posting; -1 where there is none."""
    position = {pair: i for i, pair in enumerate(model.pairs)}
    return [position.get((p.cluster or "", p.sub_cluster or ""), -1) for p in gold]


def fit_weights(model: ClusterModel, inputs: Sequence[ClusterInput], wanted: Sequence[int]) -> Floats:
    """Weights that make the labelled pairs most likely, drawn to START_WEIGHTS."""
    opinions = ClusterCoder(model).take_opinions(inputs)
    start = np.array(START_WEIGHTS)

    def loss(weights: npt.NDArray[np.float64]) -> float:
        trial = replace(model, weights=weights.astype(np.float32))
        total = _PENALTY * float(((weights - start) ** 2).sum())
        for posting, row, pair in zip(inputs, opinions, wanted, strict=True):
            if pair >= 0:
                shares = share_pairs(posting.soc_probabilities, row, trial)
                total -= float(np.log(shares[pair] + 0.01))
        return total

    found = minimize(
        loss, start, method="Nelder-Mead", options={"maxiter": 200, "xatol": 0.01, "fatol": 0.01}
    )
    return np.asarray(found.x, np.float32)


def save_model(path: Path, model: ClusterModel) -> None:
    """Write the artifact."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        allow_pickle=False,
        format=np.array(MODEL_FORMAT),
        soc_codes=pack_strings(model.soc_codes),
        pairs=pack_strings([" / ".join(pair) for pair in model.pairs]),
        is_pair=model.is_pair,
        is_default=model.is_default,
        sectors=pack_strings(model.sectors),
        is_sector=model.is_sector,
        weights=model.weights,
        **model.text_model.to_arrays("text"),
    )


def _read_crosswalk(
    soc_codes: Sequence[str],
) -> tuple[tuple[tuple[str, str], ...], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    rows = load_table("cluster_soc").to_pylist()
    pairs = tuple(sorted({(row["cluster"], row["sub_cluster"]) for row in rows}))
    position = {pair: i for i, pair in enumerate(pairs)}
    soc_position = {code: i for i, code in enumerate(soc_codes)}
    is_pair = np.zeros((len(soc_codes), len(pairs)), bool)
    for row in rows:
        is_pair[soc_position[row["soc_code"]], position[row["cluster"], row["sub_cluster"]]] = True
    is_default = is_pair & (is_pair.sum(axis=1, keepdims=True) == 1)
    for code, name in yaml.safe_load(_DEFAULTS.read_text(encoding="utf-8")).items():
        cluster, sub_cluster = name.split(" / ")
        is_default[soc_position[code], position[cluster, sub_cluster]] = True
    return pairs, is_pair, is_default


def _read_sectors(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], npt.NDArray[np.bool_]]:
    rows = load_table("cluster_naics").to_pylist()
    sectors = tuple(sorted({row["naics_code"] for row in rows}))
    position = {pair: i for i, pair in enumerate(pairs)}
    is_sector = np.zeros((len(sectors), len(pairs)), bool)
    for row in rows:
        pair = position.get((row["cluster"], row["sub_cluster"]))
        if pair is not None:
            is_sector[sectors.index(row["naics_code"]), pair] = True
    return sectors, is_sector


def _task_rows(
    shared: Path, soc_codes: Sequence[str], shares: Floats
) -> tuple[list[list[int]], list[Floats]]:
    rng = random.Random(13)  # noqa: S311 - a sample, not a secret
    texts, tools = load_task_texts(shared), load_tools(shared)
    rows: list[list[int]] = []
    targets: list[Floats] = []
    for i, code in enumerate(soc_codes):
        sentences, names = texts.get(code, []), tools.get(code, [])
        for _ in range(_SAMPLES if sentences else 0):
            chosen = rng.sample(sentences, min(len(sentences), rng.randint(4, 14)))
            chosen += rng.sample(names, min(len(names), rng.randint(0, 8)))
            rows.append(read_words("\n".join(chosen)).features.tolist())
            targets.append(shares[i])
    return rows, targets
