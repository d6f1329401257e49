"""Two facts or links that took each other's place: the sets are equal, and readers of one language are misled.

Sections are compared block by block, rows cell by cell. Whole rows and items that are in another order are no fault,
nor is another order of words: what stands beside the two must show that they, and nothing else, changed places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from payguide.model.findings import Location
from payguide.model.parts import Part
from payguide.model.patterns import later
from payguide.model.scripts import HAN, is_dense
from payguide.values.parsing import reader

_LEAVES = ("heading", "paragraph", "item", "row", "admonition")
_BAR = re.compile(r"(?<!\\)\|")
_CALL = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\]\([^()\s]*\)")
_NAME = later(rf"[A-Za-z]{{2,}}|[{HAN}]{{2,}}")
#: Ends of clauses.
_STOP = re.compile(r"[.;:!?，。；：！？、|]|, ")
#: Ideas that count only before a figure.
_BEFORE = ("from", "to")
#: So many other blocks with a slot must have stayed where they are, that two without names are taken to be exchanged.
_STEADY = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that a page calls: `key` says what, in terms that all languages share."""

    key: Hashable
    place: Location


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two slots of a translation that stand in each other's place; `source` is where the first belongs."""

    one: Slot
    other: Slot
    source: Location


#: Ideas around a slot, and how much each counts.
Ideas = Mapping[str, int]

#: How much speaks for the text of a block of the source (number) and that of the translation being counterparts.
Likeness = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class _Side:
    """The blocks of a part that hold words, and the slots in each of them."""

    part: Part
    kinds: Sequence[str]
    texts: Sequence[str]
    slots: Mapping[int, Sequence[Slot]]

    def cell(self, slot: Slot) -> int:
        """The number of the cell that `slot` stands in."""
        return len(_BAR.findall(self.part.page.scan.lines[slot.place.line - 1][: slot.place.column - 1]))

    def keys(self, block: int) -> Counter[Hashable]:
        return Counter(slot.key for slot in self.slots.get(block, ()))


def exchanges(
    ours: Part, theirs: Part, mine: Iterable[Slot], other: Iterable[Slot], alike: Likeness | None = None
) -> Iterator[Exchange]:
    """Exchanged slots of two parts, of which `mine` and `other` are the slots in order. `alike` compares blocks by
    their numbers; else the names in them do.
    """
    here, there = _side(ours, mine), _side(theirs, other)
    if here.kinds == there.kinds:
        yield from _in_rows(here, there)
        yield from _between(here, there, alike)
        if alike is None:
            yield from _in_sentences(here, there)


def _side(part: Part, slots: Iterable[Slot]) -> _Side:
    kinds: dict[int, str] = {}
    for block in part.blocks:
        if block.kind in _LEAVES and kinds.get(block.line) not in ("item", "row"):
            kinds[block.line] = block.kind
    starts = sorted(kinds)
    lines = part.page.scan.lines
    ends = [*(line - 1 for line in starts[1:]), max((block.last_line for block in part.blocks), default=0)]
    texts = ["\n".join(lines[start - 1 : end]) for start, end in zip(starts, ends, strict=False)]
    found: dict[int, list[Slot]] = {}
    for slot in slots:
        found.setdefault(bisect_right(starts, slot.place.line) - 1, []).append(slot)
    return _Side(part, [kinds[line] for line in starts], texts, found)


def _in_rows(ours: _Side, theirs: _Side) -> Iterator[Exchange]:
    """Slots of one row in each other's column, unless all rows have them so: then it is the columns' order."""
    rows = [
        block for block, slots in theirs.slots.items()
        if block >= 0 and theirs.kinds[block] == "row" and len(slots) > 1 and ours.keys(block) == theirs.keys(block)
    ]  # fmt: skip
    wrong = [block for block in rows if _by_cell(ours, block) != _by_cell(theirs, block)]
    if len(wrong) < len(rows) or len(rows) == 1:
        for block in wrong:
            yield from _first_two(ours, theirs, block)


def _by_cell(side: _Side, block: int) -> list[tuple[int, str]]:
    return sorted((side.cell(slot), str(slot.key)) for slot in side.slots[block])


