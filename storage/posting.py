"""A normalised posting: schema.org JobPosting in snake_case (DESIGN.md, contract 3)."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Annotated, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    field_serializer,
    field_validator,
    model_validator,
)

PayUnit: TypeAlias = Literal["hour", "day", "week", "month", "year"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def _check_moment(value: str) -> str:
    if _DAY.fullmatch(value):
        date.fromisoformat(value)
    elif _INSTANT.fullmatch(value):
        datetime.fromisoformat(value)
    else:
        message = "use an ISO 8601 day (2026-07-16) or a UTC instant (2026-07-16T15:55:32Z)"
        raise ValueError(message)
    return value


IsoMoment: TypeAlias = Annotated[str, AfterValidator(_check_moment)]
"""An ISO 8601 day, or an instant in UTC to the second ending in Z; the first ten characters are the day."""


def day_of(moment: str) -> date:
    """The calendar day (UTC) of a day or instant as a posting holds it."""
    return date.fromisoformat(moment[:10])


class JobLocation(BaseModel):
    """One place of a posting; null where the source does not decide it.

    Attributes:
        raw: the text or joined address parts as the source wrote them.
        city: as in the area tables when resolved, else as written.
        state: USPS code in the US; null elsewhere.
        postal_code: five digits in the US.
        country: ISO 3166 alpha-2.
        county_fips: five digits; null when the place lies in several counties.
        cbsa_code: five digits; null outside every CBSA.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    raw: str
    city: str | None = None
    state: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    postal_code: str | None = Field(default=None, max_length=10)
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    county_fips: str | None = Field(default=None, pattern=r"^\d{5}$")
    cbsa_code: str | None = Field(default=None, pattern=r"^\d{5}$")


class BaseSalary(BaseModel):
    """Stated pay; at least one bound is known.

    Attributes:
        min: lower bound in `currency` per `unit`; null when only an upper bound is said.
        max: upper bound, not below `min`; null when only a lower bound is said.
        currency: ISO 4217.
        unit: hour, day, week, month or year.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    min: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    max: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    unit: PayUnit

    @model_validator(mode="after")
    def _check_bounds(self) -> "BaseSalary":
        if self.min is None and self.max is None:
            message = "a salary needs min or max"
            raise ValueError(message)
        if self.min is not None and self.max is not None and self.max < self.min:
            message = f"max {self.max} is below min {self.min}"
            raise ValueError(message)
        return self


class Posting(BaseModel):
    """One posting as one source shows it. No person's name, e-mail address or phone number is in it.

    Attributes:
        source: slug of the source row.
        external_id: the source's own key, stable between crawls and unique within the source.
        requisition_id: the employer's key, shared by the postings of one requisition; null when not shown.
        url: page for applicants.
        description_text: plain text; "" when the source has none.
        job_location: every place named; empty when none is.
        job_location_type: "TELECOMMUTE" when the posting says remote; null otherwise.
        employment_type: schema.org values (FULL_TIME ...), as far as `employment_type_raw` maps to them.
        base_salary: null when not stated, or not in a form that could be read (see `base_salary_raw`).
        date_posted: ISO day or UTC instant; null when absent or not credible (see `date_posted_raw`).
        valid_through: a hint only: platforms set it mechanically.
        language: ISO 639-1.
        content_digest: `compute_content_digest` of this posting; equal digests mean an unchanged posting.
        fetched_at: UTC instant at which the response was received.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(min_length=1)
    external_id: str = Field(min_length=1)
    requisition_id: str | None = None
    url: str | None = None
    title: str = Field(min_length=1)
    description_text: str = ""
    hiring_organization: str | None = None
    job_location: tuple[JobLocation, ...] = ()
    job_location_type: Literal["TELECOMMUTE"] | None = None
    employment_type: tuple[str, ...] = ()
    employment_type_raw: str | None = None
    base_salary: BaseSalary | None = None
    base_salary_raw: str | None = None
    date_posted: IsoMoment | None = None
    date_posted_raw: str | None = None
    date_modified: IsoMoment | None = None
    valid_through: IsoMoment | None = None
    industry: str | None = None
    occupational_category: str | None = None
    department: str | None = None
    language: str | None = None
    content_digest: str = ""
    fetched_at: datetime

    @field_validator("fetched_at")
    @classmethod
    def _to_utc(cls, value: datetime) -> datetime:
        if value.tzinfo is None:
            message = "fetched_at needs a time zone"
            raise ValueError(message)
        return value.astimezone(UTC).replace(microsecond=0)

    @field_serializer("fetched_at", when_used="json")
    def _write_instant(self, value: datetime) -> str:
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")

    @model_validator(mode="before")
    @classmethod
    def _add_digest(cls, data: object) -> object:
        if not isinstance(data, dict) or data.get("content_digest"):
            return data
        places = [
            place.raw if isinstance(place, JobLocation) else str(place["raw"])
            for place in data.get("job_location") or ()
        ]
        digest = compute_content_digest(
            str(data.get("title") or ""),
            str(data.get("description_text") or ""),
            data.get("hiring_organization"),
            places,
        )
        return {**data, "content_digest": digest}

    def __str__(self) -> str:
        return f"{self.source}/{self.external_id}"

    def to_json_line(self) -> str:
        """One NDJSON line without the line feed, keys in the order of the contract."""
        return self.model_dump_json()


def compute_content_digest(
    title: str, description_text: str, hiring_organization: str | None, places: Iterable[str]
) -> str:
    """Digest of what a reader of the posting sees; blind to case, spacing and the order of places.

    Args:
        title: as posted.
        description_text: plain text.
        hiring_organization: employer's name; null counts as "".
        places: the raw locations.

    Returns:
        "sha256:" and 64 hexadecimal digits.
    """
    parts = [title, description_text, hiring_organization or "", *sorted(" ".join(p.split()) for p in places)]
    folded = "\x1f".join(" ".join(part.split()).casefold() for part in parts)
    return "sha256:" + sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()
