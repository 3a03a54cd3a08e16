"""The folded text of a posting is made once."""

from nlp.components.folded_text import FOLDED_KEY, doc_folded
from tests.nlp.components.posting_docs import posting_doc


def test_folds_title_and_description() -> None:
    doc = posting_doc("Welds & BENDS pipe.")
    folded = doc_folded(doc)
    assert folded.endswith("welds   bends pipe ")
    assert len(folded) == len(doc.text)


def test_is_kept_in_the_doc() -> None:
    doc = posting_doc("Welds pipe.")
    first = doc_folded(doc)
    assert doc.user_data[FOLDED_KEY] is first
    assert doc_folded(doc) is first
