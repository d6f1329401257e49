"""Pairing what stands between two sections whose counterparts are known: by order, level and what they hold."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from payguide.model.likeness import Marks, likeness, marks
from payguide.model.pages import Page, Section

#: Up to this many possible pairs between two neighbours, the best order is searched for.
SEARCHED = 40_000

#: Sections with their positions.
Numbered = Sequence[tuple[int, Section]]


def by_order(source: Page, translation: Page, ours: Numbered, theirs: Numbered) -> dict[int, int]:
    """Pairs what is left between two neighbours that are paired."""
    levels = [section.level for _, section in ours], [section.level for _, section in theirs]
    if levels[0] == levels[1]:
        return {mine: other for (mine, _), (other, _) in zip(ours, theirs, strict=True)}
    if len(ours) * len(theirs) > SEARCHED:
        blocks = SequenceMatcher(None, *levels, autojunk=False).get_matching_blocks()
        steps = [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]
    else:
        held = held_by(source, ours), held_by(translation, theirs)
        steps = _best(
            [[_worth(ours[i][1], theirs[j][1], held[0][i], held[1][j]) for j in range(len(theirs))]
             for i in range(len(ours))]
        )  # fmt: skip
    return {ours[mine][0]: theirs[other][0] for mine, other in steps}


def held_by(page: Page, sections: Numbered) -> list[Marks]:
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
