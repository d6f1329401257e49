"""The two helpers in a real browser: an answer for every choice, by hand, by keyboard, by address, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from payguide.model.data import load_data
from payguide.model.ways import advice, cases

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[1]
SIZES = [(320, 568), (360, 780), (1280, 900)]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone; nothing may go wrong on it while a test uses it."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    opened, troubles = context.new_page(), []
    opened.on("console", lambda entry: troubles.append(entry.text) if entry.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("response", lambda reply: troubles.append(reply.url) if reply.status >= 400 else None)
    yield opened
    context.close()
    assert troubles == []


def answer(page: Page) -> str:
    return page.locator("form.helper [role=status]").inner_text().replace("\u00a0", " ")


def tap(page: Page, name: str, value: str) -> None:
    page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()


def fees(page: Page, origin: str, amount: str, rate: str = "", card: str = "foreign", app: str = "alipay") -> str:
    """What the English page says of a payment."""
    page.goto(f"{origin}en/pay/fees/")
    page.locator("input[name=amount]").fill(amount)
    tap(page, "app", app)
    tap(page, "card", card)
    page.locator("input[name=rate]").fill(rate)
    page.keyboard.press("Enter")
    return answer(page)


@pytest.mark.parametrize(
    ("home", "best", "fallback"), [("", "扫车上的码", "现金"), ("en/", "Scan the code in the car", "Pay cash")]
)
def test_three_taps_give_an_answer_in_the_language_of_the_page(
    page: Page, origin: str, home: str, best: str, fallback: str
) -> None:
    page.goto(f"{origin}{home}pay/which/")
    start = answer(page)
    tap(page, "amount", "small")
    tap(page, "place", "taxi")
    assert answer(page) == start, "two answers are not enough"
    tap(page, "have", "app")
    assert best in answer(page) and fallback in answer(page)
    page.locator("form.helper [role=status] a").click()
    page.wait_for_load_state()
    assert page.url == f"{origin}{home}pay/mobile/#two-ways" and page.locator("#two-ways").count() == 1


def test_the_page_gives_every_reader_the_advice_of_the_rules(page: Page, origin: str) -> None:
    data, _ = load_data(ROOT / "docs", ROOT, ["zh", "en"])
    rules = list((data.ways or {}).values())
    page.goto(f"{origin}en/pay/which/")
    every = [{key: sorted(chosen) for key, chosen in case.items()} for case in cases((data.questions or {}).values())]
    shown = page.evaluate(
        """every => every.map((wanted) => {
          const form = document.querySelector("form.helper");
          for (const input of form.querySelectorAll("input")) input.checked = wanted[input.name].includes(input.value);
          form.querySelector("input").dispatchEvent(new Event("change", { bubbles: true }));
          const rows = [...document.querySelectorAll("table.ways tbody tr")];
          const best = form.querySelector("[role=status] strong").textContent;
          const link = form.querySelector("[role=status] a").href;
          return rows.findIndex((row) => row.querySelector("strong").textContent === best
            && row.querySelector("a").href === link);
        })""",
        every,
    )
    texts = [(rule.best, rule.page) for rule in rules]
    for case, row in zip(every, shown, strict=True):
        rule = advice(rules, {key: frozenset(chosen) for key, chosen in case.items()})
        assert rule is not None and texts[row] == (rule.best, rule.page), case


def test_the_keyboard_is_enough_and_the_voice_hears_the_answer(page: Page, origin: str) -> None:
    page.goto(f"{origin}en/pay/which/")
    page.locator('input[name="amount"]').first.focus()
    for key in ("ArrowDown", "ArrowDown", "Tab", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    for key in ("Tab", "Tab", "Space"):
        page.keyboard.press(key)
    assert "Pay by card" in answer(page), "a large amount in a hotel, with a card"
    assert page.locator("form.helper [role=status] strong").count() == 1
    assert page.get_by_role("group", name="Where are you paying?").count() == 1
    outline = page.evaluate("getComputedStyle(document.activeElement.closest('label')).outlineStyle")
    assert outline == "solid", "who uses the keyboard sees where they are"


def test_none_of_these_excludes_everything_else(page: Page, origin: str) -> None:
    page.goto(f"{origin}en/pay/which/#amount=small&place=stall&have=cash.card")
    checked = page.locator('input[name="have"]:checked')
    assert checked.evaluate_all("all => all.map((one) => one.value)") == ["card", "cash"]
    tap(page, "have", "nothing")
    assert checked.evaluate_all("all => all.map((one) => one.value)") == ["nothing"]
    assert "at a bank counter" in answer(page)
    tap(page, "have", "cash")
    assert checked.evaluate_all("all => all.map((one) => one.value)") == ["cash"]


def test_an_answer_can_be_sent_as_an_address_and_begun_again(page: Page, origin: str) -> None:
    page.goto(f"{origin}en/pay/which/?sheet=visitor-en.1")
    for name, value in (("amount", "large"), ("place", "hotel"), ("have", "card"), ("have", "cash")):
        tap(page, name, value)
    sent, said = page.url, answer(page)
    assert "sheet=visitor-en.1" in sent, "what else stands in the address is kept"
    page.goto(f"{origin}en/")
    page.goto(sent)
    assert answer(page) == said and "Pay by card" in said
    page.locator("button[type=reset]").click()
    page.wait_for_function("!location.hash.includes('place')")
    assert page.locator("form.helper input:checked").count() == 0 and "all three" in answer(page)


def test_no_server_sees_the_answers_and_the_other_language_keeps_them(page: Page, origin: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{origin}en/pay/which/")
    for name, value in (("amount", "large"), ("place", "hotel"), ("have", "card")):
        tap(page, name, value)
    page.mouse.wheel(0, 900)
    page.wait_for_function("scrollY > 0")
    page.locator(".langs a[hreflang=zh-CN]").first.click()
    page.wait_for_url(f"{origin}pay/which/#*")
    assert "刷卡" in answer(page)
    page.reload()
    assert "刷卡" in answer(page) and asked and not any("hotel" in url.partition("#")[0] for url in asked)


def test_a_wrong_address_is_an_unanswered_question(page: Page, origin: str) -> None:
    page.goto(f"{origin}en/pay/which/#amount=huge&place=<b>&have=card.gold")
    assert page.locator("form.helper input:checked").count() == 1 and "all three" in answer(page)
    page.goto(f"{origin}en/pay/fees/#amount=%3Cb%3E&app=x&card=foreign")
    assert "digits only" in answer(page) and page.locator("form.helper b").count() == 0


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("200", "no fee: up to CNY 200"),
        ("200.01", "about CNY 6, so you pay about CNY 206.01"),
        ("300", "about CNY 9, so you pay about CNY 309 in all"),
        ("49,5", "no fee"),
        ("1,500", "about CNY 45, so you pay about CNY 1,545"),
        ("１５００元", "about CNY 45"),
        ("¥ 1 500.50", "about CNY 45.02, so you pay about CNY 1,545.52"),
    ],
)
def test_the_fee_is_reckoned_from_the_facts(page: Page, origin: str, amount: str, said: str) -> None:
    text = fees(page, origin, amount)
    assert said in text and "Your own bank may charge too" in text and "23 November 2026" in text
    assert page.locator("input[name=amount]").get_attribute("aria-invalid") is None


@pytest.mark.parametrize("amount", ["-5", "0", "abc", "1.500", "3e3", "12345678901", "1..5", "5 or 6"])
def test_a_wrong_amount_gets_no_sum(page: Page, origin: str, amount: str) -> None:
    assert fees(page, origin, amount) == "Type digits only, such as 300 or 49.5."
    assert page.locator("input[name=amount]").get_attribute("aria-invalid") == "true"
    page.locator("input[name=amount]").fill("")
    page.keyboard.press("Enter")
    assert "the answer appears here" in answer(page)


def test_limits_are_compared_at_the_readers_rate_only(page: Page, origin: str) -> None:
    assert "The limit per payment is US$5,000" in fees(page, origin, "40000")
    assert "about US$4,000, within the limit" in fees(page, origin, "40000", rate="10")
    assert "about US$8,000, above the limit per payment of US$5,000" in fees(page, origin, "40000", rate="5")
    assert "This rate cannot be read" in fees(page, origin, "40000", rate="seven")


def test_what_is_not_known_is_said(page: Page, origin: str) -> None:
    assert "the amount is not published" in fees(page, origin, "300", app="weixin")
    assert "No end date was given" in fees(page, origin, "300", card="unionpay")
    assert "About US$2,000 a year" in fees(page, origin, "300", app="alipay")


def test_the_chinese_page_writes_money_as_chinese_does(page: Page, origin: str) -> None:
    page.goto(f"{origin}pay/fees/#amount=15000&app=weixin&card=foreign&rate=7.5")
    assert "手续费约450 元，连手续费一共约15450 元" in answer(page) and "约2000 美元" in answer(page)


@pytest.mark.parametrize("slug", ["which", "fees"])
@pytest.mark.parametrize("home", ["", "en/"])
def test_without_scripts_the_tables_answer(browser: Browser, origin: str, home: str, slug: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    opened = context.new_page()
    opened.goto(f"{origin}{home}pay/{slug}/")
    assert not opened.locator("form.helper").is_visible()
    table = opened.locator("table.ways, table.sums")
    assert table.is_visible() and table.locator("tbody tr").count() >= 6
    assert table.locator("tbody tr").last.is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["pay/which/#amount=large&place=hotel&have=card", "pay/fees/#amount=99999.99"])
@pytest.mark.parametrize("home", ["", "en/"])
def test_nothing_is_cut_and_every_tile_can_be_tapped(
    browser: Browser, origin: str, home: str, path: str, scheme: str
) -> None:
    for width, height in SIZES:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        opened = context.new_page()
        opened.goto(f"{origin}{home}{path}{'&app=weixin&card=unionpay&rate=7.1' if 'fees' in path else ''}")
        opened.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        heights = opened.locator("form.helper :is(.choices label, button, .field input)").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect().height)"
        )
        assert min(heights) >= 44
        context.close()
