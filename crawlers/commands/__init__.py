"""Our Scrapy commands."""
