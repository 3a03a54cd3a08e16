import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from nlp.components.phrase_features import (
    FIRST,
    GLUED,
    HINTED_KINDS,
    LONGEST_SENTENCE,
    N_HINTS,
    N_JOINTS,
    SPACED,
    Lexicon,
    is_lone_sentence,
    normalise_word,
    read_sentences,
    without_repeats,
)
from nlp.extractor import make_doc
from nlp.mentions import Mention, write_mentions
from nlp.pipeline import build_pipeline
from nlp.types import PostingInput

NLP = build_pipeline(())


def _doc(description: str, title: str = "") -> Doc:
    return make_doc(NLP, PostingInput("1", title, description))


def _sentences(doc: Doc) -> list[list[str]]:
    sentences = read_sentences([doc], Lexicon([]))
    words = [doc[token].text for token in sentences.tokens.tolist()]
    result = []
    for length in sentences.lengths.tolist():
        result.append(words[:length])
        words = words[length:]
    return result


def test_sentences_end_at_stops_before_capitals_and_at_line_breaks() -> None:
    doc = _doc("Weld pipes. Read plans\nLift 50 lbs.", title="Welder")
    assert _sentences(doc) == [
        ["Welder"],
        ["Weld", "pipes", "."],
        ["Read", "plans"],
        ["Lift", "50", "lbs", "."],
    ]


def test_bullets_begin_sentences() -> None:
    assert _sentences(_doc("You • mop floors • wash windows")) == [
        ["You"],
        ["•", "mop", "floors"],
        ["•", "wash", "windows"],
    ]


def test_glued_sentences_of_a_posting_are_parted() -> None:
    doc = _doc("Must have typing skillsAbility to file", title="Clerk")
    assert ["Ability", "to", "file"] in _sentences(doc)


def test_endless_sentences_are_cut() -> None:
    lengths = read_sentences([_doc("word " * (LONGEST_SENTENCE + 10))], Lexicon([])).lengths
    assert lengths.tolist() == [LONGEST_SENTENCE, 10]


def test_silent_sections_are_left_out_of_postings_only() -> None:
    doc = _doc("mop floors\nfree lunch", title="Cleaner")
    doc.spans["sections"] = [Span(doc, 0, 5, label="duties"), Span(doc, 5, len(doc), label="benefits")]
    sentences = read_sentences([doc], Lexicon([]), silent={"benefits"})
    assert [doc[token].text for token in sentences.tokens.tolist()] == ["Cleaner", "mop", "floors"]
    lone = _doc("free lunch")
    lone.spans["sections"] = [Span(lone, 0, len(lone), label="benefits")]
    assert len(read_sentences([lone], Lexicon([]), silent={"benefits"}).tokens) == 2


def test_joints_tell_glued_tokens_from_spaced_ones() -> None:
    sentences = read_sentences([_doc("C# and Go")], Lexicon([]))
    assert sentences.joints.tolist() == [FIRST, GLUED, SPACED, SPACED]


