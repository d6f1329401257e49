"""Which section of a translation is which section of its source: by name first, then by order between those."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from payguide.model.likeness import Marks, likeness, marks, telling
from payguide.model.pages import Page, Section

#: Up to this many possible pairs between two neighbours, the best order is searched for.
_SEARCHED = 40_000


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

    Sections without a common name are counterparts when they stand in the same order between the same neighbours:
    those of one level first, then those that hold the same links, figures and code.
    """
    ours, theirs = sections_below(source), sections_below(translation)
    pairs = _by_name(ours, theirs)
    moved = _moved(pairs)
    kept = [(-1, -1), *sorted((key, pairs[key]) for key in pairs.keys() - moved), (len(ours), len(theirs))]
    free = set(range(len(theirs))) - set(pairs.values())
    for (above, over), (below, under) in pairwise(kept):
        mine = [index for index in range(above + 1, below) if index not in pairs]
        other = [index for index in range(over + 1, under) if index in free]
        if mine and other:
            pairs.update(_by_order(source, translation, [(i, ours[i]) for i in mine], [(j, theirs[j]) for j in other]))
    strays = _strays(source, translation, ours, theirs, pairs)
    pairs.update(strays)
    moved |= strays.keys()
    matches = [
        Match(section, theirs[pairs[index]] if index in pairs else None, index in moved)
        for index, section in enumerate(ours)
    ]
    used = set(pairs.values())
    return matches + [Match(None, section) for index, section in enumerate(theirs) if index not in used]


def _by_name(ours: Sequence[Section], theirs: Sequence[Section]) -> dict[int, int]:
    """Positions of sections with the same id. One made from the heading counts only where the words are the same
    too: `## Logs` and `### /logs` make the same id and are two things.
    """
    places: dict[str, list[int]] = {}
    for index, section in enumerate(theirs):
        places.setdefault(section.id, []).append(index)
    often, there = _titles(ours), _titles(theirs)
    pairs = {}
    for index, section in enumerate(ours):
        if places.get(section.id):
            other = theirs[places[section.id][0]]
            title = section.title.casefold()
            same = title == other.title.casefold() and often[title] == there[title]
            if section.explicit or other.explicit or same:
                pairs[index] = places[section.id].pop(0)
    return pairs


def _titles(sections: Sequence[Section]) -> Counter[str]:
    return Counter(section.title.casefold() for section in sections)


def _moved(pairs: Mapping[int, int]) -> set[int]:
    """The positions to move so that the rest is in the source's order: as few as possible."""
    tails: list[int] = []  # from the end: minus the counterpart that ends the best chain of each length
    ends: list[int] = []  # and its position
    before: dict[int, int | None] = {}
    for key in sorted(pairs, reverse=True):
        length = bisect_left(tails, -pairs[key])
        before[key] = ends[length - 1] if length else None
        tails[length : length + 1] = [-pairs[key]]
        ends[length : length + 1] = [key]
    chain: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        chain.add(last)
        last = before[last]
    return set(pairs) - chain


def _strays(
    source: Page, translation: Page, ours: Sequence[Section], theirs: Sequence[Section], pairs: Mapping[int, int]
) -> dict[int, int]:
    """Sections that are left on both sides, wherever they stand, and that hold most of the same things."""
    used = set(pairs.values())
    mine = [(index, section) for index, section in enumerate(ours) if index not in pairs and not section.explicit]
    other = [(index, section) for index, section in enumerate(theirs) if index not in used and not section.explicit]
    if not mine or not other or len(mine) * len(other) > _SEARCHED:
        return {}
    held = [[telling(marks) for marks in _held(*side)] for side in ((source, mine), (translation, other))]
    found: dict[int, int] = {}
    for (index, _), here in zip(mine, held[0], strict=True):
        for (place, _), there in zip(other, held[1], strict=True):
            shared = (here & there).total()
            if place not in found.values() and shared > 1 and 2 * shared >= (here | there).total():
                found[index] = place
                break
    return found


Numbered = Sequence[tuple[int, Section]]


def _by_order(source: Page, translation: Page, ours: Numbered, theirs: Numbered) -> dict[int, int]:
    """Pairs what is left between two neighbours that are paired."""
    levels = [section.level for _, section in ours], [section.level for _, section in theirs]
    if levels[0] == levels[1]:
        return {mine: other for (mine, _), (other, _) in zip(ours, theirs, strict=True)}
    if len(ours) * len(theirs) > _SEARCHED:
        blocks = SequenceMatcher(None, *levels, autojunk=False).get_matching_blocks()
        steps = [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]
    else:
        held = _held(source, ours), _held(translation, theirs)
        steps = _best(
            [[_worth(ours[i][1], theirs[j][1], held[0][i], held[1][j]) for j in range(len(theirs))]
             for i in range(len(ours))]
        )  # fmt: skip
    return {ours[mine][0]: theirs[other][0] for mine, other in steps}


def _held(page: Page, sections: Numbered) -> list[Marks]:
    """What each of `sections` holds that is the same in every language."""
    starts = [section.location.line for section in page.sections]
    held: dict[int, Marks] = {line: Counter() for line in starts}
    for line, mark in marks(page):
        index = bisect_right(starts, line) - 1
        if index >= 0:
            held[starts[index]][mark] += 1
    return [held[section.location.line] for _, section in sections]


def _worth(ours: Section, theirs: Section, mine: Marks, other: Marks) -> float:
    """How much speaks for two sections being counterparts; 0 when they cannot be."""
    alike = likeness(mine, other)
    alike += ours.title.casefold() == theirs.title.casefold()
    if ours.level == theirs.level:
        return 2 + 2 * alike
    return 0.0 if ours.explicit and theirs.explicit else 0.25 + 1.5 * alike


def _best(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs of rows and columns, in order, that are worth most together."""
    rows, columns = len(worth), len(worth[0])
    total = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = worth[i][j] + total[i + 1][j + 1] if worth[i][j] else 0.0
            total[i][j] = max(paired, total[i + 1][j], total[i][j + 1])
    steps, i, j = [], 0, 0
    while i < rows and j < columns:
        if worth[i][j] and total[i][j] == worth[i][j] + total[i + 1][j + 1]:
            steps.append((i, j))
            i, j = i + 1, j + 1
        elif total[i][j] == total[i + 1][j]:
            i += 1
        else:
            j += 1
    return steps
