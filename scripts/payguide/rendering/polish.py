"""Repairs that Markdown cannot express: language marks, table headers, labels for tables that become cards."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: A run of Chinese: begins and ends with a Chinese character, may hold Chinese punctuation, digits and Latin between.
_HAN = "\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[《“「]?[{_HAN}](?:[{_HAN}\u3001\u3002\uff00-\uffef《》〔〕·\d]*[{_HAN}。？！》〕])?")
#: Latin words with what stands between them; told apart below by what they hold, as one pattern for it would be slow.
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ž\u01cd-\u01dc][A-Za-zÀ-ÖØ-öø-ÿĀ-ž\u01cd-\u01dc ,.;:!?’'-]*")
_WORD = re.compile(r"[^ ,.;:!?]+")
#: A tone mark that only pinyin has, and any accent: what stands beside such a word may carry.
_TONE, _ACCENT = re.compile("[āēīōūǎěǐǒǔǖǘǚǜ]"), re.compile("[àèìòùáéíóúāēīōūǎěǐǒǔǖǘǚǜ]")
#: English on Chinese pages: from so many words without a capital letter on it is a sentence and no name.
_SENTENCE = 3
_PLAIN = re.compile(r"[a-z][a-z’'-]*")
_LEFT_TO_RIGHT = re.compile(r'lang="zh-(?:CN|Latn)"|<a class="fact"')
#: A letter and a word, such as e-CNY: a line that ends with "e-" is hard to read.
_WHOLE = re.compile(r"\b[A-Za-z]-[A-Za-z]+")
#: What is no text: tags, and marks that blocks will replace.
_TAG = re.compile(r"(<[^>]*>|@@[^@]*@@)")


def mark_languages(html: str, locale: str) -> str:
    """`html` of a page with every run of another language marked, so that voices and fonts change.

    On Chinese pages these are English sentences, on all others Chinese and pinyin.
    """
    marked = _mark_english if locale.startswith("zh") else _mark_chinese
    return "".join(part if part.startswith(("<", "@@")) else marked(part) for part in _TAG.split(html))


def whole_words(html: str) -> str:
    """`html` of a page in which no line ends within a word that begins with a letter and a hyphen."""
    return "".join(
        part if part.startswith(("<", "@@")) else _WHOLE.sub(r'<span class="whole">\g<0></span>', part)
        for part in _TAG.split(html)
    )


def _mark_chinese(text: str) -> str:
    text = _LATIN.sub(_pinyin, text) if _TONE.search(text) else text
    return "".join(
        part if part.startswith("<") else _RUN.sub(r'<span lang="zh-CN">\g<0></span>', part)
        for part in _TAG.split(text)
    )


def _pinyin(run: re.Match[str]) -> str:
    """`run` with its words of pinyin marked: accented ones in a row, one of which has a tone mark."""
    words = list(_WORD.finditer(run[0]))
    marked, at = [], 0
    for is_accented, group in groupby(words, key=lambda word: bool(_ACCENT.search(word[0]))):
        row = list(group)
        first, last = row[0].start(), row[-1].end()
        if is_accented and _TONE.search(run[0][first:last]):
            marked += [run[0][at:first], f'<span lang="zh-Latn">{run[0][first:last]}</span>']
            at = last
    return "".join([*marked, run[0][at:]])


def _mark_english(text: str) -> str:
    return _LATIN.sub(_sentence, text)


def _sentence(run: re.Match[str]) -> str:
    words = run[0].rstrip()
    plain = sum(bool(_PLAIN.fullmatch(word)) for word in _WORD.findall(words))
    return f'<span lang="en">{words}</span>{run[0][len(words) :]}' if plain >= _SENTENCE else run[0]


def isolate(html: str) -> str:
    """`html` of a page that is written from right to left, where Chinese, pinyin and telephone numbers keep their own
    direction: "+86 95588" would be read as "95588 86+", and a sentence would begin with its question mark.
    """
    return _LEFT_TO_RIGHT.sub(r'\g<0> dir="ltr"', html)


def tables(html: str) -> str:
    """`html` with scopes on header cells, a label on every cell and a frame that can be scrolled by keyboard.

    The first column is the row's name, as the page conventions say. The frame takes its name from the heading before
    it. HTML forbids roles that elements have by themselves; tables.js gives them to browsers that forget them.
    """
    if "<table" not in html:
        return html
    tree = LexborHTMLParser(f"<body>{html}</body>")
    heading = ""
    for node in tree.css("h1, h2, h3, h4, table"):
        if node.tag != "table":
            heading = " ".join(node.text().split())
            continue
        _table(node)
        label = f'<div class="table" role="region" tabindex="0" aria-label="{escape(heading)}">{node.html}</div>'
        frame = LexborHTMLParser(label).css_first("div.table")
        if frame is not None:
            node.replace_with(frame)
    return tree.body.inner_html if tree.body is not None and tree.body.inner_html else html


def _table(table: LexborNode) -> None:
    heads = [" ".join(cell.text().split()) for cell in table.css("thead th")]
    for row in table.css("tbody tr"):
        cells = row.css("td, th")
        for index, cell in enumerate(cells):
            if index:
                cell.attrs["data-label"] = heads[index] if index < len(heads) else ""
            else:
                _row_head(cell)
    for cell in table.css("thead th"):
        cell.attrs["scope"] = "col"


def _row_head(cell: LexborNode) -> None:
    replacement = LexborHTMLParser(
        f'<table><tbody><tr><th scope="row">{cell.inner_html}</th></tr></tbody></table>'
    ).css_first("th")
    if replacement is not None:
        cell.replace_with(replacement)
