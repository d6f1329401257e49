"""The sentences and clauses of passages, and which of them correspond."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from re import Pattern
from typing import NamedTuple

from payguide.model.pages import OPAQUE, FactRef
from payguide.values.passages import Passage, Passages

#: Where sentences end (abbreviations go on with a small letter or a digit), and where clauses do.
END = re.compile(r"[。！？；]|[!?;](?=\s|$)|\.(?=[\"”’')）*_]*(?:\s+[^\sa-z0-9]|$))")
CLAUSE = re.compile(r"，|,(?= (?:and|or|but|so|nor) )")
_CODE = re.compile(r"`[^`]*`")
#: Lengths of passages in Latin letters, of which a Chinese character has the weight of some.
_LABEL, _ESSAY, _HAN_WEIGHT = 16, 240, 3


class Part(NamedTuple):
    """A sentence or clause, `Passages.text[start:end]`."""

    start: int
    end: int


def aligned(ours: Passages, mine: Part, theirs: Passages, other: Part, stops: Pattern[str]) -> list[tuple[Part, Part]]:
    """Sentences or clauses that correspond: none in parts that do not have as many of them."""
    here, there = _parts(ours, mine, stops), _parts(theirs, other, stops)
    return list(zip(here, there, strict=True)) if len(here) == len(there) else []


def _parts(passages: Passages, whole: Part, stops: Pattern[str]) -> list[Part]:
    """The sentences or clauses of a passage, each up to the beginning of the next."""
    text, start, found = passages.text, whole.start, list[Part]()
    for match in stops.finditer(text, whole.start, whole.end):
        if match.end() - start > 2:
            found.append(Part(start, match.end()))
            start = match.end()
    if any(char.isalnum() for char in text[start : whole.end]) or not found:
        found.append(Part(start, whole.end))
    return found


def is_plain(passages: Passages, passage: Passage) -> bool:
    """Whether a passage says so little that it is not told by quite other words: neither label nor essay."""
    if passage.kind in ("heading", "row"):
        return False
    letters = passage.end - passage.start
    weight = letters if passages.text[passage.start : passage.end].isascii() else letters * _HAN_WEIGHT
    return _LABEL < weight < _ESSAY


def has_words(passages: Passages, part: Part) -> bool:
    """Whether there is text enough to carry a denial, not a word or two."""
    return sum(char.isalpha() for char in passages.text[part.start : part.end]) > 3


def expressions(passages: Passages, part: Part) -> int:
    """How many expressions there are in the lines of a sentence."""
    if OPAQUE not in passages.text[part.start : part.end]:
        return 0
    first, last = passages.place(part.start).line, passages.place(part.end).line
    refs = passages.page.refs  # in the order of the page
    return bisect_right(refs, last, key=_line) - bisect_left(refs, first, key=_line)


def _line(ref: FactRef) -> int:
    return ref.location.line


def code(passages: Passages, part: Part) -> str:
    """The code in the lines of a sentence, in small letters."""
    if OPAQUE not in passages.text[part.start : part.end]:
        return ""
    first, last = passages.place(part.start).line, passages.place(part.end).line
    return " ".join(_CODE.findall("\n".join(passages.page.scan.lines[first - 1 : last]))).lower()
