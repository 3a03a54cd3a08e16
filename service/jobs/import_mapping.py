"""Which column of a partner's bulk file holds which field of a posting."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from service.errors import UsageError
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace
from storage.normalise.salary import SalaryFields

DEFAULT_COLUMNS: dict[str, tuple[str, ...]] = {
    "external_id": (
        "external_id",
        "id",
        "job_id",
        "jobid",
        "posting_id",
        "reference_number",
        "referencenumber",
        "guid",
    ),
    "title": ("title", "job_title", "jobtitle", "position_title", "business_title"),
    "description": ("description", "description_text", "job_description", "body", "text"),
    "url": ("url", "link", "job_url", "application_url", "absolute_url"),
    "employer": ("hiring_organization", "employer", "company", "company_name", "organization", "agency"),
    "requisition_id": ("requisition_id", "requisitionid", "req_id", "requisition_number"),
    "location": ("location", "job_location", "locations", "location.address.fullText", "work_location"),
    "city": ("city", "location.address.locality"),
    "region": ("state", "region", "location.address.regionCode"),
    "postal_code": ("postal_code", "postalcode", "zip", "zipcode"),
    "country": ("country", "country_code", "location.address.countryCode"),
    "workplace": ("job_location_type", "workplace", "workplace_type", "remotetype"),
    "employment_type": ("employment_type", "jobtype", "job_type", "work_type", "schedule.0.Name"),
    "salary_min": ("base_salary.min", "salary.min", "salary_min", "salary.0.MinimumRange", "wage_min"),
    "salary_max": ("base_salary.max", "salary.max", "salary_max", "salary.0.MaximumRange", "wage_max"),
    "salary_unit": (
        "base_salary.unit",
        "salary.unit",
        "salary_unit",
        "salary.0.RateIntervalCode",
        "salary_frequency",
    ),
    "salary_currency": ("base_salary.currency", "salary.currency", "salary_currency", "currency"),
    "salary_text": ("base_salary_raw", "salary", "pay", "salary_range"),
    "date_posted": ("date_posted", "date", "posted_on", "posting_date", "date_compiled", "created_at"),
    "date_modified": ("date_modified", "updated_at", "last_updated"),
    "valid_through": ("valid_through", "expires", "expiration_date", "expirationdate", "close_date"),
    "industry": ("industry", "naics", "naics_code"),
    "occupational_category": ("occupational_category", "onet_code", "soc_code", "category"),
    "department": ("department", "division"),
    "language": ("language", "lang"),
}
_PLACE_PARTS = ("city", "region", "postal_code", "country")
_SALARY_PARTS = ("salary_min", "salary_max", "salary_unit", "salary_currency")


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """Columns to look in per field, first found wins; a dotted path reaches into objects and lists.

    `constants` gives a field one value for every record, e.g. {"employer": "City of Springfield"}.
    """

    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str]

    def read_fields(self, record: Mapping[str, Any]) -> PostingFields:
        """The fields that one record gives."""
        found = {name: self._value(record, name) for name in self.columns}
        scalars = {name: _text(value) for name, value in found.items()}
        salary = SalaryFields(
            minimum=_number(found["salary_min"]),
            maximum=_number(found["salary_max"]),
            currency=scalars["salary_currency"],
            interval=scalars["salary_unit"],
        )
        skipped = {"location", *_PLACE_PARTS, *_SALARY_PARTS}
        return PostingFields(
            places=_places(found["location"], {part: scalars[part] for part in _PLACE_PARTS}),
            salary=salary if salary.minimum or salary.maximum else None,
            **{name: value for name, value in scalars.items() if name not in skipped},
        )

    def _value(self, record: Mapping[str, Any], name: str) -> Any:
        if name in self.constants:
            return self.constants[name]
        values = (_follow(record, path) for path in self.columns[name])
        return next((value for value in values if value not in (None, "", [], {})), None)


def load_mapping(path: Path | None) -> ImportMapping:
    """The mapping of a YAML file over the defaults; the defaults alone when there is no file.

    The file holds `fields: {title: "Business Title", salary_min: "Salary Range From"}` (a column, a dotted
    path, or a list of them) and `constants: {employer: "City of Springfield"}`.

    Raises:
        UsageError: the file is not of that form, or names a field that does not exist.
    """
    if path is None:
        return ImportMapping(DEFAULT_COLUMNS, {})
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"--map {path}: cannot be read: {error}") from error
    if not isinstance(content, dict) or set(content) - {"fields", "constants"}:
        raise UsageError(f"--map {path}: write a mapping with `fields` and, if wanted, `constants`")
    fields, constants = content.get("fields") or {}, content.get("constants") or {}
    unknown = sorted((set(fields) | set(constants)) - set(DEFAULT_COLUMNS))
    if unknown:
        raise UsageError(f"--map {path}: no field {unknown[0]!r}; use {', '.join(DEFAULT_COLUMNS)}")
    own = {
        name: (paths,) if isinstance(paths, str) else tuple(map(str, paths)) for name, paths in fields.items()
    }
    return ImportMapping({**DEFAULT_COLUMNS, **own}, {name: str(value) for name, value in constants.items()})


def _follow(record: Any, path: str) -> Any:
    if isinstance(record, Mapping) and path in record:
        return record[path]
    value = record
    for step in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value))) or None
    if value is None or isinstance(value, Mapping):
        return None
    return str(value)


def _number(value: Any) -> float | None:
    try:
        return float(str(value).replace(",", "").replace("$", "")) if value is not None else None
    except ValueError:
        return None


def _places(location: Any, parts: Mapping[str, str | None]) -> list[RawPlace]:
    texts = location if isinstance(location, list) else [location]
    places = [RawPlace(text=text) for text in map(_text, texts) if text]
    if not places and any(parts.values()):
        places = [RawPlace(**parts)]
    return places
