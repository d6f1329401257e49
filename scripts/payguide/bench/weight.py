"""What a page view costs a reader whose browser has kept nothing: requests and bytes, as the server counts its answers.

Bytes are those of the answers with their heads, whoever asked for them: the page, a worker of the page, or, with copies
for offline use, the service worker. In Chromium's own count (`encodedDataLength`) they are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from payguide.bench.webserver import Serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: What is told apart, by what the browser says that it wants a file for (Sec-Fetch-Dest); all else is "other".
KINDS = {
    "document": "HTML",
    "style": "CSS",
    "script": "JS",
    "worker": "JS",
    "serviceworker": "JS",
    "image": "image",
}
TYPES = ("HTML", "CSS", "JS", "image", "other")

#: Lighthouse's phone, in CSS pixels.
_SCREEN = {"width": 412, "height": 823}
#: Milliseconds without anything new after which a page view is over, and the longest that copies may take.
_QUIET, _LONGEST = 1000, 15_000
#: Whether a service worker has fetched all that it keeps.
_READY = """longest => Promise.race([
    navigator.serviceWorker.ready.then(() => true), new Promise(done => setTimeout(done, longest, false)),
])"""


@dataclass(frozen=True, slots=True)
class Item:
    """An answer: its path, one of TYPES, status, and the bytes that were sent."""

    path: str
    kind: str
    status: int
    size: int


@dataclass(frozen=True, slots=True)
class View:
    """A page view: what the site's own host answered, and how many requests went to others."""

    items: Sequence[Item]
    others: int = 0

    @property
    def failed(self) -> int:
        """Answers that were errors."""
        return sum(item.status >= 400 for item in self.items)

    @property
    def size(self) -> int:
        """Bytes from the own host."""
        return sum(item.size for item in self.items)

    def of(self, kind: str) -> int:
        """Bytes of one of TYPES."""
        return sum(item.size for item in self.items if item.kind == kind)

    def without(self, other: View) -> View:
        """What this view has and the `other` has not."""
        known = {item.path for item in other.items}
        return View([item for item in self.items if item.path not in known])


def read_log(lines: Sequence[str]) -> list[Item]:
    """The answers of the server's log."""
    split = [line.split(" ", 3) for line in lines]
    return [Item(path, KINDS.get(wanted, "other"), int(status), int(size)) for status, size, wanted, path in split]


@contextmanager
def chromium(serving: Serving) -> Iterator[Browser]:
    """A browser that finds the site that is being served, and no other host."""
    from playwright.sync_api import sync_playwright

    from payguide.look import browser_program

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_program(), args=serving.arguments)
        yield browser
        browser.close()


def language(locale: str) -> str:
    """The browser's language of a locale's readers: the home page sends others away."""
    return "zh-CN" if locale == "zh" else locale


def weigh(browser: Browser, serving: Serving, path: str, locale: str, keep: bool = False) -> View:
    """The view of the page at `path` by a reader of `locale`, from an empty cache, until nothing comes any more.

    `keep`: the site's service worker may fetch what it keeps for offline use.
    """
    before = len(_lines(serving))
    others = 0

    def count(url: str) -> None:
        nonlocal others
        parts = urlsplit(url)
        others += parts.scheme in ("http", "https") and parts.hostname != urlsplit(serving.address).hostname

    workers: Literal["allow", "block"] = "allow" if keep else "block"
    context = browser.new_context(
        viewport={"width": _SCREEN["width"], "height": _SCREEN["height"]},
        device_scale_factor=1.75,
        is_mobile=True,
        has_touch=True,
        locale=language(locale),
        service_workers=workers,
    )
    context.on("request", lambda request: count(request.url))
    page = context.new_page()
    page.goto(serving.address + path, wait_until="load")
    context.new_cdp_session(page).send("Page.getAppManifest")  # a phone does; a browser without a window does not
    if keep:
        page.evaluate(_READY, _LONGEST)
    _settle(page, serving)
    context.close()
    return View(read_log(_lines(serving)[before:]), others)


def _lines(serving: Serving) -> list[str]:
    return serving.log.read_text(encoding="utf-8").splitlines() if serving.log.exists() else []


def _settle(page: Page, serving: Serving) -> None:
    """Waits until the server has been quiet for a while."""
    seen = -1
    while seen != len(_lines(serving)):
        seen = len(_lines(serving))
        page.wait_for_timeout(_QUIET)
