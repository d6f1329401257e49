"""From Markdown and registry to HTML: calls, blocks, language marks, tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from payguide.model.facts import Fact, Source
from payguide.model.holdings import Data
from payguide.model.words import Phrase, Term
from payguide.rendering import blocks, context, polish, register
from payguide.rendering.macros import Macros, expand
from payguide.rendering.rack import Rack

STRINGS = {
    "zh": {
        "group_cash": "现金",
        "topic_a": "甲",
        "register_title": "来源：{topic}",
        "checked_on": "核对于",
        "holds_since": "自",
        "confidence_single": "一处",
        "source_dated": "{publisher}，{date}",
        "card_show": "给对方看",
    },
    "en": {
        "group_cash": "Cash",
        "topic_a": "A",
        "register_title": "Sources: {topic}",
        "checked_on": "checked",
        "holds_since": "since",
        "confidence_single": "one",
        "source_dated": "{publisher}, {date}",
        "card_show": "Show",
    },
}


def fact(key: str, confidence: str = "single", **fields: object) -> Fact:
    values = {"kind": "money", "value": 200, "unit": "CNY", **fields}
    return Fact.model_validate(
        {
            "id": key, "label": {"zh": "限额", "en": "limit"}, "sources": ["S"], "checked": "2026-11-23",
            "review_by": "2027-01-01", "confidence": confidence, "line": 7, "path": "docs/_data/facts/a.yml", **values,
        }
    )  # fmt: skip


SOURCES = {
    "S": Source(
        id="S",
        url="https://s.example/",
        publisher={"zh": "某机构", "en": "Agency"},
        date="2024-03",
        kind="copy",
    )
}
DATA = Data(
    facts={
        "a.free": fact("a.free"),
        "a.doubt": fact("a.doubt", "uncertain"),
        "a.tel": fact("a.tel", kind="phone", value="+86 10-123", unit=None, effective="2024-03"),
        "a.days": fact("a.days", kind="count", value=3, unit={"zh": "个工作日", "en": "working days"}),
        "a.rule": fact("a.rule", kind="text", value={"zh": "“现金”", "en": "a <rule>"}, unit=None),
    },
    sources=SOURCES,
    terms={
        "change-pack": Term.model_validate({"id": "change-pack", "zh": "零钱包", "en": "change pack", "group": "cash"})
    },
    phrases={
        "say.02": Phrase.model_validate(
            {"id": "say.02", "group": "cash", "zh": "可以付现金吗？", "pinyin": "Kěyǐ?", "en": "Cash?"}
        )
    },
    strings=STRINGS,
)
RACK = Rack({}, {}, "en", {}, {}, "")


def run(markdown: str, locale: str = "en", offset: int = 0) -> tuple[str, list[str]]:
    text, findings = expand(markdown, Macros(DATA, locale, Path("/nowhere")), "docs/en/p.md", offset)
    return text, [f"{item.location.line} {item.message} {item.hint}" for item in findings]


@pytest.mark.parametrize(
    ("call", "locale", "expected"),
    [
        ('{{ fact("a.free") }}', "en", '<span class="fact">CNY\u00a0200</span>'),
        ('{{ fact("a.free") }}', "zh", '<span class="fact">200\u00a0元</span>'),
        ('{{ fact("a.tel") }}', "en", '<a class="fact" href="tel:+8610123">+86 10-123</a>'),
        ('{{ fact("a.rule") }}', "en", "a &lt;rule&gt;"),
        ('{{ fact("a.days") }}', "en", "3\u00a0working days"),
        ('{{ fact("a.days") }}', "zh", '<span class="fact">3\u00a0个工作日</span>'),
        ('{{ effective("a.tel") }}', "zh", "2024年3月"),
        ('{{ checked("a.free") }}', "en", "23 November 2026"),
        ('{{ term("change-pack") }}', "en", "change pack (零钱包)"),
        ('{{ term("change-pack") }}', "zh", "零钱包"),
        ("## A {#a}\n\n## B { #b }", "en", "## A {#a}\n\n## B { #b }"),
    ],
)
def test_a_call_becomes_what_the_reader_expects(call: str, locale: str, expected: str) -> None:
    assert run(call, locale) == (expected, [])


@pytest.mark.parametrize(
    ("markdown", "line", "words"),
    [
        ('a\n\n{{ fact("a.fre") }}', 3, "did you mean 'a.free'"),
        ('a\n{{ fact("a.doubt") }}', 2, "uncertain"),
        ('{{ effective("a.free") }}', 1, "no effective date"),
        ('a\n\n\n{{ term("change-pak") }}', 4, "did you mean 'change-pack'"),
        ('{{ phrase("say.2") }}', 1, "did you mean 'say.02'"),
        ('{{ icon("crad") }}', 1, "no pictogram"),
        ('a\n{{ fact("a.free" }}', 2, "cannot read this call"),
        ("a\n{{ facts('a.free') }}", 1, "a page can call fact"),
        ("{{ fact() }}", 1, "missing 1 required"),
    ],
)
def test_a_wrong_call_names_its_line_and_the_remedy(markdown: str, line: int, words: str) -> None:
    _, found = run(markdown, offset=10)
    assert len(found) == 1
    assert found[0].startswith(f"{10 + line} ") and words in found[0]


def test_every_wrong_call_of_a_page_is_named() -> None:
    _, found = run('{{ fact("x.y") }}\n{{ fact("x.y") }} {{ term("zzz") }}')
    assert [item[0] for item in found] == ["1", "2", "2"]


def test_a_phrase_card_survives_lists_and_marks_its_languages() -> None:
    marks = "<ol><li><p>Say:</p><p>@@phrase say.02@@</p></li><li>@@phrase say.02@@</li></ol>"
    html = blocks.fill(marks, DATA, "en", RACK)
    assert html.count('<figure class="phrase" id="say-02">') == 2
    assert "<p><figure" not in html
    assert html.count("</figcaption></figure>") == 2  # HTML wants the caption first or last
    assert 'lang="zh-CN" id="say.02">可以付现金吗？' in html and 'lang="zh-Latn"' in html and 'lang="en">Cash?' in html


def test_a_telephone_number_is_a_link_wherever_a_fact_is_shown() -> None:
    link = '<a class="fact" href="tel:+8610123">+86 10-123</a>'
    assert link in run('{{ fact("a.tel") }}')[0]
    (topic,) = register.topics(DATA, STRINGS["en"])
    assert link in topic.page(DATA, "en", STRINGS["en"])
    assert [fact["value"] for fact in context.page_facts(["a.tel", "a.rule"], DATA, "en")] == [link, "a &lt;rule&gt;"]


def test_the_glossary_shows_what_the_data_says() -> None:
    html = blocks.fill("<p>@@glossary@@</p>", DATA, "en", RACK)
    assert "零钱包" in html and '<b lang="en">change pack</b>' in html


def test_the_register_has_an_index_and_a_page_for_each_topic() -> None:
    index = blocks.fill("<p>@@sources@@</p>", DATA, "en", RACK)
    assert register.MARK in index and '<li id="facts-a"><a href="a/">A (4)</a></li>' in index
    (topic,) = register.topics(DATA, STRINGS["en"])
    html = topic.page(DATA, "en", STRINGS["en"])
    assert html.startswith("<h1>Sources: A</h1>")
    assert "CNY\u00a0200" in html and "Agency, March 2024" in html
    assert "https://s.example/" not in html  # the host of a copy is not recommended to readers
    assert html.count("<dt>limit</dt>") == 4  # the uncertain one is not printed


def test_a_term_added_at_the_end_stands_in_its_group() -> None:
    groups = {"first": "cash", "other": "pay", "last": "cash"}
    terms = {key: Term.model_validate({"id": key, "zh": key, "en": key, "group": groups[key]}) for key in groups}
    strings = {"en": STRINGS["en"] | {"group_pay": "Pay"}}
    html = blocks.fill("<p>@@glossary@@</p>", Data(terms=terms, strings=strings), "en", RACK)
    assert re.findall(r'id="([^"]+)"', html) == ["cash", "term-first", "term-last", "pay", "term-other"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>pack (零钱包).</p>", '<p>pack (<span lang="zh-CN">零钱包</span>).</p>'),
        ('<a title="零">x</a>', '<a title="零">x</a>'),
        ("<p>《现金规定》</p>", '<p><span lang="zh-CN">《现金规定》</span></p>'),
        ("<p>扫一扫，付款。Then pay</p>", '<p><span lang="zh-CN">扫一扫，付款。</span>Then pay</p>'),
        ("<p>plain</p>", "<p>plain</p>"),
        ("<p>say yìbǎi kuài at a café</p>", '<p>say <span lang="zh-Latn">yìbǎi kuài</span> at a café</p>'),
    ],
)
def test_chinese_inside_another_language_is_marked(before: str, after: str) -> None:
    assert polish.mark_languages(before, "en") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<td>Please enter your PIN, or sign.</td>", '<td><span lang="en">Please enter your PIN, or sign.</span></td>'),
        ("<p>用 Weixin Pay、Apple Pay 付款</p>", "<p>用 Weixin Pay、Apple Pay 付款</p>"),
        ("<p>@@phrase say.e2@@</p>", "<p>@@phrase say.e2@@</p>"),
    ],
)
def test_english_sentences_on_chinese_pages_are_marked_and_names_are_not(before: str, after: str) -> None:
    assert polish.mark_languages(before, "zh") == after


def test_no_line_ends_within_a_word_that_begins_with_a_letter_and_a_hyphen() -> None:
    html = '<a href="../e-cny/">e-CNY</a> and a pre-authorization @@phrase e-x@@'
    whole = '<a href="../e-cny/"><span class="whole">e-CNY</span></a> and a pre-authorization @@phrase e-x@@'
    assert polish.whole_words(html) == whole


def test_a_table_gets_scopes_labels_and_a_frame_named_by_its_heading() -> None:
    html = polish.tables(
        '<h2 id="a">Which <em>one</em></h2><table><thead><tr><th>Way</th><th>Good for</th></tr></thead>'
        "<tbody><tr><td><a href='x'>Card</a></td><td>large &amp; safe</td></tr></tbody></table><p>end</p>"
    )
    assert '<div class="table" role="region" tabindex="0" aria-label="Which one">' in html
    assert '<th scope="col">Way</th>' in html
    assert '<th scope="row"><a href="x">Card</a></th>' in html
    assert '<td data-label="Good for">large &amp; safe</td>' in html and html.endswith("<p>end</p>")
