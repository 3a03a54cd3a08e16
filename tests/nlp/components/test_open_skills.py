from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from nlp.components.open_skills import OpenSkills, create_open_skills
from nlp.components.open_skills_network import Network
from nlp.errors import ModelError
from nlp.extractor import make_doc
from nlp.types import PostingInput
from tests.nlp.open_skills_networks import NLP, taught_weights

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


def test_an_existing_mention_is_not_repeated_but_may_lie_inside() -> None:
    doc = _doc("We must weld pipes")
    whole = doc.char_span(9, 19, label="skill", kb_id="skill:pipe-welding")
    assert isinstance(whole, Span)
    doc.spans["mentions"] = [whole]
    assert [span.kb_id_ for span in TAUGHT(doc).spans["mentions"]] == ["skill:pipe-welding"]
    inner = _doc("We must weld pipes")
    part = inner.char_span(14, 19, label="technology")
    assert isinstance(part, Span)
    inner.spans["mentions"] = [part]
    assert _found(TAUGHT(inner)) == ["weld pipes", "pipes"]


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
    doc = _doc(
        "Responsibilities:\n"
        "- Prepare and serve meals to residents\n"
        "- Operate a forklift and load trailers\n"
        "- Strong written and verbal communication skills\n"
        "Benefits: dental, vision and paid holidays.",
        title="Kitchen and Dock Worker",
    )
    found = " | ".join(_found(PACKAGED(doc)))
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
