"""Whether a figure that seems missing is there after all: in code, in a name, in a word, in the other language."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from payguide.model.alignment import sections_below
from payguide.model.pages import FactRef
from payguide.values.counterparts import Range
from payguide.values.equality import PLAIN, same, settled
from payguide.values.parsing import Reader, Value
from payguide.values.passages import Passage, Passages

#: Signs around formulas, not of amounts.
_DOLLARS = re.compile(r"\$(?![0-9])|(?<=[0-9])\$")
_DIGITS = re.compile(r"[0-9]+")
#: So many different values of one section are compared one by one; a text with more has each as it is or not at all.
_MANY = 500


class Presence:
    """Looks at the lines of a page and its translation as they are written; side 0 is the source."""

    def __init__(
        self, ours: Passages, theirs: Passages, our_reader: Reader, their_reader: Reader, complete: bool
    ) -> None:
        self._sides = (ours, theirs)
        self._readers = (our_reader, their_reader)
        self._read: dict[tuple[int, Range], _Values] = {}
        self._more: dict[tuple[int, Range, Range], bool] = {}
        #: Whether every section has a counterpart; else a figure may be anywhere on the page.
        self._is_complete = complete

    @cached_property
    def _ranges(self) -> tuple[dict[Range, Range], ...]:
        return tuple(_ranges(side) for side in self._sides)

    @cached_property
    def _refs(self) -> tuple[list[FactRef], ...]:
        return tuple(sorted(side.page.refs, key=_line) for side in self._sides)

    def beside(self, side: int, here: Passage, value: Value, there: Passage) -> bool:
        """Whether `value`, of passage `there` on the other side, is in `here` as often as there, or in a word."""
        own = self._count(self._values(side, (here.line, here.last)).all, value)
        other = self._count(self._values(1 - side, (there.line, there.last)).all, value)
        return own >= other or self._in_word(side, here, value)

    def somewhere(self, side: int, section: Range, value: Value) -> bool:
        """Whether `value` is in a section at all, or on the page where sections do not correspond."""
        values = self._values(side, self._lines(side, section))
        return value.key in values.keys or self._count(values.different, value) > 0

    def written(self, side: int, here: Passage, text: str) -> bool:
        """Whether the digits of `text`, a value as it is written, are all in the lines of `here`, in a name maybe."""
        raw = self._raw(side, (here.line, here.last))
        wanted, found = _DIGITS.findall(text), _DIGITS.findall(raw)
        return bool(wanted) and all(digits in found for digits in wanted)

    def has_more(self, side: int, section: Range, other: Range) -> bool:
        """Whether a section has an expression that its counterpart `other` lacks: it may stand for a figure."""
        key = (side, section, other)
        if key not in self._more:
            self._more[key] = bool(self._expressions(side, section) - self._expressions(1 - side, other))
        return self._more[key]

    def _expressions(self, side: int, section: Range) -> Counter[tuple[str, str]]:
        first, last = self._lines(side, section)
        refs = self._refs[side]
        low, high = bisect_left(refs, first, key=_line), bisect_right(refs, last, key=_line)
        return Counter((ref.function, ref.id) for ref in refs[low:high])

    def _count(self, found: Iterable[Value], value: Value) -> int:
        return sum(same(value, other) or _holds(value, other) for other in found)

    def _in_word(self, side: int, here: Passage, value: Value) -> bool:
        hints = self._readers[side].words.hints
        if value.kind not in PLAIN or value.amount is None or not hints:
            return False
        pattern = hints.get(int(value.amount)) if value.amount == int(value.amount) else None
        return pattern is not None and pattern.search(self._raw(side, (here.line, here.last)).lower()) is not None

    def _values(self, side: int, lines: Range) -> _Values:
        """The values in these lines, code and all, ranges as their ends."""
        key = (side, lines)
        if key not in self._read:
            text = _DOLLARS.sub(" ", self._raw(side, lines))
            found = self._readers[side].values(text)
            # Words of the other language too: a sign, a phrase to show to somebody.
            other = self._readers[1 - side]
            if not other.digits_only and type(other) is not type(self._readers[side]):
                more = [value for value in other.values(text) if _in_words(text[value.start : value.end])]
                starts = [old.start for old in found]
                found += [new for new in more if not _overlaps(new, found, starts)]
            if any(value.unit == "24h" for value in found):
                found = settled(found)
            self._read[key] = _Values([end for value in found for end in value.ends])
        return self._read[key]

    def _raw(self, side: int, lines: Range) -> str:
        return "\n".join(self._sides[side].page.scan.lines[lines[0] - 1 : lines[1]])

    def _lines(self, side: int, section: Range) -> Range:
        """The first and last line of a section; of the page, where its sections do not correspond to the other's."""
        if not self._is_complete:
            return 1, len(self._sides[side].page.scan.lines)
        return self._ranges[side][section]


def _line(ref: FactRef) -> int:
    return ref.location.line


class _Values:
    """The values of some lines, what they mean, and one for each meaning as far as so many are looked at."""

    def __init__(self, values: list[Value]) -> None:
        self.all = values
        self.keys = {value.key for value in values}
        self.different = list({(value.key, value.unit): value for value in values}.values())[:_MANY]


def _ranges(passages: Passages) -> dict[Range, Range]:
    """The first and last line of every section."""
    count = len(passages.page.scan.lines)
    heads = [1, *(head.location.line for head in sections_below(passages.page)), count + 1]
    found: dict[Range, Range] = {}
    for section, (first, after) in zip(passages.sections, pairwise(heads), strict=False):
        found.setdefault(section, (first, after - 1))
    return found


def _overlaps(new: Value, found: Sequence[Value], starts: Sequence[int]) -> bool:
    """Whether `new` shares characters with one of `found`, which are in order and begin at `starts`."""
    index = bisect_left(starts, new.end) - 1
    return index >= 0 and found[index].end > new.start


def _in_words(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _holds(value: Value, other: Value) -> bool:
    """Whether a date names the year that `value` is."""
    return value.kind == other.kind == "date" and len(value.text) == 4 and other.text.startswith(value.text)
