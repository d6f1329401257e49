"""Pictures of a page for paper: every drawing becomes an image with its own colours.

The layout engine knows no custom properties inside a drawing, and takes no colour from the text around it: both are
filled in here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from payguide.leaflets.styles import constants, fill, light_tokens

_CURRENT = "currentColor"
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


@functools.lru_cache(maxsize=4)
def colours(root: Path) -> Mapping[str, str]:
    """The colours of the project at `root` as paper has them, by the names of their tokens."""
    return constants(light_tokens(root))


def printable(source: str, tokens: Mapping[str, str]) -> str:
    """HTML `source` with its pictures ready to be printed, in the colours of `tokens`."""
    if 'class="picture"' not in source:
        return source
    tree = LexborHTMLParser(f"<body>{source}</body>")
    for picture in tree.css("figure.picture"):
        for drawing in picture.css("svg"):
            _replace(drawing, _image(drawing, tokens))
        for caption in picture.css("figcaption"):
            _replace(caption, f'<p class="frames-title">{caption.inner_html or ""}</p>')
        kind = "frames pairs" if "data-pairs" in picture.attributes else "frames"
        _replace(picture, f'<div class="{kind}">{picture.inner_html or ""}</div>')
    return (tree.body.inner_html or "") if tree.body is not None else source


def _image(drawing: LexborNode, tokens: Mapping[str, str]) -> str:
    text = fill(drawing.html or "", dict(tokens)).replace(_CURRENT, tokens.get("--ink", "#000"))
    text = re.sub(r"^<svg\b", f"<svg {_NAMESPACE}", text)
    alt = escape(drawing.attributes.get("aria-label") or "")
    return f'<img alt="{alt}" src="data:image/svg+xml,{quote(text)}">'


def _replace(node: LexborNode, html: str) -> None:
    made = LexborHTMLParser(html).body
    if made is not None and made.child is not None:
        node.replace_with(made.child)
