from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from nlp.components.phrase_network import HEADS, POSTING_HEADS, SENTENCE_HEADS
from nlp.components.phrase_reading import Marks, Phrases
from nlp.components.phrase_tagger import (
    ORIGIN,
    PhraseTagger,
    _add_names,
    create_phrase_tagger,
    read_marks,
    trim,
)
from nlp.errors import ModelError
from nlp.extractor import make_doc
from nlp.mentions import Mention, read_mentions, token_places, write_mentions
from nlp.pipeline import CANDIDATE_COMPONENTS, build_pipeline
from nlp.types import PostingInput
from tests.nlp.phrase_networks import NLP, silent_networks, taught_networks

TAUGHT = PhraseTagger(taught_networks())
SYSTEM = HEADS.index("technology")


def _doc(description: str, title: str = "Fitter") -> Doc:
    return make_doc(NLP, PostingInput("1", title, description))


def _known(doc: Doc, quote: str, kind: str) -> Doc:
    """The doc with a candidate that the matcher has found."""
    start = doc.text.index(quote)
    mention = token_places(doc).mention(start, start + len(quote), kind, f"{kind}:known", "sure")
    assert mention is not None
    write_mentions(doc, [mention])
    return doc


def _found(doc: Doc) -> list[tuple[str, str, str]]:
    return [(doc.text[one.start : one.end], one.kind, one.origin) for one in read_mentions(doc)]


def _marked(doc: Doc) -> list[tuple[str, str]]:
    """Text and head of the phrases that the tagger left."""
    marks = read_marks(doc)
    assert marks is not None
    phrases = marks.phrases
    return [
        (doc[start:end].text, HEADS[head])
        for start, end, head in zip(phrases.starts, phrases.ends, phrases.heads, strict=True)
    ]


def test_names_become_candidates_without_a_concept() -> None:
    doc = TAUGHT(_doc("must weld pipes\nWe use Zylos"))
    (mention,) = read_mentions(doc)
    start = doc.text.index("Zylos")
    token = len(doc) - 1
    assert mention == Mention(start, start + 5, token, token + 1, "technology", "", "tagged")
    assert ORIGIN == "tagged"


def test_skills_wait_in_the_marks() -> None:
    doc = TAUGHT(_doc("must weld pipes\nWe use Zylos"))
    assert _marked(doc) == [("weld pipes", "posting"), ("Zylos", "technology")]
    marks = read_marks(doc)
    assert marks is not None
    assert marks.inside.shape == (len(doc), len(POSTING_HEADS))


@pytest.mark.parametrize("kind", ["technology", "certification", "license", "degree", "clearance"])
def test_names_touch_no_named_candidate(kind: str) -> None:
    assert _found(TAUGHT(_known(_doc("We use Zylos"), "Zylos", kind))) == [("Zylos", kind, "sure")]
    around = _known(_doc("We use Zylos"), "use Zylos", kind)
    assert _found(TAUGHT(around)) == [("use Zylos", kind, "sure")]


def test_names_may_stand_in_a_known_skill() -> None:
    doc = TAUGHT(_known(_doc("We use Zylos"), "use Zylos", "skill"))
    assert _found(doc) == [("use Zylos", "skill", "sure"), ("Zylos", "technology", "tagged")]


def test_candidates_stay_in_the_order_of_their_places() -> None:
    doc = TAUGHT(_known(_doc("We use Zylos\nWe offer lunch"), "lunch", "skill"))
    assert [text for text, _, _ in _found(doc)] == ["Zylos", "lunch"]


def test_the_title_holds_no_names() -> None:
    doc = TAUGHT(_doc("We offer lunch", title="We use Zylos"))
    assert _found(doc) == []
    assert ("Zylos", "technology") in _marked(doc)


@pytest.mark.parametrize("kind", ["benefits", "eeo", "pay", "application"])
def test_silent_sections_hold_nothing(kind: str) -> None:
    doc = _doc("We use Zylos\nmust use Brontech")
    doc.spans["sections"] = [
        Span(doc, 0, 2, label="title"),
        Span(doc, 2, 6, label=kind),
        Span(doc, 6, len(doc), label="duties"),
    ]
    assert _found(TAUGHT(doc)) == [("Brontech", "technology", "tagged")]
    assert _marked(doc) == [("Brontech", "technology")]


