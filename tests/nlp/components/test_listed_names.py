import pytest
import spacy

from nlp.components.listed_names import ListedNames
from nlp.mentions import write_spans
from nlp.tokenizer import PostingTokenizer

NLP = spacy.blank("en")
NLP.tokenizer = PostingTokenizer(NLP.vocab)


def listed(
    text: str, *known: str, kind: str = "technology", certainty: str = "sure"
) -> list[tuple[str, str]]:
    doc = NLP.make_doc(text)
    spans = []
    for quote in known:
        start = text.index(quote)
        span = doc.char_span(start, start + len(quote), label=kind, kb_id=f"{kind}:x", span_id=certainty)
        assert span is not None
        spans.append(span)
    doc.spans["mentions"] = spans
    found = write_spans(ListedNames()(doc)).spans["mentions"]
    return [(span.text, span.label_) for span in found if span.id_ == "listed"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("computer systems including, but not limited to CHRMS, RMDS and FMS.", ["CHRMS", "RMDS", "FMS"]),
        ("software such as Zylos or Brontech Pro", ["Zylos", "Brontech Pro"]),
        ("databases (Quarrel, Findit)", ["Quarrel", "Findit"]),
    ],
)
def test_a_cue_opens_a_list(text: str, names: list[str]) -> None:
    assert listed(text) == [(name, "technology") for name in names]


def test_a_known_technology_opens_a_list_both_ways() -> None:
    assert listed("VENDEX/PASSPort, Excel, OAISIS;", "Excel") == [
        ("VENDEX", "technology"),
        ("PASSPort", "technology"),
        ("OAISIS", "technology"),
    ]


def test_certifications_are_listed_too() -> None:
    assert listed("Certifications with Gilbarco, Sapphire, and Veeder.") == [
        ("Gilbarco", "certification"),
        ("Sapphire", "certification"),
        ("Veeder", "certification"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Certifications: Candidates must hold one",
        "Paralegal Certification obtained in the United States.",
        "a Certificate in Business, Finance",
    ],
)
def test_what_only_follows_the_word_is_no_name(text: str) -> None:
    assert listed(text) == []


@pytest.mark.parametrize(
    ("text", "certainty", "names"),
    [
        ("CHC, CISSP, CICA and/or XYZ certified", "sure", ["CHC", "CICA", "XYZ"]),
        ("CHC, CISSP, Sales, CICA certified", "sure", ["CHC"]),
        ("CHC, CISSP, CICA certified", "ambiguous", []),
        ("knows DMBOK, CISSP, SDLC.", "sure", []),
    ],
)
def test_a_sure_credential_opens_a_list_of_abbreviations(text: str, certainty: str, names: list[str]) -> None:
    assert [name for name, _ in listed(text, "CISSP", kind="certification", certainty=certainty)] == names


def test_known_members_are_stepped_over() -> None:
    assert listed("tools such as Zylos, Excel, Brontech.", "Excel") == [
        ("Zylos", "technology"),
        ("Brontech", "technology"),
    ]


@pytest.mark.parametrize(
    "text", ["We use Excel. The team is small.", "systems that work", "", "such as Monday"]
)
def test_no_list_no_names(text: str) -> None:
    assert listed(text, *(["Excel"] if "Excel" in text else [])) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Track stock in the Vehicle Inventory System (VIS).", ["Vehicle Inventory System", "VIS"]),
        ("in the Grant and Contract Tracking Application.", ["Grant and Contract Tracking Application"]),
        ("Enter collisions in the City's CRASH system.", ["CRASH"]),
        ("clear cases on ZIMS and FACTORS databases", ["ZIMS", "FACTORS"]),
    ],
)
def test_a_name_that_calls_itself_a_system_needs_no_list(text: str, names: list[str]) -> None:
    assert sorted(listed(text)) == sorted((name, "technology") for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "Maintains the HVAC system and the boilers.",
        "Works for the Midland School System and its partners.",
        "Keeps the Quality Management System current.",
        "The National Park System welcomes all.",
        "A degree in Management Information Systems.",
    ],
)
def test_other_systems_are_no_products(text: str) -> None:
    assert listed(text) == []
