"""Whether figures changed places: judged by the words beside them, as languages put their words in different orders."""

from __future__ import annotations

import re

from payguide.values.differences import Spot
from payguide.values.equality import PLAIN
from payguide.values.parsing import Reader
from payguide.values.passages import Passages

_STOPS = re.compile(r"[，。；,;:、()（）|!?！？]|\.(?= |$)")
_NAME = re.compile(r"[A-Z][A-Za-z]{2,}")
_JOINED = re.compile(r"[\s、，,/]*(?:和|与|及|或|以及|and|or|&)?[\s、，,/]*")
#: So many characters on either side of a figure speak of it, at most.
_REACH = 48
#: Ideas that only words before a figure give it.
_BEFORE = frozenset(("from", "to"))
#: Names that stand for an amount, or begin a sentence.
_NO_NAMES = frozenset("CNY RMB USD EUR HKD GBP JPY The For You Your And Each From Pay".split())


class Evidence:
    """Judges the swaps of one pair of pages."""

    def __init__(self, ours: Passages, theirs: Passages, our_reader: Reader, their_reader: Reader) -> None:
        self._sides = ((ours, our_reader), (theirs, their_reader))

    def __call__(self, one: Spot, two: Spot, first: Spot, second: Spot) -> bool | None:
        """Whether `first` and `second`, the counterparts by place of `one` and `two`, are swapped.

        True and False say that the words show it; without any, figures in clauses of their own are taken for swapped
        inside one passage; nothing (None) is said of two passages and of bare numbers.
        """
        mine, yours = self._ideas(0, one), self._ideas(0, two)
        here, there = self._ideas(1, first), self._ideas(1, second)
        only_one, only_two = mine - yours, yours - mine
        if first.value.start == second.value.start:  # the two ends of a range: from the lower to the higher
            return "from" in only_one and "to" in only_two
        # `first` stands where `one` does, but has the figure of `two`.
        swapped = len(only_one & (here - there)) + len(only_two & (there - here))
        right = len(only_one & (there - here)) + len(only_two & (here - there))
        if swapped != right:
            return swapped > right
        if one.passage != two.passage:
            is_label = one.value.form == "loose" and self._is_cell(one) and self._is_cell(two)
            return True if is_label else None  # the rows keep their figures, but not their names
        if one.value.kind in PLAIN:
            return None
        return self._apart(0, one, two) and self._apart(1, first, second)

    def _is_cell(self, spot: Spot) -> bool:
        return self._sides[0][0].passages[spot.passage].kind == "row"

    def _apart(self, side: int, one: Spot, two: Spot) -> bool:
        """Whether two figures stand in clauses of their own, not side by side in an enumeration."""
        low, high = sorted((one, two), key=lambda spot: spot.value.start)
        between = self._sides[side][0].text[low.value.end : high.value.start]
        return _STOPS.search(between) is not None and _JOINED.fullmatch(between) is None

    def _ideas(self, side: int, spot: Spot) -> set[str]:
        """What the words in the clause around a figure speak of."""
        passages, reader = self._sides[side]
        passage, value = passages.passages[spot.passage], spot.value
        low, high = max(passage.start, value.start - _REACH), min(passage.end, value.end + _REACH)
        for other in passage.values:
            if other.end <= value.start:
                low = max(low, other.end)
            elif other.start >= value.end:
                high = min(high, other.start)
                break
        before, after = passages.text[low : value.start], passages.text[value.end : high]
        stops = list(_STOPS.finditer(before.rstrip(" :：")))
        before = before[stops[-1].end() :] if stops else before
        stop = _STOPS.search(after)
        words = f"{before} | {after[: stop.start()] if stop else after} {self._row(passages, spot.passage)}"
        found = {name for name, cue in reader.words.cues.items() if cue.search(before if name in _BEFORE else words)}
        return found | {name.casefold() for name in _NAME.findall(words) if name not in _NO_NAMES}

    def _row(self, passages: Passages, index: int) -> str:
        """The text of the other cells of a table's row."""
        own = passages.passages[index]
        if own.kind != "row":
            return ""
        near = passages.passages[max(0, index - 8) : index + 8]
        return " | ".join(
            passages.text[cell.start : cell.end] for cell in near if cell.line == own.line and cell is not own
        )
