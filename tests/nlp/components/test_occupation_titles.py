"""Votes of known titles, on a small index of our own."""

import pytest

from nlp.components.occupation_titles import EXACT_COSINE, TitleIndex
from nlp.training.occupation_data import FiledTitle, ListedTitle
from nlp.training.occupation_title_index import compile_title_index

ONET = {"29-1141.00": 0, "29-2061.00": 1, "51-4121.00": 2}


@pytest.fixture
def index() -> TitleIndex:
    listed = [
        ListedTitle("Registered Nurse", "29-1141.00", 2.0),
        ListedTitle("Staff Nurse", "29-1141.00", 1.0),
        ListedTitle("Practical Nurse", "29-2061.00", 1.0),
        ListedTitle("Pipe Welder", "51-4121.00", 1.0),
        *(ListedTitle(f"{word} Welder", "51-4121.00", 1.0) for word in ("Arc", "Gas", "Spot", "Lead")),
    ]
    filed = [FiledTitle("NURSE ASSISTING", ("29-2061",), "k", False, 1.0)]
    data = compile_title_index(listed, filed, ONET)
    return TitleIndex(data.arrays, data.titles, data.words, len(ONET))


def test_the_same_words_in_any_case_are_exact(index: TitleIndex) -> None:
    votes = index.vote("REGISTERED NURSES")
    assert votes.nearest == "Registered Nurse"
    assert votes.nearest_onet == 0
    assert votes.cosine >= EXACT_COSINE
    assert votes.exact_shares is not None
    assert votes.exact_shares.tolist() == [1.0, 0.0, 0.0]


def test_a_new_title_is_near_but_not_exact(index: TitleIndex) -> None:
    votes = index.vote("Night Nurse")
    assert 0 < votes.cosine < EXACT_COSINE
    assert votes.exact_shares is None
    assert votes.onet_shares.sum() == pytest.approx(1.0)
    assert votes.onet_shares[0] > votes.onet_shares[2]


def test_filed_titles_vote_apart(index: TitleIndex) -> None:
    votes = index.vote("Nurse Assisting")
    assert votes.filed_shares[1] == pytest.approx(1.0)
    assert votes.exact_shares is None


def test_unknown_words_say_nothing(index: TitleIndex) -> None:
    votes = index.vote("Xylophone")
    assert votes.nearest is None
    assert votes.nearest_onet == -1
    assert votes.onet_shares.sum() == 0


def test_misspelt_words_are_read_as_known_ones(index: TitleIndex) -> None:
    votes = index.vote("Wleder")
    assert votes.corrected == (("wleder", "welder"),)
    assert votes.onet_shares[2] == pytest.approx(1.0)


def test_short_words_are_never_corrected(index: TitleIndex) -> None:
    assert index.vote("Wlde").corrected == ()


def test_titles_with_the_same_words_share_a_row() -> None:
    listed = [ListedTitle("Cook", "29-1141.00", 1.0), ListedTitle("COOKS", "29-2061.00", 1.0)]
    data = compile_title_index(listed, [], ONET)
    assert data.titles == ["Cook"]
    votes = TitleIndex(data.arrays, data.titles, data.words, len(ONET)).vote("cook")
    assert votes.onet_shares.tolist() == pytest.approx([0.5, 0.5, 0.0])
