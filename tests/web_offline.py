"""Sites for the tests of weight and of reading offline: the guide's pages without leaflets, finished as the build does
it, and a server that can fail in the ways that networks do.
"""

from __future__ import annotations

import http.server
import shutil
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from guide_site import ROOT, TODAY
from payguide.model.locales import Locale
from payguide.model.project import Project
from payguide.publish.light import lighten
from payguide.publish.mkdocs import build_pages
from payguide.publish.offline import keep_offline
from payguide.publish.shrink import shrink

ADDRESS = "https://bank.example/guide/"
_PDF = b"%PDF-1.7 a sheet"


def raw_pages(folder: Path) -> None:
    """The guide's pages as MkDocs makes them, with one sheet."""
    assert build_pages(ROOT, folder, ADDRESS, 0) == []
    (folder / "leaflets" / "visitor-en.pdf").write_bytes(_PDF)
    (folder / "leaflets" / "versions.json").write_text("{}")


def finished(raw: Path, site: Path) -> Path:
    """The site made from the pages in `raw`, as the build makes it."""
    shutil.copytree(raw, site)
    assert lighten(ROOT, site, ADDRESS, _locales(), withdraw=False) == []
    return site


def uncompressed(raw: Path, site: Path, *, change: tuple[str, str] | None = None, withdraw: bool = False) -> Path:
    """The same without compressed copies, which the server here does not send; `change` replaces a text in every page,
    as an editor's new version.
    """
    shutil.copytree(raw, site)
    if change:
        for path in site.rglob("*.html"):
            path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    assert shrink(site, ADDRESS) == []
    keep_offline(site, ROOT / "docs/assets/img", _locales(), withdraw=withdraw)
    return site


def _locales() -> Sequence[Locale]:
    return Project.load(ROOT, TODAY).site.config.languages.locales


@dataclass
class Host:
    """A server below the path /guide/ of one origin: what it serves can be exchanged, and it can be taken away."""

    folder: Path
    address: str = ""
    is_up: bool = True
    #: Answers of paths that contain this text stop in the middle.
    breaks: str = ""
    #: Paths of all requests that came, and those that were answered by an error.
    asked: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def answer(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        path = handler.path.partition("?")[0]
        if not self.is_up:
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        self.asked.append(path)
        file = self._file(path)
        if file is None:
            self.missing.append(path)
            handler.send_error(404)
            return
        content = file.read_bytes()
        handler.send_response(200)
        handler.send_header("Content-Type", _TYPES.get(file.suffix, "application/octet-stream"))
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        cut = bool(self.breaks) and self.breaks in path
        if handler.command != "HEAD":
            handler.wfile.write(content[: len(content) // 2] if cut else content)
        if cut:
            handler.wfile.flush()
            handler.connection.shutdown(socket.SHUT_RDWR)

    def _file(self, path: str) -> Path | None:
        if not path.startswith("/guide/"):
            return None
        file = self.folder / path.removeprefix("/guide/")
        file = file / "index.html" if path.endswith("/") else file
        return file if file.is_file() else None


_TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".webmanifest": "application/manifest+json",
    ".png": "image/png",
}


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """`folder` served below /guide/ on this machine while the block runs."""
    host = Host(folder)

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host.answer(self)

        do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            """Says nothing: tests look at what was asked."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host.address = f"http://127.0.0.1:{server.server_address[1]}/guide/"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
