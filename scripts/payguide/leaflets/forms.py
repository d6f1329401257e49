"""Where things stand on the sheet: page size, panels and safe area of each printed form, in millimetres.

The style sheets take these measures from here, so that a number is written in one place only. Distances of text from
edge and fold, type sizes and sizes of QR codes are those that print shops and clear-print guidance ask for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from payguide.leaflets.rects import Rect

#: Text is 5 mm away from trim and fold: what folding and cutting machines may be off, and office printers leave white.
SAFE = 5.0
#: In mm from the cut: colour, and paper for marks.
BLEED, SLUG = 3.0, 8.0


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one panel on a page."""

    panel: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet with its panels. `sides` lists the slots of each page; none where the text `flows` over pages.

    `panels` are in reading order. `sizes` are the body sizes in points that fitting may try, largest first; the last is
    the form's minimum. The panels of one of the `groups` are seen together and share a size. `qr` is the width in mm of
    the QR code without its white border. `titled` forms have a title of their own above the headings of panels.
    `duplex` is the edge to flip on, empty for one-sided sheets; `finish` is what hands do after printing.
    """

    id: str
    width: float
    height: float
    sides: tuple[tuple[Slot, ...], ...]
    panels: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    sizes: tuple[float, ...]
    qr: float
    paper: Literal["A4", "A5"] = "A4"
    duplex: Literal["", "short", "long"] = ""
    finish: Literal["", "fold", "fold-3", "cut", "sign"] = ""
    safe: float = SAFE
    titled: bool = True

    @property
    def flows(self) -> bool:
        """Whether the text takes as many pages as it needs, in one panel with the form's id."""
        return not self.sides

    @property
    def order(self) -> tuple[tuple[str, ...], ...]:
        """The panels of each page in reading order."""
        return tuple(tuple(sorted((slot.panel for slot in side), key=self.panels.index)) for side in self.sides)

    def panel(self, name: str) -> tuple[int, Rect]:
        """Page index (from 0) and outer box of panel `name`. Raises KeyError for an unknown panel."""
        for page, side in enumerate(self.sides):
            for slot in side:
                if slot.panel == name:
                    return page, slot.rect
        raise KeyError(name)

    def cuts(self, page: int) -> tuple[list[float], list[float]]:
        """Where the edges of the panels of `page` are: distances from the left and from the top."""
        boxes = [slot.rect for slot in self.sides[page]]
        across = {edge for box in boxes for edge in (box.x, box.x + box.width)}
        return sorted(across), sorted({edge for box in boxes for edge in (box.y, box.bottom)})

    def limit(self, name: str) -> float:
        """The height in mm that the content of panel `name` may have."""
        return self.panel(name)[1].height - 2 * self.safe

    def style(self, sizes: Mapping[str, float]) -> str:
        """The measures as CSS: the page, and every panel's place and body size in points."""
        return "".join(self._rules(sizes))

    def _rules(self, sizes: Mapping[str, float]) -> Iterator[str]:
        if self.flows:
            yield f"html{{font-size:{self.sizes[0]:g}pt}}"
            return
        yield f"@page{{size:{self.width:g}mm {self.height:g}mm;margin:0;bleed:{SLUG:g}mm}}"
        yield f".side{{width:{self.width:g}mm;height:{self.height:g}mm}}"
        for name in self.panels:
            box = self.panel(name)[1]
            yield (
                f'.panel[data-panel="{name}"]{{left:{box.x:g}mm;top:{box.y:g}mm;width:{box.width:g}mm;'
                f"height:{box.height:g}mm;padding:{self.safe:g}mm;font-size:{sizes[name]:g}pt}}"
            )
        yield f".foot{{left:{self.safe:g}mm;right:{self.safe:g}mm;bottom:{self.safe:g}mm}}"
