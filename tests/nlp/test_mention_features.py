import pytest
import spacy
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from nlp.mention_features import Feature, mention_features
from nlp.tokenizer import PostingTokenizer

NLP = spacy.blank("en")
NLP.tokenizer = PostingTokenizer(NLP.vocab)


def described(text: str, *quotes: str, priors: dict[str, str] | None = None) -> list[dict[str, object]]:
    doc: Doc = NLP.make_doc(text)
    spans: list[Span] = []
    for quote in quotes:
        start = text.index(quote)
        span = doc.char_span(
            start, start + len(quote), label="technology", kb_id="technology:x", span_id="sure"
        )
        assert span is not None
        spans.append(span)
    doc.spans["sections"] = [Span(doc, 0, len(doc), label="required")]
    return [dict(features) for features in mention_features(doc, spans, priors or {})]


def test_words_beside_the_candidate_are_hashes() -> None:
    (features,) = described("Proficient in Excel today", "Excel")
    assert features["before.technology"] == get_string_id("in")
    assert features["after.technology"] == get_string_id("today")
    assert features["before2.technology"] == get_string_id("proficient")


def test_the_edges_of_the_text_are_empty_words() -> None:
    (features,) = described("Excel", "Excel")
    assert (features["before.technology"], features["after2.technology"]) == (0, 0)


def test_section_form_and_shape() -> None:
    (features,) = described("Knows Excel well", "Excel")
    assert features["section"] == "technology.required"
    assert features["form"] == "technology.excel"
    assert features["text"] == "technology.Excel"
    assert features["shape"] == "technology.sure"


@pytest.mark.parametrize(
    ("text", "quote", "case"),
    [
        ("knows excel", "excel", "lower"),
        ("knows SQL", "SQL", "upper"),
        ("knows EXCEL", "EXCEL", "UPPER"),
        ("knows, Excel", "Excel", "title"),
        ("Excel", "Excel", "title^"),
        ("or JavaScript", "JavaScript", "mixed"),
    ],
)
def test_letter_case(text: str, quote: str, case: str) -> None:
    (features,) = described(text, quote)
    assert str(features["case"]).rpartition(".")[2].rstrip("^") == case.rstrip("^")


def test_neighbours_of_the_same_kind_are_counted() -> None:
    first, second, third = described("Word, Excel, Outlook", "Word", "Excel", "Outlook")
    assert [item["neighbours"] for item in (first, second, third)] == [
        "technology.02",
        "technology.11",
        "technology.20",
    ]


def test_priors_of_the_form_are_looked_up() -> None:
    (features,) = described("Knows Excel", "Excel", priors={"technology.excel": "01234"})
    assert features["lower"] == "technology.sure.0"
    assert features["postings"] == "technology.sure.4"
    (unknown,) = described("Knows Excel", "Excel")
    assert unknown["lower"] == "technology.sure.?"


def test_every_candidate_gets_the_same_templates() -> None:
    doc = NLP.make_doc("")
    assert mention_features(doc, [], {}) == []
    features: list[list[Feature]] = [list(item.items()) for item in described("a b c d e", "a", "c")]  # type: ignore[arg-type]
    assert {name for name, _ in features[0]} == {name for name, _ in features[1]}
