"""Boxes on a page, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rect:
    """A box on a page; `x` and `y` are its top left corner from the page's top left corner, in mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def overlaps(self, other: Rect) -> bool:
        """Whether the two boxes have more than an edge in common."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        high = min(self.bottom, other.bottom) - max(self.y, other.y)
        return wide > 0.1 and high > 0.1

    def inset(self, margin: float) -> Rect:
        """This box, smaller by `margin` mm on every side."""
        return Rect(self.x + margin, self.y + margin, self.width - 2 * margin, self.height - 2 * margin)

    def excess(self, limit: Rect) -> tuple[float, float]:
        """How many mm this box stands out of `limit`, sideways and up or down."""
        wide = max(limit.x - self.x, self.x + self.width - limit.x - limit.width, 0.0)
        high = max(limit.y - self.y, self.bottom - limit.bottom, 0.0)
        return wide, high
