"""The search in a real browser: what it finds, from the keyboard, for a screen reader, and without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from payguide.bench.search import ask, opened, queries

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[1]
HOMES = {"zh": "", "en": "en/"}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale="zh-CN", service_workers="block")
    yield context.new_page()
    context.close()


def look_for(page: Page, words: str) -> None:
    """Opens the search where it is closed, and types."""
    if not page.locator("dialog.search[open]").count():
        page.locator("button.search-open").click()
    page.locator("dialog.search input").fill(words)


def hrefs(page: Page) -> list[str]:
    page.locator("dialog.search ol a").first.wait_for()
    return [str(link.get_attribute("href")) for link in page.locator("dialog.search ol a").all()]


@pytest.mark.parametrize("locale", HOMES)
def test_everything_that_readers_type_is_among_the_first_three(built: Path, locale: str) -> None:
    wanted = queries(ROOT, locale)
    assert len(wanted) > 120
    with opened(built, HOMES[locale]) as page:
        results = ask(page, wanted)
    found = {query.words: query.place(keys) for query, keys in zip(wanted, results, strict=True)}
    assert {words: place for words, place in found.items() if place is None or place > 2} == {}


@pytest.mark.parametrize("locale", HOMES)
def test_every_page_and_section_that_is_wanted_exists(built: Path, locale: str) -> None:
    for key in {key for query in queries(ROOT, locale) for key in query.find}:
        path, _, anchor = key.partition("#")
        html = (built / HOMES[locale] / path / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html, key


@pytest.mark.parametrize("locale", HOMES)
def test_readers_own_words_lead_to_words_that_the_guide_says(built: Path, locale: str) -> None:
    script = """async () => {
        const opener = document.querySelector(".search-open");
        const engine = await import(new URL(opener.dataset.engine, document.baseURI));
        const data = await (await fetch(opener.dataset.index)).json();
        const index = engine.open(data);
        return data.s.flatMap(([means]) => means).filter((words) => engine.ask(index, words).missing);
    }"""
    with opened(built, HOMES[locale]) as page:
        assert page.evaluate(script) == []


@pytest.mark.parametrize("words", ["零钱包", "lingqianbao", "líng qián bāo", "change pack", "chnage pack"])
@pytest.mark.parametrize("home", HOMES.values(), ids=HOMES)
def test_a_word_of_the_glossary_is_answered_first(page: Page, origin: str, home: str, words: str) -> None:
    page.goto(origin + home)
    look_for(page, words)
    first = page.locator("dialog.search .search-words a").first
    expect(first).to_contain_text("零钱包")
    expect(first).to_contain_text("língqiánbāo")
    expect(first).to_contain_text("change pack")
    assert str(first.get_attribute("href")).endswith("help/glossary/#term-change-pack")
    assert any("cash/change-pack/" in href for href in hrefs(page)[:3])


@pytest.mark.parametrize("anchor", ["", "#steps"])
def test_the_back_button_closes_the_search_and_leaves_the_page(page: Page, origin: str, anchor: str) -> None:
    page.goto(f"{origin}en/")
    page.goto(f"{origin}en/pay/cash/{anchor}")
    dialog, opener = page.locator("dialog.search"), page.locator("button.search-open")
    for _ in range(2):
        opener.click()
        expect(dialog).to_be_visible()
        page.go_back()
        expect(dialog).to_be_hidden()
        expect(opener).to_be_focused()
        assert page.url == f"{origin}en/pay/cash/{anchor}"
    for _ in range(2):  # closed by hand, it leaves nothing in the history, however fast it goes
        opener.click()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
    page.wait_for_function("!history.state")
    page.go_back()
    page.wait_for_url(f"{origin}en/")


def test_back_from_what_was_found_leads_to_the_page_where_it_was_searched(page: Page, origin: str) -> None:
    page.goto(f"{origin}en/")
    look_for(page, "atm ate my card")
    hrefs(page)
    page.locator("dialog.search ol a").first.click()
    page.wait_for_url("**/en/cash/atm/#card-kept")
    expect(page.locator("dialog.search")).to_be_hidden()
    page.go_back()
    page.wait_for_url(f"{origin}en/")
    expect(page.locator("dialog.search")).to_be_hidden()


def test_nothing_is_fetched_before_the_search_is_opened(page: Page, origin: str) -> None:
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url.removeprefix(origin)))
    page.goto(f"{origin}en/pay/cards/", wait_until="networkidle")
    assert [path for path in seen if "search" in path and "search-open" not in path] == []
    look_for(page, "atm")
    hrefs(page)
    assert "en/search.json" in seen and "search.json" not in seen
    look_for(page, "取款机")
    expect(page.locator("dialog.search .search-words, dialog.search ol").first).to_be_attached()
    page.locator("dialog.search small[lang=zh-CN]").first.wait_for()
    assert "search.json" in seen


def test_the_keyboard_is_enough(page: Page, origin: str) -> None:
    page.goto(f"{origin}en/")
    page.locator("button.search-open").focus()
    page.keyboard.press("Enter")
    box = page.locator("dialog.search input")
    expect(box).to_be_focused()
    page.keyboard.type("atm ate my card")
    links = page.locator("dialog.search ol a")
    links.first.wait_for()
    page.keyboard.press("Enter")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search")).to_be_hidden()
    expect(page.locator("button.search-open")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/cash/atm/#card-kept")


@pytest.mark.parametrize(
    ("home", "words", "said"),
    [
        ("", "假币", "找到 "),
        ("", "qqqqqqzz", "没有找到"),
        ("en/", "qqqqqqzz", "Nothing found"),
        ("en/", "torn", " results"),
    ],
)
def test_a_screen_reader_hears_how_much_was_found(page: Page, origin: str, home: str, words: str, said: str) -> None:
    page.goto(origin + home)
    look_for(page, words)
    expect(page.locator("dialog.search").get_by_role("status")).to_contain_text(said)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_accessible_name("搜索" if not home else "Search")
    expect(dialog.get_by_role("searchbox")).to_have_accessible_name("搜索本指南" if not home else "Search this guide")


def test_what_was_found_is_marked_and_said_in_its_language(page: Page, origin: str) -> None:
    page.goto(f"{origin}en/")
    look_for(page, "零钱包")
    hrefs(page)
    marks = page.locator("dialog.search ol mark")
    assert {"零钱包", "change"} <= {text.lower() for text in marks.all_inner_texts()}
    bare = """() => [...document.querySelectorAll("dialog.search ol *")].flatMap((node) => [...node.childNodes])
        .filter((node) => node.nodeType === 3 && /\\p{Script=Han}/u.test(node.data))
        .filter((node) => !node.parentElement.closest("[lang]").lang.startsWith("zh")).map((node) => node.data)"""
    assert page.evaluate(bare) == []


def test_the_search_works_without_a_network_once_it_was_used(page: Page, origin: str) -> None:
    page.goto(f"{origin}en/")
    look_for(page, "atm")
    hrefs(page)
    page.context.set_offline(True)
    look_for(page, "counterfeit")
    expect(page.locator("dialog.search ol a").first).to_have_attribute("href", "./cash/fake-notes/")


@pytest.mark.parametrize("missing", ["**/search.json", "**/search-dialog*"])
def test_a_search_that_did_not_arrive_says_so_and_is_tried_again(page: Page, origin: str, missing: str) -> None:
    page.route(missing, lambda route: route.abort())
    page.goto(f"{origin}en/")
    look_for(page, "atm")
    expect(page.locator("dialog.search").get_by_role("status")).to_contain_text("not working")
    page.unroute(missing)
    page.keyboard.press("Escape")
    look_for(page, "atms")
    assert hrefs(page)


def test_results_fit_the_smallest_phone(page: Page, origin: str) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(origin)
    look_for(page, "手续费")
    hrefs(page)
    assert page.evaluate("document.querySelector('dialog.search').scrollWidth") <= 320
    for link in page.locator("dialog.search ol a").all()[:5]:
        box = link.bounding_box()
        assert box is not None and box["height"] >= 44
