"""What the reader sets and shows: cards as large as the screen, text size and colours, the first visit, paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page
from selectolax.lexbor import LexborHTMLParser

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

#: A phone as small as they come, the same on its side, a tablet, a desktop.
SCREENS = [(320, 568), (568, 320), (768, 1024), (1280, 800)]

#: What is wrong with the card that is open, in words; nothing when it fills its room and nothing is cut.
MISFIT = """() => {
  const dialog = document.querySelector("dialog.bigcard");
  const box = dialog.querySelector(".bigcard-zh"), line = box.firstChild;
  const faults = [], size = parseFloat(line.style.fontSize);
  const wider = (inner, outer) => inner.scrollWidth > outer.clientWidth;
  if (dialog.scrollHeight > dialog.clientHeight || wider(dialog, dialog)) faults.push("the card scrolls");
  if (line.offsetHeight > box.clientHeight || wider(line, box)) faults.push("Chinese is cut");
  if (size < 32) faults.push(`Chinese in ${size} px`);
  for (const item of dialog.querySelectorAll("button, p")) {
    const edge = item.getBoundingClientRect();
    if (!edge.width) continue;
    const inside = edge.right <= innerWidth + 1 && edge.bottom <= innerHeight + 1 && edge.left >= -1 && edge.top >= -1;
    if (!inside) faults.push(`outside: ${item.textContent}`);
    if (item.matches("button") && edge.height < 44) faults.push(`small: ${item.textContent}`);
  }
  return faults;
}"""

#: What lies outside a page's width or is cut off, in words.
CUT = """() => {
  const { clientWidth: width, scrollWidth: needed } = document.documentElement;
  const faults = needed > width ? [`the page is ${needed} wide`] : [];
  for (const node of document.querySelectorAll("body *")) {
    if (node.closest("dialog:not([open]), .sr, svg, .stripe, thead") || !node.getClientRects().length) continue;
    const edge = node.getBoundingClientRect();
    const tell = (fault) => faults.push(`${fault}: ${node.className} ${node.textContent.trim().slice(0, 40)}`);
    const over = node.clientWidth && node.scrollWidth > node.clientWidth + 1;
    if (edge.right > width + 1 || edge.left < -1) tell("outside");
    else if (over && getComputedStyle(node).overflowX !== "visible") tell("cut");
  }
  return faults;
}"""

#: A device with the voices of `tags`, which may arrive late; what it speaks is kept in `said` and goes on until it is
#: ended.
VOICES = """([tags, late]) => {
  const made = tags.map((lang) => ({ lang, name: lang, localService: true }));
  let known = late ? [] : made;
  const synth = new EventTarget();
  window.said = [];
  Object.assign(synth, {
    getVoices: () => known,
    speak: (words) => {
      window.said.push({ text: words.text, lang: words.lang });
      window.finish = () => words.onend();
      window.fail = () => words.onerror({ error: "synthesis-failed" });
    },
    cancel: () => { window.cancelled = true; },
  });
  window.arrive = () => { known = made; synth.dispatchEvent(new Event("voiceschanged")); };
  Object.defineProperty(window, "speechSynthesis", { value: synth });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
}"""

#: A screen lock that tells whether it is held.
LOCK = """Object.defineProperty(navigator, "wakeLock", { value: { request: async () => {
  window.held = (window.held || 0) + 1;
  return { release: async () => { window.held -= 1; } };
} } });"""


@pytest.fixture
def visit(browser: Browser, origin: str) -> Iterator[Open]:
    """Opens a page of the guide in a browser of its own: `script` runs before the page's, the rest is Playwright's."""
    contexts = []
    troubles: list[str] = []

    def open_page(path: str, script: str = "", width: int = 360, height: int = 780, **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            **{"locale": "zh-CN", **options},  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda entry: troubles.append(entry.text) if told(entry) else None)
        if script:
            context.add_init_script(script)
        page.goto(origin + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def told(entry: ConsoleMessage) -> bool:
    """Whether the browser complains about anything but a connection that the test itself cut."""
    return entry.type == "error" and "ERR_FAILED" not in entry.text


def shown(page: Page) -> str:
    """The card that the address names."""
    return str(page.evaluate("location.hash.slice(1)"))


def opened(page: Page, card: str) -> None:
    """Waits until `card` is the one shown."""
    page.locator("dialog.bigcard[open]").wait_for()
    until(page, f"location.hash === '#{card}'")


def until(page: Page, expression: str) -> None:
    """Waits until `expression` holds. The page's policy forbids what Playwright's own function for this does."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never came true: {expression}")


