"""Training of the Cluster coder: the parts that need no development material."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
import yaml

from nlp.components.cluster import ClusterInput, ClusterModel, load_cluster_model
from nlp.components.occupation_features import read_words
from nlp.errors import ModelError
from nlp.training import cluster
from nlp.training.cluster import (
    START_WEIGHTS,
    Crosswalk,
    HeldOut,
    TextRows,
    fit_model,
    fit_weights,
    mark_pairs,
    measure,
    read_crosswalk,
    read_unseen_clusters,
    save_model,
    save_unseen,
    usual_shares,
)
from nlp.training.occupation_data import TrainingPosting, load_soc_codes
from taxonomy.loader import load_table

DEFAULTS = Path("nlp/training/cluster_defaults.yml")
SOFTWARE = "15-1252"


@lru_cache(maxsize=1)
def _crosswalk() -> Crosswalk:
    return read_crosswalk(tuple(load_soc_codes()))


def _posting(soc_code: str, pair: int, posting_id: str = "1") -> TrainingPosting:
    text = "file letters"
    return TrainingPosting(posting_id, "Clerk", text, text, "", None, (soc_code,), *_crosswalk().pairs[pair])


@lru_cache(maxsize=1)
def _model() -> ClusterModel:
    """A model that has read the same few words of every pair, so that words decide nothing."""
    words = read_words("weld pipes and read plans").features.tolist()
    targets = list(np.eye(len(_crosswalk().pairs), dtype=np.float32))
    return fit_model(_crosswalk(), TextRows([words] * len(targets), targets), [])


def _row_with_several() -> tuple[int, int, int]:
    """Row of an occupation with two pairs or more, its usual pair, another one."""
    crosswalk = _crosswalk()
    row = crosswalk.soc_codes.index(SOFTWARE)
    usual = int(crosswalk.is_default[row].argmax())
    other = next(int(i) for i in np.flatnonzero(crosswalk.is_pair[row]) if i != usual)
    return row, usual, other


def _held(pair: int, n: int = 20) -> HeldOut:
    """Postings that are software developers for sure and labelled with a pair."""
    row, _, _ = _row_with_several()
    probabilities = np.zeros(len(_crosswalk().soc_codes), np.float32)
    probabilities[row] = 1.0
    inputs = [ClusterInput("", "", probabilities)] * n
    return HeldOut(_model(), inputs, [pair] * n, [f"p{number}" for number in range(n)])


def test_usual_pairs_cover_exactly_the_occupations_with_several() -> None:
    pairs: dict[str, set[str]] = {}
    for row in load_table("cluster_soc").to_pylist():
        pairs.setdefault(row["soc_code"], set()).add(f"{row['cluster']} / {row['sub_cluster']}")
    defaults = yaml.safe_load((Path(__file__).parents[3] / DEFAULTS).read_text(encoding="utf-8"))
    assert set(defaults) == {code for code, names in pairs.items() if len(names) > 1}
    assert all(name in pairs[code] for code, name in defaults.items())


def test_each_occupation_has_one_default_that_is_listed() -> None:
    crosswalk = _crosswalk()
    assert (crosswalk.is_default.sum(axis=1) == 1).all()
    assert not (crosswalk.is_default & ~crosswalk.is_pair).any()


def test_labels_outside_the_crosswalk_are_marked() -> None:
    other = TrainingPosting(
        "2", "", "", "", "", None, (), "Digital Technology", "Unmanned Vehicle Technology"
    )
    assert mark_pairs([_posting(SOFTWARE, 3), other], _crosswalk()) == [3, -1]


def test_usual_shares_by_hand() -> None:
    row, usual, other = _row_with_several()
    n_pairs = int(_crosswalk().is_pair[row].sum())
    before = np.exp(usual_shares(_crosswalk(), [])[row])
    # The default takes 0.7 and its part of the remaining 0.3, which all pairs share.
    assert before[usual] == pytest.approx(0.7 + 0.3 / n_pairs)
    assert before[other] == pytest.approx(0.3 / n_pairs)
    # The default counts as two postings; three labelled ones move the shares.
    gold = [_posting(SOFTWARE, other, str(number)) for number in range(3)]
    after = np.exp(usual_shares(_crosswalk(), gold)[row])
    assert after[other] == pytest.approx((2 * 0.3 / n_pairs + 3) / 5)
    assert after[usual] == pytest.approx(2 * (0.7 + 0.3 / n_pairs) / 5)


def test_ads_that_we_wrote_move_no_share() -> None:
    _, _, other = _row_with_several()
    written = _posting(SOFTWARE, other, "written-codes-0001")
    assert usual_shares(_crosswalk(), [written]).tolist() == usual_shares(_crosswalk(), []).tolist()


def test_labels_that_the_crosswalk_does_not_list_move_no_share() -> None:
    row, _, _ = _row_with_several()
    foreign = int(np.flatnonzero(~_crosswalk().is_pair[row])[0])
    moved = usual_shares(_crosswalk(), [_posting(SOFTWARE, foreign), _posting("99-9999", foreign)])
    assert moved.tolist() == usual_shares(_crosswalk(), []).tolist()


def test_weights_follow_the_labels() -> None:
    _, usual, other = _row_with_several()
    towards = fit_weights([_held(usual)])
    away = fit_weights([_held(other)])
    assert towards[1] > START_WEIGHTS[1] > away[1]


def test_right_clusters_by_hand() -> None:
    _, usual, other = _row_with_several()
    weights = np.array([1, 1, 0, 1, 0, 0], np.float32)
    assert measure([_held(usual, 2)], weights) == (1.0, 1.0)
    pairs = _crosswalk().pairs
    is_same_cluster = pairs[usual][0] == pairs[other][0]
    # Three of four are of the usual pair; a posting without a labelled pair does not count.
    mixed = [_held(usual, 3), _held(other, 1), _held(-1, 5)]
    assert measure(mixed, weights) == (1.0 if is_same_cluster else 0.75, 0.75)
    assert measure([], weights) == (0.0, 0.0)


def test_unseen_clusters_are_kept_by_posting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "UNSEEN", tmp_path / "unseen.json")
    with pytest.raises(ModelError, match="train the Cluster coder first"):
        read_unseen_clusters()
    _, usual, _ = _row_with_several()
    save_unseen([_held(usual, 2)], np.array([1, 1, 0, 1, 0, 0], np.float32))
    name, sub_cluster = _crosswalk().pairs[usual]
    assert read_unseen_clusters() == {
        "p0": {"name": name, "sub_cluster": sub_cluster},
        "p1": {"name": name, "sub_cluster": sub_cluster},
    }


def test_artifact_round_trips(tmp_path: Path) -> None:
    model = replace(_model(), weights=np.array([1, 2, 3, 4, 5, 6], np.float32))
    save_model(tmp_path / "cluster.npz", model)
    again = load_cluster_model(tmp_path / "cluster.npz")
    assert again.weights.tolist() == [1, 2, 3, 4, 5, 6]
    assert again.pairs == model.pairs
    np.testing.assert_allclose(again.usual, model.usual, rtol=1e-3)
