"""What stands on the pages of a PDF, in the order in which it is painted.

Lengths are points in the page's own coordinates, whose origin is the lower left corner of the cut sheet in our files.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from payguide.leaflets.pdf.inks import Ink
from payguide.leaflets.pdf.matrix import Box
from payguide.leaflets.pdf.typefaces import Typeface


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline: the box of each of its parts. With `parity`, a point in two parts is outside, as in a ring."""

    boxes: tuple[Box, ...]
    parity: bool = False

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is inside; round corners count as square."""
        hits = sum(left <= x <= right and bottom <= y <= top for left, bottom, right, top in self.boxes)
        return hits % 2 == 1 if self.parity else hits > 0

    @property
    def box(self) -> Box:
        """The box around all parts."""
        left, bottom, right, top = zip(*self.boxes, strict=True)
        return min(left), min(bottom), max(right), max(top)


@dataclass(frozen=True, slots=True)
class Run:
    """Text painted at once. `x` and `y` lie in the middle of its first glyph, `end` in that of its last.

    `size` is in points. `mark` numbers its marked content on the page, by which the structure tree names it; None is
    decoration.
    """

    page: int
    order: int
    text: str
    face: Typeface | None
    size: float
    x: float
    y: float
    end: tuple[float, float]
    ink: Ink
    opacity: float
    mark: int | None


@dataclass(frozen=True, slots=True)
class Paint:
    """A shape filled, or with `stroke` drawn, inside all of `clips`."""

    page: int
    order: int
    shape: Shape
    clips: tuple[Shape, ...]
    ink: Ink
    opacity: float
    stroke: bool = False

    def covers(self, x: float, y: float) -> bool:
        """Whether the point is painted by a fill."""
        return not self.stroke and self.shape.holds(x, y) and all(clip.holds(x, y) for clip in self.clips)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of `width` by `height` pixels on the area `box`; `smooth` when pixels may be blended into each other."""

    page: int
    order: int
    box: Box
    width: int
    height: int
    smooth: bool

    @property
    def dpi(self) -> float:
        """Pixels an inch, in the direction that has fewer."""
        left, bottom, right, top = self.box
        return 72 * min(self.width / max(right - left, 0.01), self.height / max(top - bottom, 0.01))


@dataclass(slots=True)
class Scene:
    """All pages together."""

    runs: list[Run] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    faces: list[Typeface] = field(default_factory=list)