def _hinted(text: str, *candidates: tuple[int, int, str, str]) -> list[int]:
    """Hints of the tokens of a lone sentence with candidates (first, last, kind, origin)."""
    doc = _doc(text)
    write_mentions(
        doc, [Mention(0, 1, first, last, kind, origin=origin) for first, last, kind, origin in candidates]
    )
    hints: list[int] = (read_sentences([doc], Lexicon([])).joints // N_JOINTS).tolist()
    return hints


def _hint(kind: str, *, is_sure: bool) -> int:
    return 1 + 2 * HINTED_KINDS.index(kind) + (not is_sure)


@pytest.mark.parametrize("kind", HINTED_KINDS)
def test_candidates_hint_at_their_kind_and_whether_it_is_sure(kind: str) -> None:
    sure, unsure = _hint(kind, is_sure=True), _hint(kind, is_sure=False)
    assert 0 < sure < unsure < N_HINTS
    # Token 0 is the line break behind the empty title.
    assert _hinted("use Go now", (2, 3, kind, "sure")) == [0, sure, 0]
    assert _hinted("use Go now", (2, 4, kind, "pattern")) == [0, sure, sure]
    for origin in ("ambiguous", "listed", ""):
        assert _hinted("use Go now", (2, 3, kind, origin)) == [0, unsure, 0]


def test_of_several_candidates_the_later_kind_hints() -> None:
    license_, skill = _hint("license", is_sure=False), _hint("skill", is_sure=True)
    candidates = [(2, 3, "license", "listed"), (1, 4, "skill", "sure")]
    assert _hinted("get RN card", *candidates) == [skill, license_, skill]
    assert _hinted("get RN card", *reversed(candidates)) == [skill, license_, skill]


def test_hints_leave_the_joints_as_they_are() -> None:
    doc = _doc("C# and Go")
    write_mentions(doc, [Mention(1, 3, 1, 3, "technology", origin="sure")])
    joints = read_sentences([doc], Lexicon([])).joints
    assert (joints % N_JOINTS).tolist() == [FIRST, GLUED, SPACED, SPACED]
    assert joints.min() >= 0


def test_sentences_that_differ_in_their_hints_are_no_repeats() -> None:
    docs = [_doc("use Go"), _doc("use Go"), _doc("use Go")]
    write_mentions(docs[1], [Mention(5, 7, 2, 3, "technology", origin="sure")])
    distinct, rows = without_repeats(read_sentences(docs, Lexicon([])), {})
    assert distinct.lengths.tolist() == [2, 2]
    assert rows.tolist() == [0, 1, 2, 3, 0, 1]


def test_sentences_of_an_earlier_batch_are_left_out_and_keep_their_rows() -> None:
    lexicon, known = Lexicon([]), dict[bytes, int]()
    first, _ = without_repeats(read_sentences([_doc("read maps\nweld")], lexicon), known)
    sentences = read_sentences([_doc("weld\ndrive trucks\nread maps\ndrive trucks")], lexicon)
    fresh, rows = without_repeats(sentences, known, len(first.tokens))
    assert fresh.lengths.tolist() == [2]
    assert rows.tolist() == [2, 3, 4, 0, 1, 3, 4]


def test_docs_of_a_batch_keep_their_sentences() -> None:
    docs = [_doc("read maps"), _doc(""), _doc("drive")]
    sentences = read_sentences(docs, Lexicon([]))
    assert sentences.docs.tolist() == [0, 0, 2]
    assert sentences.lengths.tolist() == [2, 1]


def test_lone_sentences_have_no_title_and_one_line() -> None:
    assert is_lone_sentence(_doc("Good communication skills"))
    assert not is_lone_sentence(_doc("Good communication skills", title="Clerk"))
    assert not is_lone_sentence(_doc("Good\ncommunication"))


@pytest.mark.parametrize(
    ("one", "other", "column"),
    [("Welding", "welding", 0), ("Welding", "Weldment", 1), ("reading", "hearing", 2), ("Rome", "Oslo", 4)],
)
def test_features_that_two_words_share(one: str, other: str, column: int) -> None:
    lexicon = Lexicon(["welding"])
    sentences = read_sentences([_doc(f"{one} {other}")], lexicon)
    first, second = lexicon.features[sentences.lexemes].tolist()
    assert first[column] == second[column]


def test_unknown_words_have_index_0_and_digits_are_folded() -> None:
    lexicon = Lexicon(["level0"])
    sentences = read_sentences([_doc("x_ray")], lexicon)
    assert not lexicon.features[sentences.lexemes][:, 0].any()
    assert normalise_word("Level7") == "level0"


def test_a_lexicon_that_grows_too_large_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.components.phrase_features._REMEMBERED", 2)
    lexicon = Lexicon([])
    read_sentences([_doc("one two three four")], lexicon)
    before = lexicon.generation
    again = read_sentences([_doc("five six")], lexicon)
    assert lexicon.generation == before + 1
    assert len(lexicon.features) == len(set(again.lexemes.tolist())) + 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(alphabet="ab C.\n•", max_size=60))
def test_every_token_that_is_not_blank_is_in_one_sentence(text: str, title: str) -> None:
    doc = _doc(text, title=title)
    sentences = read_sentences([doc], Lexicon([]))
    assert sentences.tokens.tolist() == [token.i for token in doc if not token.is_space]
    assert int(sentences.lengths.sum()) == len(sentences.lexemes)
    assert all(0 < length <= LONGEST_SENTENCE for length in sentences.lengths.tolist())


@given(
    st.lists(st.sampled_from(["Weld pipes.", "Weld pipes!", "Drive a van", "Lift"]), min_size=1, max_size=9)
)
def test_repeated_sentences_are_kept_once_and_every_token_finds_its_own(lines: list[str]) -> None:
    docs = [_doc("\n".join(lines), title="Welder"), _doc("\n".join(lines[:3]), title="Driver")]
    sentences = read_sentences(docs, Lexicon([]))
    distinct, rows = without_repeats(sentences, {})
    assert len(distinct.lengths) == len({*lines, "Welder", "Driver"})
    assert distinct.lexemes[rows].tolist() == sentences.lexemes.tolist()
    assert distinct.joints[rows].tolist() == sentences.joints.tolist()
    assert int(distinct.lengths.sum()) == len(distinct.tokens)


def test_no_sentences_repeat_none() -> None:
    distinct, rows = without_repeats(read_sentences([_doc("")], Lexicon([])), {})
    assert (len(distinct.lengths), len(rows)) == (0, 0)
