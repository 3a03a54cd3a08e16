"""Whether a sentence tells what an employer, an office or a team does, by its subject: "DEP protects water".

City and federal postings describe the bureau in the text of the job, where no heading parts the two.
"""

import re

_LONGEST_SUBJECT = 200
_UNITS = (
    r"(?:department|bureau|division|office|agency|unit|company|team|section|program|firm|organi[sz]ation|"
    r"group|center|centre|hospital|practice|board|commission|authority|administration|corporation|institute|"
    r"university|college|district|directorate|branch|command|laborator(?:y|ies)|lab|foundation|council|"
    r"committee|clinic|school|church|platform|product|mission|vision|service|ministry|county|city)"
)
_NAMED = r"(?:[A-Z&][\w&’'€™.-]*|the|and|of|for|on|in|&)"
_OPENING = (
    r"(?:(?:In addition|Additionally|Furthermore|Moreover|Today|More specifically|"
    r"(?:As (?:an?|the|one)|With|Through|Since|For (?:over|more than|nearly|almost)|Founded|Established|"
    r"Located|Based|Headquartered|Under) "
    r"(?:[^,.;\n]|,(?=\d)){3,80}), )?"
)
_SUBJECT = (
    # "The Bureau of Water and Sewer Operations (BWSO)", "Our company", "This unit"
    rf"(?:(?:[Tt]he|[Tt]his|[Oo]ur|[Ii]ts) (?:[\w&’'€™.-]+ ){{0,6}}?(?i:{_UNITS})s?(?:,? {_NAMED}){{0,10}}"
    r"(?: \([^)\n]{2,60}\))?,?"
    # "DEP", "The ACCO's Office": acronyms of offices, not "MUST" or "RN"
    r"|(?:[Tt]he )?[A-Z]{3,7}(?:[’']s(?: [\w-]+){1,4})?"
    # "Acme Corp.", "Dunson Harvesting, Inc."
    r"|[A-Z][\w&’'€™.-]+(?: [A-Z&][\w&’'€™.-]*){0,4},? (?:Inc|LLC|Corp|Corporation|Company|Group|Ltd)\b\.?,?"
    r"|We)"
)
_NAME_IS = (
    # Of any name: "SkyNet Services was founded in 2002"
    r"[A-Z][\w&’'€™.-]+(?: [A-Z&][\w&’'€™.-]*){0,5},? (?:(?:was|were) (?:founded|established)|"
    r"is (?:an?|the|one of the) (?:[\w-]+ ){0,3}(?:leading|largest|premier|global|world|national|"
    r"family-owned|privately|fastest|growing|provider|non-?profit|company|firm|agency|manufacturer|leader)\b|"
    r"has been (?:in business|serving|providing|helping|an? (?:leader|leading)))"
)
_TASK_OF = (
    rf"The (?:\w+ ){{0,2}}(?:responsibilit(?:y|ies)|functions?|mandate|goals?|role|purpose) of "
    rf"(?:the|our|this) (?:[\w&’'€™.-]+ ){{0,6}}?(?i:{_UNITS})\b"
)
_DOES = (
    r"(?:(?:also|currently|primarily|proudly|strives? to|aims to|works to|is (?:committed|dedicated) to) )?"
    r"(?:is (?:a|an|the|one|charged|tasked|committed|dedicated|comprised|composed|responsible|home|located|"
    r"affiliated|made|proud|known|to)|are (?:a|an|the|one|committed|dedicated|proud)|has been|"
    r"has (?:overall |primary )?responsibility|was (?:founded|established|created)|"
    r"(?:provide|serve|support|protect|promote|develop|manage|oversee|operate|maintain|conduct|"
    r"administer|enforce|deliver|ensure|speciali[sz]e|design|build|create|help|plan|coordinate|perform|"
    r"handle|safeguard|preserve|partner|combine|consist|regulate|improve|work|employ|own|process|"
    r"procure|review|advise|represent|market|manufacture|distribute|sell|advance|eliminate|enhance|foster|"
    r"lead|monitor|inspect|approve|license|fund|investigate|prosecute|educate|empower|strengthen|include)(?:e?s)?"
    r"|carries|supplies)\b"
)
_OF_ORGANISATION = re.compile(rf"\W{{0,6}}{_OPENING}(?:{_SUBJECT}\s+{_DOES}|{_NAME_IS}|{_TASK_OF})")
_OF_WORKER = re.compile(
    r"\b(?:you|your|candidates?|applicants?|incumbent|seek(?:s|ing)?|looking for|hiring|recruiting|"
    r"must|required|preferred|ideal|this (?:position|role|job)|equal opportunity|benefits|"
    r"insurance|dental|401|paid|salary|vacation|tuition)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:manager|engineer|analyst|director|supervisor|coordinator|specialist|technician|assistant|officer|"
    r"leader|member|nurse|driver|chief|secretary|superintendent|administrator|associate|representative|"
    r"counsel|attorney|inspector|planner|clerk|worker|teacher|instructor|intern|scientist|developer|"
    r"consultant|operator|head|position|role|deputy|commissioner|president|executive|employee|person)s?\b",
    re.IGNORECASE,
)
_NO_OFFICES = frozenset((
    "MUST", "ALL", "AND", "NOT", "WILL", "THIS", "THE", "YOU", "ANY", "MAY", "CAN", "WHO", "WHAT",
    "CNA", "LPN", "LVN", "CMA", "PTA", "COTA", "CRNA", "BCBA", "SLP", "DSP", "HHA", "PCA", "PCT", "EMT",
    "CSR", "CEO", "CFO", "COO", "CTO", "CIO", "SVP", "AVP", "MSW", "LCSW", "CPA",
))  # fmt: skip
"""Capitals that are words or whom a job is for."""


def is_of_organisation(segment: str) -> bool:
    """Whether an organisation or its part is the subject, and nothing speaks of the worker or of pay."""
    match = _OF_ORGANISATION.match(segment, 0, _LONGEST_SUBJECT)
    if match is None or _ROLE.search(match.group()) or _OF_WORKER.search(segment):
        return False
    return _NO_OFFICES.isdisjoint(match.group().split()[:2])
