"""What a reader of PDF content keeps in mind: the graphics state, and what all pages share."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from payguide.leaflets.pdf.inks import BLACK, Ink
from payguide.leaflets.pdf.matrix import IDENTITY, Matrix
from payguide.leaflets.pdf.scene import Scene, Shape
from payguide.leaflets.pdf.typefaces import Typeface, typeface

#: Painting operators: whether they fill, whether they draw the outline.
PAINTS = {
    "f": (True, False), "F": (True, False), "f*": (True, False), "S": (False, True), "s": (False, True),
    "B": (True, True), "B*": (True, True), "b": (True, True), "b*": (True, True), "n": (False, False),
}  # fmt: skip
#: Text modes that paint nothing.
UNSEEN = (3, 7)
#: Forms inside forms deeper than this are not read: a damaged file could go round in circles.
DEEPEST = 8


@dataclass(slots=True)
class State:
    """The graphics state, as far as it counts here; `around` is the opacity of the groups that this content is in."""

    ctm: Matrix = IDENTITY
    fill: Ink = BLACK
    stroke: Ink = BLACK
    alpha: float = 1.0
    around: float = 1.0
    face: Typeface | None = None
    size: float = 0.0
    mode: int = 0
    clips: tuple[Shape, ...] = ()

    def copy(self) -> State:
        """The same state, to go on from."""
        return State(
            self.ctm, self.fill, self.stroke, self.alpha, self.around, self.face, self.size, self.mode, self.clips
        )

    @property
    def opacity(self) -> float:
        """How opaque a fill is on the page."""
        return self.alpha * self.around


class Canvas:
    """What all content of one file shares: the scene, the fonts that were read, the order of painting."""

    def __init__(self) -> None:
        self.scene = Scene()
        self.page = 0
        self._faces: dict[tuple[int, int], Typeface] = {}
        self._order = 0

    def next(self) -> int:
        """The number of the next thing painted."""
        self._order += 1
        return self._order

    def face(self, font: pikepdf.Object) -> Typeface:
        """The font, read once."""
        if font.objgen not in self._faces:
            self._faces[font.objgen] = typeface(font)
            self.scene.faces.append(self._faces[font.objgen])
        return self._faces[font.objgen]
