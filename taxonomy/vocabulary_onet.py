"""O*NET's technology names, cleaned into concepts: vendor prefixes, versions, generic names, duplicates.

People write "Excel" where O*NET writes "Microsoft Excel" and "AWS" where it writes "Amazon Web Services
AWS software". Names of goods instead of products ("Spreadsheet software") are dropped, since every wanted
one is an entry of ours. What a rule cannot know is listed, with its reason, in `technologies/_onet_stop.yml`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from taxonomy.types import Alias, Concept

_VENDORS = (
    "Accelrys|Actuate|Adobe Systems|Adobe|Agilent|Alibre|Allscripts|Altair|Altera|Amazon|ANSYS|Apache|"
    "Apple|ArcSoft|Atlassian|Autodesk|Avid Technology|Avid|Bentley Systems|Bentley|Blackbaud|BMC|"
    "Borland|Broadcom|Cadence|Cerner|Cisco Systems|Cisco|Citrix|Corel|Dassault Systemes|Dell|Epic|ESRI|"
    "Eventbrite|GE Healthcare|Google|Henry Schein|Hewlett Packard|Hewlett-Packard|HP|IBM Rational|IBM|"
    "Infor|Informatica|Insightful|Intuit|JetBrains|Leica Geosystems|LogMeIn|Mathsoft|Maplesoft|McKesson|"
    "McNeel|Mentor Graphics|MathWorks|The MathWorks|Meta|Micro Focus|MicroFocus|Microsoft Office|"
    "Microsoft|Mozilla|National Instruments|NetSuite|Novell|Nuance|NVIDIA|Oracle|Palo Alto Networks|PTC|"
    "QSR International|Qlik Tech|Quest|Red Hat|Rockwell Automation|Rockwell|Sage Software|"
    "Salesforce.com|Salesforce|SAP|SAS Institute|Schneider Electric|Siemens|SmugMug|Snowflake|"
    "SolarWinds|StataCorp|Sun Microsystems|Symantec|Synopsys|Tableau|Teradata|The Apache|"
    "Thomson Reuters|TIBCO|Trimble|Veritas|VMware|Wolfram Research|Wolters Kluwer|Xilinx|Yahoo|Yardi"
)
_VENDOR_PREFIX = re.compile(
    rf"^(?:{'|'.join(sorted(map(re.escape, _VENDORS.split('|')), key=len, reverse=True))}) (?=\S)"
)
_VENDOR_WORDS = frozenset(_VENDORS.casefold().replace("|", " ").split())
_NOUN_SUFFIX = re.compile(
    r"(?: (?:software|program|programs|application|applications|system software|systems software|app))+$",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"(?: (?:v|version |release )?\d+(?:\.\d+)*[a-z]?| (?:19|20)\d\d| [XR]\d{1,2}(?:\.\d+)?| CS\d)$"
)
_ACRONYM = re.compile(
    r"^(?P<full>\S.*?) \(?(?P<acronym>[A-Z][A-Za-z]*[A-Z](?:/[A-Z]+)?)\)?(?P<rest>(?: \S.*)?)$"
)
_GENERIC_NOUN = re.compile(
    r"\b(?:software|systems?|tools?|programs?|applications?|databases?|packages?|equipment|simulators?|platforms?|"
    r"sites?|"
    r"interfaces?|languages?|technolog(?:y|ies)|dictionar(?:y|ies)|calculators?|servers?|networks?|models?|spreadsheets?)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_SLUG_CHARACTERS = str.maketrans(
    {"+": " plus ", "#": " sharp ", "&": " and ", "'": "", "’": "", "%": " percent "}
)
_MIN_DISTINCTIVE = 4
_MAX_ACRONYM = 4


class TechnologyRow(NamedTuple):
    """One row of the table `technologies`."""

    name: str
    soc_code: str
    commodity_code: str
    is_hot: bool


@dataclass(slots=True)
class _Draft:
    """What is known of one cleaned name."""

    label: str
    aliases: dict[str, Alias] = field(default_factory=dict)
    soc_codes: set[str] = field(default_factory=set)
    commodity_code: str = ""


def slugify(label: str) -> str:
    """The slug of a label: lower-case words joined by hyphens, e.g. "C++" -> "c-plus-plus"."""
    spelled = label.translate(_SLUG_CHARACTERS).casefold()
    if spelled.startswith("."):
        spelled = "dot" + spelled[1:]
    return "-".join(_WORD.findall(spelled))


def fold_form(text: str) -> str:
    """What two spellings of a form share: case and hyphens do not count, "+", "#" and "." do."""
    return " ".join(text.casefold().replace("-", " ").replace("’", "'").split())


def is_generic_name(name: str, everyday: AbstractSet[str]) -> bool:
    """Whether an O*NET name tells a kind of goods instead of a product ("Spreadsheet software").

    Args:
        name: as O*NET writes it.
        everyday: lower-case words of everyday language.
    """
    words = name.split()
    if name.islower():
        return True
    is_common = all(
        word.islower() or _is_initials(word, words) or bool(set(_WORD.findall(word.casefold())) & everyday)
        for word in words
    )
    lower = [word for word in words[1:] if word.islower() or _is_initials(word, words)]
    is_phrase = len(words) > 1 and len(lower) == len(words) - 1
    return is_common and is_phrase and bool(_GENERIC_NOUN.search(name))


def clean_name(name: str) -> str:
    """Drop the words that O*NET adds to a name: "Yardi software" -> "Yardi", "SPSS 11.0" -> "SPSS"."""
    short = _NOUN_SUFFIX.sub("", name.strip())
    without_version = _VERSION.sub("", short)
    return without_version if len(without_version) >= _MIN_DISTINCTIVE else short


def name_forms(name: str, everyday: AbstractSet[str]) -> list[Alias]:
    """The surface forms of a cleaned O*NET name, the name itself first.

    Args:
        name: as `clean_name` returns it.
        everyday: lower-case words of everyday language.
    """
    forms = [_form(name, everyday - _VENDOR_WORDS)]
    found = _ACRONYM.match(name)
    if found and _is_initials(found["acronym"], found["full"].split()):
        forms.append(_form(found["full"] + found["rest"], everyday))
        forms.append(_form(found["acronym"] + found["rest"], everyday))
    for form in tuple(forms):
        short = _VENDOR_PREFIX.sub("", form.text)
        if short != form.text:
            forms.append(_form(short, everyday))
            if form.text.startswith("Microsoft "):
                forms.append(_form("MS " + short, everyday))
    return [form for form in forms if len(form.text) > 1]


def technology_concepts(
    rows: Iterable[TechnologyRow], everyday: AbstractSet[str], stopped: Mapping[str, str]
) -> list[Concept]:
    """Merge O*NET's rows into one concept per cleaned name, sorted by id.

    Args:
        rows: the table `technologies`.
        everyday: lower-case words of everyday language.
        stopped: O*NET names that must not be matched, with the reason.

    Returns:
        Concepts with source "onet"; `soc_codes` holds the six-digit codes that O*NET links to the name.
    """
    drafts: dict[str, _Draft] = {}
    rows_of_name: dict[str, list[TechnologyRow]] = defaultdict(list)
    for row in rows:
        rows_of_name[row.name].append(row)
    for name, group in rows_of_name.items():
        cleaned = clean_name(name)
        if {name, cleaned} & stopped.keys() or is_generic_name(name, everyday):
            continue
        is_hot = any(row.is_hot for row in group)
        if _is_everyday(cleaned, everyday) and not is_hot:
            continue
        draft = drafts.setdefault(slugify(cleaned), _Draft(cleaned))
        for alias in name_forms(cleaned, everyday):
            if is_hot or alias.text == cleaned or not alias.is_ambiguous:
                draft.aliases.setdefault(alias.text, alias if is_hot else _doubted(alias))
        draft.soc_codes.update(row.soc_code for row in group)
        draft.commodity_code = draft.commodity_code or group[0].commodity_code
    return [
        Concept(
            concept_id=f"technology:{slug}",
            label=draft.label,
            kind="technology",
            aliases=tuple(draft.aliases.values()),
            source="onet",
            soc_codes=tuple(sorted(draft.soc_codes)),
            links={"onet": draft.commodity_code},
        )
        for slug, draft in sorted(drafts.items())
        if slug and draft.aliases
    ]


def _is_initials(acronym: str, words: list[str]) -> bool:
    """Whether an upper-case token abbreviates the words before it (order kept, letters may be left out)."""
    letters = acronym.replace("/", "")
    if len(letters) < 2 or not letters[:-1].isupper() or acronym == words[0]:  # noqa: PLR2004 - one letter says nothing
        return False
    rest = iter("".join(words).casefold())
    return (
        all(letter in rest for letter in letters.casefold())
        and words[0][:1].casefold() == letters[0].casefold()
    )


def _is_everyday(form: str, everyday: AbstractSet[str]) -> bool:
    return all(word in everyday or word.isdigit() for word in _WORD.findall(form.casefold()))


def _doubted(alias: Alias) -> Alias:
    """A rare one-word product ("FASTest") counts only as written; a plain word goes to the judge."""
    if " " in alias.text:
        return alias
    is_plain = (
        alias.text.istitle()
        or alias.text.islower()
        or (alias.text.isupper() and len(alias.text) <= _MAX_ACRONYM)
    )
    return Alias(alias.text, is_exact=True, is_ambiguous=alias.is_ambiguous or is_plain)


def _form(text: str, everyday: AbstractSet[str]) -> Alias:
    """An alias with its flags: short or everyday forms count only as written and go to the judge."""
    text = text.strip()
    is_short = len(text) < _MIN_DISTINCTIVE
    is_ambiguous = is_short or _is_everyday(text, everyday)
    return Alias(text, is_exact=is_ambiguous, is_ambiguous=is_ambiguous)
