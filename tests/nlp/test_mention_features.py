from collections.abc import Sequence

import numpy as np
import pytest
import spacy
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from nlp.components.phrase_network import HEADS, POSTING_HEADS, SENTENCE_HEADS
from nlp.components.phrase_reading import Marks, Phrases
from nlp.components.phrase_tagger import _MARKS_KEY
from nlp.mention_features import UNREAD, Feature, mention_features, mention_sights
from nlp.mentions import Mention, token_places
from nlp.tokenizer import PostingTokenizer

NLP = spacy.blank("en")
NLP.tokenizer = PostingTokenizer(NLP.vocab)


def candidate(doc: Doc, quote: str, kind: str = "technology") -> Mention:
    start = doc.text.index(quote)
    mention = token_places(doc).mention(start, start + len(quote), kind, f"{kind}:x", "sure")
    assert mention is not None
    return mention


def described(text: str, *quotes: str, priors: dict[str, str] | None = None) -> list[dict[str, object]]:
    doc: Doc = NLP.make_doc(text)
    mentions = [candidate(doc, quote) for quote in quotes]
    doc.spans["sections"] = [Span(doc, 0, len(doc), label="required")]
    return [dict(features) for features in mention_features(doc, mentions, priors or {})]


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


def marked(text: str, heads: Sequence[str], inside: Sequence[Sequence[float]]) -> Doc:
    """A doc of which the tagger said so of each token, for each head."""
    doc = NLP.make_doc(text)
    none = np.zeros(0, dtype=np.int32)
    level = np.zeros(0, dtype=np.float32)
    phrases = Phrases(none, none, none, none.astype(np.int8), level, level)
    columns = tuple(HEADS.index(head) for head in heads)
    doc.user_data[_MARKS_KEY] = Marks(phrases, np.array(inside, dtype=np.float32), columns)
    return doc


# Of posting, technology, certification, license, degree.
SKILL, SYSTEM, BOTH, NOTHING, NOT_READ = (
    [0.95, 0.02, 0.0, 0.0, 0.0],
    [0.3, 0.6, 0.0, 0.0, 0.0],
    [0.3, 0.98, 0.0, 0.0, 0.0],
    [0.05, 0.09, 0.0, 0.0, 0.0],
    [-1.0] * 5,
)


def tagging(doc: Doc, quote: str, kind: str = "technology") -> tuple[str, str, str]:
    (sight,) = mention_sights(doc, [candidate(doc, quote, kind)])
    return sight.tagging


@pytest.mark.parametrize(
    ("quote", "kind", "step", "winner"),
    [
        ("weld", "skill", "7", "skill"),  # 0.9 <= 0.95 < 0.97
        ("weld", "technology", "1", "skill"),  # 0.01 <= 0.02 < 0.03
        ("Excel", "technology", "5", "technology"),  # 0.5 <= 0.6 < 0.75
        ("Excel Pro", "technology", "8", "technology"),  # the most of its tokens: 0.98 >= 0.97
        ("daily", "technology", "2", "none"),  # 0.03 <= 0.09 < 0.1, and nothing reaches 0.1
        ("daily", "clearance", UNREAD, "none"),  # no head of its own
        ("off", "technology", UNREAD, UNREAD),
    ],
)
def test_the_tagger_is_read_by_steps(quote: str, kind: str, step: str, winner: str) -> None:
    doc = marked("weld Excel Pro daily off", POSTING_HEADS, [SKILL, SYSTEM, BOTH, NOTHING, NOT_READ])
    assert tagging(doc, quote, kind) == (f"{kind}.sure", step, winner)


def test_nested_candidates_are_each_read_by_their_own_tokens() -> None:
    doc = marked("weld Excel Pro daily off", POSTING_HEADS, [SKILL, SYSTEM, BOTH, NOTHING, NOT_READ])
    mentions = [candidate(doc, quote) for quote in ("weld Excel Pro daily", "Excel", "off")]
    sights = mention_sights(doc, mentions)
    assert [sight.tagging[1:] for sight in sights] == [
        ("8", "technology"),
        ("5", "technology"),
        (UNREAD, UNREAD),
    ]


def test_lone_sentences_and_unread_docs_have_no_tagging() -> None:
    lone = marked("weld pipes", SENTENCE_HEADS, [[0.9, 0.1], [0.9, 0.1]])
    assert tagging(lone, "weld", "skill") == ("skill.sure", UNREAD, UNREAD)
    assert tagging(NLP.make_doc("weld pipes"), "weld", "skill") == ("skill.sure", UNREAD, UNREAD)


def test_tagging_becomes_features() -> None:
    doc = marked("weld Excel", POSTING_HEADS, [SKILL, SYSTEM])
    features = dict(mention_features(doc, [candidate(doc, "Excel")], {})[0])
    assert features["tagged"] == "technology.5"
    assert features["shape+tagged"] == "technology.sure.5"
    assert features["winner"] == "technology.technology"
    assert features["tagged+winner"] == "technology.sure.5.technology"
