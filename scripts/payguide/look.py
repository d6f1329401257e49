"""A camera for reviews: every page of the built site and every leaflet page as a picture."""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from payguide.setup.system import BROWSERS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

#: Name, width and height in CSS pixels: the phone of the design notes, and a desktop.
SCREENS = (("phone", 360, 780), ("desktop", 1280, 900))
THEMES = ("light", "dark")

#: Chromium as root needs the first; the second keeps it from calling its maker.
_ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing: the camera reports what matters."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *request: object) -> None:
        """Says nothing of a browser that left before its answer came."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*request)  # type: ignore[arg-type]


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which `site` is served on this machine while the block runs."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def browser_program() -> str:
    """The Chromium that set-up installed. Raises StopIteration when there is none."""
    return next(path for path in map(shutil.which, BROWSERS) if path)


def open_browser(play: Playwright) -> Browser:
    """That Chromium, started. Raises StopIteration when there is none."""
    return play.chromium.launch(executable_path=browser_program(), args=_ARGUMENTS)


def _pages(site: Path, slugs: Sequence[str]) -> list[str]:
    found = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    pages = [("" if page == "." else f"{page}/") for page in found]
    return [page for page in pages if not slugs or any((page.strip("/") or "index").endswith(slug) for slug in slugs)]


def photograph(site: Path, output: Path, slugs: Sequence[str]) -> Iterator[str]:
    """Writes PNGs of the pages of `site` whose address ends with one of `slugs` (all if empty); yields their names."""
    from playwright.sync_api import sync_playwright

    output.mkdir(parents=True, exist_ok=True)
    with served(site) as address, sync_playwright() as play:
        browser = open_browser(play)
        for screen, width, height in SCREENS:
            for theme in THEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if theme == "dark" else "light",
                    locale="zh-CN",  # the first home page would send others away
                )
                page = context.new_page()
                for slug in _pages(site, slugs):
                    page.goto(address + slug)
                    name = f"{slug.strip('/').replace('/', '-') or 'index'}.{screen}.{theme}.png"
                    page.screenshot(path=str(output / name), full_page=True)
                    yield name
                context.close()
        browser.close()
    if not slugs:
        yield from _leaflets(site, output)


def _leaflets(site: Path, output: Path) -> Iterator[str]:
    import pypdfium2

    for sheet in sorted(site.rglob("*.pdf")):
        document = pypdfium2.PdfDocument(sheet)
        for number in range(len(document)):
            name = f"{sheet.stem}.{number + 1}.png"
            document[number].render(scale=100 / 72).to_pil().save(output / name)
            yield name
