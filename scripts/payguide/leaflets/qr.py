"""The QR code of a leaflet, one pixel a module: a finished sheet can be given another code cheaply."""

from __future__ import annotations

import base64
import functools
import io
from dataclasses import dataclass

import segno

#: Modules of white on every side.
QR_MARGIN = 4
#: What a phone's camera still tells apart on paper, in mm.
SMALLEST_MODULE = 0.5


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: the `text` it holds, its picture as a data address, its modules a side without the border."""

    text: str
    src: str
    modules: int

    def full(self, side: float) -> float:
        """The width in mm of the picture, white border included, whose code is `side` mm wide."""
        return side * (self.modules + 2 * QR_MARGIN) / self.modules

    def border(self, side: float) -> float:
        """The width in mm of the white border."""
        return side * QR_MARGIN / self.modules


@functools.lru_cache(maxsize=512)
def qr_code(text: str) -> Code:
    """The code that holds `text`, as a PNG of one pixel a module."""
    code = segno.make(text, error="m", micro=False)
    target = io.BytesIO()
    code.save(target, kind="png", scale=1, border=QR_MARGIN)
    data = base64.b64encode(target.getvalue()).decode("ascii")
    return Code(text, f"data:image/png;base64,{data}", int(code.symbol_size(border=0)[0]))
