import numpy as np

from nlp.training.phrase_vectors import choose_words, fit_vectors

SENTENCES = [
    sentence.split()
    for sentence in (
        "the cat eats fish",
        "the dog eats meat",
        "a cat likes milk",
        "a dog likes bones",
        "the fish swims",
    )
    for _ in range(4)
]


def test_frequent_words_come_first_and_rare_ones_are_left_out() -> None:
    words = choose_words([["b", "a"], ["a", "b"], ["a", "b", "a"], ["c", "c"]])
    assert words == ["a", "b"]


def test_words_in_the_same_places_get_like_vectors() -> None:
    words = choose_words(SENTENCES)
    vectors = fit_vectors(SENTENCES, words, seed=1)
    place = {word: number for number, word in enumerate(words, start=1)}

    def likeness(one: str, other: str) -> float:
        left, right = vectors[place[one]], vectors[place[other]]
        return float(left @ right / np.linalg.norm(left) / np.linalg.norm(right))

    assert likeness("cat", "dog") > likeness("cat", "eats") + 0.3


def test_vectors_have_one_size_and_the_unknown_word_none() -> None:
    words = choose_words(SENTENCES)
    vectors = fit_vectors(SENTENCES, words, seed=1)
    assert len(vectors) == len(words) + 1
    assert not vectors[0].any()
    np.testing.assert_allclose((vectors[1:] ** 2).mean(axis=1), 1, atol=0.01)
