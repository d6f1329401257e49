"""Content streams with every colour turned into ink, and small text into black.

Letters of 12 point or less are drawn in black ink only: of several inks that do not lie exactly one over the other they
would get coloured edges. Their colour is changed for the time of each text operator, so that nothing else is touched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from payguide.leaflets.pdf.inks import SETTERS
from payguide.leaflets.pdf.matrix import IDENTITY, Matrix, matrix, scale, times
from payguide.leaflets.press.inking import BLACK, PAPER, Cmyk, Inks

#: Up to so many points text is small.
SMALL = 12.05
_TEXT = ("Tj", "TJ", "'", '"')
#: Marks of the structure, which is for screens.
_MARKS = ("BMC", "BDC", "EMC")
_Instruction = pikepdf.ContentStreamInstruction


@dataclass(slots=True)
class _State:
    """The graphics state, as far as it decides about inks."""

    ctm: Matrix = IDENTITY
    ink: Cmyk = BLACK
    size: float = 0.0


class _Rewriter:
    """Goes through one content stream; `made` is what becomes of it, `forms` the maps that forms are painted by."""

    def __init__(self, inks: Inks, ctm: Matrix) -> None:
        self.made: list[Any] = []
        self.forms: dict[str, Matrix] = {}
        self._inks, self._state, self._text = inks, _State(ctm), IDENTITY
        self._stack: list[_State] = []

    def take(self, instruction: Any) -> None:
        """The next instruction of the stream."""
        name, given = str(instruction.operator), instruction.operands
        if name in _MARKS:
            return
        if name in SETTERS:
            instruction = self._colour(tuple(map(float, given)), stroke=SETTERS[name][1])
        elif name in _TEXT and self._coloured_and_small():
            self.made += [_set(BLACK), instruction, _set(self._state.ink)]
            return
        else:
            self._follow(name, given)
        self.made.append(instruction)

    def _colour(self, colour: tuple[float, ...], *, stroke: bool) -> _Instruction:
        ink = self._inks.of(colour)
        if not stroke:
            self._state.ink = ink
        return _set(ink, stroke=stroke)

    def _coloured_and_small(self) -> bool:
        size = self._state.size * scale(times(self._text, self._state.ctm))
        return self._state.ink not in (BLACK, PAPER) and size <= SMALL

    def _follow(self, name: str, given: Any) -> None:
        """Keep in mind what decides how large text is."""
        if name == "q":
            self._stack.append(replace(self._state))
        elif name == "Q" and self._stack:
            self._state = self._stack.pop()
        elif name == "cm":
            self._state.ctm = times(matrix(given), self._state.ctm)
        elif name == "Do":
            self.forms[str(given[0])] = self._state.ctm
        elif name in ("BT", "Tm"):
            self._text = matrix(given) if name == "Tm" else IDENTITY
        elif name == "Tf":
            self._state.size = float(given[1])


def rewrite(
    stream: pikepdf.Object | pikepdf.Page, inks: Inks, ctm: Matrix = IDENTITY
) -> tuple[bytes, dict[str, Matrix]]:
    """The content of `stream` in inks, and the names of the forms that it paints, with the map that each is painted by.

    `ctm` is the map that this content is painted by. Colours of other spaces stay as they are, for the check to refuse.
    """
    rewriter = _Rewriter(inks, ctm)
    for instruction in pikepdf.parse_content_stream(stream):
        rewriter.take(instruction)
    return pikepdf.unparse_content_stream(rewriter.made), rewriter.forms


def _set(ink: Cmyk, *, stroke: bool = False) -> _Instruction:
    """The operator that sets `ink`."""
    parts: list[Any] = [int(part) if part == int(part) else part for part in ink]
    return _Instruction(parts, pikepdf.Operator("K" if stroke else "k"))
