"""What a few clear wordings say of a mention's level, where labelled postings hold too few to learn them.

Negations ("no CDL required"), what the employer provides ("we will sponsor your CDL") and cues that close the
mention's own clause ("MSN required, DNP preferred").
"""

import re
from bisect import bisect_left

from nlp.components.phrase_scan import PhraseScan
from nlp.types import Requirement

_NEGATED_BEHIND = re.compile(
    r"^[^.;,:\n]{0,40}?\b(?:(?:is|are|was) )?(?:not (?:required|needed|necessary|mandatory|"
    r"(?:be )?accept(?:able|ed)|(?:a )?(?:requirement|prerequisite|pre-requisite|must))|"
    r"(?:is|are|was)n['’]t (?:required|needed|necessary|mandatory|(?:a )?(?:requirement|prerequisite|"
    r"pre-requisite|must))|unnecessary)\b"
    r"(?!,? (?:but|though|however|although))",
    re.IGNORECASE,
)
_NEGATED_BEFORE = re.compile(
    r"\b(?:no|without (?:a|an|any)|do(?:es)? not (?:require|need)(?: an?| any)?|"
    r"don['’]t (?:require|need)(?: an?| any)?|"
    r"not requir(?:e|ing)(?: an?| any)?|no need for(?: an?| any)?) (?:prior |previous |formal )?$",
    re.IGNORECASE,
)
_ADVERTISED_BEFORE = re.compile(
    r"\b(?:follow|like|find|visit|join|friend|connect with|check out) us (?:on|at|via|in) [^.;:\n]{0,40}$|"
    r"\b(?:visit|follow|call|find) [^;:\n]{0,60}"
    r"\bsocial media (?:sites?|pages?|channels?|accounts?)\b[^.;\n]{0,50}$",
    re.IGNORECASE,
)
_NEGATED_BY_NO = re.compile(
    r"^(?:[^.;,:\n]{0,25}?\b(?:is |are )?(?:required|needed|necessary)\b| ?(?:yet)?\?)", re.IGNORECASE
)
_WISH = re.compile(r"prefer|plus|helpful|desir|asset|advantage", re.IGNORECASE)
_CREDENTIALS = frozenset({"certification", "license", "degree", "clearance"})
_OFFERED_BEFORE = re.compile(
    r"(?:\b(?:we|employer|company|hospital|district|agency)(?:['’]ll| will| can| also)? (?:sponsor|pay for|"
    r"cover)s?\b|"
    r"\bwill (?:sponsor|pay for)\b|\b(?:we['’]ll|will|we) (?:be )?train(?:ed)?(?: you)? (?:to|in|on|for|"
    r"towards?|as)\b|"
    r"\bpaid training\b|\b(?:help|assist) you (?:to )?(?:get|obtain|earn|become|in obtaining)\b|"
    r"\bopportunity to (?:earn|obtain|get|become)\b|\b(?:earn|get|obtain) your\b|\breimburse\w{0,4} (?:for|"
    r"of|your)\b|\btuition (?:assistance|reimbursement|support|help|aid)\b|"
    r"\bfree (?:training|certification)\b)[^.;:\n]{0,30}$",
    re.IGNORECASE,
)
_PAID_BEFORE = re.compile(r"\b(?:paid|free|complimentary)\b[^.;:\n]{0,30}$", re.IGNORECASE)
_COURSE_BEHIND = re.compile(
    r"^[^.;:\n]{0,20}?\b(?:class(?:es)?|courses?|training|certification|exams?|renewals?)\b", re.IGNORECASE
)
_OFFERED_BEHIND = re.compile(
    r"^[ -]{0,2}(?:license |certification |card |course |class |training |fees? |cost ){0,2}"
    r"(?:(?:is|are|will be) )?(?:provided|sponsored|reimbursed|paid (?:for )?by|offered|at no cost|"
    r"training (?:is |will be )?"
    r"(?:provided|offered|paid))\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:must|requir\w{1,6}|need\w{0,2}|minimum|mandatory|active|current|valid|possess|prefer\w{0,4}|plus|"
    r"desired|qualif\w{1,8}|eligib\w{1,6}|ability|experience)\b",
    re.IGNORECASE,
)
_PLUS = r"an?(?: \w{3,10})? (?:plus|asset|advantage|bonus)"
_CLOSED = re.compile(
    r"^(?P<between>, |[^,;.:\n()]{0,60}?)\b(?:(?:is|are|would be|will be) )?(?:(?:a )?\w{4,9}ly )?"
    r"(?:(?P<preferred>preferred|prefered|perferred|preffered|preferable|desired|desirable|recommended|"
    rf"ideal|{_PLUS}|helpful|beneficial|welcome|optional)|"
    r"(?P<required>required|mandatory|a must|necessary|needed|essential))"
    r"(?= ?(?:[,;.!)(:\n]|$|-|–|but\b|and\b)|\d|(?-i:[A-Z][a-z]))",
    re.IGNORECASE,
)
_WISHED_BEFORE = re.compile(
    r"(?:\b(?:preferably|ideally)\b[^.;:,\n]{0,40}|"
    r"\b(?:preference (?:will be |is |may be )?given (?:to|for)|nice to have|bonus points? (?:for|if)|"
    r"bonus if|even better if|extra points (?:for|if))\b[^.;\n]{0,80})$",
    re.IGNORECASE,
)
_DEMAND_AGAIN = re.compile(r"\b(?:required|must|mandatory)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:(?:as|if|when|not|where)\b|(?:and|or) ?$)", re.IGNORECASE)
_CLOSED_LATER = re.compile(
    rf"^[^;.:\n]{{0,120}}?,(?! ?(?:and|or)\b)[^,;.:\n]{{1,50}}?\b(?:is )?(?:{_PLUS}|preferred|desired|"
    r"helpful)(?= ?(?:[,;.)(:\n]|$))",
    re.IGNORECASE,
)
_WISH_IN_BRACKETS = re.compile(
    r"^[^().;:,\n]{0,50}\((?P<own>[^()\d.;\n]{2,60}?) (?:is |are )?(?:(?:a )?\w{4,9}ly )?(?:preferred|"
    rf"desired|preferable|desirable|helpful|ideal|{_PLUS})\)",
    re.IGNORECASE,
)
_BARE_WISH = re.compile(
    r"(?:(?:is|are|not|but|required|though|strongly|highly|prior|previous|some|working|experience|knowledge|skills?|"
    r"familiarity|background|exposure|this|these|also|very|would|be|will)\W*)+",
    re.IGNORECASE,
)
_BEHIND_SEMICOLON = re.compile(r";\s*$")
_ITEM = re.compile(r"\s*(?:and/or|and|or)\b(?! (?:must|will)\b)")
_OWN_TRAINING = re.compile(
    r"\W{0,6}(?:complet|attend|participat|obtain|maintain|renew|pursu|keep)(?:e|es|s|ing)?\b", re.IGNORECASE
)
_EMPLOYERS_PART = re.compile(
    r"\b(?:we|our|paid|free|provided?|offered|sponsor\w*|reimburs\w*|cover(?:ed|s)?|tuition|cost)\b",
    re.IGNORECASE,
)

