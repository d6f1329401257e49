"""Checks of finished office files, each tried against a sheet broken on purpose."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from leaflet_files import BODY, FORM, ROOT, changed, expected, photo, rules, sheet
from payguide.leaflets.finished import check_finished
from payguide.leaflets.finished.gate import check_accessible
from payguide.leaflets.fonts import FOLDER
from payguide.leaflets.layout import LaidBox
from payguide.leaflets.pdf.inks import contrast
from payguide.leaflets.pdf.outlines import Outlines, source_outlines
from payguide.leaflets.rects import Rect

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def good() -> bytes:
    return sheet()


def test_a_good_sheet_has_no_findings(good: bytes, tmp_path: Path) -> None:
    assert check_finished(expected(), good) == []
    assert list(check_accessible(expected(), good)) == []
    (tmp_path / "good.pdf").write_bytes(good)
    subprocess.run(["qpdf", "--check", tmp_path / "good.pdf"], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("style", "body", "rule", "words"),
    [
        (".x { font-size: 9pt }", BODY, "leaflet-type-small", "9 pt"),
        ("p { font-size: 11pt }", BODY, "leaflet-type-small", "running text is set in 11 pt"),
        (".x { color: #777 }", BODY, "leaflet-contrast-low", "4.5:1"),
        (".x { background: #fd5 } .x b { color: #961b1b }", BODY, "leaflet-contrast-low", "receipt"),
        (".x { opacity: .5 }", BODY, "leaflet-contrast-low", "is needed"),
        (".x { background: #14202b; color: #fff }", BODY, "leaflet-contrast-low", "bold and 14 pt"),
        (".x { background: linear-gradient(#fff, #ccc) }", BODY, "leaflet-contrast-low", "flat colour"),
        ("", BODY.replace("QR code: the guide", ""), "leaflet-ua-refused", ""),
        ("", f'{BODY}<img style="width: 40mm" src="{photo(60, 60)}" alt="A gradient">', "leaflet-image-coarse", "38 "),
        (".qr { width: 25mm }", BODY, "leaflet-qr-wrong", "30 mm is the least"),
        ("", BODY.replace('<p lang="zh-CN">', "<p>"), "leaflet-language-mark", "read aloud as en"),
        ("", BODY.replace('<p lang="zh-Latn">', "<p>"), "leaflet-language-mark", "Kěyǐ"),
        ("", BODY.replace("zh-Latn", "zh-CN"), "leaflet-language-mark", "read aloud as zh-CN"),
        ("", BODY.replace("在中国", "This is how you pay here"), "", ""),
    ],
)
def test_broken_sheets_are_refused(style: str, body: str, rule: str, words: str) -> None:
    findings = check_finished(expected(), sheet(style, body))
    assert rules(findings) == ({rule} if rule else set())
    assert all(words in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ("left: 10mm; top: 5mm; width: 20mm; height: 30mm; background: #fff", "cannot be read"),
        ("left: 0; top: 5mm; width: 2mm; height: 30mm; background: #888", "four modules of white"),
    ],
)
def test_a_code_that_is_covered_is_refused(over: str, words: str) -> None:
    body = BODY.replace("<img", '<div style="position: relative"><img')
    body += f'<div style="position: absolute; {over}"></div></div>'
    messages = [finding.message for finding in check_finished(expected(), sheet(body=body))]
    assert any(words in message for message in messages)


def test_a_code_leads_to_the_page_of_the_sheet() -> None:
    elsewhere = check_finished(expected(), sheet(url="https://other.example/"))
    assert {finding.rule for finding in elsewhere} == {"leaflet-qr-wrong"} and len(elsewhere) == 2
    none = sheet(body=re.sub("<img[^>]*>", "", BODY))
    assert rules(check_finished(expected(), none)) == {"leaflet-qr-wrong"}
    assert check_finished(expected(addresses=()), none) == []


def test_large_print_is_large_throughout(good: bytes) -> None:
    large = dataclasses.replace(FORM, id="large")
    assert rules(check_finished(expected(form=large), good)) == {"leaflet-type-small"}
    assert check_finished(expected(form=large), sheet("html { font-size: 18pt }")) == []


def test_the_language_of_the_document(good: bytes) -> None:
    assert rules(check_finished(expected("zh-CN"), good)) == {"leaflet-language-mark"}
    start, end = (
        "<h1>怎么付款</h1><p>用Visa卡和ATM都可以，AlipayHK也可以。</p><p>",
        '</p><img class="qr" src="{qr}" alt="码">',
    )
    for text, found in (("Please scan my payment code", {"leaflet-language-mark"}), ("Apple Pay", set())):
        assert rules(check_finished(expected("zh-CN"), sheet(body=start + text + end, lang="zh-CN"))) == found


def test_text_outside_of_the_structure_is_found(good: bytes) -> None:
    def lose(document: pikepdf.Pdf) -> None:
        body: Any = document.Root.StructTreeRoot.K[0]
        kids = body.K[0] if "/S" in body.K[0] and len(body.K) == 1 else body
        kids["/K"] = pikepdf.Array(list(kids.K)[:1])

    messages = [finding.message for finding in check_finished(expected(), changed(good, lose))]
    assert any("in no element of the structure" in message for message in messages)


def fonts(document: pikepdf.Pdf) -> list[Any]:
    return [
        item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0"
    ]


def test_fonts_are_ours_embedded_and_subset(good: bytes) -> None:
    def drop(document: pikepdf.Pdf) -> None:
        del fonts(document)[0].DescendantFonts[0].FontDescriptor["/FontFile2"]

    def whole(document: pikepdf.Pdf) -> None:
        fonts(document)[0]["/BaseFont"] = pikepdf.Name("/LeafletLatin")

    def other(document: pikepdf.Pdf) -> None:
        fonts(document)[0]["/BaseFont"] = pikepdf.Name("/ABCDEF+DejaVuSans")

    assert "leaflet-font-embedded" in rules(check_finished(expected(), changed(good, drop)))
    assert rules(check_finished(expected(), changed(good, whole))) == {"leaflet-font-embedded"}
    assert rules(check_finished(expected(), changed(good, other))) == {"leaflet-font-substituted"}


def test_a_wrong_glyph_is_found(good: bytes) -> None:
    def swap(document: pikepdf.Pdf) -> None:
        font = next(font for font in fonts(document) if str(font.BaseFont).endswith("LeafletSC"))
        text = font.ToUnicode.read_bytes()
        font.ToUnicode.write(
            text.replace(b"<4e2d>", b"<xxxx>").replace(b"<56fd>", b"<4e2d>").replace(b"<xxxx>", b"<56fd>")
        )

    (finding,) = check_finished(expected(), changed(good, swap))
    assert finding.rule == "leaflet-glyph-wrong" and "国" in finding.message and "中" in finding.message


def test_outlines_know_every_character_of_our_fonts() -> None:
    source, numbers = source_outlines(ROOT / FOLDER / "LeafletLatin.ttf")
    assert source.shape(numbers[ord("n")]) != source.shape(numbers[ord("u")])
    assert source.shape(numbers[ord(" ")]) == () and source.draws(source.shape(numbers[ord("é")]))
    from fontTools.ttLib import TTFont

    with TTFont(ROOT / FOLDER / "LeafletLatin.ttf", lazy=True) as font:
        assert numbers == {code: font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    with pytest.raises(ValueError, match="TrueType"):
        Outlines(b"OTTO\0\0\0\0\0\0\0\0")


def test_a_damaged_file_is_found(good: bytes) -> None:
    assert rules(check_finished(expected(), good[: len(good) // 2])) == {"leaflet-file-damaged"}
    assert rules(check_finished(expected(), b"%PDF-1.7\n")) == {"leaflet-file-damaged"}
    assert rules(list(check_accessible(expected(), good[:2000]))) == {"leaflet-ua-refused"}


def test_the_gate_refuses_what_is_not_accessible() -> None:
    assert rules(list(check_accessible(expected(), sheet(title="")))) == {"leaflet-ua-refused"}
    skipped = sheet(body=BODY.replace("<p lang", "<h3>x</h3><p lang", 1))
    assert rules(list(check_accessible(expected(), skipped))) == {"leaflet-ua-refused"}


def test_findings_name_the_section_that_text_comes_from() -> None:
    content = sheet(".x { font-size: 9pt }")
    whole = LaidBox(0, "front", "text", "x", Rect(0, 0, 210, 148), part="pay/cards#steps")
    (finding,) = check_finished(dataclasses.replace(expected(), boxes=(whole,)), content)
    assert finding.location.path == "docs/en/pay/cards.md" and "panel 'front'" in finding.message
    (finding,) = check_finished(expected(), content)
    assert finding.location.path == "docs/_data/leaflets.yml"


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0.0,), (1.0, 1.0, 1.0)) == pytest.approx(21)
    assert contrast((0.0, 0.0, 0.0, 1.0), (0.0, 0.0, 0.0, 0.0)) == pytest.approx(21)
    assert contrast((0x77 / 255,) * 3, (1.0,)) == pytest.approx(4.48, abs=0.01)
