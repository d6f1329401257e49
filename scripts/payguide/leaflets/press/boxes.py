"""Where a sheet is cut, and how much paper and colour there is beyond."""

from __future__ import annotations

from payguide.leaflets.forms import BLEED, SLUG, Form
from payguide.leaflets.pdf.matrix import Box
from payguide.leaflets.probepdf import POINT

__all__ = ["BLEED", "SLUG", "box_of"]


def box_of(form: Form, beyond: float) -> Box:
    """The cut sheet and `beyond` mm around it, in points from its lower left corner."""
    width, height, more = form.width / POINT, form.height / POINT, beyond / POINT
    return -more, -more, width + more, height + more
