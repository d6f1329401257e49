"""Pages cut into the parts that translations are compared by: a section of the source, and its counterpart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from payguide.model.alignment import align, sections_below
from payguide.model.findings import Location
from payguide.model.pages import Block, Image, Link, Page, Prose, Section

#: Blocks that hold words of their own.
_LEAVES = frozenset(("heading", "paragraph", "item", "row", "admonition", "code", "footnote"))


@dataclass(slots=True)
class Part:
    """What stands in one section of `page`, up to the next; `section` is None above the first below the main heading.

    The heading itself is part of it. Everything is in the order of the page.
    """

    page: Page
    section: Section | None
    blocks: Sequence[Block]
    prose: Sequence[Prose]
    links: Sequence[Link]
    images: Sequence[Image]

    @property
    def start(self) -> Location:
        """The heading, or the top of the page."""
        if self.section is not None:
            return self.section.location
        return next((section.location for section in self.page.sections[:1]), Location(self.page.path))

    def like(self, line: int, other: Part) -> Location:
        """Where what is in `line` of `other`, the counterpart of this part, stands here, or would stand."""
        here, there = self._leaves(), other._leaves()
        if not here or not there:
            return self.start
        place = max(bisect_right(there, line, key=lambda leaf: leaf[0]) - 1, 0)
        kinds = [kind for _, kind in there], [kind for _, kind in here]
        found = 0
        for match in SequenceMatcher(None, *kinds, autojunk=False).get_matching_blocks():
            if match.a > place:
                break
            found = match.b + min(place - match.a, match.size)
        return Location(self.page.path, here[min(found, len(here) - 1)][0])

    def _leaves(self) -> list[tuple[int, str]]:
        return sorted({block.line: block.kind for block in self.blocks if block.kind in _LEAVES}.items())


@dataclass(slots=True)
class Aligned:
    """A page of the source locale and its translation, with the parts that are counterparts of each other."""

    source: Page
    translation: Page
    parts: list[tuple[Part, Part]]


def aligned(source: Page, translation: Page) -> Aligned:
    """Both pages in parts. Sections that only one of them has are left out."""
    ours, theirs = _parts(source), _parts(translation)
    pairs = [(ours[None], theirs[None])]
    for match in align(source, translation):
        if match.source is not None and match.translation is not None:
            pairs.append((ours[match.source], theirs[match.translation]))
    return Aligned(source, translation, pairs)


def _parts(page: Page) -> dict[Section | None, Part]:
    sections = sections_below(page)
    cuts = [0, *(section.location.line for section in sections), len(page.scan.lines) + 1]
    blocks = _slices([block.line for block in page.blocks], cuts)
    prose = _slices([line.line for line in page.prose], cuts)
    links = _slices([link.location.line for link in page.links], cuts)
    images = _slices([image.location.line for image in page.images], cuts)
    return {
        section: Part(page, section, page.blocks[b], page.prose[p], page.links[a], page.images[i])
        for section, b, p, a, i in zip((None, *sections), blocks, prose, links, images, strict=True)
    }


def _slices(lines: list[int], cuts: Sequence[int]) -> list[slice]:
    places = [bisect_left(lines, cut) for cut in cuts]
    return [slice(first, after) for first, after in pairwise(places)]
