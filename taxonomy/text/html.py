"""HTML of a posting to plain text, and the test whether a text is HTML at all."""

import html
import re
from collections.abc import Iterator

from lxml import etree

_words = re.compile(r"\w+").findall
_BLOCKS = frozenset(
    _words(
        "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure "
        "footer form header hr html legend main nav ol p pre section summary table tbody tfoot thead tr ul"
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_INLINE = _words(
    "a abbr b big cite code em font i ins kbd label mark q s samp small span strike strong sub sup tt u"
)
_UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript", "svg", "iframe", "object"))
_ATTRIBUTES = r"(?:\s[^<>]{0,2000})?"
_ALONE = "|".join(
    sorted((_BLOCKS | _HEADINGS | _CELLS | {"br", "li", "img", "wbr"}) - {"address", "main", "form"})
)
_PAIRED = "|".join(sorted({*_INLINE, "address", "main", "form", *_UNSEEN}))
_ELEMENT = re.compile(
    rf"<(?:/?(?:{_ALONE}){_ATTRIBUTES}/?>|/(?:{_PAIRED})\s*>|(?:a|img|span|font)\s[a-z-]+\s*=)", re.IGNORECASE
)
_ESCAPED = re.compile(r"&lt;/(?:p|div|ul|ol|li|span|strong|b|em|i|h[1-6]|table)\s*&gt;", re.IGNORECASE)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_CHARACTER_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));", re.IGNORECASE
)
_SPACE = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_LONE_MARK = re.compile(r"^-\n+(?:- )?", re.MULTILINE)
_EMPTY_ITEM = re.compile(r"^-\s*$\n?", re.MULTILINE)
_BEFORE_ITEM = re.compile(r"\n+(?=- )")
_BREAKS = re.compile(r"\n{3,}")
_PARSER = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)


def looks_like_html(text: str) -> bool:
    """Whether `text` holds real HTML elements (`<ORGANIZATION>`, `a < b` and a stray `&amp;` are none).

    Markup that was escaped once (`&lt;p&gt;...&lt;/p&gt;`, as some platforms send it) counts as HTML.
    """
    if "<" in text and _ELEMENT.search(text):
        return True
    return "&lt;" in text and _ESCAPED.search(text) is not None


def html_to_text(markup: str) -> str:
    """The visible text of `markup`: one line per block or item, items led by "- ".

    Args:
        markup: HTML, whole or in part; markup that was escaped once is unescaped first.

    Returns:
        Text without leading or trailing white space; "" when nothing is visible.
    Source: HTML living standard, 15.3 (rendering of flow content), simplified.
    """
    if not _ELEMENT.search(markup) and _ESCAPED.search(markup):
        markup = html.unescape(markup)
    clean = _CHARACTER_REFERENCE.sub(" ", _NOT_XML.sub(" ", markup))
    if not clean.strip():
        return ""
    root = etree.fromstring(f"<html><body>{clean}</body></html>", _PARSER)
    if root is None:
        return ""
    return _tidy("".join(_pieces(root)))


def _pieces(root: etree._Element) -> Iterator[str]:
    """Texts and breaks in document order, without recursion (depth is the sender's choice)."""
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            unseen += tag in _UNSEEN
            if not unseen:
                yield _break_before(tag)
                yield _flat(element.text)
            continue
        if not unseen:
            yield _break_after(tag)
        unseen -= tag in _UNSEEN
        if not unseen:
            yield _flat(element.tail)


def _break_before(tag: str) -> str:
    if tag == "li":
        return "\n- "
    if tag in _HEADINGS:
        return "\n\n"
    return "\n" if tag in _BLOCKS or tag == "br" else ""


def _break_after(tag: str) -> str:
    if tag in _CELLS:
        return " "
    return "\n" if tag in _BLOCKS or tag in _HEADINGS or tag == "li" else ""


def _flat(text: str | None) -> str:
    return text.replace("\n", " ").replace("\r", " ") if text else ""


def _tidy(text: str) -> str:
    """Single spaces, no space at line ends, at most one blank line, no item mark without an item."""
    lines = _AROUND_BREAK.sub("\n", _SPACE.sub(" ", text))
    lines = _LONE_MARK.sub("- ", lines)
    lines = _EMPTY_ITEM.sub("", lines)
    return _BREAKS.sub("\n\n", _BEFORE_ITEM.sub("\n", lines)).strip()
