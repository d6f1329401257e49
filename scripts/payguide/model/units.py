"""What a line of prose is part of: a heading, paragraph, list item, cell or title, and the lines that go with it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from payguide.model.findings import Location
from payguide.model.pages import Block, Page, Prose

Kind = Literal["heading", "paragraph", "item", "cell", "title"]
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Unit:
    """Text that belongs together. `quoted`: it stands in a block quote. `last` is the index of its last line of prose,
    `first` that of its first.
    """

    page: Page
    kind: Kind
    first: int
    last: int
    quoted: bool = False
    row: Block | None = None

    @property
    def place(self) -> Location:
        """Where it begins."""
        line = self.page.prose[self.first]
        return Location(self.page.path, line.line, line.column)

    @property
    def column(self) -> int:
        """The number of a cell's column, from 0."""
        return column(self.page, self.page.prose[self.first])


def column(page: Page, cell: Prose) -> int:
    """The number, from 0, of the column that `cell` stands in."""
    before = page.scan.lines[cell.line - 1][: cell.column - 1].lstrip(" >")
    return len(_BAR.findall(before)) - before.startswith("|")


class _Same:
    """A page as a key that is compared by identity: to compare what is in it would take long."""

    __slots__ = ("page",)

    def __init__(self, page: Page) -> None:
        self.page = page

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.page is other.page

    def __hash__(self) -> int:
        return id(self.page)


class _Index:
    """The blocks of a page, found by line in a time that does not grow with the page."""

    def __init__(self, page: Page) -> None:
        self._blocks = page.blocks
        self._lines = [block.line for block in page.blocks]
        self._parents: list[int] = []
        opened: list[int] = []
        for index, block in enumerate(page.blocks):
            while opened and page.blocks[opened[-1]].depth >= block.depth:
                opened.pop()
            self._parents.append(opened[-1] if opened else -1)
            opened.append(index)
        begins = ("item", "paragraph", "heading", "admonition")
        self.starts = {block.line for block in page.blocks if block.kind in begins}

    def around(self, line: int) -> list[Block]:
        """The blocks that `line` is in, outer ones first."""
        found: list[Block] = []
        index = bisect_right(self._lines, line) - 1
        while index >= 0:
            if self._blocks[index].last_line >= line:
                found.append(self._blocks[index])
            index = self._parents[index]
        return found[::-1]


@lru_cache(maxsize=2)
def _index(page: _Same) -> _Index:
    return _Index(page.page)


def unit_at(page: Page, index: int) -> Unit:
    """The unit that the line of prose `index` is part of."""
    line = page.prose[index].line
    index_of_page = _index(_Same(page))
    around = index_of_page.around(line)
    quoted = any(block.kind == "quote" for block in around)
    leaf = next((block for block in reversed(around) if block.kind in ("heading", "row", "paragraph")), None)
    if leaf is not None and leaf.kind == "row":
        return Unit(page, "cell", index, index, quoted, leaf)
    if leaf is not None and leaf.kind == "heading":
        return Unit(page, "heading", index, index, quoted)
    if any(block.kind == "admonition" and block.line == line for block in around):
        return Unit(page, "title", index, index, quoted)
    item = next((block for block in reversed(around) if block.kind == "item"), None)
    starts = index_of_page.starts
    first, last = index, index
    while (
        first > 0 and page.prose[first].line not in starts and page.prose[first].line - page.prose[first - 1].line == 1
    ):
        first -= 1
    while last + 1 < len(page.prose) and _follows(page.prose, last, starts):
        last += 1
    kind: Kind = "item" if item is not None and (leaf is None or leaf.depth <= item.depth + 1) else "paragraph"
    return Unit(page, kind, first, last, quoted)


def _follows(prose: Sequence[Prose], last: int, starts: set[int]) -> bool:
    line = prose[last + 1].line
    return line - prose[last].line == 1 and line not in starts


def cells_like(unit: Unit) -> list[Prose]:
    """The body cells of the column that the cell `unit` stands in."""
    page = unit.page
    table = _table(unit)
    if table is None:
        return []
    wanted = unit.column
    return [cell for cell in _cells(page, table) if cell.line > table.line and column(page, cell) == wanted]


def header_of(unit: Unit) -> str:
    """The words at the head of the column that the cell `unit` stands in."""
    table = _table(unit)
    cells = _cells(unit.page, table) if table is not None else []
    return next(
        (cell.text for cell in cells if cell.line == cells[0].line and column(unit.page, cell) == unit.column), ""
    )


def cells_beside(unit: Unit) -> list[Prose]:
    """The other cells of the row of `unit`."""
    own = unit.page.prose[unit.first]
    return [cell for cell in _cells(unit.page, unit.row) if cell is not own] if unit.row is not None else []


def _table(unit: Unit) -> Block | None:
    line = unit.page.prose[unit.first].line
    found = [block for block in unit.page.blocks if block.kind == "table" and block.line <= line <= block.last_line]
    return found[-1] if found else None


def _cells(page: Page, block: Block) -> Sequence[Prose]:
    lines = [line.line for line in page.prose]
    return page.prose[bisect_left(lines, block.line) : bisect_left(lines, block.last_line + 1)]
