"""Are pictures sharp enough to be printed?

The rules are explained in `payguide.checks.paper`.
"""

from __future__ import annotations

from collections.abc import Iterator

from payguide.leaflets.finished.expected import Expected
from payguide.leaflets.pdf.scene import Scene
from payguide.leaflets.probepdf import POINT
from payguide.model.findings import Finding
from payguide.model.messages import say

DPI = 200


def check_pictures(expected: Expected, scene: Scene) -> Iterator[Finding]:
    """A finding for every coarse picture."""
    for picture in scene.pictures:
        if picture.smooth and picture.dpi < DPI:
            left, bottom, right, top = picture.box
            message = say(
                "{place}: a picture of {width} × {height} pixels is printed {size} mm wide, {dpi} pixels an inch",
                place=expected.where(picture.page, (left + right) / 2, (bottom + top) / 2),
                width=picture.width, height=picture.height, size=f"{(right - left) * POINT:.0f}",
                dpi=f"{picture.dpi:.0f}",
            )  # fmt: skip
            hint = say("at least {dpi} pixels an inch: use a larger file, a drawing, or a smaller size", dpi=DPI)
            yield expected.finding("leaflet-image-coarse", message, hint)
