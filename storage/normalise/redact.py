"""Persons' names, e-mail addresses and phone numbers out of a text (DESIGN.md, contract 3)."""

import re

EMAIL_MARK = "[email]"
PHONE_MARK = "[phone]"
NAME_MARK = "[name]"

_EMAIL = re.compile(
    r"[A-Za-z0-9._%+'-]{1,64}\s?(?:@|\[at\]|\(at\))\s?[A-Za-z0-9-]{1,63}"
    r"(?:(?:\.|\s?\[dot\]\s?|\s?\(dot\)\s?)[A-Za-z0-9-]{1,63}){1,5}",
    re.IGNORECASE,
)
_AT_SIGN = re.compile(r"@|[\[(]at[\])]", re.IGNORECASE)
_EXTENSION = r"(?:\s?,?\s?(?:ext\.?|extension|x)\s?\d{1,6})?"
_PHONE = re.compile(
    r"(?<![\w$.#/-])(?:\+?1[\s.-]?)?(?:\([2-9]\d{2}\)\s?|[2-9]\d{2}[\s.–-])\d{3}[\s.–-]\d{4}(?![\w-])"
    + _EXTENSION,
    re.IGNORECASE,
)
_PHONE_ABROAD = re.compile(r"(?<![\w$+])\+(?!1\b)\d{1,3}(?:[\s.()-]{1,2}\d{1,4}){2,5}(?!\w)")
_PHONE_CALLED = re.compile(
    r"(?P<cue>\b(?:call|phone|telephone|tel|fax|text|mobile|cell)(?: us| me)?(?: at| on| to| number| no\.?)?"
    r"\s?[:.#]?\s{0,2})(?P<number>(?:\+?1[\s.-]?)?(?:\(?[2-9]\d{2}\)?[\s.-]?\d{3}|[2-9]\d{2})[\s.-]?\d{4})(?!\w)"
    + _EXTENSION,
    re.IGNORECASE,
)
_CALLED = re.compile(r"ph|tel|call|fax|cell|mobile|text", re.IGNORECASE)
_NOT_A_PHONE = re.compile(r"(?:req(?:uisition)?|job|posting|id|no|number|code|#)\W{0,3}$", re.IGNORECASE)

_WORD = r"[A-Z]['’][A-Z][a-z]+|Mc[A-Z][a-z]+|[A-Z][a-zà-öø-ÿ]+(?:[-'’][A-Z][a-zà-öø-ÿ]+)?"
_HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?"
_GAP = r"[ \xa0]"  # no line feed: the next line is another thing
_NAME = (
    rf"(?:{_HONORIFIC}{_GAP})?(?:{_WORD})(?:{_GAP}(?:[A-Z]\.?|{_WORD})){{1,3}}|{_HONORIFIC}{_GAP}(?:{_WORD})"
)
_CUE = (
    r"(?:contact(?: person| name)?|posted by|point of contact|reach out to|get in touch with|"
    r"(?:resumes?|cvs?|questions?|inquiries) to|speak (?:with|to)|ask for|report(?:s|ing)? to|your recruiter|"
    r"i['’]m|my name is)\s{0,2}[:,–-]?"
)
_ROLE = r"(?:recruiter|recruiting contact|hiring manager|attn\.?|attention|poc|supervisor)\s{0,2}[:,–-]"
_CONTACT = re.compile(rf"(?P<cue>\b(?i:{_CUE}|{_ROLE})\s{{1,2}})(?P<name>{_NAME})(?![a-z])")
_BESIDE_MARK = re.compile(
    rf"(?P<cue>)(?P<name>\b(?:{_NAME}))(?=[\s,;:(/–-]{{1,3}}(?:at |on )?\[(?:phone|email)\])"
)

# First words of offices, places and roles that follow "contact" as often as a person's name does.
_OFFICE_WORDS = """
academic accounting acquisition admin administration administrative admissions affairs agency analyst
architect area assistant associate associates association attorney authority avenue benefits board branch
building business campus care career careers center centre chief city civil clerk clinical college
commission community company consultant contact cook coordinator corporate corporation council counselor
county customer days department deputy designer desk developer dir director district division driver east
electrician email employee employees employment engineer engineering executive experience facility
faculty fax finance foreman general group head health help helpdesk hiring hospital hr human inc
information inspector institute intern job labor laborer lead leadership legal line llc local maintenance
management manager me mechanic medical ministry north nurse nursing office officer officials operations
operator order our owner people personnel phone physician planner policy president principal professional
program project public recruiter recruiting recruitment regards regional registrar registry relations
representative requirements resources resume road sales school scientist secretary section senior service
services share similar single software south specialist sr staff state store street superintendent
supervisor supply support talent teacher team technical technician technologist technology tel telephone
thanks the therapist this tool training unit university us vice vp we welder west you your
"""
_SHORTEST_NAME = 2
_NO_PERSON = frozenset(_OFFICE_WORDS.split())


def redact(text: str) -> str:
    """The text with e-mail addresses, phone numbers, and names of whom to contact replaced by marks.

    Numbers that are no phone numbers (pay, codes, ZIP+4, requisition numbers) stay. Names elsewhere stay:
    most of them are those of places, products and institutions.

    Args:
        text: plain text of any length; time is linear in it.

    Returns:
        The text; "[email]", "[phone]" and "[name]" stand where something was taken out.
    """
    if _AT_SIGN.search(text):
        text = _EMAIL.sub(EMAIL_MARK, text)
    text = _PHONE.sub(_redact_phone, text)
    text = _PHONE_ABROAD.sub(PHONE_MARK, text)
    text = _PHONE_CALLED.sub(rf"\g<cue>{PHONE_MARK}", text)
    text = _CONTACT.sub(_redact_name, text)
    if PHONE_MARK in text or EMAIL_MARK in text:
        text = _BESIDE_MARK.sub(_redact_name, text)
    return text


def _redact_phone(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 16) : match.start()]
    return match[0] if _NOT_A_PHONE.search(before) and not _CALLED.search(before) else PHONE_MARK


def _redact_name(match: re.Match[str]) -> str:
    """Replace the words before the first one that no person is called, if they make a name."""
    words = match["name"].split()
    plain = [word.strip(".").lower() for word in words]
    end = next((number for number, word in enumerate(plain) if word in _NO_PERSON), len(words))
    if end < _SHORTEST_NAME:
        return match[0]
    return match["cue"] + " ".join([NAME_MARK, *words[end:]])
