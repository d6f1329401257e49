"""What differs between the values of two aligned sections: mismatched, swapped, missing, extra, another bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from payguide.values.equality import PLAIN, pair
from payguide.values.parsing import Value
from payguide.values.passages import Passages


class Spot(NamedTuple):
    """A value that is no range, and the number of the passage it stands in; `order` counts them."""

    value: Value
    passage: int
    order: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """Two spots that differ, or one that has no counterpart (None). Of a swap, `theirs` stands where `ours`
    should, and `instead` where `theirs` should.
    """

    kind: Literal["mismatch", "swapped", "missing", "extra", "bound"]
    ours: Spot | None
    theirs: Spot | None
    instead: Spot | None = None


#: Kinds whose figures say nothing without their units.
_UNITS = frozenset(("money", "percent", "duration", "measure"))
#: Says whether the words around four values show that two of them changed places: True, False, or None for no evidence.
Judge = Callable[[Spot, Spot, Spot, Spot], bool | None]


def spots(passages: Passages, numbers: Iterable[int]) -> list[Spot]:
    """The values of the passages with these numbers in order, ranges as their two ends."""
    ends = [(end, index) for index in numbers for value in passages.passages[index].values for end in value.ends]
    return [Spot(end, index, order) for order, (end, index) in enumerate(ends)]


def opposite(one: Value, other: Value) -> bool:
    """Whether one is the least and the other the most that there may be."""
    return {one.bound, other.bound} == {"least", "most"}


def differences(ours: list[Spot], theirs: list[Spot], shift: int | None, judge: Judge) -> Iterator[Difference]:
    """All differences of one section. `shift` is added to a passage's number to find its counterpart; None when the
    sections are built differently, so that only the section as a whole can be compared.
    """
    matches, left, right = _inside(ours, theirs, shift)
    far = pair([spot.value for spot in left], [spot.value for spot in right])
    crossed = [(left[a], right[b]) for a, b in far]
    left, right = _without(left, {a for a, _ in far}), _without(right, {b for _, b in far})
    if shift is not None:
        yield from _exchanged(crossed, shift, judge)
        yield from _turned(matches, judge)
        yield from (Difference("bound", a, b) for a, b in matches if opposite(a.value, b.value))
    for a, b in _opposed(left, right, shift):
        left.remove(a)
        right.remove(b)
        yield Difference("mismatch", a, b)
    yield from (Difference("missing", spot, None) for spot in left)
    yield from (Difference("extra", None, spot) for spot in right)


def _without(spots: list[Spot], used: set[int]) -> list[Spot]:
    return [spot for index, spot in enumerate(spots) if index not in used]


def _inside(
    ours: list[Spot], theirs: list[Spot], shift: int | None
) -> tuple[list[tuple[Spot, Spot]], list[Spot], list[Spot]]:
    """Counterparts inside the same passage, and what is left on both sides."""
    if shift is None:
        return [], ours, theirs
    groups: dict[int, tuple[list[Spot], list[Spot]]] = {}
    for spot in ours:
        groups.setdefault(spot.passage + shift, ([], []))[0].append(spot)
    for spot in theirs:
        groups.setdefault(spot.passage, ([], []))[1].append(spot)
    matches: list[tuple[Spot, Spot]] = []
    left: list[Spot] = []
    right: list[Spot] = []
    for mine, other in groups.values():
        found = pair([spot.value for spot in mine], [spot.value for spot in other])
        matches += [(mine[a], other[b]) for a, b in found]
        left += _without(mine, {a for a, _ in found})
        right += _without(other, {b for _, b in found})
    return matches, left, right


def _exchanged(crossed: list[tuple[Spot, Spot]], shift: int, judge: Judge) -> Iterator[Difference]:
    """Two values that took each other's passage. More than two of a kind are another order, which is no fault."""
    by_kind: dict[tuple[str, bool], list[tuple[Spot, Spot]]] = {}
    for ours, theirs in crossed:
        if ours.passage + shift != theirs.passage:
            by_kind.setdefault((family(ours.value), ours.value.form == "loose"), []).append((ours, theirs))
    for (_, is_loose), pairs in by_kind.items():
        if len(pairs) == 2:
            (one, its), (two, other) = pairs
            if one.passage + shift == other.passage and two.passage + shift == its.passage:
                verdict = judge(one, two, other, its)
                if verdict or (verdict is None and not is_loose):
                    yield Difference("swapped", one, other, its)


