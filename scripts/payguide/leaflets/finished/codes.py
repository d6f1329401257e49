"""Does a phone read every QR code, and does it lead where it should?

The rules are explained in `payguide.checks.paper`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import zxingcpp
from PIL import Image

from payguide.leaflets.finished.expected import Expected
from payguide.leaflets.pdf.matrix import Box
from payguide.leaflets.pdf.scene import Picture, Scene
from payguide.leaflets.probepdf import POINT
from payguide.leaflets.qr import QR_MARGIN, SMALLEST_MODULE
from payguide.model.findings import Finding
from payguide.model.messages import say

_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
#: Pixels that a module is given; what a phone sees from a forearm's length.
_PIXELS = 4
#: From which grey (0 to 255) paper counts as white.
_WHITE = 245
#: Rounding, in mm.
_TOLERANCE = 0.2


def check_codes(expected: Expected, scene: Scene, content: bytes) -> Iterator[Finding]:
    """Every square picture of modules is a code; every address of the sheet has one."""
    found: set[str] = set()
    pictures = [picture for picture in scene.pictures if not picture.smooth and picture.width == picture.height]
    document = pypdfium2.PdfDocument(content)
    try:
        for picture in pictures:
            image = _seen(document[picture.page], picture)
            said = [code.text for code in zxingcpp.read_barcodes(image, formats=_QR)]
            found.update(said)
            yield from _faults(expected, picture, image, said)
    finally:
        document.close()
    for address in expected.addresses:
        if address not in found:
            message = say("{name}: no QR code leads to {address}", name=expected.subject.name, address=address)
            yield _wrong(expected, message)


def _seen(page: pypdfium2.PdfPage, picture: Picture) -> Image.Image:
    """The place of `picture` as it is printed, in grey, with whatever lies over it."""
    left, bottom, right, top = picture.box
    low_x, low_y, high_x, high_y = page.get_mediabox()
    scale = _PIXELS * picture.width / (right - left)
    crop: Box = (left - low_x, bottom - low_y, high_x - right, high_y - top)
    image: Image.Image = page.render(scale=scale, crop=crop, grayscale=True).to_pil()
    return image


def _faults(expected: Expected, picture: Picture, image: Image.Image, said: list[str]) -> Iterator[Finding]:
    left, bottom, right, top = picture.box
    place = expected.where(picture.page, (left + right) / 2, (bottom + top) / 2)
    module = (right - left) * POINT / picture.width
    side = module * (picture.width - 2 * QR_MARGIN)
    if not said:
        yield _wrong(expected, say("{place}: the QR code cannot be read", place=place))
    for text in said:
        if text not in expected.addresses:
            wanted = ", ".join(expected.addresses)
            words = say(
                "{place}: the QR code leads to {found}, not to {wanted}", place=place, found=text, wanted=wanted
            )
            yield _wrong(expected, words)
    if side < expected.subject.form.qr - _TOLERANCE or module < SMALLEST_MODULE - 0.01:
        least = f"{max(expected.subject.form.qr, SMALLEST_MODULE * side / module):.0f}"
        message = say("{place}: the QR code is {size} mm wide; {least} mm is the least",
                      place=place, size=f"{side:.1f}", least=least)  # fmt: skip
        yield _wrong(expected, message)
    if not _quiet(image, picture.width):
        yield _wrong(expected, say("{place}: the QR code has less than four modules of white around it", place=place))


def _quiet(image: Image.Image, modules: int) -> bool:
    """Whether the border of four modules is white. A pixel at its inner edge may be blended with a dark module."""
    wide, high = image.size
    border = int(QR_MARGIN * wide / modules) - 1
    bands = ((0, 0, wide, border), (0, high - border, wide, high), (0, 0, border, high), (wide - border, 0, wide, high))
    darkest = min(int(image.crop(band).getextrema()[0]) for band in bands)  # type: ignore[arg-type]
    return darkest >= _WHITE


def _wrong(expected: Expected, message: str) -> Finding:
    hint = say("see the code's place in the form's template and style sheet, and `page` in docs/_data/leaflets.yml")
    return expected.finding("leaflet-qr-wrong", message, hint)
