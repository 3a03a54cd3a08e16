"""The child processes of this process, so that all of them can be ended."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from service.jobs.crawl import ChildProcess, end_process


class Children:
    """Running child processes by name; after `end_all` a new one is ended as soon as it is added."""

    def __init__(self) -> None:
        self._running: dict[str, ChildProcess] = {}
        self._lock = Lock()
        self._is_ending = False

    @property
    def is_ending(self) -> bool:
        """Whether no new child is wanted."""
        return self._is_ending

    def add(self, name: str, child: ChildProcess) -> None:
        """Take a child that has just been started."""
        with self._lock:
            self._running[name] = child
        if self._is_ending:
            end_process(child)

    def discard(self, name: str) -> None:
        """Forget a child that has ended; one that never started is forgotten too."""
        with self._lock:
            self._running.pop(name, None)

    def end_all(self) -> None:
        """End every child, all at once, and let no new one live until `welcome`."""
        self._is_ending = True
        with self._lock:
            running = list(self._running.values())
        if running:
            with ThreadPoolExecutor(len(running)) as pool:
                list(pool.map(end_process, running))

    def welcome(self) -> None:
        """Let children live again."""
        self._is_ending = False