def is_open(page: Page) -> bool:
    return page.locator("dialog.bigcard[open]").count() == 1


def chinese(page: Page) -> str:
    return page.locator(".bigcard-zh").inner_text()


def kept(size: str = "", theme: str = "") -> str:
    """A script that sets what an earlier visit left on the device."""
    return f"localStorage.setItem('guide.size', '{size}'); localStorage.setItem('guide.theme', '{theme}');"


# Phrase cards


@pytest.mark.parametrize("size", ["", "largest"])
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_every_card_fills_the_screen_and_nothing_is_cut(visit: Open, width: int, height: int, size: str) -> None:
    page = visit("en/help/phrases/#say.01", kept(size), width=width, height=height)
    opened(page, "say.01")
    faults = {}
    for _ in range(page.locator("figure.phrase").count()):
        if found := page.evaluate(MISFIT):
            faults[shown(page)] = found
        page.locator(".bigcard-next").click()
    assert faults == {}
    opened(page, "say.01")  # after the last card comes the first


def test_a_card_opens_from_its_step_and_gives_the_focus_back(visit: Open) -> None:
    page = visit("en/pay/cash/")
    button = page.locator("#say-07 .show")
    assert button.inner_text() == "Show"
    button.focus()
    page.keyboard.press("Enter")
    opened(page, "say.07")
    assert chinese(page) == page.locator("#say-07 .phrase-zh").inner_text()
    inside = "document.querySelector('dialog.bigcard').contains(document.activeElement)"
    for keys in ["Tab"] * 8 + ["Shift+Tab"] * 8:
        assert page.evaluate(inside)
        page.keyboard.press(keys)
    page.keyboard.press("Escape")
    until(page, "location.hash === ''")
    assert not is_open(page)
    assert page.evaluate("document.activeElement.closest('figure').id") == "say-07"


def test_the_back_button_closes_the_card_and_forward_opens_it(visit: Open) -> None:
    page = visit("pay/cash/?sheet=visitor-zh.1")
    page.locator("#say-02 .show").click()
    opened(page, "say.02")
    page.go_back()
    page.locator("dialog.bigcard").wait_for(state="hidden")
    assert page.url.endswith("pay/cash/?sheet=visitor-zh.1")
    page.go_forward()
    opened(page, "say.02")
    page.locator(".bigcard-close").click()
    until(page, "location.hash === ''")
    assert page.url.endswith("pay/cash/?sheet=visitor-zh.1")


def test_the_cards_of_a_page_come_before_all_others(visit: Open) -> None:
    page = visit("en/pay/cash/")
    here = page.locator("figure.phrase").evaluate_all("all => all.map((card) => card.id.replace('-', '.'))")
    page.locator("figure.phrase .show").first.click()
    until(page, "document.querySelector('.bigcard-count').textContent.includes('on this page')")
    seen = []
    for _ in range(28):
        seen.append(shown(page))
        page.locator(".bigcard-next").click()
    assert seen[: len(here)] == here
    assert len(set(seen)) == 28 and shown(page) == here[0]
    page.locator(".bigcard-previous").click()
    assert page.locator(".bigcard-count").inner_text() == "28 of 28"


def test_without_a_connection_the_cards_of_the_page_remain(visit: Open) -> None:
    page = visit("en/pay/cash/")
    page.route("**/help/phrases/", lambda route: route.abort())
    count = page.locator("figure.phrase").count()
    page.locator("figure.phrase .show").first.click()
    page.wait_for_timeout(100)
    assert page.locator(".bigcard-count").inner_text() == f"1 of {count}"


@pytest.mark.parametrize("path", ["en/help/phrases/#say.03", "en/help/phrases/#say-03", "en/pay/cash/#say.15"])
def test_a_link_opens_its_card(visit: Open, path: str) -> None:
    page = visit(path)
    page.locator("dialog.bigcard[open]").wait_for()
    wanted = path.split("#")[1].replace("-", ".")
    known = {"say.03": "可以挥卡支付吗？", "say.15": "这里哪台取款机可以用境外银行卡？"}
    assert chinese(page) == known[wanted]
    page.wait_for_load_state()
    until(page, "document.activeElement.className === 'bigcard-text'")
    page.keyboard.press("Escape")
    until(page, "location.hash === ''")
    assert not is_open(page)