_CREDITED_BEFORE = re.compile(
    r"\bcredit (?:will|may|can|shall) be (?:given|granted|allowed) for\b[^.\n]*$|"
    r"\b(?:credits?|credit[- ]hours|semester hours|units|hours|coursework|courses) (?:completed |earned )?"
    r"towards? (?:the completion of )?(?:an?|the|your|their) (?:[^.;,:\n]{0,60} or (?:an? )?)?$",
    re.IGNORECASE,
)
_CREDITED_BEHIND = re.compile(
    r"^(?:(?!\b(?:required|must)\b)[^.;\n]){0,150}\b(?:may|will|can) be (?:credited|substituted)\b",
    re.IGNORECASE,
)
_PERHAPS_BEHIND = re.compile(
    r"^[^.;:,\n]{0,60}\b(?:may|might) (?:also )?be (?:required|needed|necessary)\b", re.IGNORECASE
)
_TRIGGERS = {
    "negated": (
        "no ", "not ", "n t ", "without ", "unnecessary", " us on ", " us at ", " us via ", " us in ",
        "social media",
    ),
    "offered": (
        "sponsor", "pay for", "cover", "train", "help you", "assist you", "opportunity to", "earn your",
        "get your", "obtain your", "reimburs", "tuition", "free", "paid", "complimentary", "provided",
        "offered", "at no cost",
    ),
    "wished": (
        "preferably", "ideally", "preference", "nice to have", "bonus", "even better", "extra points",
    ),
    "credited": ("credit", "toward", "substituted", "may be", "might be", "may also be", "might also be"),
    "closed": (
        "prefer", "perfer", "preffer", "desir", "recommended", "ideal", "plus", "asset", "advantage", "bonus",
        "helpful", "beneficial", "welcome",
        "optional", "required", "mandatory", "a must", "necessary", "needed", "essential",
    ),
}  # fmt: skip
"""What every wording of a class holds, folded: where none stands, its pattern need not be tried."""
_TRIGGER_CLASSES = tuple(name for name, phrases in _TRIGGERS.items() for _ in phrases)
_TRIGGER_SCAN = PhraseScan(phrase for phrases in _TRIGGERS.values() for phrase in phrases)
NEGATED_BEFORE, NEGATED_BEHIND = 130, 70
OFFERED_BEFORE, OFFERED_BEHIND = 70, 60
WISHED_BEFORE = 130
CREDITED_BEFORE, CREDITED_BEHIND = 700, 200
_CLOSED_REACH = 110


