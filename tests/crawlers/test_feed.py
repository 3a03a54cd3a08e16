import pytest

from crawlers.errors import ResponseError
from crawlers.feed import iter_elements, root_name


def _read(xml: str, tag: str = "job") -> list[dict[str, object]]:
    return list(iter_elements(xml.encode(), tag, "https://x.example/feed"))


def test_elements_are_dictionaries_with_lists_where_names_repeat() -> None:
    xml = "<jobs><job><t>A</t><c>1</c><c>2</c><p><q>x</q></p><e/></job></jobs>"
    assert _read(xml) == [{"t": "A", "c": ["1", "2"], "p": {"q": "x"}, "e": ""}]


def test_namespaces_are_dropped_and_links_are_their_address() -> None:
    xml = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="urn:g"><entry><g:city>Reno</g:city><link href="https://x.example/1"/></entry></feed>'
    assert _read(xml, "entry") == [{"city": "Reno", "link": "https://x.example/1"}]


def test_html_entities_that_nobody_declared() -> None:
    assert _read("<jobs><job><t>Caf&eacute;&nbsp;&amp;&nbsp;Bar</t></job></jobs>") == [
        {"t": "Café\xa0&\xa0Bar"}
    ]


def test_declared_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    read = _read(f"{bomb}<jobs><job><t>&b;</t><u>&f;</u><v>ok</v></job></jobs>")
    assert read == [{"t": "", "u": "", "v": "ok"}]


def test_what_came_before_a_cut_is_given() -> None:
    items = iter_elements(b"<jobs><job><t>A</t></job><job><t>B", "job", "https://x.example/feed")
    assert next(items) == {"t": "A"}
    with pytest.raises(ResponseError, match="cut off"):
        next(items)


@pytest.mark.parametrize("body", [b"", b"not xml", b"<html><body><br></html>"])
def test_what_is_not_xml(body: bytes) -> None:
    with pytest.raises(ResponseError):
        list(iter_elements(body, "job", "https://x.example/feed"))


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b'<?xml version="1.0"?><rss version="2.0">', "rss"), (b"<!-- a <b> --><source>", "source"), (b"\n<rdf:RDF x='1'>", "RDF"),
        (b'<!DOCTYPE x [<!ENTITY a "<y>">]><jobs>', "jobs"), (b"{}", None), (b"", None),
    ],
)  # fmt: skip
def test_root(body: bytes, name: str | None) -> None:
    assert root_name(body) == name


def test_long_feeds_are_read_to_the_end() -> None:
    body = b"<jobs>" + b"<job><t>y</t></job>" * 20_000 + b"</jobs>"
    assert sum(1 for _ in iter_elements(body, "job", "https://x.example/feed")) == 20_000