def test_a_finger_turns_the_cards(visit: Open) -> None:
    page = visit("help/phrases/#say.01", has_touch=True)
    opened(page, "say.01")
    touch = page.context.new_cdp_session(page)

    def swipe(start: int, end: int) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start, "y": 300}]})
        for x in range(start, end, 20 if end > start else -20):
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": 300}]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe(300, 60)
    opened(page, "say.02")
    swipe(60, 300)
    opened(page, "say.01")
    page.keyboard.press("ArrowRight")
    opened(page, "say.02")


def test_a_screen_reader_hears_each_language_as_itself(visit: Open) -> None:
    page = visit("en/help/phrases/#say.02")
    opened(page, "say.02")
    languages = page.locator(".bigcard-text p").evaluate_all("all => all.map((line) => line.lang)")
    assert languages == ["zh-CN", "zh-Latn", "en"]
    assert page.locator(".bigcard-text").get_attribute("aria-live") == "polite"
    assert page.locator("#say-02 .show").get_attribute("aria-describedby") == "say.02"


@pytest.mark.parametrize("theme", ["", "dark"])
def test_a_card_is_black_on_white_in_the_dark_too(visit: Open, theme: str) -> None:
    page = visit("help/phrases/#say.02", kept(theme=theme), color_scheme="dark")
    opened(page, "say.02")
    colours = page.evaluate(
        "[...document.querySelectorAll('dialog.bigcard, .bigcard-zh span, .bigcard-next')]"
        ".map((node) => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor])"
    )
    black, white = "rgb(0, 0, 0)", "rgb(255, 255, 255)"
    assert colours == [[black, white], [black, "rgba(0, 0, 0, 0)"], [black, white]]


def test_the_screen_stays_lit_while_a_card_is_shown(visit: Open) -> None:
    page = visit("help/phrases/", LOCK)
    page.locator("#say-02 .show").click()
    until(page, "window.held === 1")
    page.locator(".bigcard-next").click()
    page.keyboard.press("Escape")
    until(page, "window.held === 0")


def test_a_card_is_spoken_and_stopped(visit: Open) -> None:
    page = visit("en/help/phrases/#say.02", f"({VOICES})([['en-US', 'zh-HK', 'zh-TW', 'zh_CN'], false])")
    speak = page.locator(".bigcard-speak")
    speak.click()
    assert page.evaluate("window.said") == [{"text": "可以付现金吗？", "lang": "zh_CN"}]
    assert speak.inner_text() == "Stop"
    speak.click()
    assert page.evaluate("window.cancelled") and speak.inner_text() == "Speak"
    speak.click()
    page.evaluate("window.finish()")
    assert speak.inner_text() == "Speak"
    speak.click()
    page.locator(".bigcard-next").click()
    assert speak.inner_text() == "Speak"  # another card does not go on with the last one's words
    speak.click()
    page.evaluate("window.fail()")
    assert "cannot speak" in page.locator(".bigcard-status").inner_text()


def test_a_voice_that_comes_late_is_found(visit: Open) -> None:
    page = visit("en/help/phrases/#say.02", f"({VOICES})([['zh-CN'], true])")
    opened(page, "say.02")
    assert page.locator(".bigcard-speak").is_disabled()
    page.locator(".bigcard-voiceless").wait_for()
    page.evaluate("window.arrive()")
    assert page.locator(".bigcard-voiceless").is_hidden()
    page.locator(".bigcard-speak").click()
    assert page.evaluate("window.said.length") == 1


@pytest.mark.parametrize(
    "script", [f"({VOICES})([['en-US', 'zh-HK', 'yue-HK'], false])", "delete window.speechSynthesis"]
)
def test_a_device_without_a_chinese_voice_says_so(visit: Open, script: str) -> None:
    page = visit("en/help/phrases/#say.02", script)
    page.locator(".bigcard-voiceless").wait_for()
    assert page.locator(".bigcard-voiceless").inner_text() == "This device has no Chinese voice"
    assert page.locator(".bigcard-speak").is_hidden()


