import gzip

import pytest

from crawlers.errors import ResponseError
from crawlers.sitemap import is_sitemap, read_sitemap, unpack

_URL = "https://x.example/sitemap.xml"
_LIST = (
    b"<urlset><url><loc> https://x.example/1 </loc></url><url><loc>https://x.example/2</loc></url></urlset>"
)


def test_list_and_index() -> None:
    found = read_sitemap(_LIST, _URL)
    assert (found.urls, found.is_index, found.is_whole) == (
        ["https://x.example/1", "https://x.example/2"],
        False,
        True,
    )
    assert read_sitemap(_LIST.replace(b"urlset", b"sitemapindex"), _URL).is_index


def test_a_cut_is_known_and_what_came_before_it_is_given() -> None:
    found = read_sitemap(_LIST[:70], _URL)
    assert found.urls[:1] == ["https://x.example/1"]
    assert not found.is_whole


def test_damage_beyond_reading() -> None:
    with pytest.raises(ResponseError, match="damaged beyond reading"):
        read_sitemap(b"", _URL)


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    assert read_sitemap(bomb + b"<urlset><url><loc>&f;</loc></url></urlset>", _URL).urls == []


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (_LIST, True),
        (b'<?xml version="1.0"?><s:urlset xmlns:s="x">', True),
        (b"<html>urlset</html>", False),
        (b"", False),
    ],
)
def test_recognised(body: bytes, answer: bool) -> None:
    assert is_sitemap(body) is answer


def test_packed_and_plain() -> None:
    assert unpack(gzip.compress(_LIST), _URL) == unpack(_LIST, _URL) == _LIST


def test_damaged_and_enormous_packs() -> None:
    with pytest.raises(ResponseError, match="damaged gzip"):
        unpack(gzip.compress(_LIST)[:30], _URL)
    with pytest.raises(ResponseError, match="bytes unpacked"):
        unpack(gzip.compress(b" " * (64 * 1024 * 1024 + 5)), _URL)
