"""The schedule as a real process: killed, asked to end, beside another one, and with the API."""

import signal
import socket
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.service.slow_board import N_POSTINGS, SlowBoard, wait_until


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SlowBoard]:
    with SlowBoard(tmp_path) as made:
        yield made


def _wait_for_first_hundred(board: SlowBoard) -> None:
    wait_until(lambda: board.n_stored() >= 100, "the first hundred postings are committed")


def _kill_and_do_again(board: SlowBoard, *, is_crawl_killed: bool) -> list[tuple[str, str | None]]:
    """Kill the schedule in mid-crawl, start it again, and give all runs when the second crawl is through."""
    with board.run("schedule") as first:
        _wait_for_first_hundred(board)
        if is_crawl_killed:
            board.kill_with_crawl(first)
            assert board.statuses() == ["running"]
        else:
            first.kill()
            wait_until(lambda: board.statuses() == ["partial"], "the orphaned crawl ends in order")
    assert 100 <= board.n_stored() < N_POSTINGS
    board.is_quick.set()
    with board.run("schedule"):
        wait_until(lambda: board.statuses()[-1] == "complete", "the crawl is done again")
    return board.runs()


def test_a_kill_of_everything_loses_nothing_and_the_crawl_is_done_again(board: SlowBoard) -> None:
    runs = _kill_and_do_again(board, is_crawl_killed=True)
    assert runs == [("failed", "the scheduler ended during this crawl"), ("complete", None)]
    assert (board.n_stored(), board.n_lists) == (N_POSTINGS, 2)


def test_a_crawl_whose_scheduler_is_killed_ends_in_order(tmp_path: Path, postgres_engine: Engine) -> None:
    with SlowBoard(tmp_path, postgres_engine.url.render_as_string(hide_password=False)) as board:
        runs = _kill_and_do_again(board, is_crawl_killed=False)
        assert runs == [("partial", "stopped before the end: shutdown"), ("complete", None)]
        assert (board.n_stored(), board.n_lists) == (N_POSTINGS, 2)


def test_of_two_schedulers_one_acts_and_the_other_takes_over(board: SlowBoard) -> None:
    board.is_quick.set()
    with board.run("schedule") as first, board.run("schedule") as second:
        wait_until(lambda: board.statuses() == ["complete"], "one of them has crawled the source")
        acting = board.claims()["scheduler"].split(":")[1]
        rest = second if acting == str(first.pid) else first
        (first if rest is second else second).kill()
        wait_until(lambda: f":{rest.pid}:" in board.claims().get("scheduler", ""), "the other takes over")
        rest.send_signal(signal.SIGTERM)
        assert rest.wait(timeout=120) == 0
    assert board.n_lists == 1
    assert board.claims() == {}


def test_up_serves_and_crawls_and_closes_everything_at_sigterm(board: SlowBoard) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with board.run("up", "--port", str(port)) as process:
        wait_until(_answers(f"http://127.0.0.1:{port}/openapi.json"), "the API answers")
        _wait_for_first_hundred(board)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=120) == 0
    assert board.runs() == [("partial", "stopped before the end: shutdown")]
    assert board.claims() == {}


def test_a_crawl_by_hand_leaves_to_the_schedule_what_it_is_crawling(board: SlowBoard) -> None:
    with board.run("schedule") as schedule:
        _wait_for_first_hundred(board)
        with board.run("crawl", "--sources", str(board.sources)) as by_hand:
            assert by_hand.wait(timeout=120) == 1
        assert board.statuses() == ["running"]
        schedule.send_signal(signal.SIGTERM)
        assert schedule.wait(timeout=120) == 0
    assert board.n_lists == 1


def test_the_schedule_leaves_to_a_crawl_by_hand_what_it_is_crawling(board: SlowBoard) -> None:
    with board.run("crawl", "--sources", str(board.sources)) as by_hand:
        _wait_for_first_hundred(board)
        with board.run("schedule") as schedule:
            wait_until(lambda: "scheduler" in board.claims(), "the schedule acts")
            board.is_quick.set()
            assert by_hand.wait(timeout=120) == 0
            assert board.runs() == [("complete", None)]
            schedule.send_signal(signal.SIGTERM)
            assert schedule.wait(timeout=120) == 0
    assert (board.n_lists, board.claims()) == (1, {})


def _answers(url: str) -> Callable[[], bool]:
    def ask() -> bool:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
                return bool(answer.status == 200)
        except OSError:
            return False

    return ask
