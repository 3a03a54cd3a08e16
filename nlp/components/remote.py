"""Component `signalpost.remote.v1`: remote, hybrid or on site, as far as the posting says it."""

import re

from spacy.language import Language
from spacy.tokens import Doc

import nlp.types  # noqa: F401 - registers the extensions of Doc
from nlp.components.phrase_scan import PhraseScan, fold
from nlp.doc_text import doc_text
from nlp.factories import component_factory
from nlp.types import Remote

_TRIGGERS = PhraseScan(
    (
        "remote", "hybrid", "telework", "tele work", "telecommut", "from home", "at home", "home based",
        "homebased", "home office", "of your home", "onsite", "on site", "in person", "in office",
        "in the office", "anywhere", "our lab", "our office", "virtual position", "virtual role",
        "days a week", "days per week", "client site", "customer site", "client s site", "customer s site",
        "home  based", "own home", "their home",
    )
)  # fmt: skip
_HYBRID = re.compile(
    r"\bhybrid (?:work|schedule|role|position|model|remote|office|environment|arrangement|job|opportunity|"
    r"setup|"
    r"workplace|in )|\((?:hybrid)\)|\bhybrid$|\bhybrid[,;)\n]|: ?hybrid\b|work location: hybrid|"
    r"remote/hybrid|"
    r"(?:partial(?:ly)?|occasional(?:ly)?|some|flexible|temporarily|"
    r"part[- ]time) (?:work(?:ing)? )?remote(?:ly)?\b|"
    r"(?:[1-4]|one|two|three|four)(?: ?(?:-|to) ?[1-4])? days?(?: (?:a|per|each) week)? "
    r"(?:in[- ](?:the )?office|on-?site|remote|from home|at home|in person)|"
    r"(?:eligible|suitable) for (?:\w{2,10} )?tele-?work|tele-?work[- ]eligible|"
    r"may (?:be (?:allowed|permitted) to )?tele-?work|"
    r"tele-?work(?:ing)? (?:is |may be )?(?:available|allowed|permitted|possible|options?|opportunit)|"
    r"remote (?:work )?(?:days|flexibility)|ability to work from home \w{3,12} days",
    re.IGNORECASE,
)
_NOT_REMOTE = re.compile(
    r"\b(?:not|no|isn['’]t|non)[- ](?:a |an |eligible for |available for |currently |open to |offering |"
    r"suitable for )?(?:\w{2,12} )?(?:remote|tele-?work|tele-?commut\w{1,5}|work(?:ing)? from home)\b|"
    r"(?:tele-?work|remote work) is not|work remotely['\":\s]{1,8}no\b|"
    r"not (?:be )?(?:eligible|suitable) for tele-?work|tele-?work:? no\b",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"(?:fully|100 ?%|completely|entirely|permanently|all|totally|primarily) (?:\w{2,10} )?remote\b|"
    r"\bremote[- ]first\b|\bremote (?:position|role|job|opportunity|worker|employee|option|friendly|ok|"
    r"possible|"
    r"based|eligible|-|–|\(|in the u|us\b|usa|,? united states|anywhere|employment|candidates|"
    r"work(?:ing)?(?! (?:environment|sites?|crews?|areas?|force)))|"
    r"\((?:us[- ])?remote[^)\n]{0,30}\)|(?:[-–|,:] ?|^)(?:us[- ])?remote\b(?=\s*(?:$|\n|[,;.|)(–-]))|"
    r"work(?:ing)? remotely\b(?!['\":\s]{1,8}no\b)|work(?:ing)?[- ](?:from|at)[- ]home\b|"
    r"work(?:ing)? (?:out of|from) (?:your|a|their|his/her) home|home[- ]{1,2}based|"
    r"home[- ]office environment|"
    r"comfort of (?:your|their)(?: own)? homes?|do (?:it |this )?(?:all )?from home|"
    r"tele-?commut(?:e|ing)|from anywhere|open to remote|location: ?remote|remote from|"
    r"virtual (?:position|role)|100% tele-?work|fully tele-?work",
    re.IGNORECASE,
)
_ON_SITE = re.compile(
    r"(?:on-?site|in[- ]person|in[- ]office) (?:position|role|job|work|only|opportunity|employment|"
    r"(?:at|in) our)|(?:work(?:ing|s)?|building(?: together)?|be|based|located|role is|position is|job is|"
    r"100 ?%|"
    r"fully|provides?|presence|attendance) (?:\w{2,12} ){0,2}(?:on-?site|in[- ]person|in[- ]office|in (?:the|"
    r"our) office)\b|"
    r"(?:work|job) (?:location|site): ?(?:in person|"
    r"(?:at )?(?:the |our )?(?:(?:client|customer)(?:['’]?s)? |on-?)site)|"
    r"(?:work|be|based|located|placed|onsite) at (?:the|our|a) (?:client|customer)(?:['’]s)? site\b|"
    r"\((?:on-?site|in person|in-person|in office)\)|"
    r"(?:5|five) days (?:a|per) week in (?:the |our )?office|work(?:ing)? (?:from|in|at) (?:the|"
    r"our) (?:office|lab)|"
    r"(?:[-–|:] ?)(?:on-?site|in person)\b(?=\s*(?:$|\n|[,;.|)]))",
    re.IGNORECASE,
)
_OTHER_SENSE = re.compile(
    r"(?:hybrid|remote|home|on-?site)[ -](?:cloud|sensing|areas?|locations? (?:such|in)|monitoring|access|"
    r"desktop|"
    r"support|sites?|control|communit\w{1,5}|server|team members|health|care|visits?|vehicle|electric|"
    r"app\w{0,10}|"
    r"mobile|training|gym|interview|child|parking|cafe\w{0,5}|fitness|medical|depot|repair|improvement|"
    r"owner\w{0,5}|loan|equity|buyer|page|screen|network|patient|infrastructure|integration|environments?)\b|"
    r"nursing home|funeral home|group home|take home|at home and abroad|drive home",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\bremote\b|\bwork from home\b|\bvirtual\b", re.IGNORECASE)
_AROUND = 60
_MOST_TRIGGERS = 500


@component_factory("signalpost.remote.v1", assigns=["doc._.remote"])
def create_remote(nlp: Language, name: str) -> "RemoteReader":
    """Make the component.

    Args:
        nlp: the pipeline.
        name: under which it stands in the pipeline.

    Returns:
        The component.
    """
    del nlp
    return RemoteReader(name)


class RemoteReader:
    """Sets `doc._.remote` to a `Remote`; null when the posting does not say."""

    def __init__(self, name: str = "remote") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read title, description and the posting's location."""
        posting = doc._.posting
        location = (posting.location or "") if posting is not None else ""
        doc._.remote = read_remote(doc_text(doc), location)
        return doc


def read_remote(text: str, location: str = "") -> Remote | None:
    """Where the work is done.

    Args:
        text: title and description.
        location: of the posting as the board states it; "" when not known.

    Returns:
        "hybrid" when remote work is allowed in part; null when nothing is said.
    """
    place = read_place(location)
    if place is not None:
        return place
    verdicts: set[Remote] = set()
    done = 0
    for _, start, stop in _TRIGGERS.find_all(fold(text))[:_MOST_TRIGGERS]:
        if start < done:
            continue
        begin, end = max(0, start - _AROUND), min(len(text), stop + _AROUND)
        done = stop + _AROUND // 3
        verdict = _verdict(_OTHER_SENSE.sub(" ", text[begin:end]))
        if verdict is not None:
            verdicts.add(verdict)
    if "hybrid" in verdicts or {"remote", "on_site"} <= verdicts:
        return "hybrid" if "hybrid" in verdicts else None
    return verdicts.pop() if verdicts else None


def read_place(location: str) -> Remote | None:
    """Remote or hybrid when the location field itself says so ("Remote - US", "Boise, ID (Hybrid)")."""
    if "hybrid" in location.lower():
        return "hybrid"
    return "remote" if _PLACE.search(location) else None


def _verdict(window: str) -> Remote | None:
    if _NOT_REMOTE.search(window):
        return "on_site"
    if _HYBRID.search(window):
        return "hybrid"
    if _REMOTE.search(window):
        return "remote"
    return "on_site" if _ON_SITE.search(window) else None
