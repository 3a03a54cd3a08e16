"""XML feeds, element by element, without entities, without network, in memory that does not grow."""

import html
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from crawlers.errors import ResponseError

_NAMED_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_ENTITIES = {b"lt", b"gt", b"amp", b"quot", b"apos"}
_FIRST_BYTES = 4096


def iter_elements(body: bytes, tag: str, url: str) -> Iterator[dict[str, Any]]:
    """The elements of this name as dictionaries of text, nested dictionaries, and lists where a name repeats.

    Entities that the document declares are never expanded. Names of HTML entities (&nbsp;), which many feeds
    use without declaring them, are read as what they name.

    Args:
        body: the document.
        tag: local name of the elements, any namespace.
        url: for messages.

    Raises:
        ResponseError: the document is not XML or is cut off; everything before that point has been given.
    """
    stream = BytesIO(_NAMED_ENTITY.sub(_name_to_number, body.lstrip()))
    events = etree.iterparse(
        stream,
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            if etree.QName(element).localname != tag:
                continue
            yield _to_dict(element)
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise ResponseError(url, f"not XML, or cut off: {error.msg}") from error


def root_name(body: bytes) -> str | None:
    """Local name of the document's first element; null when there is none in the first bytes."""
    match = re.search(rb"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)[\s>/]", _strip_doctype(body[:_FIRST_BYTES]))
    return match[1].decode() if match else None


def _strip_doctype(head: bytes) -> bytes:
    return re.sub(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|<!--.*?-->", b"", head, flags=re.DOTALL)


def _name_to_number(match: re.Match[bytes]) -> bytes:
    if match[1] in _XML_ENTITIES:
        return match[0]
    character = html.unescape(match[0].decode("ascii"))
    return match[0] if len(character) > 1 else f"&#{ord(character)};".encode()


def _to_dict(element: etree._Element) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for child in element.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        nested = next(child.iterchildren(tag=etree.Element), None) is not None
        value = _to_dict(child) if nested else (child.text or child.get("href") or "")
        if name in fields:
            earlier = fields[name]
            fields[name] = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
        else:
            fields[name] = value
    return fields


def _forget(element: etree._Element) -> None:
    """Free an element that has been read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
