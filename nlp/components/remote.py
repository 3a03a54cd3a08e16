"""Component `signalpost.remote.v1`: remote, hybrid or on site, as far as the posting says it."""

import re

from spacy.language import Language
from spacy.tokens import Doc

import nlp.types  # noqa: F401 - registers the extensions of Doc
from nlp.factories import component_factory
from nlp.types import Remote

_TRIGGER = re.compile(
    r"remote|hybrid|tele-?(?:work|commut)|home|on-?site|in[- ]person|in[- ]office|in the office|anywhere|our (?:lab|office)",
    re.IGNORECASE,
)
_HYBRID = re.compile(
    r"\bhybrid (?:work|schedule|role|position|model|remote|office|environment|arrangement|job|opportunity|setup|"
    r"workplace|in )|\((?:hybrid)\)|\bhybrid$|\bhybrid[,;)\n]|: ?hybrid\b|work location: hybrid|remote/hybrid|"
    r"(?:partial(?:ly)?|occasional(?:ly)?|some|flexible|temporarily|part[- ]time) (?:work(?:ing)? )?remote(?:ly)?\b|"
    r"(?:[1-4]|one|two|three|four)(?: ?(?:-|to) ?[1-4])? days?(?: (?:a|per|each) week)? (?:in[- ](?:the )?office|on-?site|remote|"
    r"from home|at home|in person)|(?:eligible|suitable) for (?:\w{2,10} )?tele-?work|tele-?work[- ]eligible|"
    r"may (?:be (?:allowed|permitted) to )?tele-?work|tele-?work(?:ing)? (?:is |may be )?(?:available|allowed|permitted|"
    r"possible|options?|opportunit)|remote (?:work )?(?:days|flexibility)|ability to work from home \w{3,12} days",
    re.IGNORECASE,
)
_NOT_REMOTE = re.compile(
    r"\b(?:not|no|isn['’]t|non)[- ](?:a |an |eligible for |available for |currently |open to |offering |suitable for )?"
    r"(?:\w{2,12} )?(?:remote|tele-?work|tele-?commut\w{1,5}|work(?:ing)? from home)\b|"
    r"(?:tele-?work|remote work) is not|work remotely['\":\s]{1,8}no\b|not (?:be )?(?:eligible|suitable) for tele-?work|"
    r"tele-?work:? no\b",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"(?:fully|100 ?%|completely|entirely|permanently|all|totally|primarily) (?:\w{2,10} )?remote\b|\bremote[- ]first\b|"
    r"\bremote (?:position|role|job|opportunity|work(?:ing)?(?! (?:environment|sites?|crews?|areas?|force))|worker|employee|"
    r"option|friendly|ok|possible|based|eligible|-|–|\(|in the u|us\b|usa|,? united states|anywhere|employment|candidates)|"
    r"\((?:us[- ])?remote[^)\n]{0,30}\)|(?:[-–|,:] ?|^)(?:us[- ])?remote\b(?=\s*(?:$|\n|[,;.|)(–-]))|"
    r"work(?:ing)? remotely\b(?!['\":\s]{1,8}no\b)|work(?:ing)?[- ](?:from|at)[- ]home\b|work(?:ing)? (?:out of|from) (?:your|a|"
    r"their|his/her) home|home[- ]based|home[- ]office environment|tele-?commut(?:e|ing)|from anywhere|open to remote|"
    r"location: ?remote|remote from|virtual (?:position|role)|work from anywhere|100% tele-?work|fully tele-?work",
    re.IGNORECASE,
)
_ON_SITE = re.compile(
    r"(?:on-?site|in[- ]person|in[- ]office) (?:position|role|job|work|only|opportunity|employment|(?:at|in) our)|"
    r"(?:work(?:ing|s)?|building(?: together)?|be|based|located|role is|position is|job is|100 ?%|fully|presence|attendance) "
    r"(?:\w{2,12} ){0,2}(?:on-?site|in[- ]person|in[- ]office|in (?:the|our) office)\b|work location: (?:in person|on-?site|one location)|"
    r"\((?:on-?site|in person|in-person|in office)\)|(?:5|five) days (?:a|per) week in (?:the |our )?office|"
    r"must work (?:from|in|at) (?:the|our)|(?:[-–|:] ?)(?:on-?site|in person)\b(?=\s*(?:$|\n|[,;.|)]))",
    re.IGNORECASE,
)
_OTHER_SENSE = re.compile(
    r"(?:hybrid|remote|home|on-?site)[ -](?:cloud|sensing|areas?|locations? (?:such|in)|monitoring|access|desktop|support|sites?|"
    r"control|communit\w{1,5}|server|team members|health|care|visits?|vehicle|electric|app\w{0,10}|mobile|training|gym|"
    r"interview|child|parking|cafe\w{0,5}|fitness|medical|depot|repair|improvement|owner\w{0,5}|loan|equity|buyer|"
    r"page|screen|network|patient|infrastructure|integration|environments?)\b|nursing home|funeral home|group home|take home|"
    r"at home and abroad|drive home",
    re.IGNORECASE,
)


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
        doc._.remote = read_remote(doc.text, location)
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
    for trigger in _TRIGGER.finditer(text):
        if trigger.start() < done:
            continue
        begin, end = max(0, trigger.start() - 60), min(len(text), trigger.end() + 60)
        done = trigger.end() + 20
        verdict = _verdict(_OTHER_SENSE.sub(" ", text[begin:end]))
        if verdict is not None:
            verdicts.add(verdict)
    if "hybrid" in verdicts or {"remote", "on_site"} <= verdicts:
        return "hybrid" if "hybrid" in verdicts else None
    return verdicts.pop() if verdicts else None


def read_place(location: str) -> Remote | None:
    """Remote or hybrid when the location field itself says so ("Remote - US", "Boise, ID (Hybrid)")."""
    lower = location.lower()
    if "hybrid" in lower:
        return "hybrid"
    return "remote" if re.search(r"\bremote\b|\bwork from home\b|\bvirtual\b", lower) else None


def _verdict(window: str) -> Remote | None:
    if _NOT_REMOTE.search(window):
        return "on_site"
    if _HYBRID.search(window):
        return "hybrid"
    if _REMOTE.search(window):
        return "remote"
    return "on_site" if _ON_SITE.search(window) else None
