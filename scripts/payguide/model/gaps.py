"""Which of several items has no counterpart, where two languages have different numbers of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: What stays the same in a translation: expressions, targets, names and numbers.
_KEPT = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\]\(([^)\s]*)|[A-Za-z]{2,}|\d+")
#: What begins an item, and bars between cells.
_MARK = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+|\||<[^<>]*>")
#: Above this number of comparisons the last ones are taken to be the odd ones.
_MANY = 10_000


def gaps(ours: Sequence[str], theirs: Sequence[str]) -> tuple[list[tuple[int, int]], list[int]]:
    """What is left over when as many as possible of `ours` and `theirs` are paired, in order, by likeness.

    Missing ones as (index in `ours`, number of `theirs` that stand before the gap); extra ones as indexes in `theirs`.
    """
    if len(ours) == len(theirs):
        return [], []
    short, long = sorted((ours, theirs), key=len)
    left = _left_over([_kept(text) for text in long], [_kept(text) for text in short], _ratio(long, short))
    if long is theirs:
        return [], left
    return [(index, index - rank) for rank, index in enumerate(left)], []


def _kept(text: str) -> tuple[frozenset[str], int]:
    text = _MARK.sub(" ", text)
    return frozenset(match.group() for match in _KEPT.finditer(text)), len(text)


def _ratio(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """How much longer one language writes, by the middle length of each."""
    middle = [sorted(map(len, texts))[len(texts) // 2] if texts else 1 for texts in (ours, theirs)]
    return max(middle[0], 1) / max(middle[1], 1)


Kept = tuple[frozenset[str], int]


def _left_over(long: list[Kept], short: list[Kept], ratio: float) -> list[int]:
    """The indexes in `long` that stay alone when every one of `short` finds its best counterpart in order."""
    spare = len(long) - len(short)
    if len(long) * len(short) > _MANY:
        return list(range(len(short), len(long)))
    # best[j] for i items of `short` placed among the first i + j of `long`, and which j it came from.
    best: list[float] = [0.0] * (spare + 1)
    came: list[list[int]] = []
    for i, item in enumerate(short):
        row, back = [], []
        top, top_j = float("-inf"), 0
        for j in range(spare + 1):
            if best[j] > top:
                top, top_j = best[j], j
            row.append(top + _likeness(long[i + j], item, ratio))
            back.append(top_j)
        best = row
        came.append(back)
    j = max(range(spare + 1), key=lambda index: best[index])
    taken = set()
    for i in range(len(short) - 1, -1, -1):
        taken.add(i + j)
        j = came[i][j]
    return [index for index in range(len(long)) if index not in taken]


def _likeness(one: Kept, other: Kept, ratio: float) -> float:
    (words, length), (same, size) = one, other
    shared = len(words & same) / min(len(words), len(same)) if words and same else 0.5
    longest = max(length, size * ratio, 1)
    return 2 * shared + min(length, size * ratio) / longest
