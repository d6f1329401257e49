"""The built site in a real browser, at the width of a phone: what a visitor sees and what goes over the network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SLUGS = sorted(
    path.relative_to(Path(__file__).parents[1] / "docs" / "zh").with_suffix("").as_posix()
    for path in (Path(__file__).parents[1] / "docs" / "zh").rglob("*.md")
)


def address(slug: str, prefix: str) -> str:
    """The address of a page, relative to the site."""
    folder = slug.removesuffix("index")
    return prefix + (f"{folder.rstrip('/')}/" if folder else "")


@dataclass
class Visit:
    """A page opened on a phone, and everything that went wrong while it was."""

    page: Page
    origin: str
    troubles: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.origin + path)
        return self.page

    def watch(self) -> None:
        """Notes console errors, script errors, failed requests and every request to another host."""
        self.page.on("console", lambda entry: self.note(entry.type == "error", f"console: {entry.text}"))
        self.page.on("pageerror", lambda error: self.note(True, f"script: {error}"))
        self.page.on("requestfailed", lambda request: self.note(True, f"failed: {request.url}"))
        self.page.on("response", lambda reply: self.note(reply.status >= 400, f"{reply.status}: {reply.url}"))
        self.page.on("request", lambda request: self.note(self.foreign(request.url), f"host: {request.url}"))

    def note(self, wrong: bool, trouble: str) -> None:
        if wrong:
            self.troubles.append(trouble)

    def foreign(self, url: str) -> bool:
        return urlsplit(url).netloc not in ("", urlsplit(self.origin).netloc)


@pytest.fixture
def visit(browser: Browser, origin: str) -> Iterator[Visit]:
    # A reader without Chinese would be sent from the first home page to the English one.
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale="zh-CN", service_workers="block")
    seen = Visit(context.new_page(), origin)
    seen.watch()
    yield seen
    context.close()
    assert seen.troubles == []


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_is_whole_on_a_small_phone(visit: Visit, slug: str, prefix: str) -> None:
    page = visit.open(address(slug, prefix))
    assert page.locator("html").get_attribute("lang") == ("en" if prefix else "zh-CN")
    assert page.locator("h1").count() == 1
    assert "{{" not in page.content() and "@@" not in page.locator("main").inner_text()
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 780})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_language_switch_keeps_the_page(visit: Visit) -> None:
    page = visit.open("cash/refusal/")
    page.locator("header a[hreflang=en]").first.click()
    assert page.url == f"{visit.origin}en/cash/refusal/"
    page.locator("header a[hreflang=zh-CN]").first.click()
    assert page.url == f"{visit.origin}cash/refusal/"


@pytest.mark.parametrize(("home", "words"), [("", "零钱包"), ("en/", "change pack"), ("en/", "零钱包")])
def test_search_finds_a_word_and_leads_to_its_section(visit: Visit, home: str, words: str) -> None:
    page = visit.open(home)
    page.locator("button.search-open").first.click()
    page.locator("dialog.search input").fill(words)
    hit = page.locator("dialog.search ol a").first
    hit.wait_for()
    hit.click()
    page.wait_for_load_state()
    assert words in page.locator("main").inner_text().lower()


def test_a_lost_reader_is_answered_in_both_languages(visit: Visit) -> None:
    page = visit.open("404.html")
    text = page.locator("main").inner_text()
    assert "Page not found" in text and "找不到" in text


def test_emergency_numbers_can_be_tapped(visit: Visit) -> None:
    page = visit.open("en/help/hotlines/")
    assert page.locator('main a[href="tel:110"]').count() > 0


def test_the_leaflet_is_offered_where_it_helps(visit: Visit, built: Path) -> None:
    page = visit.open("en/")
    link = page.locator('a[href$="visitor-en.pdf"]').first
    assert link.count() == 1
    assert (built / "leaflets" / "visitor-en.pdf").is_file()
