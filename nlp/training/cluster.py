"""Trains the Cluster coder: `train(shared)` writes `nlp/models/cluster.npz`.

The words of each (Cluster, Sub-Cluster) pair are learnt from the task statements and tools of its
occupations, from real postings by way of their coded occupation, and from labelled postings; how much words,
sector, the usual pair of an occupation and the occupations count is fitted on labelled postings that neither
the model nor the occupation coder had seen. Ads that we wrote are learnt from, not judged.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

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
    weigh_words,
)
from nlp.components.occupation import OccupationCoder, OccupationInput
from nlp.components.occupation_features import read_words
from nlp.components.occupation_model import Floats
from nlp.components.occupation_model_file import pack_strings
from nlp.errors import ModelError
from nlp.training.labels import is_written
from nlp.training.low_rank import LowRankSettings, fit_low_rank
from nlp.training.occupation_data import (
    TrainingPosting,
    load_gold_postings,
    load_postings,
    load_task_texts,
    load_tools,
)
from nlp.training.occupation_material import drop_copies
from nlp.training.occupation_unseen import read_unseen
from nlp.training.work import WORK
from taxonomy.loader import load_table

SETTINGS = LowRankSettings(n_dims=32, n_epochs=6, dropout=0.3, min_rows=4)
START_WEIGHTS = (0.7, 1.0, 0.5, 0.8, 0.25, 0.15)
N_FOLDS = 4
UNSEEN = WORK / "cluster_unseen.json"
_DEFAULTS = Path(__file__).parent / "cluster_defaults.yml"
_DEFAULT_SHARE = 0.7
_PRIOR_POSTINGS = 2.0
_GOLD_ROW_WEIGHT = 3.0
_SAMPLES = 8
_PENALTY = 3.0
_MIN_SOC_PROBABILITY = 0.6
_MAX_POSTINGS_PER_CODE = 30


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Pairs of each code as the framework lists them, the usual one as we see it, and NAICS sectors."""

    soc_codes: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    is_pair: npt.NDArray[np.bool_]
    is_default: npt.NDArray[np.bool_]
    sectors: tuple[str, ...]
    is_sector: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TextRows:
    """Words with their distribution over the pairs, from everything but labels."""

    rows: list[list[int]]
    targets: list[Floats]


