"""The text of a posting's `Doc` without asking spaCy to join its tokens again."""

from spacy.tokens import Doc


def doc_text(doc: Doc) -> str:
    """The same as `doc.text`, which takes as long as a whole component; every component reads the text through this."""
    posting = doc._.posting
    return f"{posting.title}\n{posting.description}" if posting is not None else doc.text
