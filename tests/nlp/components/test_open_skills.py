from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.components.open_skills import OpenSkills, link_skills, read_selection, sentence_facts, skill_phrases
from nlp.components.phrase_reading import Phrases
from nlp.components.phrase_tagger import PhraseTagger
from nlp.errors import ModelError
from nlp.extractor import make_doc
from nlp.mentions import read_mentions, write_spans
from nlp.pipeline import COMPONENTS, build_pipeline
from nlp.types import PostingInput
from taxonomy.types import Alias, Concept
from tests.nlp.phrase_networks import NLP, selection_weights, taught_networks

TAGGER = PhraseTagger(taught_networks())
# What it would find is chosen with a threshold that nothing reaches.
NOTHING = {"threshold": np.array(2.0), "sentence_threshold": np.array(2.0)}


def _tag(doc: Doc, links: Mapping[str, str] | None = None) -> Doc:
    """The doc as tagger, open skills and mention spans leave it."""
    return write_spans(OpenSkills(selection_weights(), links=links)(TAGGER(doc)))


def _doc(description: str, title: str = "") -> Doc:
    return make_doc(NLP, PostingInput("1", title, description))


def _found(doc: Doc) -> list[str]:
    return [doc.text[mention.start : mention.end] for mention in read_mentions(doc)]


def test_phrases_of_a_lone_sentence_become_mentions() -> None:
    doc = _tag(_doc("We must read pipes"))
    (span,) = doc.spans["mentions"]
    assert (span.text, span.label_, span.kb_id_) == ("read pipes", "skill", "")
    assert 0.5 < span._.confidence <= 1


def test_what_is_offered_is_no_mention() -> None:
    assert _found(_tag(_doc("We offer lunch"))) == []


def test_phrases_of_a_posting_do_not_overlap() -> None:
    doc = _tag(_doc("must weld plans and read pipes\nWe offer lunch", title="Clerk"))
    assert _found(doc) == ["weld plans", "read pipes"]


def test_the_title_holds_no_open_skills() -> None:
    assert _found(_tag(_doc("We offer lunch", title="must weld pipes"))) == []


def _known(description: str, quote: str, kind: str, title: str = "") -> Doc:
    """A doc in which the matcher has found `quote`."""
    doc = _doc(description, title)
    start = doc.text.index(quote, doc._.description_start)
    span = doc.char_span(start, start + len(quote), label=kind, kb_id=f"{kind}:known")
    assert isinstance(span, Span)
    span._.confidence = 0.75
    doc.spans["mentions"] = [span]
    return doc


@pytest.mark.parametrize("title", ["", "Fitter"])
def test_an_existing_mention_is_not_repeated(title: str) -> None:
    doc = _tag(_known("We must weld pipes", "weld pipes", "skill", title))
    assert [(span.text, span.kb_id_) for span in doc.spans["mentions"]] == [("weld pipes", "skill:known")]


@pytest.mark.parametrize("title", ["", "Fitter"])
def test_a_technology_inside_a_phrase_stays(title: str) -> None:
    assert _found(_tag(_known("We must weld pipes", "pipes", "technology", title))) == [
        "weld pipes",
        "pipes",
    ]


def test_a_known_skill_of_a_lone_sentence_takes_the_bounds_of_its_phrase() -> None:
    doc = _tag(_known("We must weld pipes", "weld", "skill"))
    (span,) = doc.spans["mentions"]
    assert (span.text, span.kb_id_, span._.confidence) == ("weld pipes", "skill:known", 0.75)


def test_a_known_skill_without_support_leaves_a_lone_sentence_only() -> None:
    assert _found(_tag(_known("We offer lunch", "lunch", "skill"))) == []
    assert _found(_tag(_known("We offer lunch", "lunch", "technology"))) == ["lunch"]
    assert _found(_tag(_known("We offer lunch", "lunch", "skill", title="Cook"))) == ["lunch"]


def test_a_phrase_that_is_a_skill_of_the_vocabulary_gets_its_concept() -> None:
    concepts = [
        Concept("skill:pipes", "Welding", "skill", (Alias("Weld pipes"),), "signalpost"),
        Concept("skill:exact", "Exact", "skill", (Alias("Read Plans", is_exact=True),), "signalpost"),
        Concept("technology:t", "T", "technology", (Alias("read plans"),), "signalpost"),
    ]
    links = link_skills(concepts)
    doc = _tag(_doc("must weld pipes\nmust read plans", title="Fitter"), links)
    assert [span.kb_id_ for span in doc.spans["mentions"]] == ["skill:pipes", ""]
    again = _tag(_known("We must weld pipes", "weld", "skill", title="Fitter"), links)
    assert _found(again) == ["weld", "weld pipes"]


def test_a_phrase_does_not_repeat_the_concept_inside_it() -> None:
    doc = _known("We must weld pipes", "weld", "skill", title="Fitter")
    assert _found(_tag(doc, {"weld pipes": "skill:known"})) == ["weld"]


def test_silent_sections_hold_no_open_skills() -> None:
    doc = _doc("must weld pipes\nmust read plans", title="Fitter")
    doc.spans["sections"] = [Span(doc, 2, 5, label="benefits"), Span(doc, 5, len(doc), label="duties")]
    assert _found(_tag(doc)) == ["read plans"]


def test_empty_docs_pass() -> None:
    doc = make_doc(NLP, PostingInput("1", "", ""))
    assert _found(_tag(doc)) == []
    assert _found(_tag(Doc(NLP.vocab))) == []


def test_names_of_the_tagger_stay_as_they_are() -> None:
    doc = _tag(_doc("must use Brontech and weld pipes", title="Fitter"))
    assert [(span.text, span.label_, span.id_) for span in doc.spans["mentions"]] == [
        ("Brontech", "technology", "tagged"),
        ("weld pipes", "skill", ""),
    ]


