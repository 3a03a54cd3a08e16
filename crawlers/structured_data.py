"""JobPosting data in web pages: JSON-LD with its damage, and microdata."""

import html
import json
import re
from typing import Any

from parsel import Selector

MAX_BLOCK_CHARACTERS = 4_000_000
MAX_DEPTH = 24
MAX_NODES = 20_000

_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)"
    r"|(?://\s*)?(?:-->|\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_SCRIPTS = "//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"
_JOB_POSTING = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)?JobPosting")


def find_job_postings(page: str) -> tuple[list[dict[str, Any]], list[str]]:
    """JobPosting objects of a page, JSON-LD first, microdata when there is no JSON-LD.

    Args:
        page: HTML.

    Returns:
        The objects in the page's order with JSON-LD's property names, and what could not be read.
    """
    selector = Selector(text=page, type="html")
    found: list[dict[str, Any]] = []
    problems: list[str] = []
    for script in selector.xpath(_SCRIPTS):
        block = "".join(script.xpath(".//text()").getall())
        data = read_json_ld(block)
        if data is None:
            if "JobPosting" in block:
                problems.append("a JSON-LD block with a JobPosting is damaged beyond reading")
            continue
        found.extend(_find_nodes(data))
    if not found and "JobPosting" in page and "itemtype" in page.lower():
        found = _find_microdata(page)
    return found, problems


def read_json_ld(block: str) -> Any:
    """The data of a JSON-LD block; null when it cannot be read, is empty, or beyond 4 million characters.

    Comments around it, raw line feeds and tabs in strings, trailing commas and semicolons, and escaped quotes
    (&quot;) are read as what was meant.
    """
    if len(block) > MAX_BLOCK_CHARACTERS:
        return None
    text = block.strip()
    for _ in range(2):
        text = _COMMENT.sub("", text).strip()
    text = text.rstrip(";").strip()
    if not text:
        return None
    for candidate in (text, _TRAILING_COMMA.sub("", text), _TRAILING_COMMA.sub("", html.unescape(text))):
        try:
            return json.loads(candidate, strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
    return None


def _find_nodes(data: Any) -> list[dict[str, Any]]:
    """JobPosting nodes anywhere in the data (@graph, lists, mainEntity), breadth first, bounded."""
    found: list[dict[str, Any]] = []
    level, seen = [data], 0
    for _ in range(MAX_DEPTH):
        deeper: list[Any] = []
        for node in level:
            seen += 1
            if seen > MAX_NODES:
                return found
            if isinstance(node, list):
                deeper.extend(node)
            elif isinstance(node, dict):
                if is_job_posting(node):
                    found.append(node)
                else:
                    deeper.extend(value for value in node.values() if isinstance(value, dict | list))
        level = deeper
    return found


def is_job_posting(node: dict[str, Any]) -> bool:
    """Whether a node's @type is or contains JobPosting."""
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and _JOB_POSTING.fullmatch(name.strip()) for name in names)


def _find_microdata(page: str) -> list[dict[str, Any]]:
    # Loaded where it is needed: with its other parsers it takes longer than a small board to crawl.
    from extruct.w3cmicrodata import MicrodataExtractor  # noqa: PLC0415

    items = MicrodataExtractor(nested=True).extract(page)
    return _find_nodes([_to_json_ld(item) for item in items])


def _to_json_ld(value: Any) -> Any:
    """An extruct item in JSON-LD's shape."""
    if isinstance(value, list):
        return [_to_json_ld(item) for item in value]
    if not isinstance(value, dict) or "properties" not in value:
        return value
    types = value.get("type") or []
    first = types[0] if isinstance(types, list) and types else types
    node = {"@type": str(first).rstrip("/").rsplit("/", 1)[-1]}
    return node | {name: _to_json_ld(item) for name, item in value["properties"].items()}
