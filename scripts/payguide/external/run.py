"""Asking many hosts at once, each of them one thing at a time."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from urllib.parse import urldefrag, urljoin

from payguide.external import judge
from payguide.external.fetch import Unsupported, ask
from payguide.external.model import Answer, Manners, Reply, Status
from payguide.external.polite import Turns, now, pause_asked
from payguide.model.hosts import host_of

#: After so many silent addresses in a row, a host's further ones are not asked in this run.
_SILENT = 2
#: What trying the same thing again will not mend.
_SETTLED = (Status.UNSUPPORTED, Status.TIMEOUT)

Told = Callable[[str, Answer], object]


@dataclass(slots=True)
class Asker:
    """Finds out what became of addresses. `stop`, once set, ends all waiting and asking soon."""

    manners: Manners
    stop: threading.Event = field(default_factory=threading.Event)
    turns: Turns = field(init=False)
    _resting: dict[str, Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.turns = Turns(self.manners.delay, self.stop.wait)

    def answer(self, url: str) -> Answer:
        """What became of `url`, redirects followed."""
        current, seen, is_permanent = url, {url}, True
        while True:
            reply = self._reply(current)
            if isinstance(reply, Answer):
                return replace(reply, target=current if current != url else "")
            if not judge.is_redirect(reply):
                return _final(judge.of_reply(reply), url, current, is_permanent)
            is_permanent = is_permanent and reply.code in (301, 308)
            current = urldefrag(urljoin(current, _location(reply)))[0]
            if current in seen:
                return Answer(Status.ERROR, reply.code, current, "redirects in a circle")
            if len(seen) > self.manners.redirects:
                return Answer(Status.ERROR, reply.code, current, f"more than {self.manners.redirects} redirects")
            seen.add(current)

    def _reply(self, url: str) -> Reply | Answer:
        """What a HEAD brings, or a GET where that is refused or fails: many hosts answer only GET rightly."""
        first = self._try(url, "HEAD", 1)
        if isinstance(first, Answer):
            doubt = first.status not in (Status.UNSUPPORTED, Status.BLOCKED)
            return self._try(url, "GET", self.manners.tries) if doubt else first
        return self._try(url, "GET", self.manners.tries) if judge.wants_get(first) else first

    def _try(self, url: str, method: str, tries: int) -> Reply | Answer:
        """One kind of request, up to `tries` times while it may still bring another answer."""
        host = host_of(url)
        result: Reply | Answer = Answer(Status.ERROR, detail="interrupted")
        for attempt in range(tries):
            if host in self._resting:
                return self._resting[host]
            with self.turns.at(host):
                if self.stop.is_set():
                    return result
                result = self._once(url, method)
            pause = self.manners.backoff * 2**attempt
            if isinstance(result, Reply):
                if not judge.may_pass(result):
                    return result
                asked = pause_asked(result.headers.get("retry-after", ""), now())
                pause = pause if asked is None else asked
                if pause > self.manners.patience:
                    return self._leave(host, result, pause)
            elif result.status in _SETTLED or result.detail.startswith("TLS"):
                return result
            self.turns.hold(host, pause)
            if isinstance(result, Answer) and result.no_name:
                return result
        return result

    def _once(self, url: str, method: str) -> Reply | Answer:
        try:
            return ask(url, method, self.manners)
        except Unsupported as error:
            return Answer(Status.UNSUPPORTED, detail=str(error))
        except (OSError, http.client.HTTPException) as error:
            return judge.of_failure(error)

    def _leave(self, host: str, reply: Reply, pause: float) -> Answer:
        """A host that asks for a long pause is left alone for the rest of the run."""
        words = f"HTTP {reply.code}, asks for a pause of {pause:.0f} s"
        self._resting[host] = Answer(Status.BLOCKED, reply.code, detail=words)
        return self._resting[host]


def _location(reply: Reply) -> str:
    """The target of a redirect. Headers are read as Latin-1, and many hosts write UTF-8."""
    written = reply.headers["location"].strip()
    try:
        return written.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return written


def _final(answer: Answer, url: str, current: str, is_permanent: bool) -> Answer:
    """`answer` as it is for `url`, which led to `current`."""
    moved = answer.status is Status.OK and is_permanent and current.rstrip("/") != url.rstrip("/")
    return replace(answer, status=Status.MOVED if moved else answer.status, target=current if current != url else "")


def ask_all(
    urls: Iterable[str], asker: Asker, known: Iterable[str] = (), told: Told | None = None
) -> dict[str, Answer]:
    """What became of `urls`. `told` is called with each answer as it comes, from several threads, one at a time.

    `known` are hosts that answered in former runs: they tell a host that is gone from a machine that is offline.
    """
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(host_of(url), []).append(url)
    answers: dict[str, Answer] = {}
    guard = threading.Lock()

    def tell(url: str, answer: Answer) -> None:
        with guard:
            answers[url] = replace(answer, checked=now())
            if told is not None:
                told(url, answers[url])

    workers = ThreadPoolExecutor(max_workers=asker.manners.workers)
    try:
        running = [workers.submit(_host, asker, listed, tell) for _, listed in sorted(hosts.items())]
        for done in running:
            done.result()
    except BaseException:
        asker.stop.set()
        raise
    finally:
        workers.shutdown(wait=True, cancel_futures=True)
    return _settled(answers, known)


def _host(asker: Asker, urls: Sequence[str], tell: Told) -> None:
    """All addresses of one host, in order."""
    silent: list[Answer] = []
    for url in urls:
        if asker.stop.is_set():
            return
        if len(silent) >= _SILENT or (silent and silent[-1].no_name):
            tell(url, replace(silent[-1], target=""))
            continue
        answer = asker.answer(url)
        if asker.stop.is_set():
            return
        tell(url, answer)
        silent = [*silent, answer] if answer.status is Status.TIMEOUT or answer.no_name else []


def _settled(answers: Mapping[str, Answer], known: Iterable[str]) -> dict[str, Answer]:
    """Hosts without a name are gone when other names are found; else it is this machine that finds none."""
    lost = [url for url, answer in answers.items() if answer.no_name]
    online = any(answer.code for answer in answers.values()) or (bool(lost) and any(map(_is_found, list(known)[:3])))
    return {
        url: answer
        if not answer.no_name
        else replace(answer, status=Status.GONE)
        if online
        else replace(answer, detail="no such host, nor any other: is this machine offline?")
        for url, answer in answers.items()
    }


def _is_found(host: str) -> bool:
    """Whether the name service knows `host`."""
    try:
        return bool(socket.getaddrinfo(host, 443))
    except OSError:
        return False
