"""The text of a page as passages (paragraphs, headings, items, cells) with the values in them, section by section."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from re import Pattern

from payguide.model.alignment import sections_below
from payguide.model.findings import Location
from payguide.model.pages import Page
from payguide.values.equality import settled
from payguide.values.parsing import Reader, Value

_WORD = re.compile("[a-z]{3,}")


@dataclass(slots=True)
class Passage:
    """A piece of text without line ends, `Passages.text[start:end]`, in the lines from `line` to `last`. `kind` names
    the block that it begins.
    """

    start: int
    end: int
    kind: str
    line: int
    last: int
    values: list[Value] = field(default_factory=list)


@dataclass(slots=True)
class Passages:
    """A page's text, a passage a line. `sections` are ranges of passages: the first is what stands above the first
    section below the main heading, then one for each of these sections in order. `lower` is the text in small letters.
    """

    page: Page
    text: str
    lower: str
    passages: list[Passage]
    sections: list[tuple[int, int]]
    _starts: list[int]

    def at(self, offset: int) -> int:
        """The number of the passage that the text at `offset` belongs to."""
        return bisect_right(self.passages, offset, key=_start) - 1

    def place(self, offset: int) -> Location:
        """Where in the page the text at `offset` stands."""
        index = bisect_right(self._starts, offset) - 1
        prose = self.page.prose[index]
        return Location(self.page.path, prose.line, prose.column + offset - self._starts[index])


def _start(passage: Passage) -> int:
    return passage.start


def passages(page: Page, reader: Reader) -> Passages:
    """The passages of `page` with their values, parsed in one go."""
    begins = {block.line: block.kind for block in page.blocks}
    parts: list[str] = []
    found: list[Passage] = []
    starts: list[int] = []
    last, offset = -1, 1
    for text, line, _ in page.prose:
        end = offset + len(text)
        if line == last + 1 and line not in begins:  # the next line of the same paragraph or item
            parts.append(" ")
            found[-1].end, found[-1].last = end, line
        else:
            parts.append("\n")
            found.append(Passage(offset, end, begins.get(line, ""), line, line))
        parts.append(text)
        starts.append(offset)
        offset = end + 1
        last = line
    text = "".join(parts)
    _distribute(found, reader.values(text))
    if reader.script is not None:
        for passage in found:
            if passage.values and _is_foreign(text[passage.start : passage.end], reader.script):
                passage.values = []
    return Passages(page, text, _lower(text), found, _sections(page, found), starts)


def _is_foreign(text: str, script: Pattern[str]) -> bool:
    """Whether `text` is not in the page's own language, but left as it was: some words, and none of its script."""
    return len(_WORD.findall(text)) > 3 and script.search(text) is None


def _lower(text: str) -> str:
    """`text` in small letters at the same offsets: some capitals have small letters that are longer."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    )


def _distribute(found: list[Passage], values: list[Value]) -> None:
    index, clocks = 0, set[int]()
    for value in values:
        if value.form == "loose" and value.amount == 1:
            continue  # `a`, `one` and 一 come and go with the grammar
        while found[index].end <= value.start:
            index += 1
        if value.kind == "number" and value.start == found[index].start and found[index].kind == "heading":
            continue  # the section's own number
        found[index].values.append(value)
        if value.unit == "24h":
            clocks.add(index)
    for index in clocks:
        found[index].values = settled(found[index].values)


def _sections(page: Page, found: list[Passage]) -> list[tuple[int, int]]:
    """Ranges of passages, first that above the first section; a heading belongs to its section."""
    heads = [section.location.line for section in sections_below(page)]
    cuts, index = [0], 0
    for head in heads:
        while index < len(found) and found[index].line < head:
            index += 1
        cuts.append(index)
    return list(zip(cuts, [*cuts[1:], len(found)], strict=True))
