"""Days and instants as hiring platforms write them, to ISO 8601."""

import re
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

import dateparser

EARLIEST = date(1995, 1, 1)
MAX_DAYS_AHEAD = 7
MAX_DAYS_VALID = 3660
_MILLISECONDS_FROM = 100_000_000_000
_LONGEST_RAW = 64

_NUMBER = re.compile(r"\d{9,14}(?:\.\d+)?")
_COMPACT_DAY = re.compile(r"(?:19|20)\d{6}")
_LABEL = re.compile(
    r"^(?:date )?(?:posted|published|updated|opened|closes|closing date)(?: on)?[:\s]+", re.IGNORECASE
)
_AGO = re.compile(
    r"(?P<number>\d{1,3}|an?|one)(?P<more>\+)? (?P<unit>minute|hour|day|week|month)s? ago", re.IGNORECASE
)
_FEW_DAYS = {"today": 0, "just posted": 0, "just now": 0, "yesterday": 1}
_UNIT_DAYS = {"minute": 0, "hour": 0, "day": 1, "week": 7, "month": 30}
_DAY_FORMATS = (
    "%m/%d/%Y",
    "%m/%d/%y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%b %d %Y",
    "%d %b %Y",
    "%d %B %Y",
    "%Y/%m/%d",
)


def read_moment(raw: str | float | None, now: datetime, max_days_ahead: int = MAX_DAYS_AHEAD) -> str | None:
    """ISO 8601 day or UTC instant of a platform's date.

    Midnight, and a time without a zone, say no more than the day, so the day is given. "30+ days ago" names
    no day and gives null.

    Args:
        raw: text, or seconds or milliseconds since 1970.
        now: aware instant of the fetch; relative words count from it.
        max_days_ahead: later days are not believed.

    Returns:
        "2026-07-16" or "2026-07-16T15:55:32Z"; null when absent, unreadable or not credible.
    """
    if raw is None or isinstance(raw, bool):
        return None
    text = str(raw).strip()
    if not text or len(text) > _LONGEST_RAW:
        return None
    moment = _read(_LABEL.sub("", text), now)
    if moment is None:
        return None
    day = moment.date() if isinstance(moment, datetime) else moment
    if not EARLIEST <= day <= now.date() + timedelta(days=max_days_ahead):
        return None
    return _write(moment)


def read_expiry(raw: str | float | None, now: datetime) -> str | None:
    """ISO 8601 day or UTC instant until which a posting says it is open; up to ten years ahead."""
    return read_moment(raw, now, max_days_ahead=MAX_DAYS_VALID)


def _write(moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is None or moment.time() == time.min:
        return moment.date().isoformat()
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read(text: str, now: datetime) -> date | datetime | None:
    if _COMPACT_DAY.fullmatch(text):
        return _read_formats(text, ("%Y%m%d",))
    if _NUMBER.fullmatch(text):
        return _read_epoch(float(text))
    relative = _read_relative(text, now)
    if relative is not None:
        return relative
    if "+" in text and "ago" in text.lower():
        return None
    return _read_iso(text) or _read_mail(text) or _read_formats(text, _DAY_FORMATS) or _read_any(text, now)


def _read_epoch(number: float) -> datetime:
    seconds = number / 1000 if number >= _MILLISECONDS_FROM else number
    return datetime.fromtimestamp(seconds, tz=UTC)


def _read_relative(text: str, now: datetime) -> date | None:
    words = text.lower().strip(" .")
    if words in _FEW_DAYS:
        return now.date() - timedelta(days=_FEW_DAYS[words])
    match = _AGO.fullmatch(words)
    if match is None or match["more"]:
        return None
    number = int(match["number"]) if match["number"].isdigit() else 1
    return now.date() - timedelta(days=number * _UNIT_DAYS[match["unit"].lower()])


def _read_iso(text: str) -> date | datetime | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text.replace(" UTC", "Z").replace(" Z", "Z"))
    except ValueError:
        return None


def _read_mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None


def _read_formats(text: str, formats: tuple[str, ...]) -> date | None:
    for form in formats:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _read_any(text: str, now: datetime) -> datetime | None:
    """Last resort: dateparser. Only whole dates in words count: it reads "May" or "12" as a day, too."""
    if not re.search(r"\d", text) or not re.search(r"\d{4}|ago|yesterday", text):
        return None
    settings = {
        "RELATIVE_BASE": now.replace(tzinfo=None),
        "REQUIRE_PARTS": ["day", "month", "year"],
        "DATE_ORDER": "MDY",
    }
    return dateparser.parse(text, languages=["en", "es"], settings=settings)  # type: ignore[arg-type, no-any-return, unused-ignore]
