"""Digests of what a reader sees on a sheet, whole and by section: they decide whether it is a new version.

Marks in the templates: `data-imprint` on what changes with the version or the address of the site, not with the words;
`data-part` on every section.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from payguide.leaflets.breaks import plain

_SPACE = re.compile(r"\s+")


def visible_text(html: str) -> str:
    """The text of `html` that a reader sees, white space collapsed."""
    body = LexborHTMLParser(html).body
    return _collapsed(body.text(separator=" ")) if body is not None else ""


def imprint_text(html: str) -> str:
    """What changes with version and address, without white space: the small print of a sheet."""
    return "".join("".join(node.text().split()) for node in LexborHTMLParser(html).css("[data-imprint]"))


def _collapsed(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _hash(*texts: str, length: int) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:length]


def digests_of(html: str, target: str, titles: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The digest of the sheet, which also counts the page its QR code leads to and its titles; and those of its parts.

    A section that stands there in two languages is one part.
    """
    tree = LexborHTMLParser(plain(html))
    for node in tree.css("[data-imprint]"):
        node.decompose()
    texts: dict[str, list[str]] = {}
    for node in tree.css("[data-part]"):
        texts.setdefault(str(node.attributes["data-part"]), []).append(_collapsed(node.text(separator=" ")))
    whole = _collapsed(tree.body.text(separator=" ")) if tree.body is not None else ""
    parts = {name: _hash(*words, length=12) for name, words in texts.items()}
    return _hash(target, *titles, whole, length=16), parts
