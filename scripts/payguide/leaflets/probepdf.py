"""The finished PDF, read by a library that had no part in making it: is the text there, and inside the safe area?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pypdfium2

from payguide.leaflets.rects import Rect
from payguide.leaflets.subject import TOLERANCE, Subject, characters, sample, too_much
from payguide.model.findings import Finding
from payguide.model.messages import say

POINT = 25.4 / 72
#: What the ink of a letter may stand out of its box, in mm: the tail of a j, an accent.
OVERHANG = 0.3


def check_pdf(subject: Subject, content: bytes) -> Iterator[Finding]:
    """The text again, and every run of glyphs inside its panel's safe area."""
    texts = {panel: characters(words) for panel, words in subject.texts().items()}
    found: list[Counter[str]] = []
    document = pypdfium2.PdfDocument(content)
    try:
        for number, page in enumerate(document):
            text = page.get_textpage()
            found.append(characters(text.get_text_range()))
            yield from _runs_outside(subject, number, page, text)
    finally:
        document.close()
    sides = subject.form.order or (tuple(texts),)
    pages = [sum(found, Counter())] if subject.form.flows else found
    for panels, there in zip(sides, pages, strict=False):
        lost = sum((texts.get(panel, Counter()) for panel in panels), Counter()) - there
        if lost:
            message = say(
                "{number} characters are missing from the PDF, among them '{sample}'",
                number=lost.total(),
                sample=sample(lost),
            )
            yield subject.overflow(", ".join(panels), message)


def _runs_outside(
    subject: Subject, number: int, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage
) -> Iterator[Finding]:
    """Runs of text on page `number` that reach out of the safe area of the panel they stand in."""
    left, _bottom, _right, top = (value * POINT for value in page.get_trimbox())
    sides = subject.form.order
    names = sides[number] if number < len(sides) else ("page",) if subject.form.flows else ()
    panels = {name: subject.limit(name)[1] for name in names}
    seen: set[str] = set()
    for index in range(text.count_rects()):
        x1, y1, x2, y2 = (value * POINT for value in text.get_rect(index))
        box = Rect(x1 - left, top - y2, x2 - x1, y2 - y1)
        if box.width <= 0 or box.height <= 0 or not panels:
            continue
        name = max(panels, key=lambda panel: _shared(panels[panel], box))
        wide, high = box.excess(panels[name].inset(subject.form.safe))
        if max(wide, high) > TOLERANCE + OVERHANG and name not in seen:
            seen.add(name)
            words = text.get_text_bounded(x1 / POINT, y1 / POINT, x2 / POINT, y2 / POINT).strip()[:24]
            message = say("'{words}' is {amount} for the safe area", words=words, amount=too_much(wide, high))
            yield subject.overflow(name, message)


def _shared(panel: Rect, box: Rect) -> float:
    """How much of `box` is inside `panel`, in mm²."""
    wide = min(panel.x + panel.width, box.x + box.width) - max(panel.x, box.x)
    high = min(panel.bottom, box.bottom) - max(panel.y, box.y)
    return max(wide, 0.0) * max(high, 0.0)
