import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from nlp.extractor import Extractor, load_extractor, make_doc
from nlp.pipeline import build_pipeline
from nlp.records import write_record
from nlp.types import PostingInput
from taxonomy.vocabulary import load_vocabulary

NURSE = PostingInput(
    "n1",
    "Registered Nurse",
    "Requirements: RN license, BLS certification and two years of experience with Epic. Pay: $40.00 - $55.00 per hour.",
)
CONTRACT_KEYS = {
    "id",
    "mentions",
    "occupation",
    "cluster",
    "pay",
    "education",
    "experience_years_min",
    "employment_type",
    "remote",
}


def texts(posting: PostingInput, kind: str) -> set[str]:
    mentions = load_extractor().extract(posting)["mentions"]
    return {mention["text"] for mention in mentions if mention["kind"] == kind}


def test_linear_algebra_starts_no_threads() -> None:
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"


def test_a_record_holds_what_the_contract_says() -> None:
    record = load_extractor().extract(NURSE)
    assert set(record) >= CONTRACT_KEYS
    assert "text" not in record
    assert record["id"] == "n1"
    assert record["pay"]["min"] == 40.0
    assert record["experience_years_min"] == 2
    assert record["occupation"]["soc_code"] == "29-1141"


def test_classifying_gives_reasons_and_the_same_codes() -> None:
    record = load_extractor().extract(NURSE)
    occupation, cluster = load_extractor().classify(NURSE)
    assert occupation is not None
    assert cluster is not None
    assert (occupation.soc_code, cluster.name) == (
        record["occupation"]["soc_code"],
        record["cluster"]["name"],
    )
    assert occupation.evidence["matched_title"]
    assert "evidence" not in record["occupation"]


def test_mentions_carry_kind_level_and_confidence() -> None:
    assert "RN license" in texts(NURSE, "license")
    assert "BLS certification" in texts(NURSE, "certification")
    for mention in load_extractor().extract(NURSE)["mentions"]:
        assert mention["kind"] in {"skill", "technology", "certification", "license", "degree", "clearance"}
        assert mention["requirement"] in {"required", "preferred", "mentioned", "offered"}
        assert 0 <= mention["confidence"] <= 1


def test_offsets_index_into_the_field_that_is_named() -> None:
    posting = PostingInput("1", "Java Developer", "We write Java and SQL.")
    for mention in load_extractor().extract(posting)["mentions"]:
        field = posting.title if mention["field"] == "title" else posting.description
        assert field[mention["start"] : mention["end"]] == mention["text"]


def test_no_mention_runs_from_the_title_into_the_description() -> None:
    posting = PostingInput("1", "data", "entry and filing")
    assert all("\n" not in mention["text"] for mention in load_extractor().extract(posting)["mentions"])


def test_converted_html_comes_back_as_text() -> None:
    posting = PostingInput("1", "", "Uses Python", was_html=True)
    assert load_extractor().extract(posting)["text"] == "Uses Python"


def test_a_foreign_posting_gets_its_language_and_no_mentions() -> None:
    text = "Wir suchen einen Entwickler mit Erfahrung in Python und Java für unser Team in Berlin, der mit uns wächst."
    record = load_extractor().extract(PostingInput("1", "Entwickler", text))
    assert (record["language"], record["mentions"], record["occupation"]) == ("de", [], None)


@settings(max_examples=25, deadline=None)
@given(title=st.text(max_size=20), description=st.text(max_size=200))
def test_any_unicode_is_answered_with_true_offsets(title: str, description: str) -> None:
    record = load_extractor().extract(PostingInput("1", title, description))
    assert write_record(record)
    for mention in record["mentions"]:
        field = title if mention["field"] == "title" else description
        assert field[mention["start"] : mention["end"]] == mention["text"]


def test_batches_do_not_matter() -> None:
    postings = [
        PostingInput(str(n), "Clerk", f"Data entry in Excel, {n} hours, CPR required.") for n in range(130)
    ]
    extractor = load_extractor()
    assert list(extractor.extract_many(postings)) == [extractor.extract(posting) for posting in postings]


def test_records_are_made_without_spans_and_say_what_the_spans_say() -> None:
    nlp = build_pipeline(("sections", "concept_matcher", "mention_spans"))
    doc = nlp(make_doc(nlp, NURSE))
    found = Extractor(nlp, load_vocabulary()).extract(NURSE)["mentions"]
    assert [(one["text"], one["kind"], one["concept_id"], one["requirement"]) for one in found] == [
        (span.text, span.label_, span.kb_id_, span._.requirement) for span in doc.spans["mentions"]
    ]
    assert found


class Failing:
    """A component that fails on one posting."""

    def __call__(self, doc: Doc) -> Doc:
        if "explode" in doc.text:
            raise ValueError("exploded")
        return doc


@Language.factory("signalpost_test_failing")
def create_failing(nlp: Language, name: str) -> Failing:
    return Failing()


@pytest.fixture
def fragile() -> Extractor:
    nlp = build_pipeline(("sections", "concept_matcher"))
    nlp.add_pipe("signalpost_test_failing", first=True)
    return Extractor(nlp, load_vocabulary())


def test_a_failing_posting_is_reported_and_the_others_go_on(fragile: Extractor) -> None:
    postings = [
        PostingInput("a", "", "fine"),
        PostingInput("b", "", "explode"),
        PostingInput("c", "", "fine"),
    ]
    first, second, third = fragile.extract_many(postings)
    assert "error" not in first
    assert "error" not in third
    assert second["id"] == "b"
    assert "exploded" in second["error"]["message"]


@pytest.mark.parametrize(("kept_words", "is_kept"), [(1_000, True), (-1, False)])
def test_only_the_first_words_are_remembered(
    monkeypatch: pytest.MonkeyPatch, kept_words: int, *, is_kept: bool
) -> None:
    monkeypatch.setattr("nlp.extractor._KEPT_WORDS", kept_words)
    nlp = build_pipeline(())
    Extractor(nlp, load_vocabulary()).extract(PostingInput("1", "Welder", "The quillwort must be welded."))
    assert ("quillwort" in nlp.vocab.strings) is is_kept
