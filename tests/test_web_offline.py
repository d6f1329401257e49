"""The guide without a connection, in a real browser: kept after one visit, brought up to date whole or not at all,
given up when it is withdrawn.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from payguide.publish.offline.icons import picture
from web_offline import Host, hosted, uncompressed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: A text of every page, and what the next version says instead.
CHANGE = ("</h1>", " · new</h1>")
#: JavaScript: no version is being fetched or waits.
IDLE = "await navigator.serviceWorker.getRegistration().then((r) => !r.installing && !r.waiting)"


@pytest.fixture(scope="session")
def old(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return uncompressed(raw, tmp_path_factory.mktemp("old") / "site")


@pytest.fixture(scope="session")
def new(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return uncompressed(raw, tmp_path_factory.mktemp("new") / "site", change=CHANGE)


@pytest.fixture(scope="session")
def withdrawn(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return uncompressed(raw, tmp_path_factory.mktemp("withdrawn") / "site", withdraw=True)


@pytest.fixture
def host(old: Path) -> Iterator[Host]:
    with hosted(old) as host:
        yield host


@pytest.fixture
def phone(browser: Browser, host: Host) -> Iterator[BrowserContext]:
    """A phone; at the end no other host was asked for anything."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    others: list[str] = []
    own = urlsplit(host.address).netloc
    context.on("request", lambda seen: others.append(seen.url) if urlsplit(seen.url).netloc not in ("", own) else None)
    yield context
    context.close()
    assert others == []


def visit(phone: BrowserContext, host: Host, path: str = "") -> Page:
    """A page opened in a tab of its own, when the guide is kept and the worker answers for it."""
    page = phone.new_page()
    page.goto(host.address + path)
    until(page, "navigator.serviceWorker.controller?.state === 'activated'")
    return page


def until(page: Page, promise: str) -> None:
    """Waits for what `promise` (JavaScript) comes to. The pages' policy keeps Playwright's own way from working."""
    for _ in range(600):
        if page.evaluate(f"(async () => ({promise}))()"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {promise}")


def state(page: Page) -> dict[str, object]:
    """What the browser keeps: whether there is a worker, and the caches with how many files each has."""
    return dict(
        page.evaluate("""async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            const names = await caches.keys();
            const sizes = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
            return { registered: !!registration, caches: Object.fromEntries(names.map((name, i) => [name, sizes[i]])) };
        }""")
    )


def heading(page: Page) -> str:
    return page.locator("h1").first.inner_text()


@pytest.mark.parametrize("path", ["en/help/refused/", "cash/change-pack/", "en/about/sources/", "help/glossary/"])
def test_a_page_never_visited_opens_without_a_connection(phone: BrowserContext, host: Host, path: str) -> None:
    page = visit(phone, host)
    host.is_up = False
    page.goto(host.address + path)
    assert page.locator("h1").count() == 1 and page.locator("html").get_attribute("lang") in ("zh-CN", "en")
    page.reload()
    expect(page.locator(".copy")).to_contain_text("2" if path.startswith("en") else "年")


def test_a_line_says_the_date_of_the_copy(phone: BrowserContext, host: Host) -> None:
    page = visit(phone, host, "en/")
    expect(page.locator(".copy")).to_be_empty()
    phone.set_offline(True)
    expect(page.locator(".copy")).to_contain_text(re.compile(r"copy saved on \w+ \d+, 20\d\d"))
    phone.set_offline(False)
    expect(page.locator(".copy")).to_be_empty()


def test_the_query_of_a_printed_code_works_without_a_connection(phone: BrowserContext, host: Host) -> None:
    page = visit(phone, host)
    host.is_up = False
    page.goto(f"{host.address}en/?sheet=visitor-en.1")
    link = page.locator(".sheet-link")
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("form.check")).to_be_visible()
    assert page.url.endswith("?sheet=visitor-en.1")


@pytest.mark.parametrize("path", ["en", "en/index.html", "pay/mobile"])
def test_other_ways_to_write_an_address_lead_to_the_page(phone: BrowserContext, host: Host, path: str) -> None:
    page = visit(phone, host)
    host.is_up = False
    page.goto(host.address + path)
    assert page.locator("article h1").count() == 1 and "No connection" not in page.title()


def test_an_unknown_page_without_a_connection_is_answered_in_both_languages(phone: BrowserContext, host: Host) -> None:
    page = visit(phone, host)
    host.is_up = False
    answer = page.goto(f"{host.address}en/nowhere/at/all/")
    assert answer is not None and answer.status == 503
    text = page.locator("main").inner_text()
    assert "No connection" in text and "没有网络" in text
    page.get_by_role("link", name="Go to the home page").click()
    assert page.url == f"{host.address}en/" and page.locator("html").get_attribute("lang") == "en"


def test_search_and_the_check_of_papers_have_their_files(phone: BrowserContext, host: Host) -> None:
    page = visit(phone, host, "en/")
    host.is_up = False
    for path in ("search.json", "en/search.json", "leaflets/versions.json"):
        assert page.evaluate("async (url) => (await fetch(url)).status", host.address + path) == 200


def test_a_sheet_that_was_opened_can_be_opened_again(phone: BrowserContext, host: Host) -> None:
    page = visit(phone, host)
    get = "async (url) => { try { return (await fetch(url)).status } catch { return 0 } }"
    sheet = host.address + "leaflets/visitor-en.pdf"
    assert not any(path.endswith(".pdf") for path in host.asked), "no sheet is fetched before somebody asks for it"
    assert page.evaluate(get, sheet) == 200
    assert page.evaluate(get, host.address + "leaflets/none.pdf") == 404
    host.is_up = False
    assert page.evaluate(get, sheet) == 200
    assert page.evaluate(get, host.address + "leaflets/none.pdf") == 0, "an error page is never kept"


