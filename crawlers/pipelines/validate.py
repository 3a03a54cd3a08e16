"""Refuses postings that break a rule which no single field can show."""

from typing import TYPE_CHECKING

from scrapy.exceptions import DropItem

from crawlers.families.base import running_spider
from storage.posting import Posting

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class ValidatePipeline:
    """Drops repeats within a run (platforms repeat page 1) and postings from a page that shows another text.

    A posting without a description is kept: its title and place still count.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._seen: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "ValidatePipeline":
        """Build for one crawl."""
        return cls(crawler)

    def process_item(self, item: Posting) -> Posting:
        """Give a posting on, or drop it and count why."""
        tally = running_spider(self._crawler).tally
        if item.external_id in self._seen:
            tally.skip("repeated")
            tally.n_fetched -= 1
            raise DropItem(f"repeated: {item.external_id}", log_level="DEBUG")
        self._seen.add(item.external_id)
        if not item.description_text:
            tally.warn("description: empty")
        return item
