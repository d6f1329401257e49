"""Tables of a section against those of its source: columns, rows, cells. The manual is that of `structure`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from payguide.checks.lists import short
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.gaps import gaps
from payguide.model.messages import say
from payguide.model.outline import Row, Table, tables
from payguide.model.parts import Part

TABLE = Rule("structure-table", "a table differs from its source", Severity.WARNING)


def compare(ours: Part, theirs: Part, is_moved: bool = False) -> Iterator[Finding]:
    """The tables of two parts in order. `is_moved`: what is missing here stands in another section."""
    mine, other = tables(ours), tables(theirs)
    missing, extra = gaps([_written(table) for table in mine], [_written(table) for table in other])
    for index, _ in missing if not is_moved else ():
        place = theirs.like(mine[index].line, ours)
        hint = say("its readers miss {count} rows", count=len(mine[index].rows))
        yield TABLE.at(
            place, say("a table of the source is missing here"), hint, Location(ours.page.path, mine[index].line)
        )
    for index in extra if not is_moved else ():
        place = Location(theirs.page.path, other[index].line)
        yield TABLE.at(
            place, say("the source has no such table here"), say("add it to the source, or delete it"), ours.start
        )
    alone = {index for index, _ in missing}
    kept = [table for index, table in enumerate(mine) if index not in alone]
    for left, right in zip(kept, (table for index, table in enumerate(other) if index not in extra), strict=True):
        yield from _table(left, right, ours, theirs)


def _written(table: Table) -> str:
    return "\n".join(row.text for row in table.rows)


def _table(mine: Table, other: Table, ours: Part, theirs: Part) -> Iterator[Finding]:
    widths = _width(mine), _width(other)
    if -1 not in widths and widths[0] != widths[1]:
        message = say("this table has {count} columns, in the source {wanted}", count=widths[1], wanted=widths[0])
        place = Location(theirs.page.path, other.line)
        yield TABLE.at(place, message, say("write the same columns"), Location(ours.page.path, mine.line))
    missing, extra = gaps([row.text for row in mine.rows[1:]], [row.text for row in other.rows[1:]])
    missing, extra = [(index + 1, before + 1) for index, before in missing], [index + 1 for index in extra]
    yield from _rows(mine, other, missing, extra, ours, theirs)
    if widths[0] != widths[1]:
        return
    alone = {index for index, _ in missing}
    kept = [row for index, row in enumerate(mine.rows) if index not in alone]
    for left, right in zip(kept, (row for index, row in enumerate(other.rows) if index not in extra), strict=True):
        yield from _cells(left, right, ours, theirs)


def _width(table: Table) -> int:
    return table.rows[0].cells if table.rows else 0


def _rows(
    mine: Table, other: Table, missing: Sequence[tuple[int, int]], extra: Sequence[int], ours: Part, theirs: Part
) -> Iterator[Finding]:
    counts = {"count": len(other.rows), "wanted": len(mine.rows)}
    for index, before in missing:
        near = other.rows[before - 1].line if before else other.line
        message = say("this table lacks a row of the source: it has {count} of {wanted}", **counts)
        hint = say("missing: {text}", text=short(mine.rows[index].text))
        yield TABLE.at(Location(theirs.page.path, near), message, hint, Location(ours.page.path, mine.rows[index].line))
    for index in extra:
        message = say("the source's table has no such row: {wanted} rows there, {count} here", **counts)
        place = Location(theirs.page.path, other.rows[index].line)
        yield TABLE.at(place, message, say("add it to the source, or delete it"), Location(ours.page.path, mine.line))


def _cells(left: Row, right: Row, ours: Part, theirs: Part) -> Iterator[Finding]:
    """Fewer cells, or more empty ones, than the row of the source."""
    if -1 in (left.cells, right.cells) or right.filled >= left.filled:
        return
    place, related = Location(theirs.page.path, right.line), Location(ours.page.path, left.line)
    counts = {"count": right.filled, "wanted": left.filled}
    message = say("{count} cells of this row hold something, in the source {wanted}", **counts)
    yield TABLE.at(place, message, say("fill in what the source says"), related)