def test_a_new_version_is_told_and_comes_when_the_reader_wants_it(phone: BrowserContext, host: Host, new: Path) -> None:
    page = visit(phone, host, "en/pay/cards/")
    other = visit(phone, host, "en/pay/cash/")
    before = heading(page)
    host.folder = new
    page.reload()
    line = page.locator(".copy")
    expect(line).to_contain_text("newer version")
    assert heading(page) == before, "nothing changes under the reader's eyes"
    line.get_by_role("button").click()
    expect(page.locator("h1").first).to_contain_text("· new")
    expect(line).to_be_empty()
    assert "new" not in heading(other)
    expect(other.locator(".copy")).to_contain_text("newer version")
    other.locator(".copy button").click()
    expect(other.locator("h1").first).to_contain_text("· new")
    assert len(list(state(page)["caches"])) == 2  # type: ignore[call-overload]


def test_half_an_update_leaves_the_old_version_whole(phone: BrowserContext, host: Host, new: Path) -> None:
    page = visit(phone, host, "en/")
    kept = state(page)["caches"]
    host.folder, host.breaks = new, "/offline/en."
    host.asked.clear()
    page.reload()
    update = (
        "async () => { const r = await navigator.serviceWorker.getRegistration(); await r.update().catch(() => 0); }"
    )
    page.evaluate(update)
    until(page, IDLE)
    assert any("/offline/en." in path for path in host.asked)
    expect(page.locator(".copy")).to_be_empty()
    host.is_up = False
    page.goto(host.address + "en/pay/mobile/")
    assert "new" not in heading(page)
    assert kept.items() <= state(page)["caches"].items()  # type: ignore[attr-defined]
    host.is_up, host.breaks = True, ""
    host.asked.clear()
    page.goto(host.address + "en/pay/cash/")
    expect(page.locator(".copy")).to_contain_text("newer version")
    assert not any("/offline/zh." in path for path in host.asked), "what came whole is not fetched again"


def test_what_a_network_sends_instead_of_the_guide_is_refused(
    phone: BrowserContext, host: Host, new: Path, tmp_path: Path
) -> None:
    page = visit(phone, host, "en/")
    portal = shutil.copytree(new, tmp_path / "portal")
    for pack in (portal / "offline").glob("*.json"):
        pack.write_text('{"pieces":["Sign in"],"files":{"index.html":[0],"en/index.html":[0]}}')
    host.folder = portal
    page.reload()
    page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update().catch(() => 0))")
    until(page, IDLE)
    page.goto(host.address + "en/")
    assert "Sign in" not in page.content()


def test_a_withdrawn_version_takes_its_copies_with_it(phone: BrowserContext, host: Host, withdrawn: Path) -> None:
    page = visit(phone, host, "en/")
    host.folder = withdrawn
    page.reload()
    until(page, "(await caches.keys()).length === 0")
    page.goto(host.address + "en/pay/cards/")
    until(page, "!(await navigator.serviceWorker.getRegistration())")
    page.goto(host.address + "en/")
    assert not page.evaluate("!!navigator.serviceWorker.controller")
    assert state(page) == {"registered": False, "caches": {}}


def test_a_reader_who_saves_data_is_asked(browser: Browser, host: Host) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page = context.new_page()
    page.goto(host.address + "en/")
    line = page.locator(".copy")
    expect(line).to_contain_text("saving data")
    assert not any("/offline/" in path or path.endswith("sw.js") for path in host.asked)
    line.get_by_role("button").click()
    expect(line).to_contain_text("Done.")
    host.is_up = False
    page.goto(host.address + "pay/cash/")
    assert page.locator("h1").count() == 1
    context.close()


def test_a_page_view_asks_for_nothing_that_is_not_there(phone: BrowserContext, host: Host, old: Path) -> None:
    page = phone.new_page()
    for path in ("", "en/", "pay/mobile/", "en/help/phrases/", "leaflets/check/"):
        page.goto(host.address + path)
    until(page, "navigator.serviceWorker.controller !== null")
    assert host.missing == []
    assert not any(path.endswith(".css") for path in host.asked)


def test_without_a_worker_the_guide_is_as_before(browser: Browser, host: Host) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(host.address + "en/pay/cards/")
    expect(page.locator(".copy")).to_be_empty()
    assert troubles == [] and page.locator("h1").count() == 1
    context.close()


@pytest.fixture
def manifest(old: Path) -> Callable[[str], dict[str, object]]:
    import json

    return lambda prefix: dict(json.loads((old / prefix / "manifest.webmanifest").read_text(encoding="utf-8")))


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_guide_can_be_installed(
    old: Path, prefix: str, manifest: Callable[[str], dict[str, object]], phone: BrowserContext, host: Host
) -> None:
    data = manifest(prefix)
    for picture_ in data["icons"]:  # type: ignore[attr-defined]
        assert (old / prefix / picture_["src"]).resolve().is_file()
    page = visit(phone, host, prefix)
    session = phone.new_cdp_session(page)
    seen = session.send("Page.getAppManifest")
    assert seen["errors"] == [] and seen["url"].endswith(f"{prefix}manifest.webmanifest")
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )


def test_an_icon_is_drawn_alike_every_time() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect width="2" height="1" fill="#961b1b"/></svg>'
    assert picture(svg, 64) == picture(svg, 64)
