"""Gives postings to the sink of the run: a file, or the database."""

from typing import TYPE_CHECKING

from crawlers.families.base import running_spider
from storage.posting import Posting

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class StorePipeline:
    """Writes each posting to the sink that the spider carries."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "StorePipeline":
        """Build for one crawl."""
        return cls(crawler)

    def process_item(self, item: Posting) -> Posting:
        """Write a posting and count it."""
        spider = running_spider(self._crawler)
        spider.sink.write(item)
        spider.tally.n_kept += 1
        return item
