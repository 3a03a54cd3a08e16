"""Ends this process when the one that started it is gone."""

import os
import signal
import sys
from threading import Event, Thread

_GRACE_SECONDS = 20.0


def end_with_parent() -> None:
    """Watch stdin, a pipe whose other end only the parent holds: when it closes, the parent has ended.

    A parent that was killed cannot end its children, and a crawl that nobody waits for must not go on beside
    the one that takes its place. The process first gets SIGTERM (running sources are closed in order), after
    20 s SIGKILL.
    """
    Thread(target=_watch, name="lifeline", daemon=True).start()


def _watch() -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    Event().wait(_GRACE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
