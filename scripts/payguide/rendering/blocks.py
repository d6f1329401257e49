"""Blocks that the registry fills: phrase cards, the glossary, all facts and sources, all printed sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from payguide.model.data import string_key
from payguide.model.entry import text_in
from payguide.model.holdings import Data
from payguide.model.words import Phrase, Term
from payguide.rendering.polish import mark_languages
from payguide.rendering.rack import Rack
from payguide.rendering.register import register

_MARK = re.compile(r"@@(phrase|glossary|sources|sheets|versions)(?: ([\w.-]+))?@@")
_PARAGRAPH = re.compile(rf"<p>((?:\s*{_MARK.pattern})+)\s*</p>")


def fill(html: str, data: Data, locale: str, rack: Rack) -> str:
    """`html` of a page with every mark of `rendering.macros` replaced by its block."""
    strings = (data.strings or {}).get(locale, {})

    def block(match: re.Match[str]) -> str:
        kind, key = match[1], match[2]
        if kind == "phrase":
            return phrase_card((data.phrases or {})[key], locale, tag(data, locale), strings)
        if kind in ("sheets", "versions"):
            return rack.show() if kind == "sheets" else rack.versions()
        return glossary(data, locale, strings) if kind == "glossary" else register(data, strings)

    return _MARK.sub(block, _PARAGRAPH.sub(r"\1", html))


def tag(data: Data, locale: str) -> str:
    """The language tag of what a page in `locale` says beside Chinese; readers of Chinese see the English."""
    other = beside_chinese(locale)
    return (data.strings or {}).get(other, {}).get("language_tag", other)


def beside_chinese(locale: str) -> str:
    """The locale whose words stand beside Chinese ones on pages in `locale`."""
    return "en" if locale.startswith("zh") else locale


def phrase_card(phrase: Phrase, locale: str, tag: str, strings: Mapping[str, str]) -> str:
    """A sentence to show: Chinese large, pinyin, and what it means in the reader's language.

    Readers of Chinese see the English, as they may be the ones who help a visitor. The button opens the card as large
    as the screen; it is shown only where scripts run, and last, though HTML wants the caption last. A link to the card
    ends with the phrase's own id.
    """
    words = phrase.words(beside_chinese(locale))
    return (
        f'<figure class="phrase" id="{phrase.id.replace(".", "-")}">'
        f'<p class="phrase-zh" lang="zh-CN" id="{phrase.id}">{escape(phrase.zh)}</p>'
        f'<p class="phrase-pinyin" lang="zh-Latn">{escape(phrase.pinyin)}</p>'
        f'<button class="button show" type="button" aria-describedby="{phrase.id}" data-nosearch>'
        f"{escape(strings['card_show'])}</button>"
        f'<figcaption class="phrase-en" lang="{tag}">{escape(words)}</figcaption></figure>'
    )


def glossary(data: Data, locale: str, strings: Mapping[str, str]) -> str:
    """All terms by group, each with Chinese, pinyin, the term in the page's language and what it is for.

    Groups come in the order in which the registry names them first, wherever their later terms stand. The search
    knows the terms from the registry, not from here.
    """
    parts = []
    groups: dict[str, list[Term]] = {}
    for term in (data.terms or {}).values():
        groups.setdefault(term.group, []).append(term)
    for group, terms in groups.items():
        parts.append(f'<h2 id="{group}">{escape(strings[string_key("group", group)])}</h2>')
        parts.append('<dl class="glossary" data-nosearch>')
        parts.extend(_term(term, locale, tag(data, locale)) for term in terms)
        parts.append("</dl>")
    return "\n".join(parts)


def _term(term: Term, locale: str, tag: str) -> str:
    note = f"<span>{mark_languages(escape(text_in(term.note, locale)), locale)}</span>" if term.note else ""
    return (
        f'<div id="term-{term.id}"><dt><span lang="zh-CN">{escape(term.terms["zh"])}</span> '
        f'<span class="pinyin" lang="zh-Latn">{escape(term.pinyin or "")}</span></dt>'
        f'<dd><b lang="{tag}">{escape(term.terms[beside_chinese(locale)])}</b>{note}</dd></div>'
    )
