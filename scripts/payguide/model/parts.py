"""Pages cut into the parts that translations are compared by: a section of the source, and its counterpart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from payguide.model.alignment import Match, align, sections_below
from payguide.model.findings import Location
from payguide.model.pages import OPAQUE, Block, Image, Link, Page, Prose, Section
from payguide.model.scripts import DENSITY, is_dense
from payguide.sources.inserted import INSERTED

#: Blocks that hold words of their own.
_LEAVES = frozenset(("heading", "paragraph", "item", "row", "admonition", "code", "footnote"))

#: A page without sections is not compared with one that has more parts than these.
_SEVERAL = 3
#: The least size of a source, in letters, that a translation can be a stub of, and the share of it that is one.
_LEAST, _STUB = 400, 0.15

#: Pairs of blocks up to which every one is compared with every other.
_COMPARED = 1_000_000


@dataclass(slots=True)
class Part:
    """What stands in one section of `page`, up to the next; `section` is None above the first below the main heading.

    The heading itself is part of it. Everything is in the order of the page. Sections that the two languages divide in
    another way are one part, whose `section` is the first.
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

    @property
    def printed(self) -> int:
        """The number of lines with an expression, which may print anything."""
        lines = self.page.scan.lines
        return sum("{{" in lines[line - 1] for line in {line.line for line in self.prose})

    def like(self, line: int, other: Part) -> Location:
        """Where what is in `line` of `other`, the counterpart of this part, stands here, or would stand."""
        here, there = self._leaves(), other._leaves()
        if not here or not there:
            return self.start
        place = max(bisect_right(there, line, key=lambda leaf: leaf[0]) - 1, 0)
        if len(here) * len(there) > _COMPARED:
            return Location(self.page.path, here[min(place, len(here) - 1)][0])
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
    """A page of the source locale and its translation, with the sections and parts that are counterparts of each other.

    `is_stub`: the translation says so little that it was not begun in earnest. It has no parts to compare.
    """

    source: Page
    translation: Page
    matches: list[Match]
    parts: list[tuple[Part, Part]]
    is_stub: bool = False


def aligned(source: Page, translation: Page) -> Aligned:
    """Both pages in parts. Sections that only one of them has are left out."""
    matches = align(source, translation)
    if _is_stub(source, translation):
        return Aligned(source, translation, matches, [], True)
    ours, theirs = _parts(source), _parts(translation)
    if min(len(ours), len(theirs)) == 1 and max(len(ours), len(theirs)) > _SEVERAL:
        return Aligned(source, translation, matches, [])
    pairs = [] if any(match.at_top for match in matches) else [(ours[None], theirs[None])]
    done: set[int] = set()
    for match in matches:
        if match.region and match.region not in done:
            done.add(match.region)
            pairs.extend(_region(matches, match.region, ours, theirs))
        elif not match.region and match.source is not None and match.translation is not None:
            pairs.append((ours[match.source], theirs[match.translation]))
    if source.scan.open_ids or translation.scan.open_ids:
        pairs = [pair for pair in pairs if not any(_inserts(part) for part in pair)]
    return Aligned(source, translation, matches, pairs)


def _inserts(part: Part) -> bool:
    """Whether text of another file stands in `part`, so that what the page shows cannot be told from its source."""
    first = part.blocks[0].line - 1 if part.blocks else 0
    last = part.blocks[-1].last_line if part.blocks else 0
    return any(INSERTED.search(line) for line in part.page.scan.lines[first:last])


def _is_stub(source: Page, translation: Page) -> bool:
    """Whether `translation` holds next to nothing of what `source` says."""
    size = _size(source)
    if size < _LEAST or _size(translation) >= _STUB * size:
        return False
    # Expressions may print what the source says in words.
    printed = [sum("{{" in line for line in page.scan.lines) for page in (source, translation)]
    return printed[1] <= printed[0]


def _size(page: Page) -> float:
    letters = sum(len(line.text) - line.text.count(OPAQUE) for line in page.prose)
    return letters * DENSITY if is_dense(page.locale) else letters


def _region(
    matches: Sequence[Match], region: int, ours: Mapping[Section | None, Part], theirs: Mapping[Section | None, Part]
) -> Iterator[tuple[Part, Part]]:
    """Sections that are divided in another way, as one part of each language, so that what they hold can be compared;
    nothing where one has so many more that they are another text.
    """
    within = [match for match in matches if match.region == region]
    top: list[Section | None] = [None] if within[0].at_top else []
    mine = [*top, *(match.source for match in within if match.source is not None)]
    other = [match.translation for match in within if match.translation is not None]
    other.sort(key=lambda section: section.location)
    if max(len(mine), len(other)) < 2 * min(len(mine), len(other)):
        yield _joined([ours[section] for section in mine]), _joined([theirs[section] for section in [*top, *other]])


def _joined(parts: Sequence[Part]) -> Part:
    return Part(
        parts[0].page,
        parts[0].section,
        [block for part in parts for block in part.blocks],
        [line for part in parts for line in part.prose],
        [link for part in parts for link in part.links],
        [image for part in parts for image in part.images],
    )


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
