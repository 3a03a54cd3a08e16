"""What the occupation coder says of labelled postings that its parts had not seen, for later training."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nlp.components.occupation import N_ALTERNATIVES
from nlp.components.occupation_levels import DETAILED_THRESHOLD
from nlp.components.occupation_model import Floats
from nlp.components.occupation_model_file import pack_strings, unpack_strings
from nlp.errors import ModelError
from nlp.training.occupation_data import load_soc_codes
from nlp.training.work import WORK


def save_unseen(posting_ids: Sequence[str], probabilities: Floats) -> None:
    """Leave the distributions, shape (postings, SOC codes)."""
    unseen_path().parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(unseen_path(), ids=pack_strings(posting_ids), probabilities=probabilities)


def unseen_path() -> Path:
    """Where the distributions of labelled postings lie that the parts had not seen."""
    return WORK / "occupation_unseen.npz"


def read_unseen() -> dict[str, Floats]:
    """Distribution over the SOC codes by posting id, as `train` left them.

    Raises:
        ModelError: the occupation coder has not been trained here.
    """
    if not unseen_path().is_file():
        raise ModelError("occupation", f"{unseen_path()} is missing: train the occupation coder first")
    with np.load(unseen_path(), allow_pickle=False) as arrays:
        return dict(zip(unpack_strings(arrays["ids"]), arrays["probabilities"], strict=True))


def read_unseen_occupations() -> dict[str, dict[str, object]]:
    """The same distributions as `occupation` of an output record (DESIGN.md, contract 1)."""
    codes = load_soc_codes()
    records: dict[str, dict[str, object]] = {}
    for posting_id, row in read_unseen().items():
        best = np.argsort(-row, kind="stable")[:N_ALTERNATIVES].tolist()
        candidates = [{"soc_code": codes[i], "probability": float(row[i])} for i in best]
        is_sure = float(row[best[0]]) >= DETAILED_THRESHOLD
        records[posting_id] = {
            "soc_code": codes[best[0]] if is_sure else None,
            "probability": float(row[best[0]]),
            "alternatives": candidates,
        }
    return records
