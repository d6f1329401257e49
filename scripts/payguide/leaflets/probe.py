"""Does all of the text stand on the sheet, inside its panel, in our fonts?

WeasyPrint drops text that does not fit a panel of fixed height, without a word and with the right number of
pages. So every leaflet is looked at five times: page count, text kept, boxes inside their panels, natural
heights, and the finished PDF read by another library.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from selectolax.lexbor import LexborHTMLParser

from payguide.leaflets.fitting import Fit
from payguide.leaflets.forms import Form, Rect
from payguide.leaflets.layout import Layout
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say

#: Half a CSS pixel: what rounding may move a box.
TOLERANCE = 0.5 * 25.4 / 96
POINT = 25.4 / 72
#: What the ink of a letter may stand out of its box, in mm: the tail of a j, an accent.
OVERHANG = 0.3
#: White space, hyphens and marks that line breaking may add, move or drop.
LOOSE = re.compile(r"[\s\u00ad\u200b\u2010\u2011-]")
FAMILIES = {"LeafletLatin", "LeafletSC", "LeafletLatinBold/bold", "LeafletSCBold/bold"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What findings are about: the edition's name, its form, and the place of its description."""

    name: str
    form: Form
    place: Location

    def overflow(self, panel: str, message: str) -> Finding:
        """A `leaflet-overflow` finding about one panel."""
        text = say(
            "{name} ({form}), panel '{panel}': {message}",
            name=self.name,
            form=self.form.id,
            panel=panel,
            message=message,
        )
        hint = say("shorten the sections of this panel, or move one to another panel in docs/_data/leaflets.yml")
        return Finding("leaflet-overflow", Severity.ERROR, self.place, text, hint)


def check_layout(subject: Subject, html: str, layout: Layout) -> Iterator[Finding]:
    """Page count, text kept, and boxes inside their panels."""
    if layout.pages != len(subject.form.sides):
        message = say(
            "{name} has {pages} pages; a {form} has {sides}",
            name=subject.name,
            pages=layout.pages,
            form=subject.form.id,
            sides=len(subject.form.sides),
        )
        yield Finding(
            "leaflet-pages", Severity.ERROR, subject.place, message, say("a panel or the template is too high")
        )
    for panel, words in panel_texts(html).items():
        laid = "".join(box.text for box in layout.boxes if box.panel == panel and not box.made)
        lost = _characters(words) - _characters(laid)
        if lost:
            message = say(
                "{number} characters were dropped from the sheet, among them '{sample}'",
                number=lost.total(),
                sample=_sample(lost),
            )
            yield subject.overflow(panel, message)
    yield from _outside(subject, layout)
    yield from _covered(subject, layout)


def panel_texts(html: str) -> dict[str, str]:
    """The text of every panel of the composed document."""
    panels = LexborHTMLParser(html).css("[data-panel]")
    return {str(panel.attributes["data-panel"]): panel.text(separator=" ") for panel in panels}


def _characters(text: str) -> Counter[str]:
    return Counter(LOOSE.sub("", text))


def _sample(lost: Counter[str]) -> str:
    return "".join(list(lost)[:12])


def _excess(box: Rect, limit: Rect) -> tuple[float, float]:
    """How many mm `box` stands out of `limit`, sideways and up or down."""
    wide = max(limit.x - box.x, box.x + box.width - limit.x - limit.width, 0.0)
    high = max(limit.y - box.y, box.y + box.height - limit.y - limit.height, 0.0)
    return wide, high


def _outside(subject: Subject, layout: Layout) -> Iterator[Finding]:
    worst: dict[str, tuple[float, float, str]] = {}
    for box in layout.boxes:
        page, outer = subject.form.panel(box.panel)
        limit = outer if "Replaced" in box.kind else outer.inset(subject.form.safe)
        wide, high = _excess(box.rect, limit) if box.page == page else (0.0, limit.height)
        before = worst.get(box.panel, (0.0, 0.0, ""))
        if max(wide, high) > max(TOLERANCE, *before[:2]):
            worst[box.panel] = (wide, high, box.text)
    for panel, (wide, high, text) in worst.items():
        amount = _amount(wide, high)
        words = text.strip()[:24]
        yield subject.overflow(panel, say("{amount} near '{words}'", amount=amount, words=words) if words else amount)


