"""A server on this machine that answers in every way in which other people's hosts do, well and badly."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

#: What each path answers: status, headers, body. `/a/b` counts as `/a`.
ANSWERS: dict[str, tuple[int, dict[str, str], str]] = {
    "/ok": (200, {}, "fine"),
    "/captcha-page": (200, {}, "how we use a captcha"),
    "/moved": (301, {"Location": "/further"}, ""),
    "/further": (308, {"Location": "/ok?from=moved#part"}, ""),
    "/slash": (301, {"Location": "/slash/"}, ""),
    "/slash/": (200, {}, ""),
    "/for-now": (302, {"Location": "/ok"}, ""),
    "/half-for-now": (301, {"Location": "/for-now"}, ""),
    "/moved-away": (301, {"Location": "/gone"}, ""),
    "/moved-to-lost": (301, {"Location": "http://lost.cn/"}, ""),
    "/moved-to-app": (302, {"Location": "weixin://open"}, ""),
    "/moved-nowhere": (301, {}, ""),
    "/moved-chinese": (301, {"Location": "/新.html".encode().decode("latin-1")}, ""),
    "/新.html": (200, {}, ""),
    "/loop": (302, {"Location": "/pool"}, ""),
    "/pool": (302, {"Location": "/loop"}, ""),
    "/itself": (301, {"Location": "/itself"}, ""),
    "/gone": (404, {}, "not here"),
    "/never-again": (410, {}, ""),
    "/refused": (403, {}, "robots"),
    "/sign-in": (401, {}, ""),
    "/odd": (999, {}, ""),
    "/firewall": (412, {}, "<script>$_ts"),
    "/challenge": (503, {}, "<title>Just a moment...</title>"),
    "/challenge-404": (404, {}, "请完成安全验证"),
    "/long-pause": (429, {"Retry-After": "3600"}, ""),
    "/broken": (500, {}, ""),
    "/teapot": (418, {}, ""),
    "/get-only": (200, {}, ""),
    "/head-lies": (200, {}, ""),
    "/head-closes": (200, {}, ""),
    "/head-hangs": (200, {}, ""),
    "/agent": (200, {}, ""),
}
#: What a HEAD gets instead, where it differs.
HEADS = {"/get-only": 405, "/head-lies": 404, "/broken": 500}


@dataclass
class Log:
    """What was asked: host, method and path with query, in order; the most requests to one host at a time."""

    asked: list[tuple[str, str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    most: Counter[str] = field(default_factory=Counter)
    now: Counter[str] = field(default_factory=Counter)
    guard: threading.Lock = field(default_factory=threading.Lock)
    ended: threading.Event = field(default_factory=threading.Event)

    def count(self, path: str) -> int:
        """How often `path` was asked, in any way."""
        return sum(1 for _, _, asked in self.asked if asked == path)


class Handler(BaseHTTPRequestHandler):
    """One request; the server's `log` notes it."""

    log: Log

    def log_message(self, format: str, *arguments: Any) -> None:
        """Prints nothing."""

    def do_HEAD(self) -> None:
        self._do()

    def do_GET(self) -> None:
        self._do()

    def _do(self) -> None:
        log, host = self.log, self.headers["Host"].partition(":")[0]
        with log.guard:
            log.asked.append((host, self.command, self.path))
            log.times.append(time.monotonic())
            log.agents.append(self.headers["User-Agent"])
            log.now[host] += 1
            log.most[host] = max(log.most[host], log.now[host])
            before = log.count(self.path) - 1
        self.leaving = False
        try:
            self._answer(unquote(self.path.partition("?")[0]), before)
        except OSError:
            pass  # the other side had enough
        finally:
            self._leave()

    def _leave(self) -> None:
        """The request counts no longer: said before the answer is, as the next one may follow at once."""
        if not self.leaving:
            self.leaving = True
            with self.log.guard:
                self.log.now[self.headers["Host"].partition(":")[0]] -= 1

    def _answer(self, path: str, before: int) -> None:
        if path == "/closed" or (path == "/head-closes" and self.command == "HEAD"):
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        elif path == "/hang" or (path == "/head-hangs" and self.command == "HEAD"):
            self.log.ended.wait(20)
        elif path == "/no-http":
            self.wfile.write(b"\x16\x03\x01 220 mail ready\r\n\r\n")
        elif path == "/drip":
            self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"z" * 10_000)
        elif path == "/drip-body":
            self._send(200, {"Content-Length": "10000"}, "")
            self._drip(b"z" * 10_000)
        elif path == "/huge":
            self._endless(200)
        elif path == "/huge-gone":
            self._endless(404)
        elif path.startswith("/many/"):
            self._send(302, {"Location": f"/many/{int(path[6:]) + 1}"}, "")
        elif path.startswith("/turn-") and before == 0:  # once like this, then well
            kind = path.removeprefix("/turn-")
            retry = {"Retry-After": "1"} if kind == "429" else {}
            self._send(int(kind), retry, "")
        elif path.startswith("/turn-"):
            self._send(200, {}, "")
        else:
            code, headers, body = ANSWERS.get(path, (404, {}, ""))
            self._send(HEADS.get(path, code) if self.command == "HEAD" else code, headers, body)

    def _send(self, code: int, headers: dict[str, str], body: str) -> None:
        time.sleep(0.002)  # long enough for others to be seen meanwhile
        self._leave()
        self.send_response(code, "Words")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body.encode())

    def _drip(self, content: bytes) -> None:
        for byte in content:
            if self.log.ended.wait(0.02):
                return
            self.wfile.write(bytes([byte]))

    def _endless(self, code: int) -> None:
        self._send(code, {"Content-Length": str(10**12)}, "")
        while self.command == "GET" and not self.log.ended.is_set():
            self.wfile.write(b"z" * 65536)


@contextlib.contextmanager
def serving() -> Any:
    """The port of a running server, and what it is asked."""
    log = Log()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Logged", (Handler,), {"log": log}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], log
    finally:
        log.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
