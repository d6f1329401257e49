"""Every page as axe-core judges it: WCAG 2.2 A and AA, its best practices, and 7:1 for text (AAA)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.slow, pytest.mark.browser]

#: What axe looks for. The rules of AAA come along for one of them, 7:1 (4.5:1 for large text), which takes the place of
#: its milder sibling.
RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast": {"enabled": False}},
    "resultTypes": ["violations"],
    "preload": False,
}

#: What colours and text size can change.
LOOKS: dict[str, Any] = RULES | {
    "runOnly": {"type": "rule", "values": ["color-contrast-enhanced", "target-size", "scrollable-region-focusable"]},
    "rules": {},
}

HOMES = {"zh": "", "en": "en/"}

#: Kinds of pages, under a locale's home, and what is opened there: nothing, all that unfolds, or by a tap.
KINDS = [
    ("", ""),
    ("cash/refusal/", "details"),
    ("pay/cash/", ".menu summary"),
    ("pay/cash/", ".settings summary"),
    ("pay/cash/", "search"),
    ("help/phrases/", ""),
    ("help/phrases/", "#say-01 .show"),
    ("pay/fees/", ""),
    ("pay/which/", ""),
    ("leaflets/", ""),
    ("leaflets/check/", ""),
    ("branches/", ""),
]
#: Colours and text size, beyond light and standard.
OTHERS = [("light", "largest"), ("dark", ""), ("dark", "largest")]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone that the policy of the guide's pages does not keep from running axe."""
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, locale="zh-CN", reduced_motion="reduce", bypass_csp=True
    )
    yield context.new_page()
    context.close()


def visit(page: Page, address: str) -> None:
    """Opens a page and hands axe to it."""
    page.goto(address)
    page.evaluate(AXE_SCRIPT)


def faults(page: Page, where: str, rules: dict[str, Any] = RULES) -> list[str]:
    """Page, rule and element of whatever axe finds wrong with `page` as it stands."""
    found = page.evaluate("async (rules) => (await axe.run(rules)).violations", rules)
    return [f"{where}: {rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def unfold(page: Page, what: str) -> None:
    """Opens what an entry of KINDS names."""
    if what == "details":
        page.evaluate("document.querySelectorAll('main details').forEach((box) => { box.open = true; })")
    elif what == "search":
        page.locator("button.search-open").click()
        page.locator("dialog.search input").fill("ATM")
        page.locator("dialog.search ol a").first.wait_for()
    elif what:
        page.locator(what).click()
    assert not what or page.locator("[open]:visible").count()


def test_axe_finds_faults_where_there_are_some(page: Page, origin: str) -> None:
    visit(page, origin)
    page.evaluate("document.querySelector('h1').style.color = '#888'")  # more than 3:1, less than 4.5:1
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    rules = {fault.split(": ")[1] for fault in faults(page, "home")}
    assert rules == {"color-contrast-enhanced", "button-name"}
    assert [fault.split(": ")[1] for fault in faults(page, "home", LOOKS)] == ["color-contrast-enhanced"]


@pytest.mark.parametrize("locale", HOMES)
def test_no_page_has_a_fault(page: Page, origin: str, built: Path, locale: str) -> None:
    files = sorted(path.relative_to(built).as_posix() for path in built.rglob("*.html"))
    own = [file for file in files if file.startswith("en/") == (locale == "en")]
    assert len(own) > 35
    found = []
    for file in own:
        visit(page, origin + file.removesuffix("index.html"))
        found += faults(page, file)
    assert found == []


@pytest.mark.parametrize("locale", HOMES)
def test_no_kind_of_page_has_a_fault_in_any_look(page: Page, origin: str, locale: str) -> None:
    found = []
    for path, what in [*((HOMES[locale] + path, what) for path, what in KINDS), ("404.html", "")]:
        visit(page, origin + path)
        unfold(page, what)
        if what:  # as it opens first, all pages have been judged in the test before
            found += faults(page, f"{path} {what}")
        for theme, size in OTHERS:
            look = {"theme": theme, "size": size}
            page.evaluate("(look) => Object.assign(document.documentElement.dataset, look)", look)
            found += faults(page, f"{path} {what} {theme} {size}", LOOKS)
    assert found == []