def test_a_card_is_shared_by_a_link_to_it(visit: Open, origin: str) -> None:
    page = visit("en/pay/cash/", "navigator.share = async (what) => { window.shared = what; };")
    page.locator("#say-02 .show").click()
    share = page.locator(".bigcard-share")
    assert share.inner_text() == "Share"
    share.click()
    shared = page.evaluate("window.shared")
    assert shared["url"] == f"{origin}en/help/phrases/#say.02"
    assert "可以付现金吗？" in shared["text"]


@pytest.mark.parametrize("works", [True, False])
def test_without_sharing_the_link_is_copied_or_shown(visit: Open, origin: str, works: bool) -> None:
    write = "async (text) => { window.copied = text; }" if works else "async () => { throw new Error('no'); }"
    page = visit("en/pay/cash/", f"navigator.clipboard.writeText = {write}; delete Navigator.prototype.share;")
    page.locator("#say-02 .show").click()
    page.locator(".bigcard-share").click()
    url = f"{origin}en/help/phrases/#say.02"
    until(page, "document.querySelector('.bigcard-status').textContent")
    assert page.locator(".bigcard-status").inner_text() == ("Link copied" if works else url)
    assert page.evaluate("window.copied ?? null") == (url if works else None)


def test_without_scripts_cards_are_read_on_the_page(visit: Open) -> None:
    page = visit("help/phrases/#say.03", java_script_enabled=False)
    assert page.locator(".phrase-zh:visible").count() == page.locator("figure.phrase").count()
    assert page.locator(".show:visible, .settings:visible, dialog:visible").count() == 0
    assert page.locator("[id='say.03']").is_visible()


# Text size and colours


@pytest.mark.parametrize(("choice", "pixels"), [("size-auto", 18), ("size-large", 21), ("size-largest", 25)])
def test_a_text_size_is_kept_from_page_to_page(visit: Open, choice: str, pixels: int) -> None:
    page = visit("en/", width=320)
    page.locator(".settings summary").click()
    page.locator(f".settings .{choice}").click()
    body = "parseFloat(getComputedStyle(document.body).fontSize)"
    assert page.evaluate(body) == pytest.approx(pixels)
    assert page.locator(f".settings .{choice} input").is_checked()
    assert page.evaluate(CUT) == []
    page.keyboard.press("Escape")
    assert page.locator(".settings[open]").count() == 0
    assert page.evaluate("document.activeElement.parentElement.className") == "settings"
    page.goto(page.url + "pay/cash/")
    assert page.evaluate(body) == pytest.approx(pixels)
    assert page.locator(f".settings .{choice} input").is_checked()


def test_text_follows_the_size_that_the_browser_is_set_to(visit: Open) -> None:
    page = visit("en/")
    sizes = page.evaluate(
        "[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])"
        ".filter((rule) => /^html/.test(rule.selectorText)).map((rule) => rule.style.fontSize).filter(Boolean)"
    )
    assert len(sizes) == 3 and all(size.endswith("%") for size in sizes)


def test_choices_hold_before_the_first_paint(visit: Open) -> None:
    watch = (
        "new MutationObserver((_, observer) => { if (!document.body) return; observer.disconnect();"
        " const { size, theme } = document.documentElement.dataset; window.first = [size, theme]; })"
        ".observe(document, { childList: true, subtree: true });"
    )
    page = visit("en/", kept("large", "dark") + watch)
    assert page.evaluate("window.first") == ["large", "dark"]


