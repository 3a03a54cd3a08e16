"""The skills that we wrote: their number, shape, wording and flags, and that well-known skills of every trade are there."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from taxonomy.types import Alias
from taxonomy.vocabulary_entries import Entry, parse_entry, read_yaml
from taxonomy.vocabulary_onet import fold_form, slugify

SKILLS_DIR = Path(__file__).parents[2] / "taxonomy" / "skills"
MIN_CONCEPTS = 6000
MIN_TOPICS = 20
MIN_PER_TOPIC = 60
MIN_SOFT = 200
MAX_WORDS = 9

# What a posting says without asking the worker for it.
NO_SKILLS = (
    "benefits",
    "business",
    "company",
    "dental insurance",
    "employee",
    "equal employment opportunity",
    "equal opportunity",
    "experience",
    "health insurance",
    "job description",
    "job posting",
    "life insurance",
    "management",
    "medicine",
    "paid time off",
    "quality",
    "requirements",
    "responsibilities",
    "responsibility",
    "service",
    "support",
    "team",
    "technology",
    "training program",
    "work",
)
# Job titles: a person, not a skill.
TITLE_ENDINGS = ("assistant", "attendant", "cashier", "clerk", "manager", "nurse", "supervisor", "technician")

# form -> concept that must own it; two or more per trade.
KNOWN = {
    "wound care": "skill:wound-care",
    "drawing blood": "skill:phlebotomy",
    "medical coding": "skill:medical-coding",
    "taking x-rays": "skill:radiography",
    "chairside assisting": "skill:dental-assisting",
    "fill prescriptions": "skill:prescription-filling",
    "crisis intervention": "skill:crisis-intervention",
    "case management": "skill:case-management",
    "hair cutting": "skill:haircutting",
    "personal training": "skill:personal-training",
    "classroom management": "skill:classroom-management",
    "lesson plans": "skill:lesson-planning",
    "traffic control": "skill:traffic-control",
    "inmate supervision": "skill:inmate-supervision",
    "legal research": "skill:legal-research",
    "drafting contracts": "skill:contract-drafting",
    "zoning": "skill:zoning",
    "grant writing": "skill:grant-writing",
    "pruning": "skill:pruning",
    "operating tractors": "skill:tractor-operation",
    "knife skills": "skill:knife-skills",
    "make beds": "skill:bed-making",
    "cash handling": "skill:cash-handling",
    "cold calling": "skill:cold-calling",
    "resolving complaints": "skill:complaint-resolution",
    "social media management": "skill:social-media-marketing",
    "graphic design": "skill:graphic-design",
    "data entry": "skill:data-entry",
    "answering phones": "skill:answering-phones",
    "talent acquisition": "skill:recruiting",
    "payroll processing": "skill:payroll-processing",
    "accounts payable": "skill:accounts-payable",
    "bank reconciliations": "skill:account-reconciliation",
    "project management": "skill:project-management",
    "root cause analysis": "skill:root-cause-analysis",
    "unit testing": "skill:unit-testing",
    "penetration testing": "skill:penetration-testing",
    "machine learning": "skill:machine-learning",
    "analyzing data": "skill:data-analysis",
    "structural analysis": "skill:stress-analysis",
    "cell culture": "skill:cell-culture",
    "blueprint reading": "skill:blueprint-reading",
    "pouring concrete": "skill:concrete-work",
    "conduit bending": "skill:conduit-bending",
    "hvac maintenance": "skill:hvac-maintenance",
    "preventative maintenance": "skill:preventive-maintenance",
    "brake repair": "skill:brake-repair",
    "mig welding": "skill:mig-welding",
    "cnc programming": "skill:cnc-programming",
    "forklift operation": "skill:forklift-operation",
    "picking and packing": "skill:order-picking",
    "truck driving": "skill:truck-driving",
    "line handling": "skill:line-handling",
    "wastewater treatment": "skill:wastewater-treatment",
    "well servicing": "skill:well-servicing",
    "conflict resolution": "skill:conflict-resolution",
    "detail-oriented": "skill:attention-to-detail",
    "sign language": "skill:american-sign-language",
}


@cache
def files() -> tuple[Path, ...]:
    return tuple(sorted(path for path in SKILLS_DIR.glob("*.yml") if not path.name.startswith("_")))


@cache
def entries() -> tuple[Entry, ...]:
    return tuple(parse_entry(row, path) for path in files() for row in read_yaml(path))


@cache
def owners() -> dict[str, list[tuple[str, Alias]]]:
    found: dict[str, list[tuple[str, Alias]]] = {}
    for entry in entries():
        for alias in entry.concept.aliases:
            form = alias.text if alias.is_exact else fold_form(alias.text)
            found.setdefault(form, []).append((entry.concept.concept_id, alias))
    return found


def is_in(alias: Alias, sentence: str) -> bool:
    flags = 0 if alias.is_exact else re.IGNORECASE
    return bool(re.search(rf"(?<!\w){re.escape(alias.text)}(?!\w)", sentence, flags))


def test_there_are_enough_concepts() -> None:
    assert len(entries()) >= MIN_CONCEPTS


def test_there_are_enough_topics_and_none_is_thin() -> None:
    sizes = Counter(entry.path.stem for entry in entries())
    assert len(sizes) >= MIN_TOPICS
    assert [topic for topic, size in sizes.items() if size < MIN_PER_TOPIC] == []


def test_enough_soft_skills_are_marked_and_hard_ones_come_first() -> None:
    soft = sum(entry.concept.is_soft for entry in entries())
    assert soft >= MIN_SOFT
    assert soft < len(entries()) / 10


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_a_file_is_sorted_by_id(path: Path) -> None:
    ids = [row["id"] for row in read_yaml(path)]
    assert ids == sorted(ids)


def test_ids_are_unique_over_all_files() -> None:
    ids = Counter(entry.concept.concept_id for entry in entries())
    assert [concept_id for concept_id, count in ids.items() if count > 1] == []


def test_an_id_is_the_slug_of_its_label() -> None:
    wrong = [
        entry.concept.concept_id
        for entry in entries()
        if entry.concept.concept_id != f"skill:{slugify(entry.concept.label)}"
    ]
    assert wrong == []


def test_no_form_belongs_to_two_concepts() -> None:
    shared = {form: {owner for owner, _ in found} for form, found in owners().items()}
    assert {form: ids for form, ids in shared.items() if len(ids) > 1} == {}


def test_forms_that_match_any_case_are_written_in_lower_case() -> None:
    loud = [
        alias.text
        for entry in entries()
        for alias in entry.concept.aliases
        if not alias.is_exact and alias.text != alias.text.lower()
    ]
    assert loud == []


def test_forms_of_three_letters_or_fewer_match_one_case_only() -> None:
    short = [form for form, found in owners().items() if len(form) <= 3 and not found[0][1].is_exact]
    assert set(short) <= {"a/p", "a/r", "art", "ecg", "ekg", "m&a", "vfx"}


def test_forms_are_short_enough_to_be_written_in_a_posting() -> None:
    assert [form for form in owners() if len(form.split()) > MAX_WORDS] == []


@pytest.mark.parametrize("form", NO_SKILLS)
def test_what_is_no_skill_is_no_form(form: str) -> None:
    assert form not in owners()


def test_job_titles_are_no_labels() -> None:
    titles = [
        entry.concept.label for entry in entries() if entry.concept.label.lower().split()[-1] in TITLE_ENDINGS
    ]
    assert titles == []


def test_soc_codes_have_their_form_and_are_not_repeated() -> None:
    for entry in entries():
        codes = entry.concept.soc_codes
        assert all(re.fullmatch(r"\d\d-\d{4}", code) for code in codes), entry.concept.concept_id
        assert len(set(codes)) == len(codes), entry.concept.concept_id


def test_hard_skills_name_related_occupations() -> None:
    bare = [
        entry.concept.concept_id
        for entry in entries()
        if not entry.concept.is_soft and not entry.concept.soc_codes
    ]
    assert bare == []


def test_ambiguous_forms_come_with_both_sentences() -> None:
    bare = [
        entry.concept.concept_id
        for entry in entries()
        if any(alias.is_ambiguous for alias in entry.concept.aliases) and not (entry.match and entry.no_match)
    ]
    assert bare == []


def test_the_sentence_that_must_match_holds_a_form() -> None:
    wrong = [
        entry.concept.concept_id
        for entry in entries()
        if entry.match and not any(is_in(alias, entry.match) for alias in entry.concept.aliases)
    ]
    assert wrong == []


def test_the_sentence_that_must_not_match_holds_no_sure_form() -> None:
    wrong = [
        entry.concept.concept_id
        for entry in entries()
        if entry.no_match
        and any(is_in(alias, entry.no_match) for alias in entry.concept.aliases if not alias.is_ambiguous)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "form", ["safety", "sales", "billing", "training", "security", "communication", "design"]
)
def test_everyday_words_are_left_to_the_judge(form: str) -> None:
    assert all(alias.is_ambiguous for _, alias in owners().get(form, []))


@pytest.mark.parametrize(("form", "concept_id"), KNOWN.items(), ids=KNOWN)
def test_a_well_known_skill_is_there(form: str, concept_id: str) -> None:
    assert concept_id in {owner for owner, _ in owners().get(fold_form(form), [])}
