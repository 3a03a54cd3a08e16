import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from nlp.tokenizer import PostingTokenizer, create_posting_tokenizer

TOKENIZE = PostingTokenizer(Vocab())


@given(st.text(max_size=200))
def test_the_text_comes_back_whatever_it_is(text: str) -> None:
    assert TOKENIZE(text).text == text


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("C++ and C#", ["C", "+", "+", "and", "C", "#"]),
        ("skillsExcel", ["skills", "Excel"]),
        ("GoalsREQUIREMENTS", ["Goals", "REQUIREMENTS"]),
        ("HTML5", ["HTML", "5"]),
        ("a  b\n\nc", ["a", " ", "b", "\n\n", "c"]),
        ("$18-22/hr", ["$", "18", "-", "22", "/", "hr"]),
        ("café naïve", ["café", "naïve"]),
        ("snake_case", ["snake", "_", "case"]),
    ],
)
def test_every_place_where_a_mention_may_end_is_a_token_end(text: str, tokens: list[str]) -> None:
    assert [token.text for token in TOKENIZE(text)] == tokens


def test_an_empty_text_has_no_tokens() -> None:
    assert len(TOKENIZE("")) == 0


def test_words_met_first_in_a_memory_zone_are_read_after_it_too() -> None:
    nlp = spacy.blank("en")
    tokenize = PostingTokenizer(nlp.vocab)
    tokenize("weld")
    for _ in range(2):
        with nlp.memory_zone():
            assert [token.text for token in tokenize("weld steel")] == ["weld", "steel"]
    assert [token.text for token in tokenize("steel weld")] == ["steel", "weld"]


def test_it_is_built_for_a_language_and_nothing_else() -> None:
    build = create_posting_tokenizer()
    nlp = spacy.blank("en")
    assert build(nlp).vocab is nlp.vocab
    with pytest.raises(TypeError):
        build("en")


def test_it_writes_nothing_and_reads_nothing(tmp_path: object) -> None:
    assert TOKENIZE.to_bytes() == b""
    assert TOKENIZE.from_bytes(b"") is TOKENIZE
    TOKENIZE.to_disk("unused")
    assert TOKENIZE.from_disk("unused") is TOKENIZE
