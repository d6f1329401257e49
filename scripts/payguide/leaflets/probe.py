"""Does all of the text stand on the sheet, inside its panel, in our fonts?

WeasyPrint drops text that does not fit a panel of fixed height, without a word and with the right number of pages. So
every leaflet is looked at five times: page count, text kept, boxes inside their panels, natural heights, and the
finished PDF read by another library (`probepdf`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from payguide.leaflets.fitting import Fit
from payguide.leaflets.layout import LaidBox, Layout
from payguide.leaflets.qr import SMALLEST_MODULE, qr_code
from payguide.leaflets.rects import Rect
from payguide.leaflets.subject import TOLERANCE, Subject, characters, sample, too_much
from payguide.model.findings import Finding
from payguide.model.messages import say

FAMILIES = {"LeafletLatin", "LeafletSC", "LeafletLatinBold/bold", "LeafletSCBold/bold"}
#: Of the height of a text's box, what lies above and below its small letters: lines may share that.
_AIR = 0.2


def check_layout(subject: Subject, layout: Layout, burst: Collection[str] = ()) -> Iterator[Finding]:
    """Page count, text kept, boxes inside their panels, no text on other text or under a picture.

    Panels that are `burst` are known to be too high: what follows from that is not said again.
    """
    wanted = len(subject.form.sides)
    if not subject.form.flows and layout.pages != wanted:
        message = say(
            "{name} has {pages} pages; a {form} has {sides}",
            name=subject.name,
            pages=layout.pages,
            form=subject.form.id,
            sides=wanted,
        )
        yield subject.fault("leaflet-pages", message, say("a panel or the template is too high"))
    laid = layout.texts()
    for panel, words in subject.texts().items():
        lost = characters(words) - characters(laid.get(panel, ""))
        if lost and panel not in burst:
            message = say(
                "{number} characters were dropped from the sheet, among them '{sample}'",
                number=lost.total(),
                sample=sample(lost),
            )
            yield subject.overflow(panel, message)
    yield from _outside(subject, layout, burst)
    texts = [box for box in layout.boxes if box.kind == "text" and box.panel not in burst]
    yield from _covered(subject, layout, texts)
    yield from _overprinted(subject, texts)


def _outside(subject: Subject, layout: Layout, burst: Collection[str]) -> Iterator[Finding]:
    worst: dict[str, tuple[float, float, LaidBox]] = {}
    for box in layout.boxes:
        if box.kind == "panel" and subject.form.flows:
            continue
        page, outer = subject.limit(box.panel)
        limit = outer if box.kind == "picture" else outer.inset(subject.form.safe)
        wide, high = box.rect.excess(limit) if page in (None, box.page) else (0.0, limit.height)
        high = 0.0 if box.panel in burst else high
        before = worst.get(box.panel, (0.0, 0.0, box))
        if max(wide, high) > max(TOLERANCE, *before[:2]):
            worst[box.panel] = (wide, high, box)
    for panel, (wide, high, box) in worst.items():
        amount = too_much(wide, high)
        words = box.text.strip()[:24]
        message = say("{amount} near '{words}'", amount=amount, words=words) if words else amount
        yield subject.overflow(panel, message, box.part)


def _covered(subject: Subject, layout: Layout, texts: list[LaidBox]) -> Iterator[Finding]:
    """Text that a picture of the same panel stands on, the white border of a QR code for one."""
    for picture in (box for box in layout.boxes if box.kind == "picture"):
        for box in texts:
            same = (box.page, box.panel) == (picture.page, picture.panel)
            if same and box.rect.overlaps(picture.rect):
                words, size = box.text.strip()[:24], f"{box.rect.bottom - picture.rect.y:.1f}"
                message = say("'{words}' is {size} mm too high, under a picture", words=words, size=size)
                yield subject.overflow(box.panel, message, box.part)
                break


def _overprinted(subject: Subject, texts: list[LaidBox]) -> Iterator[Finding]:
    """The first text of every panel that stands on other text: more lines than a fixed place has room for."""
    inked = [(box, _ink(box.rect)) for box in sorted(texts, key=lambda box: (box.page, box.rect.y)) if box.text.strip()]
    said: set[str] = set()
    for number, (box, ink) in enumerate(inked):
        for other, below in islice(inked, number + 1, None):
            if other.page != box.page or other.rect.y > ink.bottom:
                break
            if other.panel == box.panel and box.panel not in said and ink.overlaps(below):
                said.add(box.panel)
                words, size = box.text.strip()[:24], f"{ink.bottom - below.y:.1f}"
                message = say("'{words}' is {size} mm too high, on other text", words=words, size=size)
                yield subject.overflow(box.panel, message, box.part or other.part)


def _ink(box: Rect) -> Rect:
    return Rect(box.x, box.y + _AIR * box.height, box.width, (1 - 2 * _AIR) * box.height)


def check_fit(subject: Subject, fit: Fit) -> Iterator[Finding]:
    """Panels whose natural height is above the limit even at the form's smallest size."""
    for panel in fit.burst:
        size, points = f"{-fit.free[panel]:.1f}", f"{subject.form.sizes[-1]:g}"
        message = say("{size} mm too high, even at {points} pt, the smallest size", size=size, points=points)
        yield subject.overflow(panel, message, fit.last_part(panel))


def check_fonts(subject: Subject, used: set[str]) -> Iterator[Finding]:
    """Fonts other than ours, and bold or italic shapes that no file of ours has."""
    for font in sorted(used - FAMILIES):
        message = say(
            "{name}: text is set in '{font}', which is not one of the leaflets' font files",
            name=subject.name,
            font=font,
        )
        hint = say(
            "a style names a missing family, or bold without its bold family (overrides/leaflets/base.css); "
            "or our fonts lack a character of the text: run `scripts/guide fonts`"
        )
        yield subject.fault("leaflet-font-substituted", message, hint)


def check_codes(subject: Subject, codes: tuple[str, ...]) -> Iterator[Finding]:
    """QR codes: one at least, and none so dense that its modules are too small for a phone's camera."""
    if not codes:
        message = say("{name}: no QR code leads from this sheet to its page", name=subject.name)
        yield subject.fault("leaflet-qr-missing", message, say("let the template say `paper.online(…)` once"))
    for text in codes:
        module = subject.form.qr / qr_code(text).modules
        if module < SMALLEST_MODULE:
            message = say(
                "{name}: the QR code's modules are {size} mm, too small for a phone ({text})",
                name=subject.name,
                size=f"{module:.2f}",
                text=text,
            )
            hint = say("a shorter address makes fewer modules; {least} mm is the least", least=SMALLEST_MODULE)
            yield subject.fault("leaflet-qr-small", message, hint)
