"""Pictures on a page: a figure with a list of frames, each a drawing with its words."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from payguide.model.entry import text_in
from payguide.model.helpers import CALL
from payguide.model.holdings import Data
from payguide.model.pictures import HEIGHT, WIDTH, Frame, Picture, drawing
from payguide.rendering.polish import mark_languages
from payguide.rendering.shown import shown

#: More frames than this that are no steps stand two in a row on a phone too, their few words below them.
_FEW = 4

_MARK = re.compile(r"@@picture ([\w-]+)@@")
_PARAGRAPH = re.compile(rf"<p>\s*({_MARK.pattern})\s*</p>")


def fill(html: str, data: Data, locale: str, root: Path) -> str:
    """`html` of a page with every mark of a picture replaced; drawings lie below the project's `root`."""

    def picture(match: re.Match[str]) -> str:
        return _picture((data.pictures or {})[match[1]], data, locale, root)

    return _MARK.sub(picture, _PARAGRAPH.sub(r"\1", html))


def _picture(picture: Picture, data: Data, locale: str, root: Path) -> str:
    """The search knows what a picture tells from the text around it, which says it at length."""
    drawn = drawing(root, picture.id)
    items = "".join(_frame(frame, drawn[frame.draw], data, locale) for frame in picture.frames)
    kind = "ol" if picture.steps else "ul"
    name = escape(text_in(picture.title, locale))
    pairs = "" if picture.steps or len(picture.frames) <= _FEW else " data-pairs"
    return (
        f'<figure class="picture" data-nosearch{pairs}><figcaption>{name}</figcaption><{kind}>{items}</{kind}></figure>'
    )


def _frame(frame: Frame, shapes: str, data: Data, locale: str) -> str:
    words = mark_languages(_said(text_in(frame.words, locale), data, locale), locale)
    return (
        f'<li><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(text_in(frame.alt, locale))}"'
        f' fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">'
        f"{shapes}</svg><p>{words}</p></li>"
    )


def _said(words: str, data: Data, locale: str) -> str:
    """`words` as HTML, the facts that they call filled in."""
    known = data.facts or {}
    return CALL.sub(lambda call: shown(known[call[1]], locale), escape(words, quote=False))
