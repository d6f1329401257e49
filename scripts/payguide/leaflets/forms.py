"""Where things stand on the sheet: page size, panels and safe area of each printed form, in millimetres.

The style sheets take these measures as custom properties, so that a number is written in one place only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from payguide.model.leaflets import FORM_PANELS


@dataclass(frozen=True, slots=True)
class Rect:
    """A box on a page; `x` and `y` are its top left corner from the page's top left corner, in mm."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Rect) -> bool:
        """Whether the two boxes have more than an edge in common."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        high = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return wide > 0.1 and high > 0.1

    def inset(self, margin: float) -> Rect:
        """This box, smaller by `margin` mm on every side."""
        return Rect(self.x + margin, self.y + margin, self.width - 2 * margin, self.height - 2 * margin)


@dataclass(frozen=True, slots=True)
class Form:
    """A folded sheet. `sides` lists for each page its panels from left to right with their widths in mm.

    `sizes` are the body sizes in points that fitting may try, largest first; the last is the form's minimum.
    The panels of one of the `groups` are seen together and share a size.
    """

    id: str
    width: float
    height: float
    safe: float
    sides: tuple[tuple[tuple[str, float], ...], ...]
    groups: tuple[tuple[str, ...], ...]
    sizes: tuple[float, ...]

    @property
    def reading_order(self) -> tuple[str, ...]:
        """The panels as they are read, wherever they stand on the sheet."""
        return FORM_PANELS[self.id]

    def panel(self, name: str) -> tuple[int, Rect]:
        """Page index (from 0) and outer box of panel `name`. Raises KeyError for an unknown panel."""
        for page, side in enumerate(self.sides):
            left = 0.0
            for panel, width in side:
                if panel == name:
                    return page, Rect(left, 0, width, self.height)
                left += width
        raise KeyError(name)

    @property
    def limit(self) -> float:
        """The height in mm that a panel's content may have."""
        return self.height - 2 * self.safe

    def tokens(self, sizes: Mapping[str, float]) -> str:
        """The measures as CSS: page size, and for each panel its left edge, width and body size in points."""
        lines = [
            f"--{name}-left:{box.x:g}mm;--{name}-width:{box.width:g}mm;--{name}-size:{sizes[name]:g}pt"
            for name in self.reading_order
            for _page, box in [self.panel(name)]
        ]
        sheet = f"--sheet-width:{self.width:g}mm;--sheet-height:{self.height:g}mm;--safe:{self.safe:g}mm"
        return f"@page{{size:{self.width:g}mm {self.height:g}mm;margin:0}}:root{{{sheet};{';'.join(lines)}}}"


TRIFOLD = Form(
    id="trifold",
    width=297,
    height=210,
    safe=5,
    sides=(
        (("flap", 97), ("back", 100), ("cover", 100)),
        (("inside-1", 100), ("inside-2", 100), ("inside-3", 97)),
    ),
    groups=(("cover",), ("inside-1", "inside-2", "inside-3"), ("back",), ("flap",)),
    sizes=(14, 13.5, 13, 12.5, 12),
)

FORMS = {form.id: form for form in (TRIFOLD,)}