def test_lone_sentences_are_read_by_the_other_network() -> None:
    lone, posting = TAUGHT(_doc("must weld pipes", title="")), TAUGHT(_doc("must weld pipes"))
    assert _marked(lone) == [("weld pipes", "skill"), ("weld pipes", "knowledge")]
    assert _marked(posting) == [("weld pipes", "posting")]
    for doc, heads in ((lone, SENTENCE_HEADS), (posting, POSTING_HEADS)):
        marks = read_marks(doc)
        assert marks is not None
        assert marks.heads == tuple(HEADS.index(head) for head in heads)


def test_lone_sentences_hold_no_names() -> None:
    assert _found(TAUGHT(_doc("We use Zylos", title=""))) == []


def test_empty_docs_pass() -> None:
    assert _found(TAUGHT(_doc("", title=""))) == []
    assert _found(TAUGHT(_doc("", title="Fitter"))) == []
    nothing = Doc(NLP.vocab)
    assert read_marks(TAUGHT(nothing)) is None
    assert _found(nothing) == []


def test_a_doc_that_was_not_read_has_no_marks() -> None:
    assert read_marks(_doc("We use Zylos")) is None


@pytest.mark.parametrize("size", [1, 4, 64])
def test_batches_give_what_single_docs_give(size: int) -> None:
    texts = ["We must weld pipes", "We use Zylos", "", "use Brontech and weld pipes", "We offer lunch"] * 3
    postings = [(text, title) for text in texts for title in ("Fitter", "")]
    single = [TAUGHT(_doc(*posting)) for posting in postings]
    batch = list(TAUGHT.pipe((_doc(*posting) for posting in postings), batch_size=size))
    assert [_found(doc) for doc in batch] == [_found(doc) for doc in single]
    assert [_marked(doc) for doc in batch] == [_marked(doc) for doc in single]
    for one, other in zip(batch, single, strict=True):
        left, right = read_marks(one), read_marks(other)
        assert left is not None
        assert right is not None
        np.testing.assert_allclose(left.inside, right.inside, atol=1e-5)


def _marks(doc: Doc, *names: tuple[int, int, int, float]) -> Marks:
    """Marks with names (first, last, head, weakest)."""
    table = np.array([name[:3] for name in names], dtype=np.int32).reshape(-1, 3)
    level = np.array([name[3] for name in names], dtype=np.float32)
    docs = np.zeros(len(names), dtype=np.int32)
    phrases = Phrases(docs, table[:, 0], table[:, 1], table[:, 2].astype(np.int8), level, level)
    return Marks(phrases, np.zeros((len(doc), 5), dtype=np.float32), (2, 3, 4, 5, 6))


def _names(doc: Doc, *names: tuple[int, int, int, float]) -> list[tuple[str, str]]:
    _add_names(doc, _marks(doc, *names))
    return [(text, kind) for text, kind, _ in _found(doc)]


# Tokens: 0 "Fitter", 1 line break, 2 "a" ... 11 "j"; 12 line break, 13 "RN".
LETTERS = "a b c d e f g h i j\nRN"


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([(2, 4, SYSTEM, 0.9)], ["a b"]),
        ([(2, 4, SYSTEM, 0.1)], []),  # hardly likelier than not
        ([(2, 11, SYSTEM, 0.9)], ["a b c d e f g h i"]),
        ([(2, 12, SYSTEM, 0.9)], []),  # ten words are no name
        ([(2, 4, SYSTEM, 0.6), (3, 5, SYSTEM + 1, 0.9)], ["b c"]),  # the surer one
        ([(4, 5, SYSTEM, 0.9), (2, 3, SYSTEM, 0.5)], ["a", "c"]),
        ([(10, 14, SYSTEM, 0.9)], []),  # runs over a line break
        ([(0, 1, SYSTEM, 0.9)], []),  # title
        ([(2, 4, HEADS.index("posting"), 0.9)], []),  # a skill
        ([], []),
    ],
)
def test_which_names_are_taken(names: Sequence[tuple[int, int, int, float]], found: list[str]) -> None:
    assert [text for text, _ in _names(_doc(LETTERS), *names)] == found


