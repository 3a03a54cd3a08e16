"""One normalised posting out of the fields that a source gives, used by crawlers and by bulk imports."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from pydantic import ValidationError

from storage.normalise.dates import read_expiry, read_moment
from storage.normalise.employment import is_known_untyped, is_telecommute, read_employment_types
from storage.normalise.errors import UnusablePostingError
from storage.normalise.language import read_language
from storage.normalise.places import RawPlace, read_places
from storage.normalise.plain_text import clean_marked, to_plain_text
from storage.normalise.redact import redact
from storage.normalise.salary import SalaryFields, read_salary, read_salary_text
from storage.posting import BaseSalary, Posting
from taxonomy.areas import is_remote_location

_MAX_TITLE = 500

Warn = Callable[[str], None]


@dataclass(slots=True)
class PostingFields:
    """What a source says of one posting, before normalising. Null or empty where it says nothing.

    Persons' fields (recruiter, hiring manager, contact) have no place here on purpose.

    Attributes:
        external_id: the source's key.
        title: as posted; may hold entities.
        description: plain text or HTML, entity-escaped once or more.
        salary: structured pay; `salary_text` is read when it is null.
        workplace: the source's word for where the work is done ("remote", "hybrid", "TELECOMMUTE").
        employment_type: the source's words, joined by ", ".
    """

    external_id: str | None
    title: str | None
    description: str | None = None
    url: str | None = None
    employer: str | None = None
    requisition_id: str | None = None
    places: list[RawPlace] = field(default_factory=list)
    workplace: str | None = None
    employment_type: str | None = None
    salary: SalaryFields | None = None
    salary_text: str | None = None
    date_posted: str | float | None = None
    date_modified: str | float | None = None
    valid_through: str | float | None = None
    industry: str | None = None
    occupational_category: str | None = None
    department: str | None = None
    language: str | None = None


def build_posting(
    fields: PostingFields, source: str, fetched_at: datetime, warn: Warn | None = None
) -> Posting:
    """Normalise one posting.

    Args:
        fields: what the source says.
        source: slug of the source row.
        fetched_at: aware instant of the response; relative dates count from it.
        warn: is told of every value that was given and could not be read.

    Returns:
        The posting, without persons' names, e-mail addresses and phone numbers.

    Raises:
        UnusablePostingError: there is no key or no title.
    """
    tell = warn or _ignore
    external_id = clean_marked(fields.external_id)
    title = redact(clean_marked(fields.title) or "")[:_MAX_TITLE]
    if not external_id:
        raise UnusablePostingError("external_id", "missing")
    if not title:
        raise UnusablePostingError("title", "missing")
    description = redact(to_plain_text(fields.description))
    salary, salary_raw = _read_pay(fields, tell)
    try:
        return Posting(
            source=source,
            external_id=external_id,
            requisition_id=clean_marked(fields.requisition_id),
            url=_clean_url(fields.url),
            title=title,
            description_text=description,
            hiring_organization=clean_marked(fields.employer),
            job_location=read_places(fields.places),
            job_location_type="TELECOMMUTE" if _is_remote(fields) else None,
            employment_type=_read_types(fields.employment_type, tell),
            employment_type_raw=clean_marked(fields.employment_type),
            base_salary=salary,
            base_salary_raw=redact(salary_raw) if salary_raw else None,
            date_posted=_told(
                read_moment(fields.date_posted, fetched_at), fields.date_posted, "date_posted", tell
            ),
            date_posted_raw=clean_marked(fields.date_posted),
            date_modified=_told(
                read_moment(fields.date_modified, fetched_at), fields.date_modified, "date_modified", tell
            ),
            valid_through=_told(
                read_expiry(fields.valid_through, fetched_at), fields.valid_through, "valid_through", tell
            ),
            industry=clean_marked(fields.industry),
            occupational_category=clean_marked(fields.occupational_category),
            department=clean_marked(fields.department),
            language=read_language(fields.language, description),
            fetched_at=fetched_at,
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise UnusablePostingError(".".join(map(str, first["loc"])), first["msg"]) from error


def _read_types(raw: str | None, tell: Warn) -> tuple[str, ...]:
    types = read_employment_types(raw)
    if raw and not types and not is_known_untyped(raw):
        tell(f"employment_type: no schema.org value for {raw[:60]!r}")
    return types


def _read_pay(fields: PostingFields, tell: Warn) -> tuple[BaseSalary | None, str | None]:
    raw = clean_marked(fields.salary_text)
    salary = None
    if fields.salary is not None:
        salary = read_salary(fields.salary)
        raw = raw or clean_marked(fields.salary.to_raw())
    if salary is None and fields.salary_text:
        salary = read_salary_text(to_plain_text(fields.salary_text))
    if raw and salary is None:
        tell(f"base_salary: not readable: {raw[:60]!r}")
    return salary, raw


def _is_remote(fields: PostingFields) -> bool:
    if fields.workplace:
        return is_telecommute(fields.workplace)
    return any(place.text is not None and is_remote_location(place.text) for place in fields.places)


def _told(value: str | None, raw: object, name: str, tell: Warn) -> str | None:
    if value is None and raw not in (None, ""):
        tell(f"{name}: not a credible date: {str(raw)[:40]!r}")
    return value


def _clean_url(value: str | None) -> str | None:
    text = clean_marked(value)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.netloc else None


def _ignore(_message: str) -> None:
    """Drop a warning that nobody asked for."""
