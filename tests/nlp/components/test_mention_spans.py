from nlp.components.mention_spans import create_mention_spans
from nlp.mentions import Mention, token_places, write_mentions
from nlp.pipeline import build_pipeline
from tests.nlp.components.posting_docs import TOKENIZING, posting_doc

COMPONENT = create_mention_spans(TOKENIZING, "mention_spans")


def test_mentions_become_spans() -> None:
    doc = posting_doc("Excel required")
    start = doc._.description_start
    mention = token_places(doc).mention(start, start + 5, "technology", "technology:excel", "ambiguous")
    assert isinstance(mention, Mention)
    mention.confidence, mention.requirement = 0.5, "required"
    write_mentions(doc, [mention])
    (span,) = COMPONENT(doc).spans["mentions"]
    assert (span.text, span.label_, span.kb_id_, span.id_) == (
        "Excel",
        "technology",
        "technology:excel",
        "ambiguous",
    )
    assert (span._.confidence, span._.requirement) == (0.5, "required")


def test_a_posting_without_mentions_has_no_spans() -> None:
    assert list(COMPONENT(posting_doc("Nothing here")).spans["mentions"]) == []


def test_what_components_found_reaches_the_reader_of_the_doc() -> None:
    nlp = build_pipeline(("concept_matcher", "mention_spans"))
    doc = nlp("We use PowerPoint.")
    assert [(span.text, span.label_) for span in doc.spans["mentions"]] == [("PowerPoint", "technology")]
    assert "mentions" not in build_pipeline(("concept_matcher",))("We use PowerPoint.").spans