class WordingIndex:
    """Where a posting holds the words that the wordings are made of; asked first, as it is much cheaper.

    Args:
        folded: the text, as `phrase_scan.fold` gives it.
    """

    def __init__(self, folded: str) -> None:
        starts: dict[str, list[int]] = {name: [] for name in _TRIGGERS}
        for number, start, _ in _TRIGGER_SCAN.find_all(folded):
            starts[_TRIGGER_CLASSES[number]].append(start)
        self._negated, self._offered, self._wished, self._credited, self._closed = map(
            sorted, starts.values()
        )

    def may_be_negated(self, start: int, end: int) -> bool:
        """Whether `is_negated` can hold of the mention at [start, end)."""
        return _is_any_in(self._negated, start - NEGATED_BEFORE, end + NEGATED_BEHIND)

    def may_be_offered(self, start: int, end: int) -> bool:
        """Whether `is_offered` can hold of the mention at [start, end)."""
        return _is_any_in(self._offered, start - OFFERED_BEFORE, end + OFFERED_BEHIND)

    def may_be_wished(self, start: int) -> bool:
        """Whether `is_wished` can hold of the mention that begins at `start`."""
        return _is_any_in(self._wished, start - WISHED_BEFORE, start)

    def may_be_credited(self, start: int, end: int) -> bool:
        """Whether `is_credited` can hold of the mention at [start, end)."""
        return _is_any_in(self._credited, start - CREDITED_BEFORE, end + CREDITED_BEHIND)

    def may_be_closed(self, end: int) -> bool:
        """Whether `closed_level` can say a level of the mention that ends at `end`."""
        return _is_any_in(self._closed, end, end + _CLOSED_REACH)


def _is_any_in(starts: list[int], begin: int, end: int) -> bool:
    position = bisect_left(starts, begin)
    return position < len(starts) and starts[position] < end


def is_negated(before: str, behind: str) -> bool:
    """Whether the posting does not ask for the mention: "no CDL required", "follow us on Facebook".

    Args:
        before: some 130 characters ahead of the mention.
        behind: some 70 characters behind it.
    """
    if _ADVERTISED_BEFORE.search(before):
        return True
    if _NEGATED_BEFORE.search(before):
        return not before.lower().rstrip().endswith("no") or _NEGATED_BY_NO.match(behind) is not None
    negation = _NEGATED_BEHIND.match(behind)
    return negation is not None and _WISH.search(negation.group()) is None


def is_offered(before: str, behind: str, kind: str) -> bool:
    """Whether the employer provides it or trains for it: "we will sponsor your CDL", "paid CNA training".

    Args:
        before: some 70 characters ahead of the mention.
        behind: some 60 characters behind it.
        kind: of the mention.
    """
    if _OFFERED_BEFORE.search(before):
        return True
    if kind not in _CREDENTIALS:
        return False
    if _OFFERED_BEHIND.match(behind):
        return True
    return _PAID_BEFORE.search(before) is not None and _COURSE_BEHIND.match(behind) is not None


def is_wished(before: str) -> bool:
    """Whether a wish opens what the mention stands in: "preferably in Python", "preference given to".

    Args:
        before: some 130 characters ahead of the mention.
    """
    wish = _WISHED_BEFORE.search(before)
    return wish is not None and _DEMAND_AGAIN.search(wish.group()) is None


def is_credited(before: str, behind: str, kind: str) -> bool:
    """Whether a license or degree only counts as experience, or is asked of some: "may be required".

    Args:
        before: some 700 characters ahead of the mention.
        behind: some 200 characters behind it.
        kind: of the mention.
    """
    if kind not in {"license", "degree"}:
        return False
    return any(
        pattern.search(place) is not None
        for pattern, place in (
            (_CREDITED_BEFORE, before),
            (_CREDITED_BEHIND, behind),
            (_PERHAPS_BEHIND, behind),
        )
    )


def is_benefit(segment: str, kind: str) -> bool:
    """Whether a credential among the benefits is one of them; line breaks lost, demands stand there too."""
    return kind in _CREDENTIALS and _DEMAND.search(segment) is None


def closed_level(behind: str) -> Requirement | None:
    """The level that the word closing the mention's own clause says; null when none does.

    Args:
        behind: what stands behind the mention, up to the end of its segment.
    """
    match = _CLOSED.match(behind)
    if match is None or _OPEN.search(match["between"]):
        return None
    return "preferred" if match["preferred"] else "required"


def is_wish_of_another(behind: str, kind: str) -> bool:
    """Whether the wish behind a license or degree is for the last of a list: "RN license, PALS a plus"."""
    return kind in {"license", "degree"} and _CLOSED_LATER.match(behind) is not None


def is_wish_in_brackets(behind: str) -> bool:
    """Whether the wish is for what the brackets behind hold: "charting software (Tableau preferred)".

    Args:
        behind: what stands behind the mention, up to the end of its segment.
    """
    match = _WISH_IN_BRACKETS.match(behind)
    return match is not None and _BARE_WISH.fullmatch(match["own"]) is None


def is_own_training(segment: str) -> bool:
    """Whether a duty tells the worker to get or keep a thing, with no word of what the employer adds."""
    return _OWN_TRAINING.match(segment) is not None and _EMPLOYERS_PART.search(segment) is None


def runs_on(text: str, start: int) -> bool:
    """Whether the segment that begins at `start` carries on the one before it: "; or in social work"."""
    return _BEHIND_SEMICOLON.search(text[max(0, start - 4) : start]) is not None and (
        _ITEM.match(text, start) is not None
    )
