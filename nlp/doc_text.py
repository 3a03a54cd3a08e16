"""The text of a posting's `Doc` without asking spaCy to join its tokens again."""

from spacy.tokens import Doc

import nlp.types  # noqa: F401 - registers the extensions of Doc


def doc_text(doc: Doc) -> str:
    """The same as `doc.text`, which takes as long as a whole component."""
    posting = doc._.posting
    return f"{posting.title}\n{posting.description}" if posting is not None else doc.text
