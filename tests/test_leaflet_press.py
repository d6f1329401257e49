"""Files for the print shop: what becomes of colours, boxes and pictures, and checks tried against broken files."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from leaflet_files import BODY, FORM, STYLES, changed, photo, rules, sheet, subject
from payguide.leaflets.forms import Form, Slot
from payguide.leaflets.pdf.inks import coverage
from payguide.leaflets.pdf.reading import read_scene
from payguide.leaflets.pdf.scene import Scene
from payguide.leaflets.press import Imprint, check_press, to_press
from payguide.leaflets.press.inking import BLACK, PAPER, Inks
from payguide.leaflets.press.marks import marks
from payguide.leaflets.press.profile import PROFILE, load_profile
from payguide.leaflets.rack import CARD, TRIFOLD
from payguide.leaflets.rects import Rect

pytestmark = pytest.mark.slow
IMPRINT = Imprint("visitor-en", 3, date(2026, 11, 23))
BLEED = "@page { bleed: 8mm }"


def pressed(style: str = "", body: str = BODY) -> bytes:
    return to_press(sheet(BLEED + style, body, variant="pdf/x-4"), FORM, STYLES, IMPRINT)


def found(content: bytes) -> set[str]:
    return rules(check_press(subject(), content))


def scene(content: bytes) -> Scene:
    with pikepdf.open(io.BytesIO(content)) as document:
        return read_scene(document)


@pytest.fixture(scope="module")
def good() -> bytes:
    return pressed(".x { color: #44525f } h1 { color: #961b1b }")


def test_a_good_file_has_no_findings(good: bytes) -> None:
    assert check_press(subject(), good) == []
    with pikepdf.open(io.BytesIO(good)) as document:
        assert document.check_pdf_syntax() == [] and document.pdf_version == "1.6"


def test_letters_are_black_up_to_12_points_and_inks_above(good: bytes) -> None:
    inks = {run.text.strip(): run.ink for run in scene(good).runs}
    assert inks["Keep the"] == BLACK and inks["在中国怎么付款"] == BLACK
    title = inks["How to pay"]
    assert title is not None and len(title) == 4 and title[1] > 0.9 and title[3] < 0.5 and coverage(title) <= 300


@pytest.mark.parametrize(
    ("colour", "ink"),
    [((0.0,), BLACK), ((1.0, 1.0, 1.0), PAPER), ((0x14 / 255, 0x20 / 255, 0x2B / 255), BLACK), ((0, 0, 0, 0.5),) * 2],
)
def test_greys_and_dark_inks_are_black_ink(colour: tuple[float, ...], ink: tuple[float, ...]) -> None:
    assert Inks(load_profile(STYLES)).of(colour) == ink


def test_the_colours_of_the_site_are_printable() -> None:
    inks = Inks(load_profile(STYLES))
    tokens = (STYLES.parents[1] / "docs/assets/css/tokens.css").read_text(encoding="utf-8")
    for code in re.findall(r"#([0-9a-f]{6})\b", tokens):
        made = inks.of(tuple(int(code[at : at + 2], 16) / 255 for at in (0, 2, 4)))
        assert coverage(made) <= 300, code
    grey = inks.of((0x44 / 255, 0x52 / 255, 0x5F / 255))
    assert grey[:3] == (0, 0, 0) and 0.6 < grey[3] < 0.85


def test_pictures_are_ink_and_codes_one_bit() -> None:
    content = pressed(body=f'{BODY}<img style="width: 20mm" src="{photo(300, 300)}" alt="A picture">')
    assert found(content) == set()
    with pikepdf.open(io.BytesIO(content)) as document:
        images: Any = [item for item in document.objects if isinstance(item, pikepdf.Stream) and "/Width" in item]
        kinds = {(str(image.ColorSpace), int(image.BitsPerComponent)) for image in images}
    assert kinds == {("/DeviceGray", 1), ("/DeviceCMYK", 8)}


def test_boxes_intent_dates_and_nothing_for_screens(good: bytes) -> None:
    linked = pressed(body=f'{BODY}<p><a href="https://pay.example.org/">more</a></p>')
    with pikepdf.open(io.BytesIO(linked)) as document:
        page, root = document.pages[0].obj, document.Root
        assert not {"/Annots", "/ArtBox", "/CropBox"} & set(page.keys())
        assert not {"/StructTreeRoot", "/Outlines", "/Names"} & set(root.keys())
        intent: Any = root.OutputIntents[0]
        assert intent.OutputConditionIdentifier == "FOGRA39"
        assert intent.DestOutputProfile.read_bytes() == (STYLES / PROFILE).read_bytes()
        text = root.Metadata.read_bytes().decode("utf-8")
        assert "PDF/X-4" in text and "2026-11-23T00:00:00Z" in text and "/Filter" not in root.Metadata
        assert document.docinfo["/Trapped"] == pikepdf.Name("/False")
    assert found(linked) == set()


def test_equal_bytes_whenever_they_are_made() -> None:
    def later(document: pikepdf.Pdf) -> None:
        document.docinfo["/CreationDate"] = "D:20990101000000Z"
        document.Root.Metadata.write(b"<other/>")

    source = sheet(BLEED, variant="pdf/x-4")
    first = to_press(source, FORM, STYLES, IMPRINT)
    assert first == to_press(changed(source, later), FORM, STYLES, IMPRINT)
    assert first != to_press(source, FORM, STYLES, dataclasses.replace(IMPRINT, version=4))


def test_marks_say_where_to_cut_and_fold() -> None:
    fold = marks(TRIFOLD, 0).decode().splitlines()
    dashed = fold.index("[3 2] 0 d")
    assert len([line for line in fold[:dashed] if line.endswith("S")]) == 8
    assert [round(float(line.split()[0]) * 25.4 / 72) for line in fold[dashed + 1 :: 2] if line.endswith("S")] == [
        97,
        197,
    ]
    assert len([line for line in marks(FORM, 0).decode().splitlines() if line.endswith("S")]) == 8
    sides = ((Slot("a", Rect(20, 13.5, *CARD)), Slot("b", Rect(105, 13.5, *CARD))),)
    cards = Form("cards", 210, 297, sides, ("a", "b"), (), (12,), 20, finish="cut")
    text = marks(cards, 0).decode()
    assert text.count(" S") == 8 + 2 * 3 + 2 * 2 and "[3 2]" not in text


def painted(code: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].contents_add(document.make_stream(code))

    return change


def boxed(document: pikepdf.Pdf) -> None:
    document.pages[0].obj["/TrimBox"] = pikepdf.Array([0, 0, 595, 420])


def without_intent(document: pikepdf.Pdf) -> None:
    del document.Root["/OutputIntents"]


def three_inks(document: pikepdf.Pdf) -> None:
    profile: Any = document.Root.OutputIntents[0]
    profile.DestOutputProfile["/N"] = 3


def coloured_picture(document: pikepdf.Pdf) -> None:
    images: Any = [item for item in document.objects if isinstance(item, pikepdf.Stream) and "/Width" in item]
    images[0].write(bytes(3 * int(images[0].Width) * int(images[0].Height)))
    images[0]["/ColorSpace"], images[0]["/BitsPerComponent"] = pikepdf.Name("/DeviceRGB"), 8


def without_font(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


def without_marks(document: pikepdf.Pdf) -> None:
    contents: Any = document.pages[0].Contents
    contents.write(contents.read_bytes().rpartition(b"\nq\n0 0 0 1 K")[0])


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (boxed, "leaflet-press-boxes"),
        (without_intent, "leaflet-press-intent"),
        (three_inks, "leaflet-press-intent"),
        (painted(b"1 0 0 rg 50 50 9 9 re f"), "leaflet-press-colour"),
        (painted(b"1 0 0 RG 50 50 9 9 re S"), "leaflet-press-colour"),
        (painted(b"1 1 1 1 k 50 50 9 9 re f"), "leaflet-press-ink"),
        (painted(b"0 0 0 .5 k -30 50 60 9 re f"), "leaflet-press-marks"),
        (painted(b"0 1 0 0 k 0 50 60 9 re f"), "leaflet-press-bleed"),
        (painted(b"0 1 0 0 k -8.504 50 60 9 re f"), ""),
        (coloured_picture, "leaflet-press-colour"),
        (without_font, "leaflet-press-font"),
        (without_marks, "leaflet-press-marks"),
    ],
)
def test_broken_files_are_refused(good: bytes, change: Callable[[pikepdf.Pdf], None], rule: str) -> None:
    assert found(changed(good, change)) == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("style", "rule"),
    [
        (".x { background: linear-gradient(#fff, #ccc) }", "leaflet-press-colour"),
        (".x { background: device-cmyk(1 1 1 .5) }", "leaflet-press-ink"),
        (".x { background: #14202b; color: #fff }", "leaflet-press-small-text"),
        (".x { background: #14202b; color: #fff; font-size: 14pt }", ""),
        (".x { background: #1d4580; margin: 0 -10mm; color: #fff; font-size: 14pt }", "leaflet-press-bleed"),
        (".x { background: #1d4580; margin: 0 -13mm; color: #fff; font-size: 14pt }", ""),
        ("@page { background: #fff1cc }", ""),
        (".x { color: #777; opacity: .5 }", ""),
    ],
)
def test_styles_that_a_press_cannot_print_are_refused(style: str, rule: str) -> None:
    assert found(pressed(style)) == ({rule} if rule else set())


def test_what_is_no_file_is_refused() -> None:
    assert found(b"%PDF-1.6\n") == {"leaflet-press-boxes"}
    with pytest.raises(OSError, match="ISOcoated"):
        to_press(sheet(), FORM, Path("nowhere"), IMPRINT)
