"""The QR code of a leaflet, one pixel a module: a finished sheet can be given another code cheaply."""

from __future__ import annotations

import base64
import io

import segno

#: Modules of white on every side.
QR_MARGIN = 4


def qr_code(url: str) -> tuple[str, int]:
    """A PNG of one pixel a module with its white border, as a data address, and its modules a side."""
    code = segno.make(url, error="m", micro=False)
    target = io.BytesIO()
    code.save(target, kind="png", scale=1, border=QR_MARGIN)
    data = base64.b64encode(target.getvalue()).decode("ascii")
    return f"data:image/png;base64,{data}", int(code.symbol_size(border=0)[0])