@pytest.mark.parametrize("kind", ["technology", "certification", "license", "degree"])
def test_a_name_has_the_kind_of_its_head(kind: str) -> None:
    assert _names(_doc(LETTERS), (13, 14, HEADS.index(kind), 0.9)) == [("RN", kind)]


def test_names_lose_marks_at_their_edges() -> None:
    doc = _doc("use 'Zylos;' and - here")
    start = next(token.i for token in doc if token.text == "'")
    assert doc[start : start + 4].text == "'Zylos;'"
    assert trim(doc, start, start + 4) == (start + 1, start + 2)
    assert trim(doc, start + 2, start + 4) == (start + 2, start + 2)
    assert _names(doc, (start, start + 4, SYSTEM, 0.9), (start + 5, start + 6, SYSTEM, 0.9)) == [
        ("Zylos", "technology")
    ]


def test_signs_that_belong_to_a_name_stay() -> None:
    doc = _doc("C++ daily")
    assert trim(doc, 2, 5) == (2, 5)


def test_a_model_survives_the_disk_and_bytes(tmp_path: Path) -> None:
    wanted = [("Zylos", "technology", "tagged")]
    silent = PhraseTagger(silent_networks())
    assert _found(silent(_doc("We use Zylos"))) == []
    TAUGHT.to_disk(tmp_path / "phrase_tagger")
    from_disk = PhraseTagger(silent_networks()).from_disk(tmp_path / "phrase_tagger")
    assert _found(from_disk(_doc("We use Zylos"))) == wanted
    from_bytes = PhraseTagger(silent_networks()).from_bytes(TAUGHT.to_bytes())
    assert _found(from_bytes(_doc("We use Zylos"))) == wanted
    assert _marked(from_bytes(_doc("must weld pipes", title=""))) == [
        ("weld pipes", "skill"),
        ("weld pipes", "knowledge"),
    ]


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"phrase_tagger\.npz is missing"):
        PhraseTagger(silent_networks()).from_disk(tmp_path / "elsewhere")


def test_other_networks_can_take_over() -> None:
    tagger = PhraseTagger(silent_networks())
    tagger.use(taught_networks())
    assert _found(tagger(_doc("We use Zylos"))) == [("Zylos", "technology", "tagged")]


@pytest.fixture(scope="module")
def packaged() -> PhraseTagger:
    return create_phrase_tagger(NLP, "phrase_tagger")


def test_the_packaged_model_reads_skills_and_names_behind_the_matchers() -> None:
    nlp = build_pipeline((*CANDIDATE_COMPONENTS, "phrase_tagger"))
    text = (
        "Requirements:\n"
        "- Valid Class A commercial driver's license\n"
        "- Bachelor's degree in accounting\n"
        "- Strong written and verbal communication skills\n"
        "- Proficiency in Microsoft Excel and QuickBooks"
    )
    doc = nlp(make_doc(nlp, PostingInput("1", "Bookkeeper and Driver", text)))
    marked = {head: phrase for phrase, head in _marked(doc)}
    assert "license" in marked["license"]
    assert "degree" in marked["degree"]
    assert marked["technology"] in {"Excel", "Microsoft Excel", "QuickBooks"}
    assert any("communication" in phrase for phrase, head in _marked(doc) if head == "posting")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", "Nurse"]))
def test_any_text_is_read(packaged: PhraseTagger, text: str, title: str) -> None:
    doc = packaged(_doc(text, title=title))
    marks = read_marks(doc)
    assert marks is not None
    assert len(marks.inside) == len(doc)
    for mention in read_mentions(doc):
        name = doc.text[mention.start : mention.end]
        assert mention.start >= doc._.description_start
        assert name == name.strip() == doc[mention.first : mention.last].text
        assert (mention.kind in HEADS, mention.origin) == (True, ORIGIN)
