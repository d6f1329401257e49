"""Which section of a translation is which section of its source: by id first, then by order between those."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from payguide.model.pages import Page, Section

_COUNTED = re.compile(r"_\d*")


@dataclass(frozen=True, slots=True)
class Match:
    """A section and its counterpart; None where there is none. `moved`: its order is another."""

    source: Section | None
    translation: Section | None
    moved: bool = False


def sections_below(page: Page) -> list[Section]:
    """The sections below the page's main heading."""
    return [section for section in page.sections if section.level > 1]


def align(source: Page, translation: Page) -> list[Match]:
    """All sections of both pages below the main heading, each once: in the source's order, then what is
    extra.

    Sections whose ids differ are counterparts only when they stand between the same neighbours with the same
    level.
    """
    ours, theirs = sections_below(source), sections_below(translation)
    pairs = _by_id(ours, theirs)
    moved = _moved(pairs)
    _by_order(ours, theirs, pairs)
    matches = [
        Match(section, theirs[pairs[index]] if index in pairs else None, index in moved)
        for index, section in enumerate(ours)
    ]
    used = set(pairs.values())
    return matches + [Match(None, section) for index, section in enumerate(theirs) if index not in used]


def _by_id(ours: Sequence[Section], theirs: Sequence[Section]) -> dict[int, int]:
    """Positions of equal ids. Ids that only count (`_1`) say nothing about the section."""
    places: dict[str, list[int]] = {}
    for index, section in enumerate(theirs):
        places.setdefault(section.id, []).append(index)
    pairs = {}
    for index, section in enumerate(ours):
        if places.get(section.id) and (section.explicit or not _COUNTED.fullmatch(section.id)):
            pairs[index] = places[section.id].pop(0)
    return pairs


def _moved(pairs: dict[int, int]) -> set[int]:
    """The positions to move so that the rest is in the source's order: as few as possible."""
    keys = sorted(pairs)
    best: list[list[int]] = []
    for place, key in enumerate(keys):
        before = [best[other] for other in range(place) if pairs[keys[other]] < pairs[key]]
        best.append([*_longest(before), key])
    return set(keys) - set(_longest(best))


def _longest(chains: list[list[int]]) -> list[int]:
    return max(chains, key=lambda chain: len(chain), default=[])


def _by_order(ours: Sequence[Section], theirs: Sequence[Section], pairs: dict[int, int]) -> None:
    """Pairs what is left between two neighbours that are paired, by the order of heading levels."""
    back = {value: key for key, value in pairs.items()}
    left: dict[int, tuple[list[int], list[int]]] = {}
    last = -1
    for index in range(len(ours)):
        last = index if index in pairs else last
        if index not in pairs:
            left.setdefault(last, ([], []))[0].append(index)
    last = -1
    for index in range(len(theirs)):
        last = back.get(index, last)
        if index not in back:
            left.setdefault(last, ([], []))[1].append(index)
    for mine, other in left.values():
        levels = [ours[index].level for index in mine], [theirs[index].level for index in other]
        for block in SequenceMatcher(None, *levels, autojunk=False).get_matching_blocks():
            for step in range(block.size):
                pairs[mine[block.a + step]] = other[block.b + step]
