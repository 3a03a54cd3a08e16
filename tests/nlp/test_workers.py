import json
import os
from collections.abc import Iterator
from typing import Any

import pytest

from nlp import workers
from nlp.workers import CHUNK_LINES, ChunkResult, extract_chunk, extract_lines


def lines(n: int) -> list[bytes]:
    return [
        json.dumps(
            {"id": str(i), "title": "Clerk", "description": f"Excel and data entry, {i} hours."}
        ).encode()
        + b"\n"
        for i in range(n)
    ]


def outputs(results: Iterator[ChunkResult]) -> list[dict[str, Any]]:
    return [json.loads(line) for result in results for line in result.output.splitlines()]


def test_order_and_ids_are_kept() -> None:
    records = outputs(extract_lines(lines(150)))
    assert [record["id"] for record in records] == [str(i) for i in range(150)]


def test_workers_give_the_same_bytes() -> None:
    source = [*lines(140), b"broken\n", b"\n", *lines(3)]
    alone = b"".join(result.output for result in extract_lines(source))
    assert b"".join(result.output for result in extract_lines(source, workers=2)) == alone
    assert alone.count(b"\n") == 144


def test_bad_lines_become_errors_in_their_place() -> None:
    source = [
        b'\xef\xbb\xbf{"id": "1", "description": "Excel"}\n',
        b"\n",
        b'{"id": "2"\n',
        b'{"id": "3", "description": null}',
    ]
    results = list(extract_lines(source))
    records = outputs(iter(results))
    assert [(record["id"], "error" in record) for record in records] == [
        ("1", False),
        ("2", True),
        ("3", True),
    ]
    assert sum(result.n_errors for result in results) == 2
    assert sum(result.n_postings for result in results) == 3


def test_nothing_in_nothing_out() -> None:
    assert list(extract_lines([])) == []
    assert list(extract_lines([b"\n", b"  \r\n"])) == []


def test_chunks_are_bounded_in_lines_and_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK_BYTES", 12_000)
    monkeypatch.setattr(workers, "extract_chunk", lambda chunk: ChunkResult(b"", len(chunk), 0))
    assert [result.n_postings for result in extract_lines(lines(CHUNK_LINES + 1))] == [CHUNK_LINES, 1]
    big = json.dumps({"id": "big", "description": "x " * 6_000}).encode()
    assert [result.n_postings for result in extract_lines([big, *lines(1)])] == [1, 1]


def test_input_is_read_only_as_far_as_needed() -> None:
    taken = []

    def source() -> Iterator[bytes]:
        for number, line in enumerate(lines(1000)):
            taken.append(number)
            yield line

    results = extract_lines(source())
    next(results)
    assert len(taken) == CHUNK_LINES


@pytest.mark.timeout(120)
def test_a_large_posting_is_answered() -> None:
    text = "Responsible for data entry in Excel and for customer service. " * 2_500
    (record,) = outputs(
        extract_lines([json.dumps({"id": "1", "title": "Clerk", "description": text}).encode()])
    )
    assert len(text) > 150_000
    assert len(record["mentions"]) >= 2_500


def die_on_fatal(batch: list[bytes]) -> ChunkResult:
    if any(b"fatal" in line for line in batch):
        os._exit(1)
    return ChunkResult(b"".join(line + b"\n" for line in batch), len(batch), 0)


def test_a_posting_that_kills_its_worker_is_reported_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "extract_chunk", die_on_fatal)
    source = [
        b'{"id": "1", "description": "a"}',
        b'{"id": "2", "description": "fatal"}',
        b'{"id": "3", "description": "b"}',
    ]
    records = outputs(extract_lines(source, workers=2))
    assert [(record["id"], "error" in record) for record in records] == [
        ("1", False),
        ("2", True),
        ("3", False),
    ]


def test_a_chunk_counts_its_errors() -> None:
    result = extract_chunk([b"{}", b'{"id": 1, "description": ""}'])
    assert (result.n_postings, result.n_errors) == (2, 1)
