"""Known titles inside texts, on a small index of our own."""

import numpy as np
import pytest

from nlp.components.occupation_features import read_words
from nlp.components.occupation_phrases import PhraseIndex, hash_windows
from nlp.components.occupation_scores import SocStructure
from nlp.training.occupation_data import ListedTitle
from nlp.training.occupation_parts import compile_phrases

STRUCTURE = SocStructure.build(["15-1252", "15-1254", "29-1141"], ["15-1252.00"])


@pytest.fixture
def index() -> PhraseIndex:
    listed = [
        ListedTitle("Software Developer", "15-1252.00", 3.0),
        ListedTitle("Software Developer", "15-1254.00", 1.0),
        ListedTitle("Senior Software Developer", "15-1252.00", 1.0),
        ListedTitle("Staff Nurse", "29-1141.00", 1.0),
        ListedTitle("Nurse", "29-1141.00", 1.0),
    ]
    return compile_phrases(listed, STRUCTURE)


def test_a_title_in_the_text_votes_for_its_codes(index: PhraseIndex) -> None:
    votes = index.vote([read_words("We seek two software developers.")], 3)
    assert votes[0].tolist() == pytest.approx([0.75, 0.25, 0.0])


def test_the_longest_title_at_a_place_counts(index: PhraseIndex) -> None:
    votes = index.vote([read_words("a senior software developer")], 3)
    assert votes[0].tolist() == pytest.approx([1.0, 0.0, 0.0])


def test_titles_are_named_as_they_are_written(index: PhraseIndex) -> None:
    text = read_words("A senior software developer, software developers, and a staff nurse.")
    assert index.name(text, 0) == ["senior software developer", "software developer", "software developers"]
    assert index.name(text, 1) == ["software developer", "software developers"]
    assert index.name(text, 2) == ["staff nurse"]
    assert index.name(read_words("software developer"), 2) == []
    assert index.name(read_words(""), 0) == []


def test_each_title_counts_once_and_shares_are_even(index: PhraseIndex) -> None:
    votes = index.vote([read_words("staff nurse, staff nurse and software developer")], 3)
    assert votes[0].tolist() == pytest.approx([0.375, 0.125, 0.5])


def test_no_title_runs_from_one_text_into_the_next(index: PhraseIndex) -> None:
    texts = [read_words(text) for text in ("a senior software", "developer", "", "staff nurse")]
    assert [len(rows) for rows in index.find(texts)] == [0, 0, 0, 1]
    assert index.vote(texts, 3).tolist() == [[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 1]]


@pytest.mark.parametrize("text", ["", "nurse", "software", "developer software"])
def test_single_words_and_other_orders_say_nothing(index: PhraseIndex, text: str) -> None:
    assert index.vote([read_words(text)], 3).sum() == 0


def test_windows_of_different_sizes_do_not_collide() -> None:
    stems = read_words("senior software developer").stems
    assert len(hash_windows(stems, 2)) == 2
    assert not set(hash_windows(stems, 2).tolist()) & set(hash_windows(stems, 3).tolist())


def test_empty_index_finds_nothing() -> None:
    empty = PhraseIndex(
        np.zeros(0, np.uint64), np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
    )
    assert empty.find([read_words("staff nurse")]) == [[]]
