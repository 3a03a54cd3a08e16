"""Component `signalpost.employment_type.v1`: the type of employment, in the terms of schema.org.

Three kinds of evidence, the first that speaks decides: a field ("Job type: Full-time"), the title, and
phrases of the text that can only be about this job ("full-time position", not "full-time experience").
"""

import re

from spacy.language import Language
from spacy.tokens import Doc

import nlp.types  # noqa: F401 - registers the extensions of Doc
from nlp.components.phrase_scan import PhraseScan, fold
from nlp.doc_text import doc_text
from nlp.factories import component_factory
from nlp.types import EmploymentType

_TIME = r"[ -]{0,3}time"
_WORDS: dict[EmploymentType, str] = {
    "INTERN": r"intern(?:ship)?s?|co-?op|student trainee|summer (?:associate|analyst)",
    "PER_DIEM": r"per[- ]diem|prn|on[- ]call|as[- ]needed",
    "VOLUNTEER": r"volunteer|unpaid",
    "CONTRACTOR": r"contract(?:or)?|1099|independent contractor|freelance|contract[- ]to[- ]hire|c2c",
    "TEMPORARY": r"temporary|temp|seasonal|term appointment|temp[- ]to[- ](?:hire|perm)",
    "PART_TIME": rf"part{_TIME}|pt",
    "FULL_TIME": rf"full{_TIME}|ft|permanent|regular",
}
_TRIGGERS = PhraseScan(
    (
        "full time", "fulltime", "part time", "parttime", "intern", "per diem", "prn", "volunteer",
        "contract", "1099", "freelance", "temporary", "temp", "seasonal", "permanent", "regular", "co op",
        "on call", "unpaid", "full  time", "part  time", "assignment", "w 9", "w9",
    )
)  # fmt: skip
_OTHER_THAN_HOURS: tuple[EmploymentType, ...] = ("INTERN", "PER_DIEM", "CONTRACTOR", "TEMPORARY")
_AROUND = 70
_ANY = "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items())
_FIELD = re.compile(
    r"(?:(?:employment|job|position|work|appointment|contract) ?(?:types?|status|schedule)|"
    r"type of (?:employment|position|appointment)|status|position|hours|schedule|shift worked)"
    r"[ \u00a0]{0,3}(?:[:\-–]|['\"],|\n)[\s'\"]{0,6}(?:regular |permanent |salaried |exempt )?"
    rf"(?:{_ANY})\b",
    re.IGNORECASE,
)
_IN_TITLE = re.compile(
    r"\b(?:(?P<INTERN>intern(?:ship)?s?|co-op|student trainee)|(?P<PER_DIEM>per[- ]diem|prn)|"
    r"(?P<VOLUNTEER>volunteer)|(?P<CONTRACTOR>1099|contract(?= ?(?:$|[-–)/,]))|freelance|"
    r"independent contractor)|(?P<TEMPORARY>temporary|seasonal|temp)|"
    rf"(?P<PART_TIME>part{_TIME})|(?P<FULL_TIME>full{_TIME}))\b",
    re.IGNORECASE,
)
_JOB = (
    r"(?:,? ?(?:and |/ ?)?(?:regular|permanent|temporary|seasonal|exempt|non-exempt|salaried|hourly|contract|"
    r"benefited|w2|direct hire|on-?site|remote|year-round|paid|entry[- ]level|summer|day|night|"
    r"evening)){0,3} ?"
    r"(?:position|role|job|opportunity|employment|opening|hire|contract|assignment|appointment|engagement|"
    r"shift|internship|"
    r"vacanc(?:y|ies)|basis|\(\d{2} hours|\d{2} hours|[a-z-]{3,20} (?:position|role|job|opportunity|"
    r"opening))s?\b"
)
_IN_TEXT = re.compile(
    rf"\b(?:(?P<FULL_TIME>full{_TIME}){_JOB}|(?P<PART_TIME>part{_TIME}){_JOB}|"
    r"(?P<PER_DIEM>per diem(?=\))|per diem (?:position|basis|nurse|rn)|prn (?:position|basis))|"
    r"(?P<INTERN>(?:paid |unpaid |summer |this |pathways )(?:student )?internship\b)|"
    r"(?P<CONTRACTOR>contract[- ]to[- ]hire|\d{1,2}\+?[- ](?:months?|weeks?|years?)[- ]contract|"
    r"(?:this is|as) an? (?:\w{2,12} ){0,2}(?:contract|1099) (?:position|role|job|opportunity|assignment)|"
    r"1099 (?:position|contractor|sales position|basis|status)|"
    r"(?:paid|operating|working|work) (?:under|on|as) (?:an? )?(?:IRS )?(?:form )?(?:1099|w-?9)\b|"
    r"(?:assignment|contract) (?:length|duration|term): ?\d{1,2}\+? ?-?(?:weeks?|months?)|"
    r"\d{1,2}\+?[- ](?:weeks?|months?) (?:travel )?assignment|"
    r"independent contractors?(?= (?:position|role|opportunity|agreement)))|"
    r"(?P<TEMPORARY>(?:temporary|seasonal) (?:full[- ]time |part[- ]time )?(?:position|role|job|opportunity|"
    r"appointment|assignment|employment)s?|position(?:s are| is) temporary|temporary not to exceed))",
    re.IGNORECASE,
)
_BOTH = re.compile(rf"[ ,]{{0,2}}(?:/|,|and|or|&(?:amp;)?) ?(?:full|part){_TIME}", re.IGNORECASE)
_OF_YEARS = re.compile(
    r"\b(?:years?|yrs|months?)['’]?(?: of)?(?: (?:[a-z-]{2,15}|\(\d+\))){0,2}[ ,]*$", re.IGNORECASE
)
"""What makes "full time employment" a demand: "5+ years of full time employment"."""
_BEFORE = 40
_NOT_THIS_JOB = re.compile(
    r"^[ ,]{0,2}(?:satisfactory|experience|paid|student|faculty|employees|staff|benefits|equivalent|school|"
    r"professional|study|attendance|teaching|work experience|job experience|\(not)\b",
    re.IGNORECASE,
)


