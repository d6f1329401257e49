"""Jinja expressions in pages: found, and hidden from the Markdown parser without moving anything."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from payguide.model.findings import Location
from payguide.model.pages import OPAQUE, FactRef

_EXPRESSION = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}")
_END_RAW = re.compile(r"\{%-?\s*+endraw\s*+-?%\}")
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_CALL = re.compile(r"""\b(fact|effective|checked|term|phrase|picture)\(\s*(["'])(.*?)\2\s*[,)]""")
_BREAK = re.compile("\n")
#: Where the stand-ins of expressions begin: a plane of characters that no text uses.
_FIRST = 0xF0000
_LIMIT = 0xFFFD
_STAND_IN = re.compile(f"[\U000f0000-\U000ffffd]{OPAQUE}*")


def hide(text: str, path: str) -> tuple[str, list[str], list[FactRef]]:
    """`text` with a stand-in of equal length for every expression; the expressions; their calls."""
    if "{{" not in text and "{%" not in text:
        return text, [], []
    ends = [match.end() for match in _END_RAW.finditer(text)]
    raw = [match.span() for match in _RAW.finditer(text, 0, ends[-1])] if ends else []
    begins = [start for start, _ in raw]
    breaks = [match.start() for match in _BREAK.finditer(text)]
    hidden: list[str] = []
    refs: list[FactRef] = []

    def stand_in(match: re.Match[str]) -> str:
        index = bisect_right(begins, match.start()) - 1
        if index < 0 or match.start() >= raw[index][1]:
            refs.extend(_calls(match, path, breaks))
        hidden.append(match.group())
        return chr(_FIRST + min(len(hidden) - 1, _LIMIT)) + OPAQUE * (len(match.group()) - 1)

    return _EXPRESSION.sub(stand_in, text), hidden, refs


def _calls(match: re.Match[str], path: str, breaks: list[int]) -> list[FactRef]:
    """The calls in one expression; `breaks` are the offsets of all line breaks of the text."""
    above = bisect_left(breaks, match.start())
    line, column = above + 1, match.start() - (breaks[above - 1] if above else -1)
    return [
        FactRef(call[3], call[1], Location(path, line, column + call.start())) for call in _CALL.finditer(match.group())
    ]


def restore(text: str, hidden: list[str]) -> str:
    """`text` with the expressions back in place of their stand-ins."""
    if not hidden:
        return text
    return _STAND_IN.sub(lambda match: hidden[min(ord(match.group()[0]) - _FIRST, len(hidden) - 1)], text)


def mask(text: str) -> str:
    """`text` with every character of a stand-in made `OPAQUE`; each has several behind its first."""
    if OPAQUE not in text:
        return text
    return _STAND_IN.sub(lambda match: OPAQUE * len(match.group()), text)
