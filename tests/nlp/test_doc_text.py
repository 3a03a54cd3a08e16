import spacy

from nlp.doc_text import doc_text
from nlp.types import PostingInput


def test_the_text_of_a_posting_is_that_of_its_doc() -> None:
    doc = spacy.blank("en")("Nurse\nCares for patients.")
    assert doc_text(doc) == doc.text
    doc._.posting = PostingInput("1", "Nurse", "Cares for patients.")
    assert doc_text(doc) == doc.text