@component_factory("signalpost.employment_type.v1", assigns=["doc._.employment_type"])
def create_employment_type(nlp: Language, name: str) -> "EmploymentTypeReader":
    """Make the component.

    Args:
        nlp: the pipeline.
        name: under which it stands in the pipeline.

    Returns:
        The component.
    """
    del nlp
    return EmploymentTypeReader(name)


class EmploymentTypeReader:
    """Sets `doc._.employment_type` to an `EmploymentType`; null when it is not said or said in two ways."""

    def __init__(self, name: str = "employment_type") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read title and description."""
        text, begin = doc_text(doc), doc._.description_start
        doc._.employment_type = read_employment_type(text[:begin], text[begin:])
        return doc


def read_employment_type(title: str, description: str) -> EmploymentType | None:
    """Type of employment of a posting.

    Args:
        title: of the posting.
        description: its text.

    Returns:
        Null when nothing says it, or when the text offers full-time and part-time alike.
    """
    spots = _windows(description)
    for begin, end in spots:
        field = _FIELD.search(description, begin, end)
        if field and not _NOT_THIS_JOB.match(description[field.end() : field.end() + 24]):
            return None if _BOTH.match(description, field.end()) else _kind(field)
    in_title = _IN_TITLE.search(title)
    if in_title:
        return _kind(in_title)
    kinds = {
        _kind(match)
        for begin, end in spots
        for match in _IN_TEXT.finditer(description, begin, end)
        if not _NOT_THIS_JOB.match(description[match.end() : match.end() + 24])
        and not _OF_YEARS.search(description[max(0, match.start() - _BEFORE) : match.start()])
    }
    for kind in _OTHER_THAN_HOURS:
        if kind in kinds:
            return kind
    return kinds.pop() if len(kinds) == 1 else None


def _windows(description: str) -> list[tuple[int, int]]:
    """Stretches of text around the words that can speak of employment, without overlap."""
    windows: list[tuple[int, int]] = []
    for _, start, end in _TRIGGERS.find_all(fold(description)):
        begin, stop = max(0, start - _AROUND), min(len(description), end + _AROUND)
        if windows and begin <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(stop, windows[-1][1]))
        else:
            windows.append((begin, stop))
    return windows


def _kind(match: re.Match[str]) -> EmploymentType:
    for kind in _WORDS:
        if match.groupdict().get(kind):
            return kind
    return "OTHER"
