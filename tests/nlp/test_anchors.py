from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nlp.anchors import AnchorWindows

WINDOWS = AnchorWindows(("licens", "degree"), before=10, after=8)


def windows(text: str) -> list[str]:
    return [text[start:end] for start, end in WINDOWS.find(text)]


def test_a_window_begins_at_a_word_and_ends_at_its_reach() -> None:
    assert windows("You must hold a nursing license in Ohio now") == ["a nursing license in Ohi"]


def test_windows_that_touch_are_joined() -> None:
    assert windows("A degree or license") == ["A degree or license"]


def test_windows_stay_on_their_line() -> None:
    assert windows("first line\nLICENSE\nlast line") == ["LICENSE"]


def test_no_anchor_no_window() -> None:
    assert windows("Nothing of the kind") == []


@given(st.text(alphabet=st.sampled_from("licensdgr \n\u0130"), max_size=80))
def test_windows_are_ascending_and_apart(text: str) -> None:
    found = list(WINDOWS.find(text))
    assert all(first[1] < second[0] for first, second in pairwise(found))
    assert all(0 <= start < end <= len(text) for start, end in found)
