"""Which section of a translation is which section of its source: by name first, then by order between those."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from payguide.model.likeness import telling
from payguide.model.pages import Page, Section
from payguide.model.pairing import SEARCHED, Numbered, by_order, held_by

#: So many sections above twice as many are another text.
_FAR_MORE = 3
#: The numbers of regions by position in the source and in the translation.
Regions = tuple[dict[int, int], dict[int, int]]


@dataclass(frozen=True, slots=True)
class Match:
    """A section and its counterpart; None where there is none. `moved`: its order is another.

    `region` is 0 where names or levels tell the counterpart. Sections with the same number above 0 stand between two
    such neighbours and are divided in another way in the two languages: which of them is which is a guess. `at_top`:
    the region begins below the main heading.
    """

    source: Section | None
    translation: Section | None
    moved: bool = False
    region: int = 0
    at_top: bool = False


def sections_below(page: Page) -> list[Section]:
    """The sections below the page's main heading, which is its first of the highest level."""
    title = next((section for section in page.sections if section.level == 1), None)
    return [section for section in page.sections if section is not title]


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
    gaps: list[tuple[Numbered, Numbered]] = []
    for (above, over), (below, under) in pairwise(kept):
        mine = [(index, ours[index]) for index in range(above + 1, below) if index not in pairs]
        other = [(index, theirs[index]) for index in range(over + 1, under) if index in free]
        if mine and other:
            pairs.update(by_order(source, translation, mine, other))
        gaps.append((mine, other))
    strays = _strays(source, translation, ours, theirs, pairs)
    pairs.update(strays)
    moved |= strays.keys()
    return _matches(ours, theirs, pairs, moved, _regions(gaps, pairs, strays))


def _regions(gaps: Sequence[tuple[Numbered, Numbered]], pairs: Mapping[int, int], strays: Mapping[int, int]) -> Regions:
    """Where it cannot be told which of the sections between two neighbours are counterparts."""
    found: Regions = ({}, {})
    for number, (ours, theirs) in enumerate(gaps, 1):
        mine = [(index, section) for index, section in ours if index not in strays]
        other = [(index, section) for index, section in theirs if index not in strays.values()]
        if _is_guess(mine, other, pairs):
            found[0].update(dict.fromkeys((index for index, _ in mine), number))
            found[1].update(dict.fromkeys((index for index, _ in other), number))
    return found


def _is_guess(ours: Numbered, theirs: Numbered, pairs: Mapping[int, int]) -> bool:
    """Whether some are left on both sides, many are of other levels, or one side has far more than the other."""
    if not ours or not theirs or any(section.explicit for _, section in (*ours, *theirs)):
        return False
    there = dict(theirs)
    paired = [(section, there[pairs[index]]) for index, section in ours if index in pairs]
    uneven = sum(mine.level != other.level for mine, other in paired)
    fewer, more = sorted((len(ours), len(theirs)))
    return len(paired) < fewer or (uneven > 1 and 4 * uneven > len(paired)) or more >= 2 * fewer + _FAR_MORE


def _matches(
    ours: Sequence[Section],
    theirs: Sequence[Section],
    pairs: Mapping[int, int],
    moved: set[int],
    regions: Regions,
) -> list[Match]:
    there, here = regions
    found = []
    for index, section in enumerate(ours):
        region = there.get(index, 0)
        counterpart = theirs[pairs[index]] if index in pairs else None
        found.append(Match(section, counterpart, index in moved, region, region == 1))
    used = set(pairs.values())
    for index, section in enumerate(theirs):
        if index not in used:
            found.append(Match(None, section, False, here.get(index, 0), here.get(index) == 1))
    return found


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
    if not mine or not other or len(mine) * len(other) > SEARCHED:
        return {}
    held = [[telling(marks) for marks in held_by(*side)] for side in ((source, mine), (translation, other))]
    found: dict[int, int] = {}
    for (index, _), here in zip(mine, held[0], strict=True):
        for (place, _), there in zip(other, held[1], strict=True):
            shared = (here & there).total()
            if place not in found.values() and shared > 1 and 2 * shared >= (here | there).total():
                found[index] = place
                break
    return found
