"""Training of the Cluster coder: the parts that need no development material."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import yaml

from nlp.components.cluster import ClusterInput, load_cluster_model
from nlp.training.cluster import START_WEIGHTS, fit_weights, mark_pairs, save_model
from nlp.training.occupation_data import TrainingPosting
from taxonomy.loader import load_table

DEFAULTS = Path("nlp/training/cluster_defaults.yml")


def test_usual_pairs_cover_exactly_the_occupations_with_several() -> None:
    pairs: dict[str, set[str]] = {}
    for row in load_table("cluster_soc").to_pylist():
        pairs.setdefault(row["soc_code"], set()).add(f"{row['cluster']} / {row['sub_cluster']}")
    defaults = yaml.safe_load((Path(__file__).parents[3] / DEFAULTS).read_text(encoding="utf-8"))
    assert set(defaults) == {code for code, names in pairs.items() if len(names) > 1}
    assert all(name in pairs[code] for code, name in defaults.items())


def test_labels_outside_the_crosswalk_are_marked() -> None:
    model = load_cluster_model()
    known = TrainingPosting("1", "", "", None, (), *model.pairs[3])
    other = TrainingPosting("2", "", "", None, (), "Digital Technology", "Unmanned Vehicle Technology")
    assert mark_pairs([known, other], model) == [3, -1]


def test_weights_follow_the_labels() -> None:
    model = load_cluster_model()
    soc = model.soc_codes.index("15-1252")
    probabilities = np.zeros(len(model.soc_codes), np.float32)
    probabilities[soc] = 1.0
    usual = int(model.is_default[soc].argmax())
    other = next(int(i) for i in np.flatnonzero(model.is_pair[soc]) if i != usual)
    inputs = [ClusterInput("", "", probabilities)] * 20
    towards = fit_weights(model, inputs, [usual] * 20)
    away = fit_weights(model, inputs, [other] * 20)
    assert towards[1] > START_WEIGHTS[1] > away[1]


def test_artifact_round_trips(tmp_path: Path) -> None:
    model = replace(load_cluster_model(), weights=np.array([1, 2, 3, 4], np.float32))
    save_model(tmp_path / "cluster.npz", model)
    again = load_cluster_model(tmp_path / "cluster.npz")
    assert again.weights.tolist() == [1, 2, 3, 4]
    assert again.pairs == model.pairs
