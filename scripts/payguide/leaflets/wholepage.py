"""A whole page for large print: its sections marked, wide tables turned into blocks.

At 18 pt a table of three columns leaves four words a line. Each row becomes a block: what the row is about, then every
cell under the name of its column.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from selectolax.lexbor import LexborHTMLParser, LexborNode

from payguide.leaflets.breaks import keep_whole
from payguide.leaflets.drawn import printable
from payguide.leaflets.sections import BuiltPages, for_paper

#: So many columns stay a table.
NARROW = 2
#: What stands between the name of a column and its cell.
COLONS = {"zh": "：", "ja": "："}


#: Without tokens, drawings keep the names of their colours.
_NONE: Mapping[str, str] = MappingProxyType({})


def whole_page(pages: BuiltPages, slug: str, lang: str, tokens: Mapping[str, str] = _NONE) -> str:
    """The HTML of page `slug` for paper, every section in a block marked `data-part`; drawings in the colours `tokens`.

    Raises `SectionMissing` when the page was not built.
    """
    article = pages.article(slug)
    source = printable(article.inner_html or "", tokens) if article is not None else ""
    tree = LexborHTMLParser(f"<body>{keep_whole(for_paper(source, pages.address(slug), 'page'))}</body>")
    for link in tree.css('a:not([href^="tel:"])'):
        link.unwrap()  # a finger on paper leads nowhere, and a link over two pages has half a tag
    for node in (*tree.css("dt, dd"), *tree.css("dl")):
        _plain(node)
    for table in tree.css("table"):
        _unfold(table, COLONS.get(lang.partition("-")[0], ": "))
    return "".join(_sections(tree.body, slug)) if tree.body is not None else ""


def _sections(body: LexborNode, slug: str) -> list[str]:
    """The children of `body`, those from each second-level heading to the next in a section of their own."""
    parts: list[tuple[str, list[str]]] = [(slug, [])]
    for node in body.iter(include_text=True):
        if node.tag == "h2" and node.attributes.get("id"):
            anchor = str(node.attributes["id"]).removeprefix("page-")
            parts.append((f"{slug}#{anchor}", []))
        parts[-1][1].append(node.html or "")
    return [f'<section class="part" data-part="{escape(name)}">{"".join(html)}</section>' for name, html in parts]


def _plain(node: LexborNode) -> None:
    """Put a block in the place of a list of terms or a part of it, which the engine tags as no reader knows it."""
    made = LexborHTMLParser(f'<div class="{node.tag}">{node.inner_html or ""}</div>').body
    if made is not None and made.child is not None:
        node.replace_with(made.child)


def _unfold(table: LexborNode, colon: str) -> None:
    """Put blocks in the place of a table with many columns."""
    names = [cell.inner_html or "" for cell in table.css("thead th")]
    if len(names) <= NARROW:
        return
    rows = "".join(_block(row, names, colon) for row in table.css("tbody tr"))
    made = LexborHTMLParser(f'<ul class="rows">{rows}</ul>').body
    if made is not None and made.child is not None:
        table.replace_with(made.child)


def _block(row: LexborNode, names: list[str], colon: str) -> str:
    cells = [cell.inner_html or "" for cell in row.css("th, td")]
    head = f'<p class="row-head"><b>{cells[0]}</b></p>' if cells else ""
    lines = (
        f'<p class="row-cell"><b>{name}{colon}</b>{cell}</p>'
        for name, cell in zip(names[1:], cells[1:], strict=False)
        if cell.strip()
    )
    return f"<li>{head}{''.join(lines)}</li>"
