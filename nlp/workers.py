"""Batch extraction over a stream of lines, in one process or several: same order, same bytes."""

from codecs import BOM_UTF8
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from nlp.errors import InvalidPostingError
from nlp.extractor import BATCH_SIZE, load_extractor
from nlp.records import error_record, read_record, write_record
from nlp.types import PostingInput

CHUNK_LINES = BATCH_SIZE
CHUNK_BYTES = 2_000_000
CHUNKS_PER_WORKER = 3


@dataclass(frozen=True, slots=True)
class ChunkResult:
    """Output lines of one chunk, how many postings it held and how many of them are errors."""

    output: bytes
    n_postings: int
    n_errors: int


def extract_lines(lines: Iterable[bytes], workers: int = 1) -> Iterator[ChunkResult]:
    """Extract a stream of contract-1 input lines; the concatenated outputs are the output stream.

    Args:
        lines: as read from the file; blank lines are passed over, a leading byte order mark too.
        workers: processes; with 1 everything runs in this one. At most three chunks per worker are in flight.
    """
    chunks = _chunks(lines)
    if workers == 1:
        yield from map(extract_chunk, chunks)
        return
    crew = _Crew(workers)
    waiting: deque[_Job] = deque()
    try:
        for chunk in chunks:
            waiting.append(crew.submit(chunk))
            if len(waiting) >= workers * CHUNKS_PER_WORKER:
                yield crew.result(waiting.popleft())
        while waiting:
            yield crew.result(waiting.popleft())
    finally:
        crew.close()


def extract_chunk(lines: list[bytes]) -> ChunkResult:
    """Extract some lines; a line that cannot be read becomes an error record in its place."""
    parsed = [_read(line) for line in lines]
    records = load_extractor().extract_many(item for item in parsed if isinstance(item, PostingInput))
    written = [
        error_record(item) if isinstance(item, InvalidPostingError) else next(records) for item in parsed
    ]
    return ChunkResult(
        output=b"".join(map(write_record, written)),
        n_postings=len(written),
        n_errors=sum("error" in record for record in written),
    )


@dataclass(frozen=True, slots=True)
class _Job:
    lines: list[bytes]
    future: Future[ChunkResult]
    pool: ProcessPoolExecutor


class _Crew:
    """Worker processes that are replaced when one dies (out of memory, a crash in compiled code)."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool = self._open()

    def _open(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"))

    def submit(self, lines: list[bytes]) -> _Job:
        try:
            return _Job(lines, self._pool.submit(extract_chunk, lines), self._pool)
        except BrokenProcessPool:
            self._replace(self._pool)
            return _Job(lines, self._pool.submit(extract_chunk, lines), self._pool)

    def result(self, job: _Job) -> ChunkResult:
        """The job's result; when its worker died, its lines are tried again one by one."""
        try:
            return job.future.result()
        except BrokenProcessPool:
            self._replace(job.pool)
        singles = [self._single(line) for line in job.lines]
        return ChunkResult(
            output=b"".join(single.output for single in singles),
            n_postings=sum(single.n_postings for single in singles),
            n_errors=sum(single.n_errors for single in singles),
        )

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _single(self, line: bytes) -> ChunkResult:
        pool = self._pool
        try:
            return pool.submit(extract_chunk, [line]).result()
        except BrokenProcessPool:
            self._replace(pool)
        item = _read(line)
        posting_id = item.posting_id
        problem = "the worker process died on this posting"
        record = error_record(InvalidPostingError(posting_id, "posting", problem))
        return ChunkResult(write_record(record), n_postings=1, n_errors=1)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        if self._pool is broken:
            broken.shutdown(wait=False)
            self._pool = self._open()


def _read(line: bytes) -> PostingInput | InvalidPostingError:
    try:
        return read_record(line)
    except InvalidPostingError as error:
        return error


def _chunks(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Lines in groups that are small in number and in bytes; blank lines are left out."""
    chunk: list[bytes] = []
    size = 0
    for position, line in enumerate(lines):
        content = (line.removeprefix(BOM_UTF8) if position == 0 else line).strip()
        if not content:
            continue
        chunk.append(content)
        size += len(content)
        if len(chunk) == CHUNK_LINES or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