def train(shared: Path) -> None:
    """Train and write the artifact; the occupation coder must have been trained here.

    Args:
        shared: folder with the development material.

    Raises:
        ModelError: the material or the occupation model is not there.
    """
    coder = OccupationCoder.load()
    unseen = read_unseen()
    gold = load_gold_postings(shared)
    crosswalk = read_crosswalk(coder.soc_codes)
    texts = read_text_rows(shared, coder, crosswalk, gold)
    fold_of = {
        p.posting_id: crc32(p.posting_id.encode()) % N_FOLDS for p in gold if not is_written(p.posting_id)
    }
    held = []
    for fold in range(N_FOLDS):
        mine = [posting for posting in gold if fold_of.get(posting.posting_id) == fold]
        held.append(
            HeldOut(
                fit_model(crosswalk, texts, [p for p in gold if fold_of.get(p.posting_id) != fold]),
                [
                    ClusterInput(
                        p.title, p.description, unseen[p.posting_id], p.employer, words=read_words(p.duties)
                    )
                    for p in mine
                ],
                mark_pairs(mine, crosswalk),
                [posting.posting_id for posting in mine],
            )
        )
    weights = fit_weights(held)
    cluster, sub_cluster = measure(held, weights)
    save_unseen(held, weights)
    print(f"cluster: {len(fold_of)} postings unseen, Cluster {cluster:.3f}, Sub-Cluster {sub_cluster:.3f}")  # noqa: T201
    save_model(MODEL_PATH, replace(fit_model(crosswalk, texts, gold), weights=weights))


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Postings that a model has not seen, with the index of their labelled pair, -1 = none."""

    model: ClusterModel
    inputs: Sequence[ClusterInput]
    wanted: Sequence[int]
    posting_ids: Sequence[str]


def read_text_rows(
    shared: Path, coder: OccupationCoder, crosswalk: Crosswalk, gold: Sequence[TrainingPosting]
) -> TextRows:
    """Words of tasks and tools, and of unlabelled postings by their coded occupation."""
    # an occupation's pairs share its texts, the usual one takes most
    shares = np.exp(usual_shares(crosswalk, []))
    rows, targets = _task_rows(shared, crosswalk.soc_codes, shares)
    postings = drop_copies(load_postings(shared), gold)
    per_code = np.zeros(len(crosswalk.soc_codes), int)
    coded = coder.code_batch(
        [OccupationInput(p.title, p.duties, p.posting_id, p.boilerplate) for p in postings]
    )
    for posting, result in zip(postings, coded, strict=True):
        best = int(result.probabilities.argmax())
        if result.probabilities[best] >= _MIN_SOC_PROBABILITY and per_code[best] < _MAX_POSTINGS_PER_CODE:
            per_code[best] += 1
            rows.append(_posting_words(posting))
            targets.append(result.probabilities @ shares)
    return TextRows(rows, targets)


def fit_model(crosswalk: Crosswalk, texts: TextRows, gold: Sequence[TrainingPosting]) -> ClusterModel:
    """The model that has seen these labelled postings; weights still START_WEIGHTS."""
    labelled = [
        (_posting_words(posting), pair)
        for posting, pair in zip(gold, mark_pairs(gold, crosswalk), strict=True)
        if pair >= 0
    ]
    one_hot = np.eye(len(crosswalk.pairs), dtype=np.float32)
    targets = [*texts.targets, *(one_hot[pair] for _, pair in labelled)]
    weights = np.ones(len(targets), np.float32)
    weights[len(texts.targets) :] = _GOLD_ROW_WEIGHT
    text_model = fit_low_rank(
        [*texts.rows, *(words for words, _ in labelled)],
        sp.csr_matrix(np.stack(targets).astype(np.float32)),
        weights,
        SETTINGS,
    )
    return ClusterModel(
        crosswalk.soc_codes,
        crosswalk.pairs,
        crosswalk.is_pair,
        usual_shares(crosswalk, gold),
        crosswalk.sectors,
        crosswalk.is_sector,
        text_model,
        np.array(START_WEIGHTS, np.float32),
    )


def usual_shares(crosswalk: Crosswalk, gold: Sequence[TrainingPosting]) -> Floats:
    """Log share of each pair among postings of an occupation: our default, moved by the labels.

    A default counts as _PRIOR_POSTINGS postings; pairs that the crosswalk does not list get nothing, and ads
    that we wrote, which were spread over the pairs on purpose, do not count.
    """
    shares = crosswalk.is_pair / np.maximum(crosswalk.is_pair.sum(axis=1, keepdims=True), 1)
    has_default = crosswalk.is_default.any(axis=1, keepdims=True)
    shares = np.where(
        has_default, (1 - _DEFAULT_SHARE) * shares + _DEFAULT_SHARE * crosswalk.is_default, shares
    )
    counts = shares * _PRIOR_POSTINGS
    position = {code: i for i, code in enumerate(crosswalk.soc_codes)}
    for posting, pair in zip(gold, mark_pairs(gold, crosswalk), strict=True):
        row = position.get(posting.soc_codes[0])
        is_counted = pair >= 0 and not is_written(posting.posting_id)
        if row is not None and is_counted and crosswalk.is_pair[row, pair]:
            counts[row, pair] += 1
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1e-9)
    return np.asarray(np.log(np.maximum(shares, 1e-6)), np.float32)


def mark_pairs(gold: Sequence[TrainingPosting], crosswalk: Crosswalk) -> list[int]:
    """Index of the labelled pair of each posting; -1 where there is none."""
    position = {pair: i for i, pair in enumerate(crosswalk.pairs)}
    return [position.get((p.cluster or "", p.sub_cluster or ""), -1) for p in gold]


def fit_weights(held: Sequence[HeldOut]) -> Floats:
    """Weights that make the labelled pairs most likely, drawn to START_WEIGHTS."""
    opinions = [ClusterCoder(one.model).take_opinions(one.inputs) for one in held]
    start = np.array(START_WEIGHTS)

    def loss(weights: npt.NDArray[np.float64]) -> float:
        total = _PENALTY * float(((weights - start) ** 2).sum())
        for one, rows in zip(held, opinions, strict=True):
            trial = replace(one.model, weights=weights.astype(np.float32))
            for posting, row, pair in zip(one.inputs, rows, one.wanted, strict=True):
                if pair >= 0:
                    shares = weigh_words(share_pairs(posting.soc_probabilities, row, trial), row, trial)
                    total -= float(np.log(shares[pair] + 0.01))
        return total

    found = minimize(
        loss, start, method="Nelder-Mead", options={"maxiter": 400, "xatol": 0.01, "fatol": 0.01}
    )
    return np.asarray(found.x, np.float32)


def measure(held: Sequence[HeldOut], weights: Floats) -> tuple[float, float]:
    """Shares, 0-1, of labelled postings with the right Cluster and the right Sub-Cluster."""
    right = np.zeros(2)
    total = 0
    for one in held:
        coded = ClusterCoder(replace(one.model, weights=weights)).code_batch(one.inputs)
        for code, pair in zip(coded, one.wanted, strict=True):
            if pair < 0:
                continue
            total += 1
            if code is not None:
                name = one.model.pairs[pair]
                right += (code.name == name[0], (code.name, code.sub_cluster) == name)
    return float(right[0] / max(total, 1)), float(right[1] / max(total, 1))


def save_unseen(held: Sequence[HeldOut], weights: Floats) -> None:
    """Leave the Clusters of labelled postings, by models that had not seen them, for the evaluation."""
    codes: dict[str, dict[str, object] | None] = {}
    for one in held:
        coded = ClusterCoder(replace(one.model, weights=weights)).code_batch(one.inputs)
        for posting_id, code in zip(one.posting_ids, coded, strict=True):
            codes[posting_id] = {"name": code.name, "sub_cluster": code.sub_cluster} if code else None
    UNSEEN.write_text(json.dumps(codes), encoding="utf-8")


def read_unseen_clusters() -> dict[str, dict[str, object] | None]:
    """`cluster` of an output record by posting id, as `train` left them.

    Raises:
        ModelError: the Cluster coder has not been trained here.
    """
    if not UNSEEN.is_file():
        raise ModelError("cluster", f"{UNSEEN} is missing: train the Cluster coder first")
    codes: dict[str, dict[str, object] | None] = json.loads(UNSEEN.read_text(encoding="utf-8"))
    return codes


def _posting_words(posting: TrainingPosting) -> list[int]:
    words = "\n".join((posting.title, posting.employer or "", posting.duties))
    return [int(value) for value in read_words(words).features]


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
        usual=model.usual.astype(np.float16),
        sectors=pack_strings(model.sectors),
        is_sector=model.is_sector,
        weights=model.weights,
        **model.text_model.to_arrays("text"),
    )


def read_crosswalk(soc_codes: tuple[str, ...]) -> Crosswalk:
    """The official links, and `cluster_defaults.yml`."""
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
    return Crosswalk(soc_codes, pairs, is_pair, is_default, *_read_sectors(pairs))


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
