"""Scrapy settings of every crawl; what a state may choose comes from the environment (`SIGNALPOST_`)."""

import os
from importlib.metadata import version

from crawlers.resolver import read_allowed_hosts


def _seconds(name: str, default: float) -> float:
    text = os.environ.get(name, "")
    return float(text) if text else default


BOT_NAME = "signalpost"
SPIDER_MODULES = ["crawlers.families"]
COMMANDS_MODULE = "crawlers.commands"

# Who we are: an address where a webmaster reaches the agency that crawls.
_CONTACT = os.environ.get("SIGNALPOST_CRAWL_CONTACT") or "https://github.com/signalpost/signalpost"
USER_AGENT = f"Signalpost/{version('signalpost')} (labour-market statistics; +{_CONTACT})"
ROBOTS_PRODUCT = "Signalpost"

# Manners: one source of a host at a time (the collect command), two requests at once, at least this many
# seconds apart.
DOWNLOAD_DELAY = _seconds("SIGNALPOST_CRAWL_DELAY_SECONDS", 1.0)
CONCURRENT_REQUESTS_PER_DOMAIN = 2
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = DOWNLOAD_DELAY
AUTOTHROTTLE_MAX_DELAY = 30.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
MAX_CRAWL_DELAY_SECONDS = 60.0
RETRY_TIMES = 2
RETRY_BACKOFF_SECONDS = _seconds("SIGNALPOST_RETRY_BACKOFF_SECONDS", 1.0)
CIRCUIT_FAILURES = 5
CIRCUIT_SECONDS = 600.0
MAX_RETRY_AFTER_SECONDS = _seconds("SIGNALPOST_MAX_RETRY_AFTER_SECONDS", 60.0)

# Limits: per response (time until the last byte, size after decompression), per source.
DOWNLOAD_TIMEOUT = _seconds("SIGNALPOST_DOWNLOAD_TIMEOUT_SECONDS", 30.0)
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
CLOSESPIDER_TIMEOUT = int(_seconds("SIGNALPOST_RUN_TIMEOUT_SECONDS", 1800.0))
REDIRECT_MAX_TIMES = 5
DEPTH_LIMIT = 50
MAX_SOURCES_AT_ONCE = 8

# Safety: public addresses only; certificates are verified; no remote console; no proxy that would resolve
# names behind the guard's back; no cookies that would tie visits together.
ALLOW_PRIVATE_HOSTS = sorted(read_allowed_hosts(os.environ.get("SIGNALPOST_ALLOW_PRIVATE_HOSTS", "")))
TWISTED_DNS_RESOLVER = "crawlers.resolver.PublicResolver"
DOWNLOAD_VERIFY_CERTIFICATES = True
TELNETCONSOLE_ENABLED = False
HTTPPROXY_ENABLED = False
COOKIES_ENABLED = False
METAREFRESH_ENABLED = False

HTTPERROR_ALLOW_ALL = True
ROBOTSTXT_OBEY = False
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawlers.middlewares.private_hosts.PrivateHostsMiddleware": 60,
    "crawlers.middlewares.circuit_breaker.CircuitBreakerMiddleware": 80,
    "crawlers.middlewares.robots.RobotsMiddleware": 100,
    "crawlers.middlewares.retry.PatientRetryMiddleware": 550,
    "crawlers.middlewares.conditional_get.ConditionalGetMiddleware": 560,
    "crawlers.middlewares.archive.ArchiveMiddleware": 570,
}
ITEM_PIPELINES = {
    "crawlers.pipelines.validate.ValidatePipeline": 100,
    "crawlers.pipelines.store.StorePipeline": 900,
}

# How raw responses are kept: "gzip", which every tool reads, or "zstd", which is smaller and quicker.
ARCHIVE_COMPRESSION = os.environ.get("SIGNALPOST_ARCHIVE_COMPRESSION") or "gzip"

# Logs go to stderr: stdout is for postings.
LOG_LEVEL = os.environ.get("SIGNALPOST_CRAWL_LOG_LEVEL") or "ERROR"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
STATS_DUMP = False
LOG_VERSIONS: list[str] = []
