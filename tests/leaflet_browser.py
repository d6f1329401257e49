"""A second opinion on whether text fits its panel: the same document and styles, laid out by Chromium."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from payguide.leaflets.forms import Form
from payguide.leaflets.styles import light_tokens

#: Panels one below the other, as high as their text makes them; what stands at their foot comes after the text.
_GROWN = """
.side { height: auto !important; width: auto !important; }
.panel { position: relative !important; left: 0 !important; top: 0 !important; height: auto !important; }
.foot { position: relative !important; left: 0 !important; right: auto !important; bottom: auto !important; }
"""
#: Height of every panel's content; and boxes of its text and codes, from the panel's corner; all in CSS pixels.
_READ = """
() => Object.fromEntries([...document.querySelectorAll("[data-panel]")].map(panel => {
  const corner = panel.getBoundingClientRect(), style = getComputedStyle(panel);
  const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  const box = (rect, code) => [rect.left - corner.left, rect.top - corner.top, rect.right - corner.left,
    rect.bottom - corner.top, code];
  const boxes = [...panel.querySelectorAll("img")].map(image => box(image.getBoundingClientRect(), true));
  const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    if (walker.currentNode.data.trim())
      boxes.push(...[...range.getClientRects()].filter(rect => rect.width > 1).map(rect => box(rect, false)));
  }
  return [panel.dataset.panel, [corner.height - padding, boxes]];
}))
"""
_PIXEL = 25.4 / 96
#: Of the height of a line's box, what has no ink in most letters, above and below.
_BLANK = 0.2

Box = tuple[float, float, float, float, bool]


@dataclass(frozen=True)
class Measured:
    """One panel in mm: how much higher than allowed its content is (below 0: free), how far its text reaches out of the
    safe area, and how far into other text or a code.
    """

    high: float
    out: float
    over: float

    @property
    def burst(self) -> float:
        """The worst of the three."""
        return max(self.high, self.out, self.over)


def measure(
    page: Page, root: Path, html: str, form: Form, sizes: dict[str, float], folder: Path
) -> dict[str, Measured]:
    """All panels of the composed `html`, with body `sizes` in points."""
    styles = (root / "overrides/leaflets").resolve()
    links = "".join(
        f'<link rel="stylesheet" href="{(styles / name).as_uri()}">' for name in ("base.css", f"{form.id}.css")
    )
    head = f"<style>{light_tokens(root)}</style>{links}<style>{form.style(sizes)}</style>"
    file = folder / "sheet.html"
    file.write_text(html.replace("</head>", f"{head}</head>"), encoding="utf-8")
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    placed = page.evaluate(_READ)
    page.add_style_tag(content=_GROWN)
    grown = page.evaluate(_READ)
    return {
        name: Measured(grown[name][0] * _PIXEL - form.limit(name), _out(boxes, form, name), _over(boxes))
        for name, (_, boxes) in placed.items()
    }


def _out(boxes: list[Box], form: Form, name: str) -> float:
    rect = form.panel(name)[1]
    texts = [[side * _PIXEL for side in box[:4]] for box in boxes if not box[4]]
    beyond = (
        (form.safe - left, form.safe - top, right + form.safe - rect.width, bottom + form.safe - rect.height)
        for left, top, right, bottom in texts
    )
    return max((max(sides) for sides in beyond), default=0.0)


def _over(boxes: list[Box]) -> float:
    """The deepest that text reaches into text, or into a code."""
    worst = 0.0
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            if not (one[4] and other[4]):
                wide = min(one[2], other[2]) - max(one[0], other[0])
                high = min(_foot(one), _foot(other)) - max(_head(one), _head(other))
                worst = max(worst, min(wide, high) * _PIXEL)
    return worst


def _head(box: Box) -> float:
    return box[1] if box[4] else box[1] + _BLANK * (box[3] - box[1])


def _foot(box: Box) -> float:
    return box[3] if box[4] else box[3] - _BLANK * (box[3] - box[1])
