import numpy as np
import pytest

from nlp.components.phrase_decoding import N_TAGS
from nlp.components.phrase_features import N_HINTS, N_JOINTS
from nlp.components.phrase_network import HEADS, PADDING
from nlp.training.phrase_learner import (
    N_COLUMNS,
    Ids,
    Learner,
    Settings,
    backpropagate,
    create_learner,
    drop_words,
    encode,
    export_weights,
    flatten,
)
from tests.nlp.phrase_networks import WORDS, small_learner


def _sentences() -> list[Ids]:
    rng = np.random.default_rng(1)
    return [
        np.column_stack(
            [
                rng.integers(0, 6, n),
                *(rng.integers(0, 9, n) for _ in range(4)),
                rng.integers(0, N_JOINTS, n),
                rng.integers(0, N_HINTS, n),
            ]
        ).astype(np.int32)
        for n in (4, 1, 3)
    ]


def test_flattened_sentences_lie_apart() -> None:
    sentences = _sentences()
    ids, mask, starts = flatten(sentences)
    assert starts.tolist() == [PADDING, PADDING + 4 + PADDING, PADDING + 5 + 2 * PADDING]
    assert mask[:, 0].sum() == 8
    assert ids.shape[1] == N_COLUMNS == 7
    assert ids[starts[2] : starts[2] + 3].tolist() == sentences[2].tolist()


@pytest.mark.parametrize(
    "name",
    [
        "projection",
        "corrections",
        "first3",
        "joints",
        "hints",
        "gain0",
        "shift1",
        "kernel1",
        "kernel2",
        "bias2",
    ],
)
def test_gradients_equal_differences(name: str) -> None:
    learner = small_learner(3)
    ids, mask, _ = flatten(_sentences())
    direction = np.random.default_rng(2).normal(size=(len(ids), 16)).astype(np.float32)

    def loss() -> float:
        state, _ = encode(learner, ids, mask, learning=True)
        return float((state * direction).sum())

    _, cache = encode(learner, ids, mask, learning=True)
    gradient = backpropagate(learner, ids, mask, direction, cache)[name]
    place = np.unravel_index(int(np.abs(gradient).argmax()), gradient.shape)
    step, weight = 1e-2, learner.weights[name]
    kept = weight[place]
    weight[place] = kept + step
    above = loss()
    weight[place] = kept - step
    below = loss()
    assert gradient[place] == pytest.approx((above - below) / (2 * step), rel=0.03)


def test_steps_go_down_the_gradient_and_are_averaged() -> None:
    learner = Learner(
        np.zeros((1, 1), dtype=np.float32), np.zeros(1, dtype=np.int32), Settings(), np.random.default_rng(0)
    )
    learner.add_weight("w", np.array([4.0, -2.0]))
    for _ in range(400):
        learner.update({"w": 2 * learner.weights["w"]}, 0.05)
    assert np.abs(learner.weights["w"]).max() < 0.1
    assert 0 < np.abs(learner.averages["w"]).max() < 1
    learner.restart()
    assert learner.weights["w"].tolist() == learner.averages["w"].tolist()
    learner.drop_weight("w")
    assert learner.weights == {}


def test_dropped_words_are_unknown() -> None:
    learner = create_learner(
        np.ones((9, 4), dtype=np.float32), np.arange(1, 3), Settings(width=8, word_dropout=1.0), 0
    )
    ids = _sentences()[0]
    dropped = drop_words(learner, ids)
    assert not dropped[:, 0].any()
    assert dropped[:, 1:].tolist() == ids[:, 1:].tolist()


def test_the_same_seed_gives_the_same_weights() -> None:
    assert small_learner(5).weights["kernel1"].tolist() == small_learner(5).weights["kernel1"].tolist()
    assert small_learner(5).weights["kernel1"].tolist() != small_learner(6).weights["kernel1"].tolist()


def test_exported_rows_keep_their_values() -> None:
    learner = small_learner()
    exported = export_weights(learner, WORDS)
    rows = exported["rows_shape"].astype(np.float32) * exported["scale_shape"].astype(np.float32)[:, None]
    assert exported["rows_shape"].dtype == np.int8
    np.testing.assert_allclose(rows, learner.averages["shape"], atol=0.01)


def test_only_the_chosen_heads_are_exported() -> None:
    learner = small_learner()
    learner.averages["out_bias"] = np.arange(len(HEADS) * N_TAGS, dtype=np.float32)
    exported = export_weights(learner, WORDS, ("technology", "skill"))
    assert exported["heads"].tolist() == [HEADS.index("technology"), 0]
    first = HEADS.index("technology") * N_TAGS
    assert exported["out_bias"].tolist() == [*range(first, first + N_TAGS), *range(N_TAGS)]
    assert exported["transitions"].shape == (2, N_TAGS, N_TAGS)
    assert export_weights(learner, WORDS)["heads"].tolist() == list(range(len(HEADS)))


def test_joints_and_hints_are_exported_as_their_sums() -> None:
    learner = small_learner()
    joints, hints = learner.averages["joints"], learner.averages["hints"]
    exported = export_weights(learner, WORDS)["joints"].astype(np.float32)
    assert exported.shape == (N_JOINTS * N_HINTS, learner.settings.width)
    np.testing.assert_allclose(exported[5 * N_JOINTS + 2], joints[2] + hints[5], atol=2e-3)
