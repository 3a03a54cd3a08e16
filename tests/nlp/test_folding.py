import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.folding import fold_form, fold_text, lower_same_length


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Problem-Solving", "problem solving"),
        ("Bachelor's degree", "bachelors degree"),
        ("Bachelor’s degree", "bachelors degree"),
        ("Masterâ€™s degree", "masters degree"),
        ("Bachelor€™s", "bachelors"),
        ("data   entry", "data entry"),
        ("data\u00a0entry", "data entry"),
        ("full–stack", "full stack"),
        ("written\ncommunication", "written communication"),
        ("Python.\nJava", "python.\njava"),
    ],
)
def test_spellings_that_mean_the_same_fold_alike(text: str, folded: str) -> None:
    assert fold_text(text).lower == folded


def test_offsets_lead_back_to_the_original() -> None:
    text = "A  Bachelor's degree in   data-entry"
    folded = fold_text(text)
    start = folded.lower.index("data entry")
    begin, end = folded.original(start, start + len("data entry"))
    assert text[begin:end] == "data-entry"
    start = folded.lower.index("bachelors")
    begin, end = folded.original(start, start + len("bachelors"))
    assert text[begin:end] == "Bachelor's"


@given(st.text(alphabet=st.sampled_from("abAB'’ -–\n\u00a0\u0130\u00dfs.,€™â"), max_size=60))
def test_every_folded_range_maps_into_the_text(text: str) -> None:
    folded = fold_text(text)
    assert len(folded.lower) == len(folded.cased)
    for start in range(len(folded.lower)):
        begin, end = folded.original(start, start + 1)
        assert 0 <= begin < end <= len(text)


def test_a_form_is_folded_like_a_text() -> None:
    assert fold_form("Driver's  License") == "drivers license"


def test_lower_case_keeps_the_length() -> None:
    assert lower_same_length("\u0130STANBUL") == "\u0130stanbul"
