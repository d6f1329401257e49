"""Paragraphs that a translation leaves out.

paragraph-missing
    A section has fewer paragraphs than its source, and their lengths show that one was left out, not joined to another:
    readers miss what it says.
    Bad:  three paragraphs in the source; the first and the third in the translation
    Good: all three, as three paragraphs or as one

How much longer one language writes than the other is learned from the site. Left alone: paragraphs of a few words,
sections with raw HTML, text in lists, tables and notices, which have rules of their own.
To excuse: an entry in `.checks.yml` with rule, path, reason and until, or a comment in the page.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from payguide.checks.lists import short
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.model.pages import OPAQUE
from payguide.model.parts import Part
from payguide.model.scripts import DENSITY, is_dense
from payguide.model.site import Site

MISSING = Rule("paragraph-missing", "a paragraph of the source is missing", Severity.WARNING)
RULES: tuple[Rule, ...] = (MISSING,)

#: What it costs that a paragraph stands alone, or that two are joined; the unit is the logarithm of a probability.
_ALONE, _JOINED = 3.0, 1.0
#: What no difference of lengths costs more than, and how much better a gap must explain the lengths.
_WORST, _BETTER = 12.0, 0.5
#: Shorter ones, in characters of a language such as Chinese, tell nothing by their lengths.
_SHORTEST = 12
#: Where so little is left of so much, the whole text is found to be much shorter.
_LITTLE, _MUCH = 0.42, 40
#: What is no letter in most texts.
_SILENT = (OPAQUE, " ", "\n", ".", ",", "，", "。", "*")
#: From so many paragraphs on, a site has a ratio of its own; above so many in a section, nothing is searched.
_ENOUGH, _MOST = 8, 40


class _Paragraph(NamedTuple):
    """First and last line, and how much it says: characters of a language such as Chinese."""

    line: int
    last: int
    size: float
    text: str


Pair = tuple[Part, Part, Sequence[_Paragraph], Sequence[_Paragraph]]


def check(site: Site) -> Iterator[Finding]:
    """Every section of every translation, once it is known how much longer a language writes."""
    by_locale: dict[str, list[Pair]] = defaultdict(list)
    for pair in site.aligned:
        for ours, theirs in pair.parts:
            if not _is_raw(ours) and not _is_raw(theirs):
                by_locale[pair.translation.locale].append((ours, theirs, _paragraphs(ours), _paragraphs(theirs)))
    for pairs in by_locale.values():
        ratio = _ratio(pairs)
        for ours, theirs, there, here in pairs:
            if len(here) < len(there) <= _MOST and _is_comparable(ours, theirs, here):
                yield from _section(ours, theirs, there, [item._replace(size=item.size / ratio) for item in here])


def _is_raw(part: Part) -> bool:
    return any(block.kind == "html" for block in part.blocks)


def _is_comparable(ours: Part, theirs: Part, here: Sequence[_Paragraph]) -> bool:
    """Whether the sections are surely the same, and no paragraph of the source went into a list or notice."""
    counts = [sum(block.kind == "paragraph" for block in part.blocks) for part in (ours, theirs)]
    sections = [part.section for part in (ours, theirs)]
    is_named = all(section is None or section.explicit for section in sections)
    return counts[1] < counts[0] and (is_named or bool(here))


def _paragraphs(part: Part) -> list[_Paragraph]:
    """The paragraphs that stand in no list, quote or notice, and hold words."""
    spans = [block for block in part.blocks if block.kind == "paragraph" and block.depth == 0]
    dense = is_dense(part.page.locale)
    found, index = [], 0
    for block in spans:
        while index < len(part.prose) and part.prose[index].line < block.line:
            index += 1
        texts = []
        while index < len(part.prose) and part.prose[index].line <= block.last_line:
            texts.append(part.prose[index].text)
            index += 1
        text = "\n".join(texts)
        letters = len(text) - sum(map(text.count, _SILENT))
        size = letters if dense and not text.isascii() else letters / DENSITY
        if letters:
            found.append(_Paragraph(block.line, block.last_line, size, text.replace(OPAQUE, "")))
    return found


def _ratio(pairs: Sequence[Pair]) -> float:
    ratios = [
        other.size / mine.size
        for _, _, there, here in pairs
        if len(here) == len(there)
        for mine, other in zip(there, here, strict=True)
        if mine.size >= _SHORTEST
    ]
    return max(median(ratios), 0.1) if len(ratios) >= _ENOUGH else 1.0


def _section(ours: Part, theirs: Part, there: Sequence[_Paragraph], here: Sequence[_Paragraph]) -> Iterator[Finding]:
    said, wanted = sum(item.size for item in here), sum(item.size for item in there)
    if said < _LITTLE * wanted and wanted - said > _MUCH:
        return
    cost, gaps = _aligned(there, here, may_lack=True)
    if cost + _BETTER > _aligned(there, here, may_lack=False)[0]:
        return
    for index, before in gaps:
        paragraph = there[index]
        if paragraph.size < _SHORTEST:
            continue
        line = here[before].line if before < len(here) else here[-1].last if here else theirs.start.line
        counts = {"count": len(here), "wanted": len(there)}
        message = say("a paragraph of the source is missing here: {count} of {wanted}", **counts)
        hint = say("missing: {text}", text=short(paragraph.text))
        related = Location(ours.page.path, paragraph.line)
        yield MISSING.at(Location(theirs.page.path, line), message, hint, related)


def _aligned(
    there: Sequence[_Paragraph], here: Sequence[_Paragraph], may_lack: bool
) -> tuple[float, list[tuple[int, int]]]:
    """The least cost of pairing all paragraphs in order, up to three joined to one, and those of `there` left alone:
    their index, and how many of `here` stand before.
    """
    rows, columns = len(there), len(here)
    best = [[math.inf] * (columns + 1) for _ in range(rows + 1)]
    came: dict[tuple[int, int], tuple[int, int]] = {}
    best[0][0] = 0.0
    for i in range(rows + 1):
        for j in range(columns + 1):
            for a, b in ((1, 1), (2, 1), (3, 1), (1, 2), *(((1, 0),) if may_lack else ())):
                if i >= a and j >= b and best[i - a][j - b] < math.inf:
                    cost = best[i - a][j - b] + _cost(there[i - a : i], here[j - b : j])
                    if cost < best[i][j]:
                        best[i][j], came[i, j] = cost, (a, b)
    gaps, i, j = [], rows, columns
    while (i, j) in came:
        a, b = came[i, j]
        i, j = i - a, j - b
        if not b:
            gaps.append((i, j))
    return best[rows][columns], gaps[::-1]


def _cost(ours: Sequence[_Paragraph], theirs: Sequence[_Paragraph]) -> float:
    """How unlikely it is that `theirs` say what `ours` do: translations differ in length, short ones more."""
    if not theirs:
        return _ALONE
    mine, other = sum(item.size for item in ours), sum(item.size for item in theirs)
    spread = min(0.45, 0.15 + 6 / max(mine, other))
    unlike = math.log(max(mine, 1) / max(other, 1)) ** 2 / (2 * spread**2)
    return min(unlike, _WORST) + _JOINED * (len(ours) + len(theirs) - 2)
