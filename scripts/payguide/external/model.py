"""What is asked and what was answered. Plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from payguide.model.findings import Location


class Status(StrEnum):
    """What is known of an address. Only *gone* is a fault of the guide; from *blocked* on, nothing is known."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    BLOCKED = "blocked"
    TIMEOUT = "timeout"
    UNSUPPORTED = "unsupported"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Address:
    """An outside address without its fragment, and the places that name it, the most useful first."""

    url: str
    places: tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address. `code` is the last HTTP status, 0 without one; `target` where a move leads.

    `detail` says in a few English words why; `checked` is when, in seconds since 1970. `no_name`: the name service does
    not know the host.
    """

    status: Status
    code: int = 0
    target: str = ""
    detail: str = ""
    checked: float = 0.0
    no_name: bool = False


class Reply(NamedTuple):
    """What one request brought: the status, the headers by lower-case name, the beginning of the body."""

    code: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask. All times are in seconds.

    `silence`: the longest wait for a next byte; `deadline`: for a whole request; `delay`: between two requests to one
    host; `backoff`: before a second try, doubled for each further one; `patience`: the longest pause that a host may
    ask for; `body`: how much of a page is read at most, in bytes.
    """

    silence: float = 15.0
    deadline: float = 30.0
    delay: float = 1.0
    backoff: float = 2.0
    patience: float = 60.0
    tries: int = 3
    redirects: int = 5
    workers: int = 16
    body: int = 65536
    agent: str = "Mozilla/5.0 (compatible; payguide-link-check/1.0)"
    language: str = "zh-CN,zh;q=0.9,en;q=0.8"


def _days(number: float) -> float:
    return timedelta(days=number).total_seconds()


@dataclass(frozen=True, slots=True)
class Ages:
    """How long an answer counts, in seconds by status: bad news is asked again soon, good news after two weeks."""

    seconds: dict[Status, float] = field(
        default_factory=lambda: {
            Status.OK: _days(14),
            Status.MOVED: _days(14),
            Status.UNSUPPORTED: _days(14),
            Status.BLOCKED: _days(3),
            Status.GONE: _days(1),
            Status.TIMEOUT: _days(1 / 24),
            Status.ERROR: _days(1 / 24),
        }
    )

    @classmethod
    def at_most(cls, days: float) -> Ages:
        """The usual ages, none above `days`."""
        return cls({status: min(seconds, _days(days)) for status, seconds in cls().seconds.items()})

    def is_fresh(self, answer: Answer, now: float) -> bool:
        """Whether `answer` still counts at the time `now`. One from the future, after a wrong clock, does not."""
        return 0 <= now - answer.checked < self.seconds[answer.status]
