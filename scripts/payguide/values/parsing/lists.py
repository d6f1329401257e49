"""The numbers of items in lists, which are no figures."""

from __future__ import annotations

_ENDS = frozenset(".)、）")


def numbers_a_list(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` numbers an item: `1. …`, `2）…` at the beginning of a line, `(1)` anywhere."""
    after = text[end : end + 1]
    if after not in _ENDS or end - start > 2 or not text[start:end].isdigit():
        return False
    before = text[start - 1 : start] if start else "\n"
    if after in ")）":
        return before in "(（\n"
    return before == "\n" and not text[end + 1 : end + 2].isdigit()
