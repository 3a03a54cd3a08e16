"""Component `signalpost.mention_spans.v1`: the mentions as spaCy spans, for whoever reads the `Doc`."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp.factories import component_factory
from nlp.mentions import write_spans


class MentionSpans:
    """Sets `doc.spans["mentions"]` with `label_` a concept kind, `kb_id_` the concept id or ""."""

    def __call__(self, doc: Doc) -> Doc:
        """Make the spans with their `_.confidence` and `_.requirement`."""
        return write_spans(doc)


@component_factory(
    "signalpost.mention_spans.v1", assigns=["doc.spans", "span._.confidence", "span._.requirement"]
)
def create_mention_spans(nlp: Language, name: str) -> MentionSpans:
    """Nothing is loaded."""
    del nlp, name
    return MentionSpans()
