"""The schedule as a real process: killed, asked to end, beside another one, and with the API."""

import signal
import socket
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage.session import upgrade_database
from tests.service.slow_board import N_POSTINGS, SlowBoard, wait_until


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SlowBoard]:
    made = SlowBoard(tmp_path)
    upgrade_database(made.engine)
    with made.server:
        yield made
        made.is_quick.set()
    made.engine.dispose()


def _wait_for_first_hundred(board: SlowBoard) -> None:
    wait_until(lambda: board.n_stored() >= 100, "the first hundred postings are committed")


@pytest.mark.parametrize(
    ("is_crawl_killed", "run"),
    [
        (True, ("failed", "the scheduler ended during this crawl")),
        (False, ("partial", "stopped before the end: shutdown")),
    ],
)
def test_a_kill_loses_nothing_committed_and_the_crawl_is_done_again(
    board: SlowBoard, is_crawl_killed: bool, run: tuple[str, str]
) -> None:
    with board.run("schedule") as first:
        _wait_for_first_hundred(board)
        if is_crawl_killed:
            board.kill_with_crawl(first)
            assert board.statuses() == ["running"]
        else:
            first.kill()
            wait_until(lambda: board.statuses() == ["partial"], "the orphaned crawl ends in order")
    n_kept = board.n_stored()
    board.is_quick.set()
    with board.run("schedule"):
        wait_until(lambda: board.statuses()[-1] == "complete", "the crawl is done again")
    assert board.runs() == [run, ("complete", None)]
    assert 100 <= n_kept < N_POSTINGS
    assert board.n_stored() == N_POSTINGS
    assert board.n_lists == 2


def test_sigterm_ends_running_crawls_in_order(board: SlowBoard) -> None:
    with board.run("schedule") as process:
        _wait_for_first_hundred(board)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=120) == 0
    assert board.runs() == [("partial", "stopped before the end: shutdown")]
    assert board.claims() == {}


def test_of_two_schedulers_one_acts_and_the_other_takes_over(board: SlowBoard) -> None:
    board.is_quick.set()
    with board.run("schedule") as first, board.run("schedule") as second:
        wait_until(lambda: board.statuses() == ["complete"], "one of them has crawled the source")
        acting = board.claims()["scheduler"].split(":")[1]
        rest = second if acting == str(first.pid) else first
        (first if rest is second else second).kill()
        wait_until(lambda: f":{rest.pid}:" in board.claims().get("scheduler", ""), "the other takes over")
    assert board.n_lists == 1


def test_up_serves_and_crawls_and_ends_when_asked(board: SlowBoard) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with board.run("up", "--port", str(port)) as process:
        wait_until(_answers(f"http://127.0.0.1:{port}/openapi.json"), "the API answers")
        _wait_for_first_hundred(board)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=120) == 0
    assert board.statuses() == ["partial"]


def test_the_schedule_lies_in_postgresql_as_well(tmp_path: Path, postgres_engine: Engine) -> None:
    url = postgres_engine.url.render_as_string(hide_password=False)
    board = SlowBoard(tmp_path, url)
    board.is_quick.set()
    with board.server, board.run("schedule") as process:
        wait_until(lambda: board.statuses() == ["complete"], "the source is crawled")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=120) == 0
    assert board.n_stored() == N_POSTINGS
    board.engine.dispose()


def _answers(url: str) -> Callable[[], bool]:
    def ask() -> bool:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
                return bool(answer.status == 200)
        except OSError:
            return False

    return ask
