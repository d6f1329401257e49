"""The lists and tables of a part as trees, whatever they are written with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from payguide.model.pages import Block
from payguide.model.parts import Part

_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b(.*?)(?:</table|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<t[dh]\b([^>]*)>(.*?)(?=<t[dh]\b|</t[rdh]\b|\Z)", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Item:
    """One item of a list, with the lists in it. `text` is all of it, as it is written."""

    line: int
    text: str
    lists: list[Listing] = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """A list. `start` is the number of an ordered list's first item; 0 for one with bullets."""

    line: int
    start: int
    items: list[Item] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What it is called."""
        return "numbered" if self.start else "bulleted"


@dataclass(slots=True)
class Row:
    """A row of a table: how many cells it has, and how many of those hold something; -1 where nobody can tell."""

    line: int
    text: str
    cells: int
    filled: int


@dataclass(slots=True)
class Table:
    """A table; the first row is its header."""

    line: int
    rows: list[Row]


def listings(part: Part) -> list[Listing]:
    """The outermost lists of `part`, in order; two that only differ in their bullets are one, as readers see them."""
    found: list[Listing] = []
    stack: list[tuple[int, Listing | Item]] = []
    lines = part.page.scan.lines
    for block in part.blocks:
        if block.kind not in ("list", "item"):
            continue
        while stack and stack[-1][0] >= block.depth:
            stack.pop()
        above = stack[-1][1] if stack else None
        if block.kind == "list":
            listing = Listing(block.line, _start(block))
            siblings = above.lists if isinstance(above, Item) else found
            stack.append((block.depth, _joined(siblings, listing, part)))
        elif isinstance(above, Listing):
            item = Item(block.line, "\n".join(lines[block.line - 1 : block.last_line]))
            above.items.append(item)
            stack.append((block.depth, item))
    return found


def _start(block: Block) -> int:
    _, _, number = block.info.partition("ordered from ")
    return int(number) or -1 if number else 0


def _joined(siblings: list[Listing], listing: Listing, part: Part) -> Listing:
    """`listing`, or the one right before it that it goes on with."""
    before = siblings[-1] if siblings else None
    if before is not None and before.start == listing.start == 0 and before.items:
        last = before.items[-1]
        end = last.line + last.text.count("\n") + 1
        if not any(line.strip() for line in part.page.scan.lines[end - 1 : listing.line - 1]):
            return before
    siblings.append(listing)
    return listing


def tables(part: Part) -> list[Table]:
    """The tables of `part`, in order, those in raw HTML too."""
    found: list[Table] = []
    filled: dict[int, int] = {}
    for line in part.prose:
        filled[line.line] = filled.get(line.line, 0) + 1
    lines = part.page.scan.lines
    for block in part.blocks:
        if block.kind == "table":
            found.append(Table(block.line, []))
        elif block.kind == "row" and found:
            row = Row(block.line, lines[block.line - 1], int(block.info), filled.get(block.line, 0))
            found[-1].rows.append(row)
        elif block.kind == "html":
            found.extend(_html(block, "\n".join(lines[block.line - 1 : block.last_line])))
    return found


def _html(block: Block, text: str) -> Iterator[Table]:
    for match in _TABLE.finditer(text):
        inside, start = match[1], match.start(1)
        merged = "colspan" in inside or "rowspan" in inside
        places = [row.start() for row in _ROW.finditer(inside)]
        rows = []
        for begin, end in zip(places, [*places[1:], len(inside)], strict=True):
            cells = _CELL.findall(inside[begin:end])
            line = block.line + text.count("\n", 0, start + begin)
            counts = (-1, -1) if merged else (len(cells), sum(bool(words.strip()) for _, words in cells))
            rows.append(Row(line, inside[begin:end], *counts))
        if rows:
            yield Table(block.line + text.count("\n", 0, start), rows)
