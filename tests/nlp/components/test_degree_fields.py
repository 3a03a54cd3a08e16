import pytest
import spacy

from nlp.components.degree_fields import DegreeFields, field_end
from nlp.mentions import write_spans
from nlp.tokenizer import PostingTokenizer
from taxonomy.vocabulary import load_vocabulary

NLP = spacy.blank("en")
NLP.tokenizer = PostingTokenizer(NLP.vocab)


def degrees(text: str, *heads: str) -> list[str]:
    doc = NLP.make_doc(text)
    spans = []
    for head in heads:
        start = text.index(head)
        span = doc.char_span(start, start + len(head), label="degree", kb_id="degree:x", span_id="sure")
        assert span is not None
        spans.append(span)
    doc.spans["mentions"] = spans
    return [span.text for span in write_spans(DegreeFields()(doc)).spans["mentions"]]


def test_the_field_belongs_to_the_head_next_to_it() -> None:
    text = "Bachelor's or Master's degree in Computer Science, Mathematics or a related field from a college"
    assert degrees(text, "Bachelor's", "Master's degree") == [
        "Bachelor's",
        "Master's degree in Computer Science, Mathematics or a related field",
    ]


@pytest.mark.parametrize(
    ("text", "head", "whole"),
    [
        ("BS in Nursing required", "BS", "BS in Nursing"),
        ("Associate degree in nursing (ADN)", "Associate degree", "Associate degree in nursing (ADN)"),
        ("Master's degree or equivalent experience", "Master's", "Master's degree"),
        ("Bachelor's degree with 3 years", "Bachelor's degree", "Bachelor's degree"),
        ("BA in English and at least two years", "BA", "BA in English"),
        ("MS in Physics (or Math) preferred", "MS", "MS in Physics (or Math)"),
        (
            "baccalaureate degree from an accredited college",
            "baccalaureate degree from an accredited college",
            "baccalaureate degree",
        ),
        ("BS in a related field and no experience", "BS", "BS in a related field"),
        ("BS in Art and approximately 1-2 years", "BS", "BS in Art"),
        ("BS in Art and 10 years", "BS", "BS in Art"),
        ("MS in Art, or relevant work experience", "MS", "MS in Art"),
        ("MS in Art or related fields", "MS", "MS in Art or related fields"),
        ("BS in Art or Electrical Engineering", "BS in Art", "BS in Art or Electrical Engineering"),
        (
            "BS in Art, Applied Math, or a related field.",
            "BS in Art",
            "BS in Art, Applied Math, or a related field",
        ),
        ("BS in Art, strong writing skills", "BS in Art", "BS in Art"),
        ("BS in Art or teaching license", "BS in Art", "BS in Art"),
        ("Ph.D. in Biology; postdoc", "Ph.D.", "Ph.D. in Biology"),
    ],
)
def test_one_head_with_its_field(text: str, head: str, whole: str) -> None:
    assert degrees(text, head) == [whole]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("A four-year college degree is needed", "four-year college degree"),
        ("An advanced degree in statistics", "advanced degree in statistics"),
        ("high school graduation", "high school graduation"),
        ("Degree: biology or chemistry. Other", "Degree: biology or chemistry"),
        ("a degree in social work", "degree in social work"),
        ("Master of Public Health", "Master of Public Health"),
    ],
)
def test_heads_that_no_list_holds(text: str, whole: str) -> None:
    assert degrees(text) == [whole]


@pytest.mark.parametrize("text", ["a high degree of care", "Degree: You must apply", "to a degree", ""])
def test_other_degrees_are_no_heads(text: str) -> None:
    assert [found for found in degrees(text) if found.lower() != "degree"] == []


def test_the_level_names_the_degree_whatever_form_was_longest() -> None:
    doc = NLP.make_doc("A baccalaureate degree from an accredited college")
    forms = {"baccalaureate": "degree:bachelor", "degree from an accredited college": "degree:college-degree"}
    spans = [
        doc.char_span(start, start + len(form), label="degree", kb_id=concept_id, span_id="sure")
        for form, concept_id in forms.items()
        if (start := doc.text.index(form))
    ]
    doc.spans["mentions"] = [span for span in spans if span is not None]
    component = DegreeFields(load_vocabulary())
    assert [(span.text, span.kb_id_) for span in write_spans(component(doc)).spans["mentions"]] == [
        ("baccalaureate degree", "degree:bachelor")
    ]


def test_a_field_ends_before_the_next_head() -> None:
    text = "BA in History or MA in Art"
    assert text[: field_end(text, 2, text.index("MA"))] == "BA in History"


@pytest.mark.timeout(20)
def test_long_repeats_are_no_danger() -> None:
    assert len(degrees("degree in a, " * 20_000)) > 0


def test_a_license_inside_a_field_of_study_is_none() -> None:
    doc = NLP.make_doc("Degree in Professional Engineering")
    field = doc.char_span(10, 34, label="license", kb_id="license:pe", span_id="sure")
    assert field is not None
    doc.spans["mentions"] = [field]
    assert [(span.text, span.label_) for span in write_spans(DegreeFields()(doc)).spans["mentions"]] == [
        ("Degree in Professional Engineering", "degree")
    ]
