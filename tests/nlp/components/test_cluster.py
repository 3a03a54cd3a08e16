"""The Cluster coder as the pipeline uses it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import spacy

from nlp.components.cluster import (
    UNMANNED,
    ClusterCoder,
    ClusterInput,
    create_cluster,
    expand_sector,
    find_unmanned,
    keep_links,
    load_cluster_model,
    share_pairs,
    weigh_words,
)
from nlp.components.occupation import OccupationCoder, OccupationInput, create_occupation
from nlp.components.occupation_model import Floats
from nlp.errors import ModelError
from nlp.types import PostingInput
from taxonomy.loader import load_table

WARD = (
    "Care for patients on the ward, give medication, record vital signs and work with physicians and nurses."
)
STORE = "Greet shoppers, sell clothing, run the register, keep displays tidy and meet sales goals."


@pytest.fixture(scope="module")
def coder() -> ClusterCoder:
    return ClusterCoder.load()


def _certain(coder: ClusterCoder, soc_code: str) -> Floats:
    model = load_cluster_model()
    probabilities = np.zeros(len(model.soc_codes), np.float32)
    probabilities[model.soc_codes.index(soc_code)] = 1.0
    return probabilities


@pytest.mark.parametrize(
    ("soc_code", "text", "cluster"),
    [
        ("29-1141", WARD, "Healthcare & Human Services"),
        ("41-2031", STORE, "Marketing & Sales"),
        ("53-3032", "Haul freight.", "Supply Chain & Transportation"),
    ],
)
def test_occupation_with_one_cluster_decides_it(
    coder: ClusterCoder, soc_code: str, text: str, cluster: str
) -> None:
    code = coder.code_batch([ClusterInput("", text, _certain(coder, soc_code))])[0]
    assert code is not None
    assert code.name == cluster
    assert code.probability > 0.9


def test_words_decide_where_the_occupation_has_several(coder: ClusterCoder) -> None:
    welder = _certain(coder, "51-4121")
    site = "Weld structural steel on building sites: beams, columns, stairs, concrete forms, scaffolds, blueprints."
    shop = "Run robotic production welding cells on an automated manufacturing line; set up machines and fixtures."
    at_site, at_shop = (
        row for row in coder.code_batch([ClusterInput("Welder", text, welder) for text in (site, shop)])
    )
    assert at_site is not None
    assert at_shop is not None
    assert {at_site.name, at_shop.name} <= {"Construction", "Advanced Manufacturing"}
    share_site = at_site.probability if at_site.name == "Construction" else 1 - at_site.probability
    share_shop = at_shop.probability if at_shop.name == "Construction" else 1 - at_shop.probability
    assert share_site > share_shop


def test_sector_speaks_for_its_clusters(coder: ClusterCoder) -> None:
    analyst = _certain(coder, "13-1041")
    plain = coder.take_opinions([ClusterInput("", "", analyst)])[0, 1]
    sector = coder.take_opinions([ClusterInput("", "", analyst, None, "524126")])[0, 1]
    assert plain.sum() == 0
    assert sector.sum() > 0
    assert {coder.pairs[i][0] for i in np.flatnonzero(sector)} == {"Financial Services"}


def test_probability_sums_over_occupations(coder: ClusterCoder) -> None:
    half = (_certain(coder, "29-1141") + _certain(coder, "41-2031")) / np.float32(2)
    code = coder.code_batch([ClusterInput("", "", half)])[0]
    assert code is not None
    assert code.probability == pytest.approx(0.5, abs=0.2)


def test_shares_are_a_distribution_over_listed_pairs(coder: ClusterCoder) -> None:
    model = load_cluster_model()
    one = _certain(coder, "15-1252")
    opinions = coder.take_opinions([ClusterInput("", "", one)])[0]
    shares = share_pairs(one, opinions, model)
    assert float(shares.sum()) == pytest.approx(1.0, abs=1e-3)
    listed = model.is_pair[model.soc_codes.index("15-1252")]
    assert float(shares[~listed].sum()) == pytest.approx(0.0, abs=1e-3)


def test_words_against_occupations_by_hand() -> None:
    model = load_cluster_model()
    shares = np.zeros(len(model.pairs), np.float32)
    shares[3] = 1.0
    opinions = np.zeros((3, len(model.pairs)), np.float32)
    opinions[0, 7] = 5.0
    weights = np.zeros(6, np.float32)
    weights[3] = 1.0
    silent = weigh_words(shares, opinions, replace(model, weights=weights))
    # the words have no weight: the occupation's pair keeps 1.001 of 1.001 + 0.001 for each of the others
    assert silent[3] == pytest.approx(1.001 / (1.001 + 0.001 * (len(shares) - 1)), abs=1e-4)
    weights[4] = 2.0
    heard = weigh_words(shares, opinions, replace(model, weights=weights))
    assert int(heard.argmax()) == 7  # 0.001 e^10 = 22 against 1.001
    assert float(heard.sum()) == pytest.approx(1.0, abs=1e-4)


def test_a_sure_occupation_keeps_to_its_links(coder: ClusterCoder) -> None:
    model = load_cluster_model()
    petroleum = _certain(coder, "17-2171")
    even = np.full(len(model.pairs), 1 / len(model.pairs), np.float32)
    linked = model.is_pair[model.soc_codes.index("17-2171")]
    kept = keep_links(even, petroleum, model)
    assert kept[linked].tolist() == even[linked].tolist()
    assert float(kept[~linked].sum()) == 0.0
    assert keep_links(even, petroleum * np.float32(0.8), model).tolist() == even.tolist()


def test_nothing_is_said_where_nothing_is_likely(coder: ClusterCoder) -> None:
    model = load_cluster_model()
    flat = np.full(len(model.soc_codes), 1 / len(model.soc_codes), np.float32)
    code = coder.code_batch([ClusterInput("", "", flat)])[0]
    assert code is None or code.probability >= 0.2


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Drone Pilot", "", True),
        ("sUAS Operator", "", True),
        ("Unmanned Systems Engineer", "", True),
        ("ROV Pilot", "", True),
        ("Airline Pilot", "We do not fly drones.", False),
        ("Technician", "UAS " * 6, True),
        ("Droner", "", False),
    ],
)
def test_unmanned_vehicles_are_found_by_title_and_text(title: str, text: str, expected: bool) -> None:
    assert (find_unmanned(title, text) is not None) == expected


def test_unmanned_vehicle_technology_is_a_cluster_of_the_framework(coder: ClusterCoder) -> None:
    rows = {(row["cluster"], row["sub_cluster"]) for row in load_table("clusters").to_pylist()}
    code = coder.code_batch([ClusterInput("Drone Pilot", "", _certain(coder, "53-2012"))])[0]
    assert UNMANNED in rows
    assert code is not None
    assert (code.name, code.sub_cluster) == UNMANNED


@pytest.mark.parametrize(
    ("sector", "parts"), [("31-33", ["31", "32", "33"]), ("52", ["52"]), ("44513", ["44"])]
)
def test_sectors_are_expanded(sector: str, parts: list[str]) -> None:
    assert expand_sector(sector) == parts


def test_every_pair_is_in_the_framework(coder: ClusterCoder) -> None:
    rows = {(row["cluster"], row["sub_cluster"]) for row in load_table("clusters").to_pylist()}
    assert set(coder.pairs) <= rows


def test_the_usual_shares_of_an_occupation_sum_to_one_over_its_listed_pairs() -> None:
    model = load_cluster_model()
    shares = np.exp(model.usual.astype(np.float64))
    assert np.where(model.is_pair, shares, 0).sum(axis=1) == pytest.approx(1.0, abs=0.01)
    assert shares[~model.is_pair].max() < 1e-5


def test_the_usual_pairs_of_each_occupation_share_its_postings() -> None:
    model = load_cluster_model()
    listed = np.where(model.is_pair, np.exp(model.usual), 0.0).sum(axis=1)
    assert listed == pytest.approx(np.ones(len(model.soc_codes)), abs=0.01)


def test_components_work_together() -> None:
    nlp = spacy.blank("en")
    occupation, cluster = create_occupation(nlp, "occupation"), create_cluster(nlp, "cluster")
    doc = nlp.make_doc("Registered Nurse\n" + WARD)
    doc._.description_start = len("Registered Nurse\n")
    doc._.posting = PostingInput("1", "Registered Nurse", WARD)
    [done] = cluster.pipe(occupation.pipe([doc]))
    assert done._.cluster.name == "Healthcare & Human Services"
    assert "coded_occupation" not in done.user_data


def test_document_without_occupation_is_left_alone() -> None:
    doc = spacy.blank("en").make_doc("Cook\n")
    assert create_cluster(spacy.blank("en"), "cluster")(doc)._.cluster is None


def test_missing_artifact_says_how_to_train(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="make train"):
        load_cluster_model(tmp_path / "none.npz")


def test_codes_of_both_models_are_the_same() -> None:
    assert load_cluster_model().soc_codes == OccupationCoder.load().soc_codes
    assert OccupationCoder.load().code_batch([OccupationInput("")])[0].probabilities.shape == (867,)
