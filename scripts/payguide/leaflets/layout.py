"""A laid-out leaflet as plain measures, so that checks need to know nothing of the engine that made it.

Marks in the templates: `data-panel` names a panel, `data-part` the section of a page (`slug#anchor`) that stands there,
`data-measure` a block whose height counts, one below the other, against the panel's limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from payguide.leaflets.rects import Rect

MM = 25.4 / 96  # one CSS pixel

Kind = Literal["panel", "block", "text", "picture"]
_PICTURES = ("BlockReplacedBox", "InlineReplacedBox")


@dataclass(frozen=True, slots=True)
class LaidBox:
    """One box on page `page` (from 0): a panel's content box, a measured block, a run of text, or a picture; in mm.

    `made` is true for text that the style sheet generated, such as the number of a step.
    """

    page: int
    panel: str
    kind: Kind
    text: str
    rect: Rect
    made: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the engine made of a document: its own `document`, page count, boxes and log messages."""

    document: Any
    pages: int
    boxes: tuple[LaidBox, ...]
    said: tuple[str, ...]

    def heights(self) -> dict[str, float]:
        """By panel, the height in mm of its measured blocks together."""
        found: dict[str, float] = {}
        for box in self.boxes:
            if box.kind == "block":
                found[box.panel] = found.get(box.panel, 0.0) + box.rect.height
        return found

    def texts(self) -> dict[str, str]:
        """By panel, the text that was laid out, without what the style sheet generated."""
        found: dict[str, list[str]] = {}
        for box in self.boxes:
            if box.kind == "text" and not box.made:
                found.setdefault(box.panel, []).append(box.text)
        return {panel: "".join(runs) for panel, runs in found.items()}


def boxes_of(box: Any, page: int, panel: str = "", part: str = "", *, made: bool = False) -> Iterator[LaidBox]:
    """Every panel, measured block, run of text and picture below `box`; `made` marks text that CSS generated."""
    box = getattr(box, "_box", box)  # absolute boxes come wrapped in a placeholder
    kind = type(box).__name__
    if kind == "TextBox":
        if panel:
            rect = Rect(box.position_x * MM, box.position_y * MM, box.width * MM, box.height * MM)
            yield LaidBox(page, panel, "text", box.text, rect, made, part)
        return
    node = getattr(box, "element", None)
    made = made or "::" in str(getattr(box, "element_tag", "") or "")
    if node is not None and not made and kind != "LineBox":
        name = node.get("data-panel")
        if name and name != panel:
            panel = name
            yield LaidBox(page, panel, "panel", "", _content(box))
        if panel and node.get("data-measure") is not None:
            yield LaidBox(page, panel, "block", "", _margin(box))
        part = node.get("data-part", part)
    if panel and kind in _PICTURES:
        yield LaidBox(page, panel, "picture", "", _content(box), made, part)
    for child in getattr(box, "children", ()):
        yield from boxes_of(child, page, panel, part, made=made)


def _content(box: Any) -> Rect:
    return Rect(box.content_box_x() * MM, box.content_box_y() * MM, box.width * MM, box.height * MM)


def _margin(box: Any) -> Rect:
    return Rect(box.position_x * MM, box.position_y * MM, box.margin_width() * MM, box.margin_height() * MM)