def _turned(matches: list[tuple[Spot, Spot]], judge: Judge) -> Iterator[Difference]:
    """Two values of one kind inside one passage whose order is the other way round."""
    groups: dict[tuple[int, str], list[tuple[Spot, Spot]]] = {}
    for ours, theirs in matches:
        if ours.value.form != "loose" and theirs.value.form != "loose":
            groups.setdefault((ours.passage, ours.value.kind), []).append((ours, theirs))
    for group in groups.values():
        often = Counter(ours.value.key for ours, _ in group)
        for (one, its), (two, other) in pairwise(match for match in group if often[match[0].value.key] == 1):
            inverted = its.order > other.order and one.value.key != two.value.key
            if inverted and judge(one, two, other, its):
                yield Difference("swapped", one, other, its)
                break


def _opposed(left: Sequence[Spot], right: Sequence[Spot], shift: int | None) -> list[tuple[Spot, Spot]]:
    """Values of one kind without counterparts that stand in the same place: these are meant to be the same."""
    found: list[tuple[Spot, Spot]] = []
    waiting = _by_place(right, 0, shift is None)
    for key, group in _by_place(left, shift or 0, shift is None).items():
        others = waiting.get(key, [])
        if (shift is None or key[1] == "number") and len(group) != len(others):
            continue
        if shift is None and (len(group) != 1 or key[1] in ("number", "date")):
            continue
        alone = len(group) == len(others) == 1
        found += [(a, b) for a, b in zip(group, others, strict=False) if _mean_it(a.value, b.value, alone)]
    if shift is not None:
        found += _other_units(_without_pairs(left, found, 0), _without_pairs(right, found, 1), shift)
    return found


def _without_pairs(spots: Sequence[Spot], found: list[tuple[Spot, Spot]], side: int) -> list[Spot]:
    used = {id(pair[side]) for pair in found}
    return [spot for spot in spots if id(spot) not in used]


def _other_units(left: list[Spot], right: list[Spot], shift: int) -> Iterator[tuple[Spot, Spot]]:
    """Figures in the same place that say as much of something else: 3% and CNY 3."""
    for ours in left:
        for theirs in right:
            in_place = ours.passage + shift == theirs.passage and ours.value.amount == theirs.value.amount
            if in_place and ours.value.amount is not None and {ours.value.kind, theirs.value.kind} <= _UNITS:
                yield ours, theirs


def _by_place(spots: Sequence[Spot], shift: int, is_one_place: bool) -> dict[tuple[int, str], list[Spot]]:
    groups: dict[tuple[int, str], list[Spot]] = {}
    for spot in spots:
        groups.setdefault((-1 if is_one_place else spot.passage + shift, family(spot.value)), []).append(spot)
    return groups


def family(value: Value) -> str:
    """The kind, one for all that grammar alone tells apart."""
    return "number" if value.kind in PLAIN else value.kind


def _mean_it(one: Value, other: Value, alone: bool) -> bool:
    """Whether both are surely figures; an order in words is, where the other language has digits (第三步, step 3)."""
    if _means_it(one) and _means_it(other):
        return True
    is_order = any(value.kind == "ordinal" and (value.amount or 0) >= 2 for value in (one, other))
    return alone and is_order and "digits" in (one.form, other.form) and "count" not in (one.kind, other.kind)


def _means_it(value: Value) -> bool:
    """Whether `value` is surely a figure: idioms stand for one and for halves, and orders for what comes next."""
    if value.form != "loose":
        return True
    return value.kind in ("count", "duration") and value.amount is not None and value.amount >= 2
