"""What changed between two texts, word by word; a Chinese character counts as a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_WORD = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff]+(?:[.,'’][^\W\u2e80-\u9fff\uf900-\ufaff]+)*|\n+|[ \t]+|.")
#: Words beyond which pieces are compared line by line: a section is rarely longer than this.
_LONG = 4000


class Piece(NamedTuple):
    """A stretch of text that both have, or only the old or the new one."""

    kind: Literal["same", "old", "new"]
    text: str


def changes(old: str, new: str) -> list[Piece]:
    """The way from `old` to `new`."""
    words = [_split(text) for text in (old, new)]
    if max(map(len, words)) > _LONG:
        words = [text.splitlines(keepends=True) for text in (old, new)]
    return list(_pieces(*words))


def _split(text: str) -> list[str]:
    return _WORD.findall(text)


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[i1:i2]))
            continue
        if i2 > i1:
            yield Piece("old", "".join(old[i1:i2]))
        if j2 > j1:
            yield Piece("new", "".join(new[j1:j2]))
