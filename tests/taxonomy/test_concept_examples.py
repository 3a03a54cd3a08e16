"""Every example sentence of the vocabulary, swept: the compiled forms must agree with what the author wrote."""

import pytest

from taxonomy.lint import find_forms
from taxonomy.vocabulary import Vocabulary, load_vocabulary
from taxonomy.vocabulary_entries import Entry, read_entries


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return [entry for entry in read_entries() if entry.match or entry.no_match]


def test_every_match_sentence_holds_a_compiled_form(vocabulary: Vocabulary, entries: list[Entry]) -> None:
    missed = [
        entry.concept.concept_id
        for entry in entries
        if entry.match and not find_forms(vocabulary.concepts[entry.concept.concept_id], entry.match)
    ]
    assert missed == []


def test_no_counter_example_holds_a_sure_form(vocabulary: Vocabulary, entries: list[Entry]) -> None:
    wrong = [
        (entry.concept.concept_id, alias.text)
        for entry in entries
        if entry.no_match
        for alias in find_forms(vocabulary.concepts[entry.concept.concept_id], entry.no_match)
        if not alias.is_ambiguous
    ]
    assert wrong == []


def test_every_credential_has_both_sentences() -> None:
    kinds = ("certification", "license", "degree", "clearance")
    credentials = [entry for entry in read_entries() if entry.concept.kind in kinds]
    lacking = [entry.concept.concept_id for entry in credentials if not (entry.match and entry.no_match)]
    assert len(credentials) >= 700
    assert lacking == []


def test_examples_are_sentences_of_their_own(entries: list[Entry]) -> None:
    matches = [entry.match for entry in entries if entry.match and entry.concept.kind != "skill"]
    assert len(matches) - len(set(matches)) <= len(matches) // 100