def test_colours_can_be_chosen_against_the_device(visit: Open) -> None:
    page = visit("en/", color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    bars = (
        "[...document.querySelectorAll('meta[name=theme-color]')]"
        ".filter((bar) => matchMedia(bar.media).matches).map((bar) => bar.content)"
    )
    dark, light = "rgb(16, 24, 31)", "rgb(251, 247, 239)"
    assert page.evaluate(ground) == dark and page.evaluate(bars) == ["#10181f"]
    page.locator(".settings summary").click()
    page.locator(".settings .theme-light").click()
    assert page.evaluate(ground) == light and page.evaluate(bars) == ["#fbf7ef"]
    page.reload()
    assert page.evaluate(ground) == light
    page.locator(".settings summary").click()
    page.locator(".settings .theme-auto").click()
    assert page.evaluate(ground) == dark and page.evaluate("localStorage.getItem('guide.theme')") is None


def test_choices_are_made_by_keyboard_and_closed_by_a_tap_elsewhere(visit: Open) -> None:
    page = visit("help/hotlines/")
    page.locator(".settings summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.documentElement.dataset.size") == "large"
    page.locator(".menu summary").click()
    assert page.locator(".settings[open]").count() == 0 and page.locator(".menu[open]").count() == 1
    page.locator("h1").dispatch_event("click")
    assert page.locator(".menu[open]").count() == 0


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
@pytest.mark.parametrize(("size", "widths"), [("", (360, 160)), ("largest", (320, 640))])
def test_no_page_is_cut(visit: Open, built: Path, origin: str, prefix: str, size: str, widths: tuple[int, int]) -> None:
    """The largest text on the smallest phone; a phone; the smallest phone and a desktop enlarged to 200 %."""
    page = visit(prefix, kept(size), width=widths[0], height=568)
    faults = {}
    for path in sorted((built / prefix).rglob("index.html")):
        address = path.parent.relative_to(built / prefix).as_posix()
        if address == "en" or address.startswith("en/"):
            continue
        page.goto(f"{origin}{prefix}{'' if address == '.' else address + '/'}")
        for width in widths:
            page.set_viewport_size({"width": width, "height": 568})
            if found := page.evaluate(CUT):
                faults[address, width] = found[:3]
    assert faults == {}


@pytest.mark.parametrize("path", ["", "en/", "en/pay/cash/"])
def test_menu_text_size_and_search_stand_in_one_line_on_the_smallest_phone(visit: Open, path: str) -> None:
    page = visit(path, width=320, height=568)
    boxes = page.locator(".tools .button").evaluate_all(
        "all => all.map((node) => node.getBoundingClientRect()).map(({ top, width, height }) => [top, width, height])"
    )
    assert len(boxes) == 3 and len({top for top, _, _ in boxes}) == 1
    assert min(min(width, height) for _, width, height in boxes) >= 44


@pytest.mark.parametrize("path", ["", "en/", "help/phrases/", "en/pay/cash/"])
def test_what_is_tapped_is_large_enough_and_nothing_jumps(visit: Open, path: str) -> None:
    shift = (
        "window.shift = 0; const add = (list) => list.getEntries().forEach((one) => { window.shift += one.value; });"
        "new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });"
    )
    page = visit(path, shift)
    page.locator(".settings summary").click()
    tapped = "header :is(a, button, summary, label), .show, footer .langs a, .skip"
    small = page.locator(tapped).evaluate_all(
        "all => all.filter((node) => node.checkVisibility() && (node.offsetHeight < 44 || node.offsetWidth < 44))"
        ".map((node) => node.textContent)"
    )
    assert small == []
    assert page.evaluate("window.shift") == 0


# First visit, languages


@pytest.mark.parametrize(
    ("languages", "home"),
    [(["en-US"], "en/"), (["fr-FR", "de"], "en/"), (["en-GB", "zh-TW"], ""), (["zh"], "")],
)
def test_a_reader_without_chinese_is_sent_to_english_once(
    visit: Open, origin: str, languages: list[str], home: str
) -> None:
    page = visit(
        "?sheet=visitor-en.1#rule", f"Object.defineProperty(navigator, 'languages', {{ value: {languages} }});"
    )
    page.wait_for_url(f"{origin}{home}?sheet=visitor-en.1#rule")
    page.goto("about:blank")
    page.goto(origin)
    assert page.url == origin


def test_only_the_first_home_page_sends_readers_away(visit: Open, origin: str) -> None:
    for path in ["pay/cash/", "help/phrases/", "404.html"]:
        assert visit(path, locale="en-US").url == origin + path


def test_a_language_chosen_by_hand_wins_for_ever(visit: Open, origin: str) -> None:
    page = visit("", locale="en-US")
    page.wait_for_url(f"{origin}en/")
    page.locator("header .langs a[hreflang=zh-CN]").click()
    page.wait_for_url(origin)
    for _ in range(2):
        page.goto("about:blank")
        page.goto(origin)
        assert page.url == origin
    page.locator("header .langs a[hreflang=en]").click()
    page.wait_for_url(f"{origin}en/")
    page.goto("about:blank")
    page.goto(origin)
    page.wait_for_url(f"{origin}en/")  # chosen by hand: English, again and again
    page.goto(f"{origin}pay/cash/")
    page.locator("header .brand").click()
    page.wait_for_url(origin)  # a link of the guide leads where it says


def test_chinese_chosen_by_a_reader_of_chinese_is_not_asked_again(visit: Open, origin: str) -> None:
    page = visit("")
    page.locator("header .langs a[hreflang=en]").click()
    page.wait_for_url(f"{origin}en/")
    page.go_back()
    assert page.url == origin  # the back button is no visit: nobody is held in English


@pytest.mark.parametrize(
    "options",
    [
        {"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user_agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)"},
        {"java_script_enabled": False},
    ],
)
def test_robots_and_readers_without_scripts_get_a_plain_choice(
    visit: Open, origin: str, options: dict[str, object]
) -> None:
    page = visit("", locale="en-US", **options)
    assert page.url == origin
    assert page.locator("header .langs a").all_inner_texts() == ["中文", "English"]


def test_a_browser_that_keeps_nothing_stays(visit: Open, origin: str) -> None:
    broken = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page = visit("", broken, locale="en-US")
    assert page.url == origin
    page.locator(".settings summary").click()
    page.locator(".settings .size-large").click()
    assert page.evaluate("document.documentElement.dataset.size") == "large"


def test_the_switch_keeps_page_section_and_sheet(visit: Open, origin: str) -> None:
    page = visit("cash/exchange/?sheet=visitor-zh.1")
    page.locator("header .langs a[hreflang=en]").click()
    page.wait_for_url(f"{origin}en/cash/exchange/?sheet=visitor-zh.1")
    page.evaluate("document.getElementById('compare').scrollIntoView({ behavior: 'instant' })")
    page.evaluate("document.querySelector('header .langs a[hreflang=zh-CN]').click()")
    page.wait_for_url(f"{origin}cash/exchange/?sheet=visitor-zh.1#compare")


# Paper


def test_a_page_is_printed_black_on_white_without_controls(visit: Open, origin: str) -> None:
    page = visit("en/cash/exchange/", kept("", "dark"), color_scheme="dark", width=700)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(":is(.tools, .langs, .crumbs, .show, .steps-nav, .section, dialog):visible").count() == 0
    look = page.evaluate(
        "[['body', 'backgroundColor'], ['main p', 'color'], ['h1', 'color'], ['table', 'display'],"
        " ['thead', 'display'], ['.phrase', 'breakInside'], ['tr', 'breakInside']]"
        ".map(([name, key]) => getComputedStyle(document.querySelector(name))[key])"
    )
    black = "rgb(0, 0, 0)"
    assert look == ["rgb(255, 255, 255)", black, black, "table", "table-header-group", "avoid", "avoid"]


def test_paper_tells_addresses_and_page_numbers(visit: Open, tmp_path: Path) -> None:
    page = visit("en/cash/exchange/")
    outside = page.locator(".facts a[href^=http]").first.get_attribute("href") or ""
    path = tmp_path / "page.pdf"
    page.pdf(path=str(path), format="A4", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    words = "".join("".join(texts).split())
    assert [f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1)] == [True] * len(texts)
    assert outside and f"<{outside}>" in words
    canonical = page.locator("link[rel=canonical]").get_attribute("href") or ""
    assert canonical and canonical in words
    document.close()


def test_large_letters_are_printed_in_large_letters(visit: Open) -> None:
    sizes = []
    for size in ("", "large", "largest"):
        page = visit("en/cash/atm/", kept(size))
        page.emulate_media(media="print")
        sizes.append(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
    assert sizes == sorted(set(sizes))


# Telephone numbers


def test_every_telephone_number_of_the_registry_can_be_tapped(built: Path) -> None:
    plain = []
    for path in built.rglob("index.html"):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        numbers = {link.text() for link in tree.css("a[href^='tel:']")}
        for link in tree.css("a[href^='tel:'], .phrase, script"):
            link.decompose()
        for node in tree.css("td, .facts b, .register b, .numbers li, .calls span"):
            plain += [(path.parent.name, node.text()) for number in numbers if node.text().strip() == number]
    assert plain == []
