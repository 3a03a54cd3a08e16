"""RSS 2.0 and Atom feeds of postings."""

import re
from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawlers.errors import ResponseError
from crawlers.families.base import FamilySpider, Parsed
from crawlers.feed import iter_elements, root_name
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace

_TAGS = {"rss": "item", "RDF": "item", "feed": "entry"}


class RssSpider(FamilySpider):
    """The items of one feed.

    Platform: any; `token` is the feed's address. Job fields of the g: namespace (SuccessFactors) are read.
    Coverage: no total is advertised. Many feeds show the newest items only, so absence closes nothing unless
        the row says that the feed is whole (`min_postings`).
    Caveats: places and pay are rarely given; `author` and `creator` name persons: not read.
    API documentation: https://www.rssboard.org/rss-specification, RFC 4287
    History: docs/families/rss.md
    """

    name = "rss"
    token_pattern = re.compile(r"https?://[^\s/]+/\S+")

    def list_requests(self) -> Iterator[Request]:
        """The feed."""
        yield self.request(self.source.token, self.parse_feed)

    def parse_feed(self, response: Response) -> Parsed:
        """Every item of the feed."""
        tag = _TAGS.get(root_name(response.body) or "")
        if tag is None:
            raise ResponseError(response.url, "expected RSS or Atom")
        yield from self.postings(iter_elements(response.body, tag, response.url))

    def adapt_posting(self, record: Record) -> PostingFields:
        """One item."""
        record.ignore("author", "creator", "comments", "enclosure", "source", "thumbnail", "image")
        url, guid = record.text_of("link"), _first(record.raw("guid"), record.raw("id"))
        content = _first(
            record.raw("encoded"), record.raw("description"), record.raw("content"), record.raw("summary")
        )
        posted = _first(record.raw("pubDate"), record.raw("published"), record.raw("date"))
        place = _first(record.raw("location"), record.raw("city"))
        category = record.raw("category")
        return PostingFields(
            external_id=guid or url,
            title=record.required_text("title"),
            description=content,
            url=url or (guid if guid and guid.startswith("http") else None),
            employer=_first(record.raw("employer"), record.raw("company")),
            places=[RawPlace(text=place)] if place else [],
            employment_type=_first(record.raw("job_type"), record.raw("employment_type")),
            date_posted=posted,
            date_modified=_first(record.raw("updated")),
            valid_through=_first(record.raw("expiration_date")),
            occupational_category=_first(record.raw("job_function"), category if category != "-" else None),
        )


def _first(*values: Any) -> str | None:
    """The first text among values that may be text, lists of it, or nothing."""
    for value in values:
        item = value[0] if isinstance(value, list) and value else value
        if isinstance(item, str) and item.strip():
            return item.strip()
    return None
