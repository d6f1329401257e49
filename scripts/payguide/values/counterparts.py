"""Which passages of a page and its translation correspond, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from payguide.model.alignment import Match, sections_below
from payguide.values.passages import Passages

Range = tuple[int, int]


class Counterparts:
    """The passages of a page and of its translation, whose sections correspond as `matches` say. `is_complete`: every
    section has a counterpart.
    """

    def __init__(self, ours: Passages, theirs: Passages, matches: Sequence[Match]) -> None:
        self.ours, self.theirs = ours, theirs
        self.is_complete = True
        self._pairs = [(ours.sections[0], theirs.sections[0])]
        if len(ours.sections) + len(theirs.sections) > 2:
            self._pairs += self._aligned(matches)

    def sections(self) -> Iterator[tuple[Range, Range, int | None]]:
        """Ranges of passages that correspond: what stands above the first section, then the sections; and what to add
        to a passage's number for its counterpart, None where two sections are built differently.
        """
        for mine, other in self._pairs:
            yield mine, other, self._shift(mine, other)

    def _aligned(self, matches: Sequence[Match]) -> list[tuple[Range, Range]]:
        mine = {id(section): index for index, section in enumerate(sections_below(self.ours.page), 1)}
        other = {id(section): index for index, section in enumerate(sections_below(self.theirs.page), 1)}
        self.is_complete = all(match.source and match.translation for match in matches)
        return [
            (self.ours.sections[mine[id(match.source)]], self.theirs.sections[other[id(match.translation)]])
            for match in matches
            if match.source is not None and match.translation is not None
        ]

    def _shift(self, mine: Range, other: Range) -> int | None:
        if mine[1] - mine[0] != other[1] - other[0]:
            return None
        for a, b in zip(self.ours.passages[slice(*mine)], self.theirs.passages[slice(*other)], strict=True):
            if a.kind != b.kind:
                return None
        return other[0] - mine[0]

    def line(self, index: int, mine: Range, other: Range, shift: int | None) -> int:
        """The line of the translation where what stands in passage `index` of the source belongs."""
        index += self._near(index, mine, other) if shift is None else shift
        index = min(index, len(self.theirs.passages) - 1)
        return self.theirs.passages[index].line if index >= 0 else 1

    def _near(self, index: int, mine: Range, other: Range) -> int:
        """What to add to a passage's number where two sections are built differently: as the blocks before it say."""
        ours = [passage.kind for passage in self.ours.passages[slice(*mine)]]
        theirs = [passage.kind for passage in self.theirs.passages[slice(*other)]]
        blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        before = [block for block in blocks if block.size and mine[0] + block.a <= index]
        if not before:
            return other[0] - index
        last = before[-1]
        return other[0] + last.b + min(index - mine[0] - last.a, last.size - 1) - index
