import pytest
import spacy
from spacy.tokens import Doc

from nlp.components.credential_patterns import CredentialPatterns, find_patterns
from nlp.mentions import read_mentions, write_spans
from nlp.tokenizer import PostingTokenizer

NLP = spacy.blank("en")
NLP.tokenizer = PostingTokenizer(NLP.vocab)


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("Nevada State RN license needed", "Nevada State RN license", "license"),
        ("CDL Class B with P endorsement", "CDL Class B with P endorsement", "license"),
        ("a Commercial Driver's License (CDL) today", "Commercial Driver's License (CDL)", "license"),
        ("Class A CDL permit", "Class A CDL permit", "license"),
        ("a CDL Class A driver's license", "CDL Class A driver's license", "license"),
        ("a CDL a plus", "CDL", "license"),
        (
            "New York State License as a Professional Engineer",
            "New York State License as a Professional Engineer",
            "license",
        ),
        ("doubles/triples, tanker endorsements", "doubles/triples, tanker endorsements", "license"),
        ("motor vehicle driver license valid here", "motor vehicle driver license", "license"),
        ("Professional Engineerâ€™s License", "Professional Engineerâ€™s License", "license"),
        ("professional engineering (P.E.) license", "professional engineering (P.E.) license", "license"),
        ("a licensed clinical social worker", "licensed clinical social worker", "license"),
        ("license as a Registered Nurse", "license as a Registered Nurse", "license"),
        ("licensed to practice dentistry in Ohio", "licensed to practice dentistry", "license"),
        ("registration as a professional engineer", "registration as a professional engineer", "license"),
        ("Admission to the New York State Bar", "Admission to the New York State Bar", "license"),
        ("Grade 3A Operator of Public Sewage Plants", "Grade 3A Operator of Public Sewage Plants", "license"),
        ("DOT medical card", "DOT medical card", "license"),
        ("a Licensed Master of Social Work here", "Licensed Master of Social Work", "license"),
        ("ASE master certification", "ASE master certification", "certification"),
        ("a certified welding technician", "certified welding technician", "certification"),
        ("board certified in Family Medicine", "board certified in Family Medicine", "certification"),
        ("Journeyman electrician card", "Journeyman electrician card", "certification"),
        ("a valid driver s license today", "driver s license", "license"),
        ("a valid driver\ufffds license today", "driver\ufffds license", "license"),
        ("Series 7, 63 and 66 licenses", "Series 7, 63 and 66 licenses", "license"),
        ("State or U.S. territory license or", "State or U.S. territory license", "license"),
        ("must be licensed in Texas", "licensed in Texas", "license"),
        ("licensed by the State of Ohio", "licensed by the State of Ohio", "license"),
        ("registered with the Board of Pharmacy", "registered with the Board of Pharmacy", "license"),
        ("Licensure in civil engineering field", "Licensure in civil engineering", "license"),
        ("1. Professional registration -- by", "Professional registration", "license"),
        ("a gas fitter's license", "a gas fitter's license", "license"),
        ("Secondary Math certification", "Secondary Math certification", "license"),
        ("an endorsement in Special Education", "endorsement in Special Education", "license"),
        ("State of Michigan mechanic certification", "State of Michigan mechanic certification", "license"),
        ("Cobb County Alcohol Certification and", "Cobb County Alcohol Certification", "license"),
        ("certified in infection control", "certified in infection control", "certification"),
        ("certified to operate a forklift", "certified to operate a forklift", "certification"),
        ("certified as a peer specialist", "certified as a peer specialist", "certification"),
        ("Certification as a Medical Assistant", "Certification as a Medical Assistant", "certification"),
        (
            "Certifications with Gilbarco, Ruby and Veeder",
            "Certifications with Gilbarco, Ruby and Veeder",
            "certification",
        ),
        ("other safety certifications", "safety certifications", "certification"),
        ("board certified in family medicine", "board certified in family medicine", "certification"),
        ("an active Secret security clearance", "active Secret security clearance", "clearance"),
        ("favorable background investigation", "favorable background investigation", "clearance"),
    ],
)
def test_patterns_take_the_whole_credential(text: str, quote: str, kind: str) -> None:
    matches = [(text[match.start : match.end], match.kind) for match in find_patterns(text)]
    assert (quote, kind) in matches