def _first_two(ours: _Side, theirs: _Side, block: int) -> Iterator[Exchange]:
    for mine, slot in zip(ours.slots[block], theirs.slots[block], strict=True):
        if mine.key != slot.key:
            other = next(one for one in theirs.slots[block] if one.key == mine.key)
            yield Exchange(slot, other, mine.place)
            return


def _between(ours: _Side, theirs: _Side, alike: Likeness | None) -> Iterator[Exchange]:
    """Slots that took each other's block."""
    blocks = sorted(block for block in {*ours.slots, *theirs.slots} if block >= 0)
    changed = [block for block in blocks if ours.keys(block) != theirs.keys(block)]
    steady = len(blocks) - len(changed)
    for a, b in combinations(changed, 2):
        lost, gained = ours.keys(a) - theirs.keys(a), theirs.keys(a) - ours.keys(a)
        if lost.total() != 1 or lost != theirs.keys(b) - ours.keys(b) or gained != ours.keys(b) - theirs.keys(b):
            continue
        names = alike or (lambda i, j: _names(ours.texts[i], theirs.texts[j]))
        straight, crossed = names(a, a) + names(b, b), names(a, b) + names(b, a)
        is_prose = alike is None and theirs.kinds[a] == theirs.kinds[b] == "paragraph"
        if straight > crossed or (straight == crossed and alike is None and (is_prose or steady >= _STEADY)):
            one = next(slot for slot in theirs.slots[a] if slot.key in gained)
            other = next(slot for slot in theirs.slots[b] if slot.key in lost)
            yield Exchange(one, other, next(slot for slot in ours.slots[a] if slot.key in lost).place)


def _names(ours: str, theirs: str) -> int:
    """How many names two texts share: Latin ones, and Chinese ones that a translation shows."""
    mine, other = _CALL.sub(" ", ours), _CALL.sub(" ", theirs)
    return sum(name.casefold() in mine.casefold() for name in set(_NAME.findall(other)))


def _in_sentences(ours: _Side, theirs: _Side) -> Iterator[Exchange]:
    """Neighbours within a block whose order is another, though the ideas around them kept theirs."""
    for block, slots in theirs.slots.items():
        mine = ours.slots.get(block, ())
        keys, others = [slot.key for slot in slots], [slot.key for slot in mine]
        if (
            block < 0
            or keys == others
            or len(set(keys)) != len(keys)
            or sorted(map(str, keys)) != sorted(map(str, others))
        ):
            continue
        for one, two in pairwise(mine):
            first, second = slots[keys.index(one.key)], slots[keys.index(two.key)]
            if first.place > second.place and ours.cell(one) == ours.cell(two):
                if _changed(*_ideas(ours, mine, one, two), *_ideas(theirs, slots, first, second)):
                    yield Exchange(second, first, one.place)


def _changed(one: Ideas, two: Ideas, first: Ideas, second: Ideas) -> bool:
    """Whether the ideas around two slots show that they changed places: `first` are those around where `one` went."""
    straight = _shared(one, two, first, second) + _shared(two, one, second, first)
    return _shared(one, two, second, first) + _shared(two, one, first, second) > straight


def _shared(one: Ideas, two: Ideas, first: Ideas, second: Ideas) -> int:
    """How much `one` and `first` share that `two` and `second` lack."""
    return sum(min(one[name], first[name]) for name in one.keys() & first.keys() - two.keys() - second.keys())


def _ideas(side: _Side, slots: Sequence[Slot], *wanted: Slot) -> Iterator[Ideas]:
    """What the words in the clause around each of the `wanted` slots speak of; what stands close by counts twice."""
    cues = reader(side.part.page.locale).words.cues
    close = 7 if is_dense(side.part.page.locale) else 15
    for slot in wanted:
        line = side.part.page.scan.lines[slot.place.line - 1]
        start = max(line.rfind("{{", 0, slot.place.column), 0)
        call = _CALL.match(line, start)
        before = _STOP.split(_CALL.split(line[:start])[-1])[-1]
        after = _STOP.split(_CALL.split(line[call.end() if call else start :])[0])[0]
        words, near = f"{before} | {after}", f"{before[-close:]} | {after[:close]}"
        named = {name: cue for name, cue in cues.items() if cue.search(before if name in _BEFORE else words)}
        yield {name: 1 + (cue.search(near) is not None) for name, cue in named.items()}
