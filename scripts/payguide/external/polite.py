"""Manners towards each host: one request at a time, with a pause between two, and longer when it asks for one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


class Turns:
    """Who may ask which host when. `sleep` and `clock` (seconds that only grow) can be replaced."""

    def __init__(
        self,
        delay: float,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._delay, self._sleep, self._clock = delay, sleep, clock
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._next: dict[str, float] = {}

    @contextmanager
    def at(self, host: str) -> Iterator[None]:
        """Waits until `host` may be asked, and keeps all others away from it meanwhile."""
        with self._guard:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            self.wait(self._next.get(host, 0.0) - self._clock())
            try:
                yield
            finally:
                self._next[host] = max(self._next.get(host, 0.0), self._clock() + self._delay)

    def hold(self, host: str, seconds: float) -> None:
        """Leaves `host` alone for `seconds` from now on."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)

    def wait(self, seconds: float) -> None:
        """Does nothing for `seconds`, which may be none or less."""
        if seconds > 0:
            self._sleep(seconds)


def pause_asked(value: str, now: float) -> float | None:
    """The seconds that a `Retry-After` header asks for, as a number or a date; `now` is in seconds since 1970. None
    when it cannot be read.
    """
    text = value.strip()
    if text.isdecimal():
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max((then if then.tzinfo else then.replace(tzinfo=UTC)).timestamp() - now, 0.0)


def now() -> float:
    """The time in seconds since 1970."""
    return datetime.now(UTC).timestamp()
