"""The forms of the rack, and the form of one leaflet.

Measures in mm. A4 is 297 × 210, A5 is 210 × 148 (ISO 216). A tri-fold's flap is 3 mm narrower than the other panels, so
that it folds in. A card is 85 × 54 mm, as bank cards are (ISO/IEC 7810, ID-1, rounded down to stay inside a wallet).
"""

from __future__ import annotations

from collections.abc import Iterable

from payguide.leaflets.forms import Form, Slot
from payguide.leaflets.rects import Rect
from payguide.model.leaflets import FORM_PANELS, Leaflet, panels_of

LARGE = (20.0, 19.5, 19.0, 18.5, 18.0)
SMALL = (14.0, 13.5, 13.0, 12.5, 12.0)


def _row(height: float, panels: Iterable[tuple[str, float]]) -> tuple[Slot, ...]:
    """Panels side by side, with their widths."""
    slots, left = [], 0.0
    for name, width in panels:
        slots.append(Slot(name, Rect(left, 0, width, height)))
        left += width
    return tuple(slots)


TRIFOLD = Form(
    id="trifold", width=297, height=210, duplex="short", finish="fold-3", qr=32,
    sides=(
        _row(210, (("flap", 97), ("back", 100), ("cover", 100))),
        _row(210, (("inside-1", 100), ("inside-2", 100), ("inside-3", 97))),
    ),
    panels=FORM_PANELS["trifold"],
    groups=(("cover",), ("inside-1", "inside-2", "inside-3"), ("back",), ("flap",)),
    sizes=SMALL,
)  # fmt: skip

#: Four A5 pages on one sheet, in the order in which they are read once it is folded. For older readers: 16 pt at least.
FOLD = Form(
    id="fold", width=297, height=210, duplex="short", finish="fold", qr=32, safe=9,
    sides=(
        _row(210, (("back", 148.5), ("cover", 148.5))),
        _row(210, (("inside-1", 148.5), ("inside-2", 148.5))),
    ),
    panels=FORM_PANELS["fold"],
    groups=(("cover",), ("inside-1", "inside-2"), ("back",)),
    sizes=(20, 19, 18, 17, 16),
)  # fmt: skip


def _whole(panels: Iterable[str], width: float = 210, height: float = 297) -> tuple[tuple[Slot, ...], ...]:
    """One panel a page."""
    return tuple((Slot(name, Rect(0, 0, width, height)),) for name in panels)


SHEET = Form(
    id="sheet", width=210, height=297, duplex="long", qr=32, safe=14, sides=_whole(FORM_PANELS["sheet"]),
    panels=FORM_PANELS["sheet"], groups=(FORM_PANELS["sheet"],), sizes=SMALL,
)  # fmt: skip
LARGE_PRINT = Form(
    id="large", width=210, height=297, duplex="long", qr=36, safe=15, sides=_whole(FORM_PANELS["large"]),
    panels=FORM_PANELS["large"], groups=(FORM_PANELS["large"],), sizes=LARGE,
)  # fmt: skip
#: Its safe area also holds the white border of so large a code.
POSTER = Form(
    id="poster", width=210, height=297, qr=44, safe=10, sides=_whole(FORM_PANELS["poster"]),
    panels=FORM_PANELS["poster"], groups=(FORM_PANELS["poster"],), sizes=(24, 22, 20, 19, 18),
)  # fmt: skip
FORM = Form(
    id="form", width=210, height=297, finish="sign", qr=32, safe=15, sides=_whole(FORM_PANELS["form"]),
    panels=FORM_PANELS["form"], groups=(FORM_PANELS["form"],), sizes=SMALL,
)  # fmt: skip
#: The large-print edition of any page: as many pages as its text needs, at one size.
PAGE = Form(
    id="page", width=210, height=297, duplex="long", qr=36, safe=10, sides=(),
    panels=("page",), groups=(), sizes=(18.0,),
)  # fmt: skip

CARD = (85.0, 54.0)
COLUMNS, ROWS = 2, 5


def _cards(panels: tuple[str, ...]) -> Form:
    """Ten cards a page, edge to edge, so that one cut parts two of them."""
    left, top = (210 - COLUMNS * CARD[0]) / 2, (297 - ROWS * CARD[1]) / 2
    slots = [
        Slot(name, Rect(left + place % COLUMNS * CARD[0], top + place // COLUMNS * CARD[1], *CARD))
        for number, name in enumerate(panels)
        for place in [number % (COLUMNS * ROWS)]
    ]
    sides = tuple(tuple(slots[first : first + COLUMNS * ROWS]) for first in range(0, len(slots), COLUMNS * ROWS))
    return Form(
        id="cards", width=210, height=297, finish="cut", qr=20, safe=4, sides=sides,
        panels=panels, groups=(panels,), sizes=SMALL, titled=False,
    )  # fmt: skip


def _signs(panels: tuple[str, ...]) -> Form:
    """One A5 sign a page, to be read from the other side of a counter."""
    return Form(
        id="signs", width=210, height=148, paper="A5", qr=50, safe=8, sides=_whole(panels, 210, 148),
        panels=panels, groups=(panels,), sizes=(28, 26, 24, 22, 20), titled=False,
    )  # fmt: skip


_FIXED = {form.id: form for form in (TRIFOLD, FOLD, SHEET, LARGE_PRINT, POSTER, FORM, PAGE)}
_COUNTED = {"cards": _cards, "signs": _signs}
#: Names of all forms; each has a template and a style sheet of its own.
FORM_IDS = (*_FIXED, *_COUNTED)


def form_of(leaflet: Leaflet) -> Form:
    """The form of `leaflet`, with as many panels as it lists."""
    if leaflet.form in _COUNTED:
        return _COUNTED[leaflet.form](panels_of(leaflet.form, len(leaflet.panels)))
    return _FIXED[leaflet.form]
