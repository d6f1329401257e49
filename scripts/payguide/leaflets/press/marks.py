"""Marks outside the bleed, in black: where to cut, and dashed, where to fold."""

from __future__ import annotations

from collections.abc import Iterator

from payguide.leaflets.forms import Form
from payguide.leaflets.probepdf import POINT

#: In mm: how far from the cut marks begin, outside the bleed, and how long they are.
_START, _LENGTH = 3.5, 4.0
#: A hairline, in points, and the dashes of folds.
_WIDTH, _DASHES = 0.25, "[3 2] 0 d"
#: Two edges nearer than this, in mm, are one.
_NEAR = 0.1


def _distinct(values: Iterator[float], edge: float) -> list[float]:
    """Sorted, each once, and without the edges of the sheet at 0 and `edge`."""
    found: list[float] = []
    for value in sorted(values):
        if _NEAR < value < edge - _NEAR and (not found or value - found[-1] > _NEAR):
            found.append(value)
    return found


def marks(form: Form, page: int) -> bytes:
    """The content that draws the marks of page `page` (from 0), in points from the cut sheet's lower left corner."""
    boxes = [slot.rect for slot in form.sides[page]] if page < len(form.sides) else []
    across = _distinct((edge for box in boxes for edge in (box.x, box.x + box.width)), form.width)
    down = _distinct((edge for box in boxes for edge in (box.y, box.y + box.height)), form.height)
    cuts = [*_vertical(form, [0, form.width]), *_horizontal(form, [0, form.height])]
    inner = [*_vertical(form, across), *_horizontal(form, down)]
    if form.finish == "cut":
        cuts, inner = cuts + inner, []
    folds = [_DASHES, *inner] if form.finish.startswith("fold") else []
    return "\n".join(["q", "0 0 0 1 K", f"{_WIDTH} w", "[] 0 d", *cuts, *folds, "Q", ""]).encode("ascii")


def _line(from_x: float, from_y: float, to_x: float, to_y: float) -> str:
    start, end = (" ".join(f"{value / POINT:.3f}" for value in point) for point in ((from_x, from_y), (to_x, to_y)))
    return f"{start} m {end} l S"


def _vertical(form: Form, places: list[float]) -> Iterator[str]:
    """Marks below and above the sheet, at distances from its left edge."""
    for x in places:
        yield _line(x, -_START, x, -_START - _LENGTH)
        yield _line(x, form.height + _START, x, form.height + _START + _LENGTH)


def _horizontal(form: Form, places: list[float]) -> Iterator[str]:
    """Marks left and right of the sheet, at distances from its upper edge."""
    for y in places:
        yield _line(-_START, form.height - y, -_START - _LENGTH, form.height - y)
        yield _line(form.width + _START, form.height - y, form.width + _START + _LENGTH, form.height - y)
