"""Texts without what only people who write them need: comments, indents, long names of variables."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import minify

#: What is made small, by the end of the file's name. Data files of a few kinds only: the rest is left alone.
KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "application/javascript",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
#: Quotation marks, <html> and end tags weigh nothing once compressed, and whoever looks at a page can read it.
_SETTINGS: dict[str, str | bool | int] = {
    "html-keep-quotes": True,
    "html-keep-document-tags": True,
    "html-keep-end-tags": True,
    "html-keep-default-attr-vals": True,
    "json-keep-numbers": True,
}


class Unreadable(Exception):
    """A text is not what its name says."""


@cache
def _configure() -> None:
    minify.config(_SETTINGS)


def shortened(kind: str, text: str) -> str:
    """`text` of the media type `kind`, smaller. Raises Unreadable."""
    _configure()
    try:
        return str(minify.string(kind, text)) if text.strip() else ""
    except ValueError as error:
        raise Unreadable(str(error).strip()) from error


def shorten(path: Path) -> None:
    """Makes the file small in place when it is of a known kind. Raises Unreadable, OSError."""
    kind = KINDS.get(path.suffix)
    if kind is None or not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(str(error)) from error
    path.write_text(shortened(kind, text), encoding="utf-8")
