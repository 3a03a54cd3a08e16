"""Scrapy: one spider class per hiring platform ("family"), one data row per employer."""
