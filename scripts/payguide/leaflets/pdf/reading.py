"""Reading the pages of a PDF as they would be painted: text, shapes and pictures, with inks and places.

It follows the operators that our own files use. What it does not follow, such as a gradient, has no ink (None), so that
checks can refuse it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf

from payguide.leaflets.pdf.inks import PLAIN, SETTERS, Ink
from payguide.leaflets.pdf.instructions import instructions
from payguide.leaflets.pdf.matrix import IDENTITY, Point, around, matrix, scale, send, times
from payguide.leaflets.pdf.scene import Paint, Picture, Run, Scene, Shape
from payguide.leaflets.pdf.state import DEEPEST, PAINTS, UNSEEN, Canvas, State
from payguide.leaflets.pdf.typefaces import Typeface

_Operands = list[Any]


class _Content:
    """Reads one content stream: that of a page, or of a form inside it."""

    def __init__(self, canvas: Canvas, resources: pikepdf.Object, state: State, mark: int | None, depth: int) -> None:
        self._canvas, self._resources, self._state, self._depth = canvas, resources, state, depth
        self._stack: list[State] = []
        self._marks: list[int | None] = [mark]
        self._parts: list[list[Point]] = []
        self._clip: bool | None = None
        self._line = self._text = IDENTITY
        self._fonts: dict[str, Typeface] = {}
        self._does: dict[str, Callable[[_Operands], None]] = {
            "q": self._save, "Q": self._restore, "cm": self._transform, "gs": self._setting,
            "re": self._rectangle, "m": self._move, "l": self._points, "c": self._points, "v": self._points,
            "y": self._points, "BT": self._begin, "Tm": self._place, "Td": self._shift, "Tf": self._font,
            "Tr": self._mode, "Tj": self._show, "TJ": self._show, "Do": self._do, "BDC": self._open,
            "BMC": self._open, "EMC": self._close,
        }  # fmt: skip

    def read(self, stream: pikepdf.Object | pikepdf.Page) -> None:
        """Everything in `stream`."""
        for name, given in instructions(stream):
            if name in self._does:
                self._does[name](given)
            elif name in PAINTS:
                self._paint(name)
            elif name in ("W", "W*"):
                self._clip = name == "W*"
            elif name in SETTERS:
                self._colour(tuple(map(float, given)), SETTERS[name][1])
            elif name in ("cs", "CS"):
                self._colour(PLAIN.get(str(given[0])), name == "CS")
            elif name in ("sc", "scn", "SC", "SCN"):
                self._component(given, stroke=name.isupper())
            elif name == "sh":
                self._add(Shape(((-1e6, -1e6, 1e6, 1e6),)), None, stroke=False)

    def _save(self, _given: _Operands) -> None:
        self._stack.append(self._state.copy())

    def _restore(self, _given: _Operands) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def _transform(self, given: _Operands) -> None:
        self._state.ctm = times(matrix(given), self._state.ctm)

    def _setting(self, given: _Operands) -> None:
        settings: Any = self._resources.get("/ExtGState", {})
        setting: Any = settings.get(str(given[0]), {})
        if "/ca" in setting:
            self._state.alpha = float(setting["/ca"])

    def _colour(self, ink: Ink, stroke: bool) -> None:
        if stroke:
            self._state.stroke = ink
        else:
            self._state.fill = ink

    def _component(self, given: _Operands, *, stroke: bool) -> None:
        before = self._state.stroke if stroke else self._state.fill
        known = before is not None and len(before) == len(given)
        self._colour(tuple(map(float, given)) if known else None, stroke)

    def _rectangle(self, given: _Operands) -> None:
        x, y, wide, high = map(float, given)
        self._parts.append([(x, y), (x + wide, y + high), (x + wide, y), (x, y + high)])

    def _move(self, given: _Operands) -> None:
        self._parts.append([(float(given[0]), float(given[1]))])

    def _points(self, given: _Operands) -> None:
        numbers = list(map(float, given))
        if self._parts:
            self._parts[-1] += zip(numbers[::2], numbers[1::2], strict=True)

    def _paint(self, name: str) -> None:
        """Fill or draw the path, or make it the border of what follows."""
        boxes = tuple(around(self._state.ctm, part) for part in self._parts)
        fill, stroke = PAINTS[name]
        if boxes:
            if fill:
                self._add(Shape(boxes, parity="*" in name), self._state.fill, stroke=False)
            if stroke:
                self._add(Shape(boxes), self._state.stroke, stroke=True)
            if self._clip is not None:
                self._state.clips = (*self._state.clips, Shape(boxes, parity=self._clip))
        self._parts, self._clip = [], None

    def _add(self, shape: Shape, ink: Ink, *, stroke: bool) -> None:
        state, canvas = self._state, self._canvas
        paint = Paint(canvas.page, canvas.next(), shape, state.clips, ink, state.opacity, stroke)
        canvas.scene.paints.append(paint)

    def _begin(self, _given: _Operands) -> None:
        self._line = self._text = IDENTITY

    def _place(self, given: _Operands) -> None:
        self._line = self._text = matrix(given)

    def _shift(self, given: _Operands) -> None:
        self._line = self._text = times((1, 0, 0, 1, float(given[0]), float(given[1])), self._line)

    def _font(self, given: _Operands) -> None:
        name = str(given[0])
        if name not in self._fonts:
            self._fonts[name] = self._canvas.face(self._resources.Font[name])
        self._state.face, self._state.size = self._fonts[name], float(given[1])

    def _mode(self, given: _Operands) -> None:
        self._state.mode = int(given[0])

    def _show(self, given: _Operands) -> None:
        """Text, and in between how many thousandths of the size the pen moves back."""
        items = given[0] if isinstance(given[0], list) else given
        face, size = self._state.face, self._state.size
        if face is None:
            return
        codes = face.codes(b"".join(item for item in items if isinstance(item, bytes)))
        back = sum(item for item in items if not isinstance(item, bytes))
        if not codes:
            return
        whole = times(self._text, self._state.ctm)
        length = (face.width(codes) - back / 1000) * size
        first, last = face.width(codes[:1]) * size / 2, length - face.width(codes[-1:]) * size / 2
        x, y = send(whole, first, size / 3)
        if self._state.mode not in UNSEEN:
            self._canvas.scene.runs.append(
                Run(
                    self._canvas.page, self._canvas.next(), face.text(codes), face, size * scale(whole), x, y,
                    send(whole, last, size / 3), self._state.fill, self._state.opacity, self._marks[-1],
                )
            )  # fmt: skip
        self._text = times((1, 0, 0, 1, length, 0), self._text)

    def _open(self, given: _Operands) -> None:
        """The start of marked content: numbered, or decoration."""
        values: Any = given[1] if len(given) > 1 and isinstance(given[1], dict) else {}
        mark = None if given[0] == "/Artifact" else self._marks[-1]
        self._marks.append(int(values["/MCID"]) if "/MCID" in values else mark)

    def _close(self, _given: _Operands) -> None:
        if len(self._marks) > 1:
            self._marks.pop()

    def _do(self, given: _Operands) -> None:
        """A picture, or a form with content of its own."""
        items: Any = self._resources.get("/XObject", {})
        item = items.get(str(given[0]))
        if item is None:
            return
        if item.get("/Subtype") == "/Image":
            box = around(self._state.ctm, ((0, 0), (1, 0), (0, 1), (1, 1)))
            width, height, smooth = int(item.Width), int(item.Height), bool(item.get("/Interpolate", False))
            picture = Picture(self._canvas.page, self._canvas.next(), box, width, height, smooth)
            self._canvas.scene.pictures.append(picture)
        elif item.get("/Subtype") == "/Form" and self._depth < DEEPEST:
            own = times(matrix(item.get("/Matrix", IDENTITY)), self._state.ctm)
            state = replace(self._state, ctm=own, alpha=1.0, around=self._state.opacity)
            resources = item.get("/Resources", self._resources)
            _Content(self._canvas, resources, state, self._marks[-1], self._depth + 1).read(item)


def read_scene(document: pikepdf.Pdf) -> Scene:
    """Everything on the pages of `document`, in the order of painting."""
    canvas = Canvas()
    for number, page in enumerate(document.pages):
        canvas.page = number
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        _Content(canvas, resources, State(), None, 0).read(page)
    return canvas.scene
