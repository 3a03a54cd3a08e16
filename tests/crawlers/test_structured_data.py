import json
from typing import Any

import pytest

from crawlers.structured_data import MAX_BLOCK_CHARACTERS, find_job_postings, read_json_ld

_JOB = {"@type": "JobPosting", "title": "Cook"}


def _page(data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "data",
    [
        _JOB, [_JOB], {"@graph": [_JOB]}, {"mainEntity": _JOB}, [[{"a": {"b": [_JOB]}}]],
        {**_JOB, "@type": ["Thing", "JobPosting"]}, {**_JOB, "@type": "https://schema.org/JobPosting"}, {**_JOB, "@type": "schema:JobPosting"},
    ],
)  # fmt: skip
def test_found_wherever_it_stands(data: Any) -> None:
    found, problems = find_job_postings(_page(data))
    assert [node["title"] for node in found] == ["Cook"]
    assert problems == []


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('{"a": 1}', {"a": 1}),
        ('<!-- {"a": 1} -->', {"a": 1}),
        ('//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
        ('/*<![CDATA[*/ {"a": 1} /*]]>*/', {"a": 1}),
        ('{"a": "x\ny"}', {"a": "x\ny"}),
        ('{"a": [1, 2,], }', {"a": [1, 2]}),
        ('{"a": 1};', {"a": 1}),
        ("{&quot;a&quot;: &quot;x&quot;}", {"a": "x"}),
        ("", None),
        ("{broken", None),
        ("[" * 100_000, None),
    ],
)
def test_damage_is_read_as_what_was_meant(block: str, expected: Any) -> None:
    assert read_json_ld(block) == expected


def test_a_block_beyond_reason_is_not_read() -> None:
    assert read_json_ld('{"a": "' + "x" * MAX_BLOCK_CHARACTERS + '"}') is None


def test_a_damaged_block_is_told_of_and_the_others_are_read() -> None:
    found, problems = find_job_postings(
        '<script type="application/ld+json">{"@type": "JobPosting"</script>' + _page(_JOB)
    )
    assert len(found) == 1
    assert problems == ["a JSON-LD block with a JobPosting is damaged beyond reading"]


def test_other_types_are_not_postings() -> None:
    assert find_job_postings(_page({"@type": "JobPostingList", "title": "x"})) == ([], [])


def test_depth_is_bounded() -> None:
    data: Any = _JOB
    for _ in range(200):
        data = {"a": data}
    assert find_job_postings(_page(data)) == ([], [])


def test_microdata_without_json_ld() -> None:
    page = (
        '<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">Baker</b>'
        '<span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">'
        '<i itemprop="name">Acme</i></span></div>'
    )
    found, _ = find_job_postings(page)
    assert found == [
        {
            "@type": "JobPosting",
            "title": "Baker",
            "hiringOrganization": {"@type": "Organization", "name": "Acme"},
        }
    ]