def _amount(wide: float, high: float) -> str:
    if wide >= high:
        return say("{size} mm too wide", size=f"{wide:.1f}")
    return say("{size} mm too high", size=f"{high:.1f}")


def _covered(subject: Subject, layout: Layout) -> Iterator[Finding]:
    """Text that a picture of the same panel stands on, the white border of a QR code for one."""
    pictures = [box for box in layout.boxes if "Replaced" in box.kind]
    for picture in pictures:
        for box in layout.boxes:
            high = box.rect.y + box.rect.height - picture.rect.y
            if box.panel == picture.panel and box.kind == "TextBox" and box.rect.overlaps(picture.rect):
                words = box.text.strip()[:24]
                message = say("'{words}' is {size} mm too high, under a picture", words=words, size=f"{high:.1f}")
                yield subject.overflow(box.panel, message)
                break


def check_fit(subject: Subject, fit: Fit) -> Iterator[Finding]:
    """Panels whose natural height is above the limit even at the form's smallest size."""
    for panel, free in fit.free.items():
        if free < 0:
            size, points = f"{-free:.1f}", f"{subject.form.sizes[-1]:g}"
            message = say("{size} mm too high, even at {points} pt, the smallest size", size=size, points=points)
            yield subject.overflow(panel, message)


def check_fonts(subject: Subject, used: set[str]) -> Iterator[Finding]:
    """Fonts other than ours, and bold or italic shapes that no file of ours has."""
    for font in sorted(used - FAMILIES):
        message = say(
            "{name}: text is set in '{font}', which is not one of the leaflets' font files",
            name=subject.name,
            font=font,
        )
        hint = say("a style names a missing family, or bold without its bold family: overrides/leaflets/base.css")
        yield Finding("leaflet-font-substituted", Severity.ERROR, subject.place, message, hint)


def check_pdf(subject: Subject, html: str, content: bytes) -> Iterator[Finding]:
    """The finished file, read by PDFium: the text again, and every glyph inside its panel's safe area."""
    wanted: dict[int, Counter[str]] = {}
    for panel, words in panel_texts(html).items():
        wanted.setdefault(subject.form.panel(panel)[0], Counter()).update(_characters(words))
    document = pypdfium2.PdfDocument(content)
    try:
        for number, side in enumerate(subject.form.sides[: len(document)]):
            text = document[number].get_textpage()
            lost = wanted.get(number, Counter()) - _characters(text.get_text_range())
            if lost:
                message = say(
                    "{number} characters are missing from the PDF, among them '{sample}'",
                    number=lost.total(),
                    sample=_sample(lost),
                )
                yield subject.overflow(", ".join(name for name, _width in side), message)
            yield from _glyphs_outside(subject, side, text)
    finally:
        document.close()


def _glyphs_outside(
    subject: Subject, side: tuple[tuple[str, float], ...], text: pypdfium2.PdfTextPage
) -> Iterator[Finding]:
    panels = {name: subject.form.panel(name)[1] for name, _width in side}
    seen: set[str] = set()
    for index in range(text.count_chars()):
        left, bottom, right, top = (value * POINT for value in text.get_charbox(index))
        if right - left <= 0 or top - bottom <= 0:
            continue  # white space has no ink
        box = Rect(left, subject.form.height - top, right - left, top - bottom)
        middle = box.x + box.width / 2
        inside = (panel for panel, rect in panels.items() if rect.x <= middle < rect.x + rect.width)
        name = next(inside, side[-1][0])
        wide, high = _excess(box, panels[name].inset(subject.form.safe))
        if max(wide, high) > TOLERANCE + OVERHANG and name not in seen:
            seen.add(name)
            char = text.get_text_range(index, 1)
            message = say("the glyph '{char}' is {amount} for the safe area", char=char, amount=_amount(wide, high))
            yield subject.overflow(name, message)
