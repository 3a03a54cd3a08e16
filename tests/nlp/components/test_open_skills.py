from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from nlp.components.open_skills import OpenSkills, _trim, create_open_skills, link_skills
from nlp.components.phrase_network import Network
from nlp.errors import ModelError
from nlp.extractor import make_doc
from nlp.pipeline import COMPONENTS, build_pipeline
from nlp.types import PostingInput
from taxonomy.types import Alias, Concept
from tests.nlp.phrase_networks import NLP, taught_weights

PACKAGED = create_open_skills(NLP, "open_skills")
TAUGHT = OpenSkills(Network(taught_weights()))


def _doc(description: str, title: str = "") -> Doc:
    return make_doc(NLP, PostingInput("1", title, description))


def _found(doc: Doc) -> list[str]:
    return [span.text for span in doc.spans.get("mentions", ())]


def test_phrases_of_a_lone_sentence_become_mentions() -> None:
    doc = TAUGHT(_doc("We must read pipes"))
    (span,) = doc.spans["mentions"]
    assert (span.text, span.label_, span.kb_id_) == ("read pipes", "skill", "")
    assert 0.5 < span._.confidence <= 1


def test_what_is_offered_is_no_mention() -> None:
    assert _found(TAUGHT(_doc("We offer lunch"))) == []


def test_phrases_of_a_posting_do_not_overlap() -> None:
    doc = TAUGHT(_doc("must weld plans and read pipes\nWe offer lunch", title="Clerk"))
    assert _found(doc) == ["weld plans", "read pipes"]


def test_the_title_holds_no_open_skills() -> None:
    assert _found(TAUGHT(_doc("We offer lunch", title="must weld pipes"))) == []


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
    doc = TAUGHT(_known("We must weld pipes", "weld pipes", "skill", title))
    assert [(span.text, span.kb_id_) for span in doc.spans["mentions"]] == [("weld pipes", "skill:known")]


@pytest.mark.parametrize("title", ["", "Fitter"])
def test_a_technology_inside_a_phrase_stays(title: str) -> None:
    assert _found(TAUGHT(_known("We must weld pipes", "pipes", "technology", title))) == [
        "weld pipes",
        "pipes",
    ]


def test_a_known_skill_of_a_lone_sentence_takes_the_bounds_of_its_phrase() -> None:
    doc = TAUGHT(_known("We must weld pipes", "weld", "skill"))
    (span,) = doc.spans["mentions"]
    assert (span.text, span.kb_id_, span._.confidence) == ("weld pipes", "skill:known", 0.75)


def test_a_known_skill_without_support_leaves_a_lone_sentence_only() -> None:
    assert _found(TAUGHT(_known("We offer lunch", "lunch", "skill"))) == []
    assert _found(TAUGHT(_known("We offer lunch", "lunch", "technology"))) == ["lunch"]
    assert _found(TAUGHT(_known("We offer lunch", "lunch", "skill", title="Cook"))) == ["lunch"]


def test_a_phrase_that_is_a_skill_of_the_vocabulary_gets_its_concept() -> None:
    concepts = [
        Concept("skill:pipes", "Welding", "skill", (Alias("Weld pipes"),), "signalpost"),
        Concept("skill:exact", "Exact", "skill", (Alias("Read Plans", is_exact=True),), "signalpost"),
        Concept("technology:t", "T", "technology", (Alias("read plans"),), "signalpost"),
    ]
    linking = OpenSkills(Network(taught_weights()), links=link_skills(concepts))
    doc = linking(_doc("must weld pipes\nmust read plans", title="Fitter"))
    assert [span.kb_id_ for span in doc.spans["mentions"]] == ["skill:pipes", ""]
    again = linking(_known("We must weld pipes", "weld", "skill", title="Fitter"))
    assert _found(again) == ["weld", "weld pipes"]


def test_a_phrase_does_not_repeat_the_concept_inside_it() -> None:
    linking = OpenSkills(Network(taught_weights()), links={"weld pipes": "skill:known"})
    assert _found(linking(_known("We must weld pipes", "weld", "skill", title="Fitter"))) == ["weld"]


def test_phrases_of_a_posting_lose_marks_at_their_edges() -> None:
    doc = _doc("'weld pipes;' daily", title="Fitter")
    start = doc._.description_start
    assert doc[2].idx == start
    assert _trim(doc, 2, 7) == (3, 5)
    assert _trim(doc, 5, 7) == (5, 5)


def test_silent_sections_hold_no_open_skills() -> None:
    doc = _doc("must weld pipes\nmust read plans", title="Fitter")
    doc.spans["sections"] = [Span(doc, 2, 5, label="benefits"), Span(doc, 5, len(doc), label="duties")]
    assert _found(TAUGHT(doc)) == ["read plans"]


def test_empty_docs_pass() -> None:
    doc = make_doc(NLP, PostingInput("1", "", ""))
    assert _found(TAUGHT(doc)) == []
    assert _found(TAUGHT(Doc(NLP.vocab))) == []


def test_batches_give_what_single_docs_give() -> None:
    texts = ["We must weld pipes", "We offer lunch", "", "read pipes and plans", "must read plans"] * 3
    single = [_found(PACKAGED(_doc(text, title="Fitter"))) for text in texts]
    for size in (1, 4, 64):
        docs = PACKAGED.pipe((_doc(text, title="Fitter") for text in texts), batch_size=size)
        assert [_found(doc) for doc in docs] == single


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
    assert any(not span.kb_id_ for span in doc.spans["mentions"])
    assert "meals" in found
    assert "forklift" in found
    assert "communication" in found
    assert "dental" not in found


def test_the_packaged_model_is_silent_on_small_talk() -> None:
    assert _found(PACKAGED(_doc("Thank you for visiting our page.\nApply by Friday.", title="News"))) == []


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", "Nurse"]))
def test_any_text_is_answered(text: str, title: str) -> None:
    doc = PACKAGED(_doc(text, title=title))
    for span in doc.spans.get("mentions", ()):
        assert span.text.strip() == span.text
        assert 0 <= span._.confidence <= 1
        assert span.start_char >= doc._.description_start


def test_a_model_survives_the_disk_and_bytes(tmp_path: Path) -> None:
    TAUGHT.to_disk(tmp_path)
    again = create_open_skills(NLP, "again").from_disk(tmp_path)
    assert _found(again(_doc("We must weld pipes"))) == ["weld pipes"]
    other = create_open_skills(NLP, "other").from_bytes(TAUGHT.to_bytes())
    assert _found(other(_doc("We must weld pipes"))) == ["weld pipes"]
    with pytest.raises(ModelError, match="missing"):
        again.from_disk(tmp_path / "elsewhere")
