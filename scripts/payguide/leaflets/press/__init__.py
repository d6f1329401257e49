"""From a sheet as the layout engine wrote it to a file for the print shop.

Boxes, colours and output intent are as PDF/X-4 asks; whether the whole file is PDF/X-4 has not been tested by anyone.
The layout has paper of 8 mm beyond the cut; colours that reach the cut must go 3 mm over it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf

from payguide.leaflets.forms import Form
from payguide.leaflets.pdf.matrix import IDENTITY, Box, Matrix, matrix, times
from payguide.leaflets.press.boxes import BLEED, SLUG, box_of
from payguide.leaflets.press.check import check_press
from payguide.leaflets.press.inking import Inks
from payguide.leaflets.press.marks import marks
from payguide.leaflets.press.metadata import Imprint, describe
from payguide.leaflets.press.pictures import convert
from payguide.leaflets.press.profile import CONDITION, CONDITION_INFO, REGISTRY, Profile, load_profile
from payguide.leaflets.press.rewriting import rewrite

__all__ = ["Imprint", "check_press", "to_press"]

#: What helps readers on a screen and has no place on a press: links must not lie on the printed area.
_SCREEN_ROOT = ("/StructTreeRoot", "/MarkInfo", "/Names", "/Outlines", "/ViewerPreferences", "/OpenAction", "/AA")
_SCREEN_PAGE = ("/Annots", "/StructParents", "/Tabs", "/AA", "/CropBox", "/ArtBox")


def to_press(content: bytes, form: Form, styles: Path, imprint: Imprint) -> bytes:
    """The file for the print shop made from `content`, the office's file of a sheet of `form`.

    `styles` is the folder of print templates, which holds the profile. Equal bytes for equal arguments. Raises
    `pikepdf.PdfError` for what is not a PDF, `OSError` without the profile.
    """
    inks = Inks(load_profile(styles))
    with pikepdf.open(io.BytesIO(content)) as document:
        done: set[tuple[int, int]] = set()
        for number, page in enumerate(document.pages):
            _page(document, page, number, form, inks, done)
        for item in document.objects:
            if isinstance(item, pikepdf.Stream):
                _rest(item, inks, done)
        for key in _SCREEN_ROOT:
            if key in document.Root:
                del document.Root[key]
        document.Root["/OutputIntents"] = pikepdf.Array([_intent(document, inks.profile)])
        describe(document, imprint)
        target = io.BytesIO()
        document.remove_unreferenced_resources()
        document.save(target, force_version="1.6", deterministic_id=True)
    return target.getvalue()


def _rest(item: pikepdf.Stream, inks: Inks, done: set[tuple[int, int]]) -> None:
    """Turn a picture, a pattern, or a form that no page paints by itself, into inks."""
    if item.get("/Subtype") == "/Image":
        convert(item, inks)
    elif (item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1) and item.objgen not in done:
        _form(item, inks, IDENTITY, done)


def _form(item: pikepdf.Object, inks: Inks, ctm: Matrix, done: set[tuple[int, int]]) -> None:
    """Turn the content of a form or pattern into inks, painted by `ctm`, and that of the forms inside it."""
    done.add(item.objgen)
    content, forms = rewrite(item, inks, times(matrix(item.get("/Matrix", IDENTITY)), ctm))
    _inner(item, forms, inks, done)
    _plain_spaces(item)
    item.write(content)
    if "/CS" in item.get("/Group", {}):
        item.Group["/CS"] = pikepdf.Name("/DeviceCMYK")


def _inner(item: pikepdf.Object, forms: Mapping[str, Matrix], inks: Inks, done: set[tuple[int, int]]) -> None:
    resources: Any = item.get("/Resources", {})
    for name, ctm in forms.items():
        inner = resources.get("/XObject", {}).get(name)
        if inner is not None and inner.get("/Subtype") == "/Form" and inner.objgen not in done:
            _form(inner, inks, ctm, done)


def _plain_spaces(item: pikepdf.Object) -> None:
    """Forget the colour spaces that the layout engine defines for every page and our files do not use."""
    resources: Any = item.get("/Resources", {})
    if "/ColorSpace" in resources and not _uses_spaces(item):
        del resources["/ColorSpace"]


def _uses_spaces(item: pikepdf.Object) -> bool:
    found = pikepdf.parse_content_stream(item, "cs CS")
    return any(True for _ in found)


def _page(
    document: pikepdf.Pdf, page: pikepdf.Page, number: int, form: Form, inks: Inks, done: set[tuple[int, int]]
) -> None:
    for key in _SCREEN_PAGE:
        if key in page.obj:
            del page.obj[key]
    bleed = box_of(form, BLEED)
    page.obj["/MediaBox"] = _array(box_of(form, SLUG))
    page.obj["/BleedBox"] = _array(bleed)
    page.obj["/TrimBox"] = _array(box_of(form, 0))
    left, bottom, right, top = bleed
    clip = f"q\n{left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re\nW\nn\n".encode("ascii")
    content, forms = rewrite(page, inks)
    _inner(page.obj, forms, inks, done)
    _plain_spaces(page.obj)
    page.obj["/Contents"] = document.make_stream(clip + content + b"\nQ\n" + marks(form, number))
    if "/CS" in page.obj.get("/Group", {}):
        page.obj.Group["/CS"] = pikepdf.Name("/DeviceCMYK")


def _array(box: Box) -> pikepdf.Array:
    return pikepdf.Array([round(value, 3) for value in box])


def _intent(document: pikepdf.Pdf, profile: Profile) -> pikepdf.Object:
    """The printing condition that the colours are meant for, with its profile."""
    packed = pikepdf.Stream(document, b"")
    packed.write(profile.packed, filter=pikepdf.Name("/FlateDecode"))
    packed["/N"] = 4
    packed["/Alternate"] = pikepdf.Name("/DeviceCMYK")
    return pikepdf.Dictionary(
        Type=pikepdf.Name("/OutputIntent"),
        S=pikepdf.Name("/GTS_PDFX"),
        OutputCondition=pikepdf.String(CONDITION_INFO),
        OutputConditionIdentifier=pikepdf.String(CONDITION),
        RegistryName=pikepdf.String(REGISTRY),
        Info=pikepdf.String(CONDITION_INFO),
        DestOutputProfile=document.make_indirect(packed),
    )
