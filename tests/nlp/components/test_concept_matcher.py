from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.concept_matcher import Candidate, ConceptMatcher, Form, resolve_overlaps
from nlp.mentions import write_spans
from nlp.tokenizer import PostingTokenizer
from taxonomy.types import Alias, Concept


def concept(concept_id: str, *aliases: Alias, is_soft: bool = False) -> Concept:
    kind: Any = concept_id.partition(":")[0]
    return Concept(concept_id, concept_id.partition(":")[2], kind, aliases, "signalpost", is_soft)


VOCABULARY = [
    concept("technology:java", Alias("Java")),
    concept("technology:javascript", Alias("JavaScript")),
    concept("technology:go", Alias("Go", is_exact=True, is_ambiguous=True)),
    concept("technology:c", Alias("C", is_exact=True, is_ambiguous=True)),
    concept("technology:cpp", Alias("C++")),
    concept("technology:csharp", Alias("C#", is_exact=True)),
    concept("technology:dot-net", Alias(".NET")),
    concept("technology:excel", Alias("Excel", is_ambiguous=True), Alias("Microsoft Excel")),
    concept("technology:plc", Alias("PLC", is_exact=True)),
    concept("skill:plc-troubleshooting", Alias("PLC troubleshooting")),
    concept("skill:commerce", Alias("commerce")),
    concept("skill:e-commerce", Alias("e commerce")),
    concept("skill:blood-draw", Alias("blood draws")),
    concept("skill:inventory", Alias("inventory")),
    concept("skill:problem-solving", Alias("problem solving")),
    concept("certification:aws", Alias("AWS certification")),
    concept("technology:aws", Alias("AWS", is_exact=True)),
    concept("degree:bachelor", Alias("bachelor's degree"), Alias("B.S.")),
    concept("degree:a-level", Alias("A-level")),
    concept("technology:word", Alias("Word", is_ambiguous=True)),
    concept("technology:teams", Alias("MS Teams")),
    concept("skill:initiative", Alias("initiative", is_ambiguous=True), is_soft=True),
    concept("skill:security", Alias("security", is_ambiguous=True)),
]
MATCHER = ConceptMatcher(VOCABULARY)
NLP = spacy.blank("en")
NLP.tokenizer = PostingTokenizer(NLP.vocab)


def found(text: str) -> list[tuple[str, str]]:
    doc = write_spans(MATCHER(NLP.make_doc(text)))
    return [(span.text, span.kb_id_) for span in doc.spans["mentions"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Java, JavaScript", [("Java", "technology:java"), ("JavaScript", "technology:javascript")]),
        ("C/C++ and C#.", [("C", "technology:c"), ("C++", "technology:cpp"), ("C#", "technology:csharp")]),
        ("the .NET framework", [(".NET", "technology:dot-net")]),
        ("visit www.acme.net, use .net", [(".net", "technology:dot-net")]),
        ("MICROSOFT EXCEL", [("MICROSOFT EXCEL", "technology:excel")]),
        ("non-Excel users, canon Excel", [("Excel", "technology:excel")]),
        ("non Excel users", []),
        ("Problem-Solving", [("Problem-Solving", "skill:problem-solving")]),
        ("a blood draw", [("blood draw", "skill:blood-draw")]),
        ("inventories", [("inventories", "skill:inventory")]),
        ("the commerce", [("commerce", "skill:commerce")]),
        ("e-commerce", [("e-commerce", "skill:e-commerce")]),
        ("Bachelors degree, B.S in", [("Bachelors degree", "degree:bachelor"), ("B.S", "degree:bachelor")]),
        ("Bachelor€™s degree", [("Bachelor€™s degree", "degree:bachelor")]),
        ("in JavaRequirements", []),
        ("MicrosoftExcelRequirements", [("Excel", "technology:excel")]),
        ("AWSExperience with PLCs", [("AWSExperience", "technology:aws")]),
        ("AWSX, APLCs", []),
        ("Javanese coffee", []),
        ("go there", []),
        ("C-level, R&C, D.C.a", []),
        ("at a level of difficulty", []),
        ("the S.B.S. award", []),
        ("please send word of mouth", []),
        ("LC/MS/MS teams, C/C", []),
        ("Zoom/MS Teams", [("MS Teams", "technology:teams")]),
        ("initiative", [("initiative", "skill:initiative")]),
        ("initiatives", []),
        ("security", [("security", "skill:security")]),
        ("trades securities", []),
    ],
)
def test_forms_are_found_at_word_boundaries(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_technology_inside_a_skill_stays() -> None:
    assert found("PLC troubleshooting") == [
        ("PLC", "technology:plc"),
        ("PLC troubleshooting", "skill:plc-troubleshooting"),
    ]


def test_a_doubtful_credential_lets_a_technology_stand_beside_it() -> None:
    concepts = [
        concept("technology:git", Alias("Git")),
        concept("license:geologist", Alias("GIT", is_exact=True, is_ambiguous=True)),
    ]
    matched = resolve_overlaps(ConceptMatcher(concepts).find("uses GIT daily"))
    assert {item.form.concept_id for item in matched} == {"technology:git", "license:geologist"}


def test_a_technology_inside_a_credential_goes() -> None:
    assert found("AWS certification") == [("AWS certification", "certification:aws")]


def test_spans_say_whether_the_form_is_ambiguous() -> None:
    doc = write_spans(MATCHER(NLP.make_doc("Go and Java")))
    assert [(span.id_, span.label_) for span in doc.spans["mentions"]] == [
        ("ambiguous", "technology"),
        ("sure", "technology"),
    ]


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("Java/Go", ["sure", "sure"]),
        ("Go / Java", ["sure", "sure"]),
        ("Go/Word", ["ambiguous", "ambiguous"]),
        ("Java, Go", ["sure", "ambiguous"]),
    ],
)
def test_a_slash_joins_a_doubtful_technology_to_a_sure_one(text: str, origins: list[str]) -> None:
    doc = write_spans(MATCHER(NLP.make_doc(text)))
    assert [span.id_ for span in doc.spans["mentions"]] == origins


def test_a_sure_form_wins_over_an_ambiguous_one_of_the_same_group() -> None:
    matcher = ConceptMatcher(
        [concept("skill:a", Alias("lean", is_ambiguous=True)), concept("skill:b", Alias("lean"))]
    )
    assert {item.form.concept_id for item in matcher.find("lean")} == {"skill:b"}


def test_of_equal_places_the_credential_stays() -> None:
    skill = Candidate(0, 3, Form("skill:x", "skill", "sure"))
    license_ = Candidate(0, 3, Form("license:x", "license", "sure"))
    assert resolve_overlaps([skill, license_]) == [license_]


@given(st.text(alphabet=st.sampled_from("CJavascript+#.NETGo e-\n'’\u0130\u00a0"), max_size=60))
def test_offsets_always_lie_in_the_text_and_at_tokens(text: str) -> None:
    doc = write_spans(MATCHER(NLP.make_doc(text)))
    for span in doc.spans["mentions"]:
        assert text[span.start_char : span.end_char] == span.text
        assert span.text.strip()
