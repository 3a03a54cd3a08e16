"""Small postings as `Doc`s, laid out as `nlp.types` says, for the tests of single components."""

from spacy.tokens import Doc

from nlp.extractor import make_doc
from nlp.pipeline import build_pipeline
from nlp.types import PostingInput

TOKENIZING = build_pipeline(())


def posting_doc(description: str, title: str = "Clerk", location: str | None = None) -> Doc:
    """A tokenized posting that no component has seen."""
    return make_doc(TOKENIZING, PostingInput("1", title, description, location=location))
