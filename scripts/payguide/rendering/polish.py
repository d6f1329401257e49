"""Repairs that Markdown cannot express: language marks, table headers, labels for tables that become cards."""

from __future__ import annotations

import re
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: A run of Chinese: begins and ends with a Chinese character, may hold Chinese punctuation, digits and Latin between.
_HAN = "\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[《“「]?[{_HAN}](?:[{_HAN}\u3001\u3002\uff00-\uffef《》〔〕·\d]*[{_HAN}。？！》〕])?")
_LEFT_TO_RIGHT = re.compile(r'lang="zh-(?:CN|Latn)"|<a class="fact"')
_TAG = re.compile(r"(<[^>]*>)")


#: Roles that tables have by themselves until a style sheet changes their display.
ROLES = {
    "thead, tbody": "rowgroup",
    "tr": "row",
    "thead th": "columnheader",
    "tbody th": "rowheader",
    "td": "cell",
}


def mark_chinese(html: str) -> str:
    """`html` of a page in another language with every run of Chinese marked, so that voices and fonts change."""
    parts = _TAG.split(html)
    return "".join(
        part if part.startswith("<") else _RUN.sub(r'<span lang="zh-CN">\g<0></span>', part) for part in parts
    )


def isolate(html: str) -> str:
    """`html` of a page that is written from right to left, where Chinese, pinyin and telephone numbers keep their own
    direction: "+86 95588" would be read as "95588 86+", and a sentence would begin with its question mark.
    """
    return _LEFT_TO_RIGHT.sub(r'\g<0> dir="ltr"', html)


def tables(html: str) -> str:
    """`html` with scopes on header cells, a label on every cell and a frame that can be scrolled by keyboard.

    The first column is the row's name, as the page conventions say. The frame takes its name from the heading before
    it. Roles are written out, as browsers forget them when a style sheet turns rows into cards.
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
    for selector, role in ROLES.items():
        for node in table.css(selector):
            node.attrs["role"] = role
    table.attrs["role"] = "table"


def _row_head(cell: LexborNode) -> None:
    replacement = LexborHTMLParser(
        f'<table><tbody><tr><th scope="row">{cell.inner_html}</th></tr></tbody></table>'
    ).css_first("th")
    if replacement is not None:
        cell.replace_with(replacement)
