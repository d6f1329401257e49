"""Outlines of TrueType fonts as comparable values, read from the file's own tables: much faster than drawing them.

A subset keeps the points of a glyph byte for byte; it drops instructions and numbers the parts of composed glyphs anew.
"""

from __future__ import annotations

import functools
import struct
from pathlib import Path

#: Bits in the flags of a composed glyph's part: words as arguments, more parts to come, one scale, two, a matrix.
_WORDS, _MORE, _SCALE, _SCALES, _MATRIX = 0x1, 0x20, 0x8, 0x40, 0x80
#: What a subset may change in them: hinting instructions, overlap, "use my metrics".
_KEPT = 0xFFFF & ~(0x100 | 0x400 | 0x200)

Shape = tuple[object, ...]


class Outlines:
    """The glyphs of one font file. Raises ValueError for a file without TrueType outlines."""

    def __init__(self, content: bytes) -> None:
        tables = _tables(content)
        if not {b"head", b"loca", b"glyf"} <= tables.keys():
            raise ValueError("no TrueType outlines")
        self._glyphs, places = tables[b"glyf"], tables[b"loca"]
        if int.from_bytes(tables[b"head"][50:52]):
            self._places = struct.unpack(f">{len(places) // 4}L", places[: len(places) // 4 * 4])
        else:
            halves = struct.unpack(f">{len(places) // 2}H", places[: len(places) // 2 * 2])
            self._places = tuple(2 * half for half in halves)

    def __len__(self) -> int:
        return len(self._places) - 1

    def shape(self, glyph: int) -> Shape:
        """The outline of glyph number `glyph`: equal for equal drawings; empty for white space and unknown numbers."""
        start, end = self._places[glyph : glyph + 2] if 0 <= glyph < len(self) else (0, 0)
        data = self._glyphs[start:end]
        if len(data) < 10:
            return ()
        contours = int.from_bytes(data[:2], signed=True)
        return self._simple(data, contours) if contours >= 0 else self._composed(data)

    def draws(self, shape: Shape) -> bool:
        """Whether some glyph of this font has this outline."""
        return not shape or shape in self._all

    @functools.cached_property
    def _all(self) -> frozenset[Shape]:
        return frozenset(self.shape(glyph) for glyph in range(len(self)))

    def _simple(self, data: bytes, contours: int) -> Shape:
        """Ends of contours, then flags and points without the instructions between."""
        ends = data[10 : 10 + 2 * contours]
        skipped = int.from_bytes(data[10 + 2 * contours : 12 + 2 * contours])
        return (data[:10], ends, data[12 + 2 * contours + skipped :].rstrip(b"\0"))

    def _composed(self, data: bytes) -> Shape:
        """Its parts with their places; the parts by their own outlines, as their numbers may differ."""
        found: list[object] = [data[:10]]
        at, more = 10, True
        while more:
            flags, part = struct.unpack_from(">HH", data, at)
            size = (4 if flags & _WORDS else 2) + 2 * bool(flags & _SCALE)
            size += 4 * bool(flags & _SCALES) + 8 * bool(flags & _MATRIX)
            found += [flags & _KEPT & ~_MORE, data[at + 4 : at + 4 + size], self.shape(part)]
            at, more = at + 4 + size, bool(flags & _MORE)
        return tuple(found)


def _tables(content: bytes) -> dict[bytes, bytes]:
    """The tables of a font file by their tags."""
    records = (struct.unpack_from(">4sLLL", content, 12 + 16 * at) for at in range(int.from_bytes(content[4:6])))
    return {tag: content[start : start + length] for tag, _sum, start, length in records}


def _characters(cmap: bytes) -> dict[int, int]:
    """The glyph number of every character in a table `cmap` of format 4, which our fonts have: ranges of codes.

    Raises ValueError for another format.
    """
    tables = [struct.unpack_from(">HHL", cmap, 4 + 8 * index) for index in range(int.from_bytes(cmap[2:4]))]
    start = next((place for platform, _encoding, place in tables if platform in (0, 3)), 0)
    if int.from_bytes(cmap[start : start + 2]) != 4:
        raise ValueError("the font's characters are in a table of another format")
    twice = int.from_bytes(cmap[start + 6 : start + 8])
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{twice // 2}H", cmap, start + 14 + index * twice + (2 if index else 0))
        for index in range(4)
    )
    last = start + 16 + 3 * twice
    found: dict[int, int] = {}
    for index, (first, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, end + 1):
            at = last + 2 * index + offset + 2 * (code - first)
            glyph = int.from_bytes(cmap[at : at + 2]) if offset else code
            if glyph and (glyph + delta) & 0xFFFF:
                found[code] = (glyph + delta) & 0xFFFF
    return found


@functools.lru_cache(maxsize=8)
def source_outlines(path: Path) -> tuple[Outlines, dict[int, int]]:
    """The outlines of the font file `path`, and the glyph number of every character it has. Read once a process."""
    content = path.read_bytes()
    return Outlines(content), _characters(_tables(content)[b"cmap"])
