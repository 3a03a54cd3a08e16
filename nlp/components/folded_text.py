"""The folded text of a posting's `Doc`, made once for all components that scan it for phrases."""

from spacy.tokens import Doc

from nlp.components.phrase_scan import fold
from nlp.doc_text import doc_text

FOLDED_KEY = "signalpost.folded"
"""Key of `doc.user_data`: `fold(doc_text(doc))`."""


def doc_folded(doc: Doc) -> str:
    """`phrase_scan.fold` of title and description; as long as the text, character by character."""
    folded: str | None = doc.user_data.get(FOLDED_KEY)
    if folded is None:
        folded = fold(doc_text(doc))
        doc.user_data[FOLDED_KEY] = folded
    return folded
