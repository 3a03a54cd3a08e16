import signal
import subprocess
import sys

import pytest

from service.jobs.children import Children
from service.jobs.crawl import ChildProcess

_SLEEP = "import time; time.sleep(300)"
_STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); {_SLEEP}"


def _start(code: str = _SLEEP) -> ChildProcess:
    return subprocess.Popen([sys.executable, "-c", code], start_new_session=True, stdout=subprocess.PIPE)


def _close(child: ChildProcess) -> int:
    with child:
        return child.wait(timeout=60)


def test_all_children_are_ended() -> None:
    children = Children()
    started = [_start(), _start()]
    for number, child in enumerate(started):
        children.add(str(number), child)
    children.end_all()
    assert [_close(child) for child in started] == [-signal.SIGTERM] * 2


def test_a_child_that_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.jobs.crawl.GRACE_SECONDS", 0.2)
    children, child = Children(), _start(_STUBBORN)
    assert child.stdout is not None
    child.stdout.readline()
    children.add("stubborn", child)
    children.end_all()
    assert _close(child) == -signal.SIGKILL


def test_a_child_that_is_late_is_ended_when_added() -> None:
    children, child = Children(), _start()
    children.end_all()
    assert children.is_ending
    children.add("late", child)
    assert _close(child) == -signal.SIGTERM


def test_children_may_live_again() -> None:
    children, child = Children(), _start()
    children.end_all()
    children.welcome()
    children.add("again", child)
    assert child.poll() is None
    children.discard("again")
    children.end_all()
    assert child.poll() is None
    child.kill()
    assert _close(child) == -signal.SIGKILL
