"""What a finished file is compared with, and how findings about it are worded and placed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from payguide.leaflets.layout import LaidBox
from payguide.leaflets.pdf.scene import Run
from payguide.leaflets.probepdf import POINT
from payguide.leaflets.rects import Rect
from payguide.leaflets.subject import Subject
from payguide.model.findings import Finding, Location
from payguide.model.messages import say

#: How much of a text is repeated in a message.
_SAMPLE = 24
#: Forms in which everything is large, for readers who see badly.
_LARGE_FORMS = frozenset({"fold", "large", "page"})


@dataclass(frozen=True, slots=True)
class Expected:
    """`language` is the tag of the whole document, `addresses` what its QR codes say (none: no code is wanted), `fonts`
    the folder of our font files, `boxes` the layout, which knows the section that a text came from, `legal` the small
    print without white space: address, version and date.
    """

    subject: Subject
    language: str
    addresses: tuple[str, ...]
    fonts: Path
    boxes: tuple[LaidBox, ...] = ()
    legal: str = ""

    def is_legal(self, run: Run) -> bool:
        """Whether a text is part of the small print."""
        return "".join(run.text.split()) in self.legal

    @property
    def large(self) -> bool:
        """Whether this is large print throughout."""
        return self.subject.form.id in _LARGE_FORMS

    def where(self, page: int, x: float, y: float) -> str:
        """In words, the panel at a point of a page (from 0), given in points from the lower left corner."""
        panel = self._panel(page, x, y)
        if panel:
            return say("{name}, panel '{panel}'", name=self.subject.name, panel=panel)
        return say("{name}, page {page}", name=self.subject.name, page=page + 1)

    def at(self, run: Run) -> str:
        """In words, where a text stands."""
        return self.where(run.page, run.x, run.y)

    def _panel(self, page: int, x: float, y: float) -> str:
        form = self.subject.form
        across, down = x * POINT, form.height - y * POINT
        slots = form.sides[page] if page < len(form.sides) else ()
        return next((slot.panel for slot in slots if _holds(slot.rect, across, down)), "")

    def place(self, run: Run) -> Location:
        """Where a text is edited: its section, else its panel, else the sheet's entry."""
        across, down = run.x * POINT, self.subject.form.height - run.y * POINT
        for box in self.boxes:
            if box.kind == "text" and box.page == run.page and _holds(box.rect, across, down):
                return self.subject.edited(box.panel, box.part)
        panel = self._panel(run.page, run.x, run.y)
        return self.subject.edited(panel) if panel else self.subject.place

    def finding(self, rule: str, message: str, hint: str, run: Run | None = None) -> Finding:
        """A finding about this file, or about a text in it."""
        return self.subject.fault(rule, message, hint, None if run is None else self.place(run))


def _holds(rect: Rect, x: float, y: float) -> bool:
    return rect.x <= x < rect.x + rect.width and rect.y <= y < rect.bottom


def sample(text: str) -> str:
    """The beginning of `text`, for messages."""
    short = " ".join(text.split())
    return short if len(short) <= _SAMPLE else f"{short[:_SAMPLE]}…"
