"""schema.org JobPosting objects, in the shapes that pages really hold, to posting fields."""

from typing import Any

from crawlers.record import Record, first_text
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace
from storage.normalise.salary import SalaryFields

# Known and not mapped: persons (applicationContact), and what no figure of ours uses.
_IGNORED = (
    "@context",
    "@type",
    "@id",
    "applicantLocationRequirements",
    "applicationContact",
    "benefits",
    "dateCreated",
    "directApply",
    "educationRequirements",
    "eligibilityToWorkRequirement",
    "employerOverview",
    "employmentUnit",
    "estimatedSalary",
    "experienceInPlaceOfEducation",
    "experienceRequirements",
    "image",
    "incentiveCompensation",
    "incentives",
    "jobBenefits",
    "jobImmediateStart",
    "jobStartDate",
    "logo",
    "mainEntityOfPage",
    "name",
    "physicalRequirement",
    "potentialAction",
    "publisher",
    "relevantOccupation",
    "sameAs",
    "securityClearanceRequirement",
    "sensoryRequirement",
    "specialCommitments",
    "totalJobOpenings",
    "workHours",
)
_SECTIONS = {"responsibilities": "Responsibilities", "qualifications": "Qualifications", "skills": "Skills"}


def read_job_posting(record: Record, page_url: str) -> PostingFields:
    """Posting fields of a JobPosting.

    The key is the identifier's value, else the page's address. `applicationContact` is a person's: not read.

    Args:
        record: the object.
        page_url: address of the page that holds it.

    Raises:
        RecordError: there is no title.
    """
    identifier = first_text(record.raw("identifier"), "value", "name")
    url = first_text(record.raw("url"), "@id") or page_url
    salary, salary_text = _read_salary(record.raw("baseSalary"), record.text_of("salaryCurrency"))
    title = record.text_of("title") or record.text_of("name")
    fields = PostingFields(
        external_id=identifier or url,
        requisition_id=identifier,
        title=title,
        description=_read_description(record),
        url=url,
        employer=first_text(record.raw("hiringOrganization"), "name", "legalName"),
        places=_read_places(record.raw("jobLocation")),
        workplace=_join(record.raw("jobLocationType")),
        employment_type=_join(record.raw("employmentType")),
        salary=salary,
        salary_text=salary_text,
        date_posted=record.text_of("datePosted"),
        date_modified=record.text_of("dateModified"),
        valid_through=record.text_of("validThrough"),
        industry=_join(record.raw("industry")),
        occupational_category=_join(record.raw("occupationalCategory")),
        department=record.text_of("department"),
        language=record.text_of("inLanguage"),
    )
    record.ignore(*_IGNORED)
    return fields


def _read_description(record: Record) -> str | None:
    """The description, and the parts that some pages put beside it; line feeds may be escaped twice."""
    description = (record.text_of("description") or "").replace("\\r\\n", "\n").replace("\\n", "\n")
    for name, heading in _SECTIONS.items():
        part = _join(record.raw(name))
        if part and part not in description:
            description += f"\n<h3>{heading}</h3>\n{part}" if "<" in description else f"\n{heading}:\n{part}"
    return description or None


def _read_places(value: Any) -> list[RawPlace]:
    places = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip():
            places.append(RawPlace(text=item))
        elif isinstance(item, dict):
            places.extend(_read_place(item))
    return places


def _read_place(item: dict[str, Any]) -> list[RawPlace]:
    address = item.get("address", item)
    if isinstance(address, list):
        return [place for one in address for place in _read_places({"address": one})]
    if isinstance(address, str):
        return [RawPlace(text=address)] if address.strip() else []
    if not isinstance(address, dict):
        return []
    place = RawPlace(
        city=first_text(address.get("addressLocality"), "name"),
        region=first_text(address.get("addressRegion"), "name"),
        postal_code=first_text(address.get("postalCode")),
        country=first_text(address.get("addressCountry"), "name", "identifier"),
    )
    if place.to_raw():
        return [place]
    name = first_text(item.get("name"))
    return [RawPlace(text=name)] if name else []


def _read_salary(value: Any, currency: str | None) -> tuple[SalaryFields | None, str | None]:
    """Structured pay, or pay in words; a bare number says no unit, so it is words."""
    item = value[0] if isinstance(value, list) and value else value
    if isinstance(item, str | int | float) and not isinstance(item, bool):
        words = f"{currency or ''} {item}".strip()
        return None, words if str(item).strip() else None
    if not isinstance(item, dict):
        return None, None
    amount = item.get("value", item)
    amount = amount[0] if isinstance(amount, list) and amount else amount
    bounds = amount if isinstance(amount, dict) else {"value": amount}
    low, high, single = (_number(bounds.get(name)) for name in ("minValue", "maxValue", "value"))
    unit = first_text(bounds.get("unitText")) or first_text(item.get("unitText"))
    unit = unit or first_text(bounds.get("unitCode")) or first_text(item.get("duration"))
    if low is None and high is None and single is None:
        text = first_text(bounds.get("value"))
        return None, " ".join(part for part in (currency, text, unit) if part) if text else None
    code = first_text(item.get("currency")) or first_text(bounds.get("currency")) or currency
    return SalaryFields(
        low if low is not None else single, high if high is not None else single, code, unit
    ), None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return float(str(value).replace(",", "").replace("$", "").strip())
    except ValueError:
        return None


def _join(value: Any) -> str | None:
    items = value if isinstance(value, list) else [value]
    texts = [first_text(item, "name", "codeValue", "@value") for item in items]
    return ", ".join(text for text in texts if text) or None
