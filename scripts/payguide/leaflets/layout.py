"""A laid-out leaflet as plain measures, so that checks need to know nothing of the engine that made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from payguide.leaflets.forms import Rect

MM = 25.4 / 96  # one CSS pixel


@dataclass(frozen=True, slots=True)
class LaidBox:
    """One box on page `page` (from 0): a panel's content box, a run of text, or a picture; measures in mm.

    `made` is true for text that the style sheet generated, such as the number of a step.
    """

    page: int
    panel: str
    kind: str
    text: str
    rect: Rect
    made: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """What the engine made of a document: its own `document`, page count, boxes and log messages."""

    document: Any
    pages: int
    boxes: tuple[LaidBox, ...]
    said: tuple[str, ...]

    def heights(self) -> dict[str, float]:
        """The height in mm of every panel's content box."""
        return {box.panel: box.rect.height for box in self.boxes if box.kind == "Panel"}


def boxes_of(box: Any, page: int, panel: str = "", *, made: bool = False) -> Iterator[LaidBox]:
    """Every panel, run of text and picture below `box`; `made` marks text that CSS generated."""
    box = getattr(box, "_box", box)
    node = getattr(box, "element", None)
    name = node.get("data-panel") if node is not None else None
    tag = str(getattr(box, "element_tag", "") or "")
    made = made or "::" in tag
    kind = type(box).__name__
    if name and name != panel:
        panel, kind = name, "Panel"
    if panel and kind in ("Panel", "TextBox", "BlockReplacedBox", "InlineReplacedBox"):
        yield _laid(box, kind, page, panel, made)
    for child in getattr(box, "children", ()):
        yield from boxes_of(child, page, panel, made=made)


def _laid(box: Any, kind: str, page: int, panel: str, made: bool) -> LaidBox:
    x, y = (box.position_x, box.position_y) if kind == "TextBox" else (box.content_box_x(), box.content_box_y())
    rect = Rect(x * MM, y * MM, box.width * MM, box.height * MM)
    return LaidBox(page, panel, kind, getattr(box, "text", "") if kind == "TextBox" else "", rect, made)
