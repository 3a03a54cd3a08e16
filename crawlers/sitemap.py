"""Sitemaps and sitemap indexes, packed or not."""

import gzip
import re
import zlib
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from scrapy.utils.sitemap import Sitemap

from crawlers.errors import ResponseError

_MAX_BYTES = 64 * 1024 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_START = re.compile(rb"<(?:\w+:)?(?:sitemapindex|urlset)[\s>]")
_END = re.compile(rb"</(?:\w+:)?(?:urlset|sitemapindex)>\s*$")


@dataclass(frozen=True, slots=True)
class SitemapList:
    """What a sitemap lists.

    Attributes:
        is_index: the addresses are those of sitemaps.
        is_whole: the document ends as it should; else what it listed before the cut is given.
    """

    urls: list[str]
    is_index: bool
    is_whole: bool


def is_sitemap(body: bytes) -> bool:
    """Whether a document begins as a sitemap or sitemap index does."""
    return _START.search(body[:4096]) is not None


def read_sitemap(body: bytes, url: str) -> SitemapList:
    """The addresses of a sitemap or a sitemap index; entities are never expanded.

    Raises:
        ResponseError: not one element can be read.
    """
    try:
        sitemap = Sitemap(body)
        urls = [entry["loc"].strip() for entry in sitemap if entry.get("loc")]
    except (StopIteration, etree.XMLSyntaxError) as error:  # no element in it, or nothing at all
        raise ResponseError(url, "the sitemap is damaged beyond reading") from error
    return SitemapList(urls, sitemap.type == "sitemapindex", _END.search(body[-200:]) is not None)


def unpack(body: bytes, url: str) -> bytes:
    """A body as it is, or unpacked when it is a .gz file, within the limit of any answer.

    Raises:
        ResponseError: it is damaged, or beyond the limit.
    """
    if not body.startswith(_GZIP_MAGIC):
        return body
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as stream:
            unpacked = stream.read(_MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ResponseError(url, f"damaged gzip: {error}") from error
    if len(unpacked) > _MAX_BYTES:
        raise ResponseError(url, f"more than {_MAX_BYTES} bytes unpacked")
    return unpacked
