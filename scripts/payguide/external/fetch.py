"""One request to one host, with the standard library: it ends in time whatever the other side does."""

from __future__ import annotations

import base64
import contextlib
import http.client
import socket
import threading
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from payguide.external.model import Manners, Reply

#: What a path and a query may hold; `%` stays, as what is escaped already must not be escaped twice.
_SAFE = "/%:@!$&'()*+,;=~-._?"


class Unsupported(ValueError):
    """An address that cannot be asked: its scheme is another one, or it has no host."""


def ask(url: str, method: str, manners: Manners) -> Reply:
    """The answer to one request, without following redirects. Only the body of a refusal is read, and not all of it.

    Raises Unsupported, TimeoutError when the other side is silent or too slow, OSError (ssl.SSLError and
    socket.gaierror among them) when there is no connection, and http.client.HTTPException for what is no HTTP.
    """
    host, port, secure, path = _parts(url)
    wire = _Wire(manners.deadline)
    connection, target, headers = _connection(host, port, secure, path, manners)
    connection._create_connection = wire.open  # type: ignore[attr-defined]
    headers |= {
        "User-Agent": manners.agent,
        "Accept": "*/*",
        "Accept-Language": manners.language,
        "Connection": "close",
    }
    with contextlib.closing(connection), wire:
        try:
            connection.request(method, target, headers=headers)
            response = connection.getresponse()
            wire.refuse_late()  # headers that were cut off look like headers that have ended
        except ValueError as error:  # what is no HTTP makes the library stumble in several ways
            raise http.client.HTTPException(str(error)) from error
        body = b""
        if method != "HEAD" and response.status >= 400:
            with contextlib.suppress(OSError, ValueError, http.client.HTTPException):
                body = response.read(manners.body)
        return Reply(response.status, {key.lower(): value for key, value in response.getheaders()}, body)


def _parts(url: str) -> tuple[str, int, bool, str]:
    """Host, port, whether it is protected, and path with query, all as they go over the wire."""
    try:
        parts = urlsplit(f"https:{url}" if url.startswith("//") else url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        host = parts.hostname or ""
        wire = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError is one too
        raise Unsupported(str(error)) from None
    if parts.scheme not in ("http", "https"):
        raise Unsupported(f"{parts.scheme or 'no'} scheme")
    if not wire or any(char.isspace() for char in wire):
        raise Unsupported("no host")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return wire, port, secure, path


def _connection(
    host: str, port: int, secure: bool, path: str, manners: Manners
) -> tuple[http.client.HTTPConnection, str, dict[str, str]]:
    """A connection that is not opened yet, what to ask it for, and the headers that it needs: through the proxy that
    the environment names, if any.
    """
    make = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    proxy = None if proxy_bypass(host) else getproxies().get("https" if secure else "http")
    if not proxy:
        return make(host, port, timeout=manners.silence), path, {}
    via = urlsplit(proxy if "//" in proxy else f"http://{proxy}")
    secret = (
        base64.b64encode(f"{unquote(via.username)}:{unquote(via.password or '')}".encode()) if via.username else b""
    )
    headers = {"Proxy-Authorization": f"Basic {secret.decode()}"} if secret else {}
    connection = make(via.hostname or "", via.port or 8080, timeout=manners.silence)
    if not secure:
        there = f"[{host}]" if ":" in host else host
        return connection, f"http://{there}:{port}{path}", headers
    connection.set_tunnel(host, port, headers)
    return connection, path, {}


class _Wire:
    """The socket of one request, cut after `seconds`: a host that sends a byte now and then never falls silent."""

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._seconds, self._is_late = seconds, False
        self._twin: socket.socket | None = None

    def open(self, *arguments: Any) -> socket.socket:
        """Connects as `socket.create_connection` does, and keeps a handle that stays good when TLS wraps the socket."""
        opened = socket.create_connection(*arguments)
        self._twin = opened.dup()
        if self._is_late:
            opened.close()
            raise TimeoutError
        return opened

    def refuse_late(self) -> None:
        """Raises TimeoutError when the time is over."""
        if self._is_late:
            raise TimeoutError

    def _cut(self) -> None:
        self._is_late = True
        if self._twin is not None:
            with contextlib.suppress(OSError):
                self._twin.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Whatever a cut connection made the library stumble over becomes TimeoutError."""
        self._timer.cancel()
        if self._twin is not None:
            self._twin.close()
        if self._is_late and isinstance(error, OSError | http.client.HTTPException):
            raise TimeoutError(f"not done after {self._seconds:g} s") from None