def test_phrases_of_a_posting_lose_marks_at_their_edges() -> None:
    doc = _doc("We must 'weld pipes;'", title="Fitter")
    assert _found(_tag(doc)) == ["weld pipes"]


def test_docs_that_the_tagger_has_not_read_are_left_alone() -> None:
    component = OpenSkills(selection_weights())
    read, unread = TAGGER(_doc("must weld pipes", "Fitter")), _known("must weld pipes", "pipes", "technology")
    docs = list(component.pipe([unread, read]))
    assert [_found(doc) for doc in docs] == [["pipes"], ["weld pipes"]]
    with pytest.raises(ModelError, match="needs the component phrase_tagger"):
        skill_phrases([read, unread])


def test_skills_of_postings_are_numbered_by_their_doc() -> None:
    texts = ("We offer lunch", "must weld pipes and use Zylos", "must read plans")
    phrases = skill_phrases([TAGGER(_doc(text, title="Fitter")) for text in texts])
    assert phrases.docs.tolist() == [1, 2]
    assert set(phrases.heads.tolist()) == {2}


def test_facts_of_sentences_are_bounded_log_odds() -> None:
    places = np.zeros(2, dtype=np.int32)
    weakest, edges = np.array([0.9, 1.0], dtype=np.float32), np.array([0.5, 0.0], dtype=np.float32)
    facts = sentence_facts(Phrases(places, places, places + 1, places.astype(np.int8), weakest, edges))
    most = np.log(0.9999 / 0.0001)
    assert facts.ravel().tolist() == pytest.approx([np.log(9), 0, most, -most], abs=2e-3)


def test_thresholds_are_those_of_the_model() -> None:
    strict = OpenSkills(selection_weights() | NOTHING)
    assert _found(strict(TAGGER(_doc("must weld pipes", title="Fitter")))) == []
    assert _found(strict(TAGGER(_doc("must weld pipes")))) == []


def test_batches_give_what_single_docs_give() -> None:
    texts = ["We must weld pipes", "We offer lunch", "", "read pipes and plans", "must read plans"] * 3
    postings = [(text, title) for text in texts for title in ("Fitter", "")]
    component = OpenSkills(selection_weights())
    single = [_found(_tag(_doc(*posting))) for posting in postings]
    for size in (1, 4, 64):
        docs = component.pipe(TAGGER.pipe(_doc(*posting) for posting in postings), batch_size=size)
        assert [_found(doc) for doc in docs] == single


def test_a_model_survives_the_disk_and_bytes(tmp_path: Path) -> None:
    OpenSkills(selection_weights()).to_disk(tmp_path)
    again = OpenSkills(selection_weights() | NOTHING).from_disk(tmp_path)
    assert _found(again(TAGGER(_doc("We must weld pipes")))) == ["weld pipes"]
    content = OpenSkills(selection_weights()).to_bytes()
    other = OpenSkills(selection_weights() | NOTHING).from_bytes(content)
    assert _found(other(TAGGER(_doc("We must weld pipes")))) == ["weld pipes"]
    with pytest.raises(ModelError, match="missing"):
        again.from_disk(tmp_path / "elsewhere")


def test_a_model_of_another_format_is_refused() -> None:
    with pytest.raises(ModelError, match="format"):
        OpenSkills(selection_weights() | {"format": np.array(1)})
    without = {name: value for name, value in selection_weights().items() if name != "format"}
    with pytest.raises(ModelError, match="format"):
        OpenSkills(without)


@pytest.fixture(scope="module")
def packaged() -> Language:
    """The packaged models on their own, without candidates of the matchers."""
    return build_pipeline(("phrase_tagger", "open_skills"))


def test_the_packaged_model_finds_phrases_of_many_trades() -> None:
    nlp = build_pipeline(COMPONENTS[: COMPONENTS.index("open_skills") + 1])
    text = (
        "Responsibilities:\n"
        "- Prepare and serve meals to residents\n"
        "- Operate a forklift and load trailers\n"
        "- Strong written and verbal communication skills\n"
        "Benefits: dental, vision and paid holidays."
    )
    doc = nlp(make_doc(nlp, PostingInput("1", "Kitchen and Dock Worker", text)))
    found = " | ".join(_found(doc))
    assert any(not mention.concept_id for mention in read_mentions(doc))
    assert "meals" in found
    assert "forklift" in found
    assert "communication" in found
    assert "dental" not in found


def test_the_packaged_model_is_silent_on_small_talk(packaged: Language) -> None:
    posting = PostingInput("1", "News", "Thank you for visiting our page.\nApply by Friday.")
    assert _found(packaged(make_doc(packaged, posting))) == []


def test_the_packaged_model_gives_batches_what_it_gives_single_docs(packaged: Language) -> None:
    texts = ["We must weld pipes", "We offer lunch", "", "read pipes and plans", "must read plans"] * 3
    postings = [PostingInput("1", title, text) for text in texts for title in ("Fitter", "")]
    single = [_found(packaged(make_doc(packaged, posting))) for posting in postings]
    for size in (1, 4, 64):
        docs = packaged.pipe((make_doc(packaged, posting) for posting in postings), batch_size=size)
        assert [_found(doc) for doc in docs] == single


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", "Nurse"]))
def test_any_text_is_answered(packaged: Language, text: str, title: str) -> None:
    doc = packaged(make_doc(packaged, PostingInput("1", title, text)))
    for mention in read_mentions(doc):
        phrase = doc.text[mention.start : mention.end]
        assert phrase.strip() == phrase
        assert 0 <= mention.confidence <= 1
        assert mention.start >= doc._.description_start


def test_the_packaged_selection_is_complete() -> None:
    assert set(selection_weights()) == set(read_selection())