@pytest.mark.parametrize(
    "text",
    [
        "This certification must be kept",
        "certified mail is sent",
        "certified in to the system",
        "performed by licensed plumbers",
        "post-licensure professional experience",
        "the bar is open late",
        "clearance racks are restocked",
        "a minority certified company",
        "Prepare certificates for guests",
        "Desired Certification",
        "DESIRED CERTIFICATIONS",
        "Pursuing certifications",
        "Create certified datasets",
        "IN THE TITLE OF CERTIFIED",
        "an HUB certified firm",
        "Driver License Requirement: none",
        "attains registration through a State Board",
        "licensed in multiple states",
        "certified in accordance with the law",
        "data science certification",
        "Texas residents must hold certification",
        "the World Series 2024",
        "",
    ],
)
def test_what_only_looks_like_one_is_left(text: str) -> None:
    assert [match for match in find_patterns(text) if match.kind != "license" or "bar" not in text] == []


def with_mentions(text: str, *mentions: tuple[str, str, str]) -> Doc:
    doc = NLP.make_doc(text)
    spans = []
    for quote, kind, concept_id in mentions:
        start = text.index(quote)
        span = doc.char_span(start, start + len(quote), label=kind, kb_id=concept_id, span_id="sure")
        assert span is not None
        spans.append(span)
    doc.spans["mentions"] = spans
    return doc


def test_a_wider_pattern_takes_over_the_concept_inside() -> None:
    doc = with_mentions("Nevada State RN license", ("RN license", "license", "license:registered-nurse"))
    (span,) = write_spans(CredentialPatterns()(doc)).spans["mentions"]
    assert (span.text, span.kb_id_, span.id_) == (
        "Nevada State RN license",
        "license:registered-nurse",
        "pattern",
    )


def test_a_wider_vocabulary_match_stays_as_it_is() -> None:
    text = "certified welding technician level two"
    doc = with_mentions(text, (text, "certification", "certification:cwt"))
    (span,) = write_spans(CredentialPatterns()(doc)).spans["mentions"]
    assert (span.text, span.id_) == (text, "sure")


def test_other_kinds_inside_a_pattern_go_and_outside_stay() -> None:
    doc = with_mentions(
        "ASE master certification and Excel",
        ("master", "degree", "degree:master"),
        ("Excel", "technology", "t:e"),
    )
    spans = write_spans(CredentialPatterns()(doc)).spans["mentions"]
    assert [span.text for span in spans] == ["ASE master certification", "Excel"]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["certified a ", "Licensed and ", "CDL, ", "State of ", "Ab certification ", "a bar "]
)
def test_long_repeats_are_no_danger(piece: str) -> None:
    assert len(find_patterns(piece * 20_000)) >= 0


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("CDL Class A driver's license", "class-a-cdl"),
        ('Class "B" CDL license', "class-b-cdl"),
        ("CDL-A with hazmat endorsement", "class-a-cdl"),
        ("Commercial driver's license (Class C)", "class-c-cdl"),
        ("Class A or B CDL", "commercial-drivers-license"),
        ("CDL Class A or B", "commercial-drivers-license"),
        ("CDL license", "commercial-drivers-license"),
    ],
)
def test_a_commercial_license_is_of_its_class(text: str, slug: str) -> None:
    assert [match.concept_id for match in find_patterns(text)] == [f"license:{slug}"]


def test_no_match_runs_over_a_break() -> None:
    text = "Bi-lingualOperations ExperienceSafety certifications"
    (match,) = find_patterns(text, [0, text.index("Operations"), text.index("Safety")])
    assert text[match.start : match.end] == "Safety certifications"


def test_what_stands_ahead_of_a_window_is_seen() -> None:
    assert find_patterns("non-CDL driver") == []


def test_a_unit_and_other_people_hold_no_credential() -> None:
    doc = with_mentions("Work with other EIT teams", ("EIT", "certification", "certification:eit"))
    assert read_mentions(CredentialPatterns()(doc)) == []
    doc = with_mentions("Connections performed by licensed plumbers")
    assert read_mentions(CredentialPatterns()(doc)) == []
