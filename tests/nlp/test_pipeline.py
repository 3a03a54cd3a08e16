from pathlib import Path

import pytest
import spacy

from nlp.extractor import make_doc
from nlp.mentions import read_mentions
from nlp.pipeline import CANDIDATE_COMPONENTS, COMPONENTS, build_pipeline
from nlp.types import PostingInput

POSTING = PostingInput(
    "1", "Nurse", "RN license and BLS certification required. Bachelor's degree in nursing. Uses Epic."
)


def mentions(nlp: spacy.language.Language) -> list[tuple[str, str, str]]:
    doc = nlp(make_doc(nlp, POSTING))
    return [(span.text, span.label_, span.kb_id_) for span in doc.spans["mentions"]]


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return build_pipeline()


def test_components_stand_in_their_order(nlp: spacy.language.Language) -> None:
    assert tuple(nlp.pipe_names) == COMPONENTS


def test_every_component_is_versioned_and_says_what_it_assigns(nlp: spacy.language.Language) -> None:
    for name in COMPONENTS:
        meta = nlp.get_pipe_meta(name)
        assert meta.factory == f"signalpost.{name}.v1"
        assert meta.assigns, name


def test_candidates_are_found_ahead_of_everything_that_is_trained_on_them() -> None:
    behind = ("phrase_tagger", "mention_judge", "open_skills", "requirement_level", "mention_spans")
    first = len(CANDIDATE_COMPONENTS)
    assert COMPONENTS[:first] == CANDIDATE_COMPONENTS
    assert COMPONENTS[first : first + len(behind)] == behind


def test_spans_carry_what_the_mentions_say(nlp: spacy.language.Language) -> None:
    doc = nlp(make_doc(nlp, POSTING))
    assert [
        (span.start_char, span.end_char, span.label_, span._.confidence, span._.requirement)
        for span in doc.spans["mentions"]
    ] == [(one.start, one.end, one.kind, one.confidence, one.requirement) for one in read_mentions(doc)]
    assert "required" in {span._.requirement for span in doc.spans["mentions"]}


def test_a_shorter_pipeline_serves_training() -> None:
    assert build_pipeline(("concept_matcher",)).pipe_names == ["concept_matcher"]


def test_the_pipeline_survives_the_disk(nlp: spacy.language.Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == nlp.pipe_names
    assert mentions(again) == mentions(nlp)
    assert mentions(nlp)


def test_the_config_alone_rebuilds_the_pipeline(nlp: spacy.language.Language) -> None:
    again = spacy.util.get_lang_class("en").from_config(nlp.config)
    assert mentions(again) == mentions(nlp)
