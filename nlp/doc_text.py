"""The text of a posting's `Doc` without asking spaCy to join its tokens again."""

from spacy.tokens import Doc

TEXT_KEY = "signalpost.text"
"""Key of `doc.user_data`: the text, as the tokenizer got it."""


def doc_text(doc: Doc) -> str:
    """The same as `doc.text`, which takes as long as a whole component."""
    text: str | None = doc.user_data.get(TEXT_KEY)
    return doc.text if text is None else text
