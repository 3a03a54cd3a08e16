import pytest

from nlp.components.open_skills_bounds import says_nothing_new, tidy
from nlp.mentions import Mention, token_places
from tests.nlp.phrase_networks import NLP


def _tidied(text: str) -> str:
    doc = NLP.make_doc(text)
    first, last = tidy(doc, 0, len(doc))
    return doc[first:last].text


@pytest.mark.parametrize(
    ("phrase", "kept"),
    [
        ("and plant rules and regulations", "plant rules and regulations"),
        ("preventive maintenance checks and", "preventive maintenance checks"),
        ("work on multiple projects effectively and", "work on multiple projects effectively"),
        ("of networking and consumer electronics, and their", "networking and consumer electronics"),
        ("support to the", "support"),
        ("to", ""),
        ("in-person sales", "in-person sales"),
        ("as-built drawings", "as-built drawings"),
        ("on call dispatch", "on call dispatch"),
        ("rigging up", "rigging up"),
    ],
)
def test_words_that_bind_a_phrase_leave_its_edges(phrase: str, kept: str) -> None:
    assert _tidied(phrase) == kept


@pytest.mark.parametrize(
    ("phrase", "kept"),
    [
        ("recruitment, communicable diseases", "recruitment"),
        ("Patrol Operations; School Safety", "Patrol Operations"),
        ("Communicate with customers, vendors", "Communicate with customers"),
        ("complex, technical findings", "complex, technical findings"),
        ("improving production, quality, and efficiency", "improving production, quality, and efficiency"),
    ],
)
def test_of_a_list_that_runs_on_the_first_item_stays(phrase: str, kept: str) -> None:
    assert _tidied(phrase) == kept


@pytest.mark.parametrize(
    ("phrase", "is_kept"),
    [
        ("kneel, squat, reach overhead", False),
        ("climb, walk and stand", False),
        ("lifting, bending and twisting", False),
        ("work weekends, holidays, and rotating shifts", False),
        ("flexible schedule including evenings", False),
        ("carry a caseload", True),
        ("push notifications", True),
        ("reach out to customers", True),
        ("stand up servers", True),
        ("schedule staff for night shifts", True),
        ("work with vendors", True),
    ],
)
def test_postures_and_shifts_are_no_skills(phrase: str, is_kept: bool) -> None:
    assert bool(_tidied(phrase)) == is_kept


@pytest.mark.parametrize(
    ("phrase", "known", "is_new"),
    [
        ("planning and monitoring activities", ("planning", "monitoring"), False),
        ("perform data entry", ("data entry",), False),
        ("forest valuation", ("valuation",), True),
        ("weld pipes", (), True),
    ],
)
def test_a_phrase_of_known_skills_and_empty_words_says_nothing_new(
    phrase: str, known: tuple[str, ...], is_new: bool
) -> None:
    doc = NLP.make_doc(phrase)
    mentions = []
    for form in known:
        start = phrase.index(form)
        mention = token_places(doc).mention(start, start + len(form), "skill", "skill:known")
        assert mention is not None
        mentions.append(mention)
    assert says_nothing_new(doc, (0, len(doc)), mentions) != is_new


def test_a_word_within_a_known_skill_says_nothing_new() -> None:
    doc = NLP.make_doc("law enforcement")
    skill = Mention(0, 15, 0, 2, "skill", "skill:known")
    technology = Mention(0, 15, 0, 2, "technology", "technology:known")
    assert says_nothing_new(doc, (1, 2), [skill])
    assert not says_nothing_new(doc, (1, 2), [technology])
