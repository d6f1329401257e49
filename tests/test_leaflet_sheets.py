"""Rendered sheets: accessible, complete, in our fonts, with a code that reads back, and the same bytes every time."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from leaflet_project import FONTS, PREFIXES, URL, Project, copy_project
from payguide.leaflets import Pack, describe, print_leaflets, shortcuts
from payguide.model.findings import has_errors


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Pack]:
    project = copy_project(tmp_path_factory.mktemp("leaflets"))
    return project, project.build_all()


def pdf(built: tuple[Project, Pack], locale: str) -> Path:
    return built[0].root / "out" / f"visitor-{locale}.pdf"


@pytest.mark.slow
def test_sheets_are_written_with_a_list_and_an_archive(built: tuple[Project, Pack]) -> None:
    project, pack = built
    assert {finding.rule for finding in pack.findings} <= {"leaflet-version-stale"}
    out = project.root / "out"
    names = {path.relative_to(out).as_posix() for path in out.rglob("*.*")}
    assert names == {
        "visitor-zh.pdf", "visitor-en.pdf", "press/visitor-zh.pdf", "press/visitor-en.pdf", "leaflets.json",
        "leaflets.zip", "versions.json", "pictures/visitor-zh.webp", "pictures/visitor-en.webp",
    }  # fmt: skip
    assert all(sheet.made and min(sheet.made.sizes.values()) >= 12 for sheet in pack.sheets)
    for entry in json.loads((out / "leaflets.json").read_text(encoding="utf-8")):
        for file in entry["files"].values():
            content = (out / file["file"]).read_bytes()
            assert (len(content), sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
        assert (out / entry["picture"]).stat().st_size <= 30_000
        assert entry["family"] == "visitor" and entry["title"] and entry["description"] and entry["duplex"] == "short"
    with zipfile.ZipFile(out / "leaflets.zip") as archive:
        assert archive.namelist() == ["visitor-en.pdf", "visitor-zh.pdf"] and archive.testzip() is None


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_pdf_ua_and_syntax(built: tuple[Project, Pack], locale: str) -> None:
    report = page.validate_pdf(pdf(built, locale), profile="ua1")
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]
    subprocess.run(["qpdf", "--check", pdf(built, locale)], check=True, capture_output=True)
    listing = subprocess.run(["pdffonts", pdf(built, locale)], check=True, capture_output=True, text=True).stdout
    rows = listing.splitlines()[2:]
    assert rows and all(re.search(r"^[A-Z]{6}\+Leaflet(Latin|SC)(Bold-Bold)?\s.*yes yes yes", row) for row in rows)


@pytest.mark.slow
def test_structure_has_languages_and_reading_order(built: tuple[Project, Pack]) -> None:
    with pikepdf.open(pdf(built, "en")) as document:
        assert document.Root.Lang == "en"
        elements = list(structure(document.Root.StructTreeRoot))
        languages = {str(element.Lang) for element in elements if "/Lang" in element}
        panels = document.Root.StructTreeRoot.K[0].K
        sheets = [document.pages.index(first_page(panel)) for panel in panels]
        assert {"zh-CN", "zh-Latn", "en"} <= languages
        assert sheets == [0, 1, 1, 1, 0, 0]  # cover, inside, back, flap
        headings = [str(element.S) for element in elements if re.fullmatch(r"/H\d", str(element.get("/S", "")))]
        assert headings[0] == "/H1" and headings.count("/H1") == 1


def structure(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids: Any = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from structure(kid)


def first_page(node: pikepdf.Object) -> pikepdf.Page:
    return pikepdf.Page(node.Pg)


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_qr_code_reads_back_and_is_large_enough(built: tuple[Project, Pack], locale: str) -> None:
    with pypdfium2.PdfDocument(pdf(built, locale)) as document:
        image = document[0].render(scale=200 / 72).to_pil()
    codes = zxingcpp.read_barcodes(image)
    assert [code.text for code in codes] == [
        f"{URL}{PREFIXES[locale]}?sheet=visitor-{locale}.{built[0].version('visitor')}"
    ]
    corners = codes[0].position
    side = (corners.top_right.x - corners.top_left.x) * 25.4 / 200
    assert side >= 30


@pytest.mark.slow
def test_glyphs_are_those_of_the_source_fonts(built: tuple[Project, Pack]) -> None:
    seen = different = 0
    for locale in ("zh", "en"):
        with pikepdf.open(pdf(built, locale)) as document:
            for family, embedded, mapping in embedded_fonts(document):
                source = TTFont(io.BytesIO((FONTS / f"{family}.ttf").read_bytes()))
                names = source.getBestCmap()
                for glyph_id, char in mapping.items():
                    if len(char) == 1 and ord(char) in names:
                        seen += 1
                        theirs = outline(embedded, embedded.getGlyphName(glyph_id))
                        different += theirs != outline(source, names[ord(char)])
    assert seen > 400 and different < seen * 0.05


def embedded_fonts(document: pikepdf.Pdf) -> Iterator[tuple[str, TTFont, dict[int, str]]]:
    """Family, font file and glyph-to-text map of every font in the document."""
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
            descendant = item.DescendantFonts[0]
            family = str(item.BaseFont).partition("+")[2].removesuffix("-Bold")
            font = TTFont(io.BytesIO(bytes(descendant.FontDescriptor.FontFile2.read_bytes())))
            pairs = re.findall(rb"<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>", item.ToUnicode.read_bytes())
            text = {int(gid, 16): bytes.fromhex(code.decode()).decode("utf-16-be") for gid, code in pairs}
            yield family, font, {gid: char for gid, char in text.items() if gid < len(font.getGlyphOrder())}


def outline(font: TTFont, name: str) -> list[Any]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return list(pen.value)


@pytest.mark.slow
def test_equal_bytes_twice(built: tuple[Project, Pack], project: Project) -> None:
    project.build_all()
    paths = sorted((project.root / "out").rglob("*.*"))
    assert len(paths) == 9
    for path in paths:
        name = path.relative_to(project.root / "out")
        assert path.read_bytes() == (built[0].root / "out" / name).read_bytes(), name


@pytest.mark.slow
def test_any_executor_will_do(project: Project) -> None:
    done: list[tuple[str, int, int]] = []
    project.only("en")
    pack = project.build(progress=lambda *now: done.append(now))
    assert not has_errors(pack.findings)
    assert done == [("visitor-en", 1, 1)]


@pytest.mark.slow
def test_one_sheet_alone_leaves_the_list(project: Project) -> None:
    target = project.root / "print"
    pack = print_leaflets(project.root, project.site, target, URL, ["visitor"], ["en"], ["office"])
    assert not has_errors(pack.findings)
    lines = [describe(sheet) for sheet in pack.sheets]
    assert len(lines) == 1 and lines[0].startswith("visitor-en") and "mm free" in lines[0]
    assert sorted(path.name for path in target.rglob("*.*")) == ["visitor-en.pdf", "visitor-en.webp"]


@pytest.mark.slow
def test_shorter_ways_through_the_engine_lead_to_the_same_bytes(built: tuple[Project, Pack], project: Project) -> None:
    shortcuts.uninstall()
    try:
        project.build()
    finally:
        shortcuts.install()
    for locale in PREFIXES:
        again = project.root / "out" / f"visitor-{locale}.pdf"
        assert again.read_bytes() == pdf(built, locale).read_bytes()
