"""Words of composed HTML as Typst expressions, in the fonts of their language and weight."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode


def classes(node: LexborNode | None) -> list[str]:
    """The classes of an element."""
    return str(node.attributes.get("class") or "").split() if node is not None else []


def one(node: LexborNode | None, selector: str) -> LexborNode:
    """The first element that `selector` finds. Raises ValueError when there is none."""
    found = node.css_first(selector) if node is not None else None
    if found is None:
        raise ValueError(f"the composed sheet has no {selector}")
    return found


def quoted(text: str | None) -> str:
    """`text` as Typst writes it."""
    return json.dumps(text or "", ensure_ascii=False)


def truth(value: bool) -> str:
    """`value` as Typst writes it."""
    return "true" if value else "false"


class Words:
    """Turns words into expressions; `is_chinese` is the language of the sheet, in which words without a mark are."""

    def __init__(self, is_chinese: bool) -> None:
        self.is_chinese = is_chinese

    def inline(self, node: LexborNode, *, bold: bool = False) -> str:
        """The words of `node`, with marks of language and weight, as an expression in braces."""
        return "{ " + "; ".join(self._runs(node, bold)) + " }"

    def _runs(self, node: LexborNode, bold: bool) -> Iterator[str]:
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                words = re.sub(r"\s+", " ", child.text(deep=False))
                if words:
                    yield quoted(words)
            elif child.tag in ("strong", "b"):
                yield self.bold(self.inline(child, bold=True))
            elif child.tag == "a":
                inner = self.bold(self.inline(child, bold=True))
                inner = f"text(size: 1.25em, lines(1.1, .776, {inner}))" if node.tag == "li" else inner
                yield f"link({quoted(child.attributes['href'])}, {inner})"
            elif child.attributes.get("lang"):
                yield self.speaking(str(child.attributes["lang"]), self.inline(child, bold=bold), bold)
            else:
                yield self.inline(child, bold=bold)

    def bold(self, inner: str) -> str:
        """`inner` in the bold fonts of the sheet."""
        return f"loud({truth(self.is_chinese)}, {inner})"

    def speaking(self, lang: str, inner: str, bold: bool) -> str:
        """`inner` in the fonts of its language."""
        name = "pinyin" if lang == "zh-Latn" else "han" if lang.startswith("zh") else "latin"
        return f"{name}{'-bold' if bold and name != 'pinyin' else ''}({inner})"
