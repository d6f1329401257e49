"""The search index of one locale: titles and texts by section, small enough to be fetched on first use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: One section: title ("" before the first heading), anchor ("" likewise), text.
Section = tuple[str, str, str]


def sections(html: str) -> list[Section]:
    """The texts of a page's content, cut at every heading that has an id."""
    tree = LexborHTMLParser(f"<body>{html}</body>")
    cut: list[tuple[str, str, list[str]]] = [("", "", [])]
    for node in tree.body.traverse(include_text=True) if tree.body else ():
        if node.tag in ("h2", "h3", "h4") and node.attributes.get("id"):
            cut.append((_clean(node.text()), str(node.attributes["id"]), []))
        elif node.tag == "-text" and not _left_out(node):
            cut[-1][2].append(node.text())
    texts = [(title, anchor, _clean(" ".join(parts))) for title, anchor, parts in cut]
    return [section for section in texts if section[0] or section[2]]


def _left_out(node: LexborNode) -> bool:
    """Whether a text is a heading's, which stands in the index already, or in a part that is marked `data-nosearch`."""
    parent = node.parent
    while parent is not None:
        if parent.tag in ("h1", "h2", "h3", "h4", "style", "script") or "data-nosearch" in parent.attributes:
            return True
        parent = parent.parent
    return False


def _clean(text: str) -> str:
    """One space between words, and none where an inline tag stood inside Chinese."""
    one = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])", "", one)


def index(pages: Iterable[tuple[str, str, str]]) -> str:
    """JSON of `pages`, each (title, address relative to the locale's home, content HTML), in the order given."""
    entries = [{"t": title, "u": url, "s": sections(html)} for title, url, html in pages]
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
