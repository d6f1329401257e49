"""Checks of a print-shop file's objects: boxes, output intent, pictures and fonts. The rules are told in `check`."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from payguide.leaflets.pdf.matrix import Box
from payguide.leaflets.pdf.scene import Scene
from payguide.leaflets.press.boxes import BLEED, SLUG, box_of
from payguide.leaflets.subject import Subject
from payguide.model.findings import Finding
from payguide.model.messages import say

#: In points, about a twentieth of a millimetre.
_TOLERANCE = 0.15
#: Where in a profile its colour space stands, and how much of it must be read for that.
_SPACE, _HEAD = slice(16, 20), 128
_INKS = ("/DeviceGray", "/DeviceCMYK")


def check_boxes(subject: Subject, document: pikepdf.Pdf) -> Iterator[Finding]:
    """Every page is cut to the form's size and bleeds by 3 mm."""
    wanted = {
        "/TrimBox": box_of(subject.form, 0),
        "/BleedBox": box_of(subject.form, BLEED),
        "/MediaBox": box_of(subject.form, SLUG),
    }
    for number, page in enumerate(document.pages, start=1):
        for name, box in wanted.items():
            found = _box(page.obj.get(name))
            if found is None or any(abs(a - b) > _TOLERANCE for a, b in zip(found, box, strict=True)):
                message = say("{name}, page {page}: {box} is not that of the form", name=subject.name, page=number,
                              box=name.lstrip("/"))  # fmt: skip
                yield subject.fault("leaflet-press-boxes", message, say("leave `@page` to the form"))


def _box(array: pikepdf.Object | None) -> Box | None:
    if array is None:
        return None
    left, bottom, right, top = (float(value) for value in array)
    return left, bottom, right, top


def check_intent(subject: Subject, document: pikepdf.Pdf) -> Iterator[Finding]:
    """One output intent for presses, with a profile of four inks."""
    intents = [item for item in document.Root.get("/OutputIntents", []) if item.get("/S") == "/GTS_PDFX"]
    profile = intents[0].get("/DestOutputProfile") if len(intents) == 1 else None
    if profile is None or profile.get("/N") != 4 or _head(profile)[_SPACE] != b"CMYK":
        message = say("{name} does not say for which printing condition it is made", name=subject.name)
        yield subject.fault("leaflet-press-intent", message, say("see overrides/leaflets/colour"))


def _head(profile: pikepdf.Object) -> bytes:
    """The beginning of the profile; all of it would take as long as all other checks."""
    raw = profile.read_raw_bytes()
    return zlib.decompressobj().decompress(raw, _HEAD) if profile.get("/Filter") == "/FlateDecode" else raw[:_HEAD]


def check_objects(subject: Subject, document: pikepdf.Pdf, scene: Scene) -> Iterator[Finding]:
    """Pictures and groups in ink, no gradients, fonts inside."""
    for item in document.objects:
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            continue
        group: Any = item.get("/Group", {})
        for space in filter(None, (_space(item), group.get("/CS"))):
            if space not in _INKS:
                message = say(
                    "{name}: a picture or gradient is not in ink ({space})", name=subject.name, space=_name(space)
                )
                yield subject.fault("leaflet-press-colour", message, say("use flat colours in the form's style sheet"))
    for face in scene.faces:
        if not face.file:
            message = say("{name}: the font '{font}' is not inside the file", name=subject.name, font=face.name)
            yield subject.fault("leaflet-press-font", message, say("use the families of overrides/leaflets/base.css"))


def _space(item: pikepdf.Object) -> pikepdf.Object | None:
    """The colour space of a picture or gradient."""
    if item.get("/Subtype") == "/Image" and not item.get("/ImageMask", False):
        return item.get("/ColorSpace")
    return item.get("/ColorSpace") if "/ShadingType" in item else None


def _name(space: pikepdf.Object) -> str:
    return str(space[0] if isinstance(space, pikepdf.Array) else space).lstrip("/")
