import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from nlp.extractor import make_doc
from nlp.mentions import (
    Mention,
    TokenPlaces,
    place_of,
    read_mentions,
    token_places,
    write_mentions,
    write_spans,
)
from nlp.pipeline import build_pipeline
from nlp.types import PostingInput

NLP = build_pipeline(())


def _doc(description: str, title: str = "") -> Doc:
    return make_doc(NLP, PostingInput("1", title, description))


def _range(doc: Doc, quote: str) -> tuple[int, int]:
    start = doc.text.index(quote)
    return start, start + len(quote)


def _mention(doc: Doc, quote: str, kind: str = "technology") -> Mention:
    mention = token_places(doc).mention(*_range(doc, quote), kind)
    assert mention is not None
    return mention


@pytest.mark.parametrize(
    ("text", "quote", "covered"),
    [
        ("uses Excel daily", "Excel", "Excel"),
        ("uses Excel daily", "xce", "Excel"),
        ("uses Excel daily", "s Exc", "uses Excel"),
        ("uses Excel daily", " Excel ", "Excel"),
        ("C++ and C#", "C++", "C++"),
        ("C++ and C#", "C#", "C#"),
        ("duties:ExcelRequired", "Excel", "Excel"),
        ("duties:ExcelRequired", "duties", "duties"),
        ("skills.\n\nExcel", "\nExcel", "\n\nExcel"),
        ("Excel", "Excel", "Excel"),
    ],
)
def test_a_range_of_characters_becomes_the_tokens_that_it_touches(
    text: str, quote: str, covered: str
) -> None:
    doc = _doc(text)
    mention = _mention(doc, quote)
    assert doc.text[mention.start : mention.end] == covered
    assert doc[mention.first : mention.last].text == covered


@pytest.mark.parametrize(
    ("begins", "ends", "start", "end"),
    [
        ([0, 5], [4, 10], 4, 5),  # the space behind a token
        ([2], [4], 0, 2),  # ahead of the first
        ([0], [4], 4, 9),  # behind the last
        ([], [], 0, 3),  # no token at all
    ],
)
def test_a_range_that_touches_no_token_is_no_mention(
    begins: list[int], ends: list[int], start: int, end: int
) -> None:
    assert TokenPlaces(begins, ends).mention(start, end, "skill") is None


def test_the_space_behind_a_word_belongs_to_no_token_and_a_line_break_to_one() -> None:
    places = token_places(_doc("Excel daily\nfiling", title="Clerk"))
    assert places.mention(11, 12, "skill") is None
    line_break = places.mention(17, 18, "skill")
    assert line_break is not None
    assert (line_break.start, line_break.end) == (17, 18)


def test_a_mention_says_what_it_was_given() -> None:
    mention = TokenPlaces([0, 5], [4, 10]).mention(5, 10, "license", "license:cdl", "pattern")
    assert mention == Mention(5, 10, 1, 2, "license", "license:cdl", "pattern", 1.0, "mentioned")


def test_places_are_worked_out_once() -> None:
    doc = _doc("uses Excel")
    assert token_places(doc) is token_places(doc)
    empty = token_places(Doc(NLP.vocab))
    assert (empty.begins, empty.ends) == ([], [])


@given(st.text(max_size=80), st.integers(0, 90), st.integers(1, 40))
def test_a_mention_has_the_bounds_of_exactly_the_tokens_around_its_range(
    text: str, start: int, length: int
) -> None:
    doc = _doc(text)
    end = start + length
    touched = [token for token in doc if token.idx < end and start < token.idx + len(token)]
    mention = token_places(doc).mention(start, end, "skill")
    assert (mention is None) == (not touched)
    if mention is not None:
        first, last = touched[0], touched[-1]
        assert (mention.first, mention.last) == (first.i, last.i + 1)
        assert (mention.start, mention.end) == (first.idx, last.idx + len(last))
        assert max(start, mention.start) < min(end, mention.end)


def test_spans_that_stand_there_first_are_taken_over() -> None:
    doc = _doc("uses Excel daily")
    first, last = _mention(doc, "Excel").first, _mention(doc, "Excel").last
    span = Span(doc, first, last, label="technology", kb_id="technology:excel", span_id="ambiguous")
    span._.confidence, span._.requirement = 0.25, "preferred"
    doc.spans["mentions"] = [span]
    start, end = _range(doc, "Excel")
    assert read_mentions(doc) == [
        Mention(start, end, first, last, "technology", "technology:excel", "ambiguous", 0.25, "preferred")
    ]


def test_spans_set_later_are_not_looked_at() -> None:
    doc = _doc("uses Excel daily")
    assert read_mentions(doc) == []
    doc.spans["mentions"] = [Span(doc, 0, 1, label="technology")]
    assert read_mentions(doc) == []


def test_what_is_written_is_read() -> None:
    doc = _doc("uses Excel daily")
    mentions = [_mention(doc, "Excel")]
    write_mentions(doc, mentions)
    assert read_mentions(doc) is mentions
    assert "mentions" not in doc.spans


def test_spans_say_everything_that_the_mentions_say() -> None:
    doc = _doc("uses Excel and Word")
    excel, word = _mention(doc, "Excel"), _mention(doc, "Word", "skill")
    excel.concept_id, excel.origin, excel.confidence, excel.requirement = "t:excel", "sure", 0.75, "required"
    write_mentions(doc, [excel, word])
    assert write_spans(doc) is doc
    assert [
        (span.text, span.label_, span.kb_id_, span.id_, span._.confidence, span._.requirement)
        for span in doc.spans["mentions"]
    ] == [
        ("Excel", "technology", "t:excel", "sure", 0.75, "required"),
        ("Word", "skill", "", "", 1.0, "mentioned"),
    ]


def test_spans_can_be_made_again_and_of_nothing() -> None:
    doc = _doc("uses Excel")
    assert list(write_spans(doc).spans["mentions"]) == []
    write_mentions(doc, [_mention(doc, "Excel")])
    assert [span.text for span in write_spans(doc).spans["mentions"]] == ["Excel"]
    assert [span.text for span in write_spans(doc).spans["mentions"]] == ["Excel"]


def test_mentions_are_sorted_by_their_first_token_then_their_last() -> None:
    doc = _doc("weld long pipes")
    whole, inner, first = (_mention(doc, quote) for quote in ("weld long pipes", "long pipes", "weld"))
    assert sorted([inner, whole, first], key=place_of) == [first, whole, inner]
