"""Leaflets: composing from built pages, fitting, rendering, and checks that must refuse a broken sheet."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from payguide.leaflets import Pack, current_digests, fonts, make_pack, print_leaflets, stamp_versions
from payguide.leaflets.compose import Edition, compose, visible_text
from payguide.leaflets.fitting import fit
from payguide.leaflets.forms import TRIFOLD
from payguide.leaflets.layout import LaidBox, Layout
from payguide.leaflets.logs import explain
from payguide.leaflets.pack import plan
from payguide.leaflets.probe import Subject, check_layout
from payguide.leaflets.sections import BuiltPages, SectionMissing, cut, for_paper, relevel, retitle
from payguide.model.findings import Location, has_errors
from payguide.model.leaflets import DATA_FILE, load_leaflets

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "tests/fixtures/leaflet-site"
URL = "https://pay.example.org/guide/"
PREFIXES = {"zh": "", "en": "en/"}
FONTS = ROOT / fonts.FOLDER
SETTINGS = """
site_name: Guide
plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: zh, name: 中文, default: true}
        - {locale: en, name: English}
"""


@dataclass(frozen=True)
class Project:
    """A copy of what leaflets are made from, to be broken at will."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} has no {old!r}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def only(self, locale: str) -> None:
        """Leave one language, so that a test renders one sheet."""
        other = {"zh": "en", "en": "zh"}[locale]
        text = (self.root / DATA_FILE).read_text(encoding="utf-8")
        pattern = rf"(\n  title: \{{).*?{locale}: ([^,}}]+).*?\}}"
        assert other in text
        (self.root / DATA_FILE).write_text(re.sub(pattern, rf"\1{locale}: \2}}", text, count=1), encoding="utf-8")

    def build(self) -> Pack:
        with ThreadPoolExecutor(1) as executor:
            return make_pack(self.root, self.site, self.root / "out", URL, executor)

    def rules(self) -> set[str]:
        return {finding.rule for finding in self.build().findings} - {"leaflet-version-stale"}


def copy_project(root: Path) -> Project:
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for folder in ("overrides/leaflets", "overrides/.icons/pay"):
        shutil.copytree(ROOT / folder, root / folder)
    for file in (DATA_FILE, "docs/assets/css/tokens.css"):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, root / file)
    shutil.copytree(SITE, root / "site")
    return Project(root)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Pack]:
    project = copy_project(tmp_path_factory.mktemp("leaflets"))
    return project, project.build()


def pdf(built: tuple[Project, Pack], locale: str) -> Path:
    return built[0].root / "out" / f"visitor-{locale}.pdf"


# Sections


def test_section_ends_at_next_heading_of_same_level() -> None:
    pages = BuiltPages(SITE / "en", f"{URL}en/")
    html = cut(pages, "pay/cards", "steps")
    assert html.startswith('<h2 id="steps"') and "If it is refused" not in html


def test_missing_section_names_nearest() -> None:
    pages = BuiltPages(SITE / "en", f"{URL}en/")
    with pytest.raises(SectionMissing) as caught:
        cut(pages, "pay/cards", "step")
    assert caught.value.hint == "did you mean 'steps'?"
    with pytest.raises(SectionMissing, match="pay/card") as caught:
        cut(pages, "pay/card", "steps")
    assert "'pay/cards'" in caught.value.hint


def test_paper_has_no_controls_unique_ids_and_absolute_links() -> None:
    source = '<h2 id="a">A<a class="headerlink" href="#a">¶</a></h2><button>x</button><p><a href="../b/">b</a></p>'
    html = for_paper(source, f"{URL}pay/cards/", "flap-pay")
    assert "¶" not in html and "button" not in html
    assert 'id="flap-pay-a"' in html and f'href="{URL}pay/b/"' in html


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("<h3>a</h3><h3>b</h3>", [2, 2]),
        ("<h2>a</h2><h5>b</h5><h3>c</h3>", [2, 3, 3]),
        ("<h1>a</h1><h2>b</h2>", [2, 3]),
    ],
)
def test_headings_never_skip_a_level(source: str, levels: list[int]) -> None:
    assert [int(level) for level in re.findall(r"<h(\d)>", relevel(source, 2))] == levels


def test_new_heading_is_text_not_markup() -> None:
    assert retitle("<h2 id='a'><b>old</b> words</h2><p>x</p>", "1 < 2") == '<h2 id="a">1 &lt; 2</h2><p>x</p>'


# Composing


def composed(locale: str = "en") -> Any:
    leaflets, findings = load_leaflets(ROOT)
    assert not findings
    pages = BuiltPages(SITE / PREFIXES[locale].strip("/"), URL + PREFIXES[locale])
    edition = Edition(leaflets[0], locale, PREFIXES[locale])
    return compose(ROOT, pages, edition, {"zh": "zh-CN", "en": "en"})


def test_composing_is_pure_and_complete() -> None:
    first, second = composed(), composed()
    assert first == second and not first.findings
    text = visible_text(first.html)
    assert "How to pay in China" in text and "visitor-en v" in text and "pay.example.org/guide/en" in text
    assert first.html.count("<h1") == 1 and 'lang="zh-CN"' in first.html


def test_digest_is_of_words_only(project: Project) -> None:
    before, _ = current_digests(project.root, project.site)
    assert before["visitor"]["en"] == composed("en").digest  # whatever the address of the site
    project.edit("site/en/pay/cards/index.html", "Keep the receipt", "Keep every receipt")
    after, _ = current_digests(project.root, project.site)
    assert before["visitor"]["zh"] == after["visitor"]["zh"] and before["visitor"]["en"] != after["visitor"]["en"]


def test_unknown_section_is_found_at_its_line(project: Project) -> None:
    project.edit(DATA_FILE, "pay/cards#steps", "pay/cards#step")
    _, findings = current_digests(project.root, project.site)
    lines = (project.root / DATA_FILE).read_text(encoding="utf-8").splitlines()
    assert {finding.rule for finding in findings} == {"leaflet-section-missing"}
    assert "pay/cards#step" in lines[findings[0].location.line - 1]
    assert findings[0].hint == "did you mean 'steps'?"


def test_missing_icon_is_found(project: Project) -> None:
    project.edit(DATA_FILE, "icon: atm", "icon: cashpoint")
    _, findings = current_digests(project.root, project.site)
    assert {finding.rule for finding in findings} == {"leaflet-icon-missing"}
    assert "atm" in findings[0].hint


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: inside-1", "id: inside-9", "has the panels"),
        ("way: scan", "way: scna", "ways"),
        ("  page: index", "  pages: index", "unknown field"),
    ],
)
def test_wrong_data_is_refused(project: Project, old: str, new: str, words: str) -> None:
    project.edit(DATA_FILE, old, new)
    leaflets, findings = load_leaflets(project.root)
    assert not leaflets and any(words in finding.message for finding in findings)


def test_unknown_locale_is_refused(project: Project) -> None:
    project.edit("mkdocs.yml", "locale: en", "locale: fr")
    jobs, findings = plan(project.root, project.site, project.root, URL)
    assert [job.locale for job in jobs] == ["zh"]
    assert [finding.rule for finding in findings] == ["leaflet-locale-unknown"]


# Versions


def test_stamp_fills_then_adds_and_keeps_comments(project: Project) -> None:
    digests, _ = current_digests(project.root, project.site)
    path = project.root / DATA_FILE
    blank = '  versions:\n    - version: 1\n      date: "2026-01-01"\n      digest: {zh: "", en: ""}\n'
    text = path.read_text(encoding="utf-8").partition("  versions:\n")[0] + blank
    path.write_text(text, encoding="utf-8")
    assert stamp_versions(project.root, project.site, date(2026, 11, 23)) == (["visitor"], [])
    assert stamp_versions(project.root, project.site, date(2026, 11, 24)) == ([], [])
    project.edit("site/en/pay/cards/index.html", "Keep the receipt", "Keep every receipt")
    assert stamp_versions(project.root, project.site, date(2026, 12, 1)) == (["visitor"], [])
    leaflets, findings = load_leaflets(project.root)
    assert not findings
    assert [(entry.version, entry.date) for entry in leaflets[0].versions] == [
        (2, "2026-12-01"),
        (1, "2026-11-23"),
    ]
    assert leaflets[0].newest.digest["zh"] == digests["visitor"]["zh"]
    assert leaflets[0].newest.digest["en"] != digests["visitor"]["en"]
    assert path.read_text(encoding="utf-8").startswith("# Printed leaflets")


# Fitting and probing, without an engine


def laid(heights: dict[str, float], boxes: tuple[LaidBox, ...] = (), pages: int = 2) -> Layout:
    panels = []
    for name, height in heights.items():
        number, rect = TRIFOLD.panel(name)
        inner = rect.inset(TRIFOLD.safe)
        panels.append(LaidBox(number, name, "Panel", "", type(inner)(inner.x, inner.y, inner.width, height), False))
    return Layout(None, pages, (*panels, *boxes), ())


def test_fit_takes_the_largest_size_of_each_group() -> None:
    per_point = {
        "cover": 10.0,
        "inside-1": 15.0,
        "inside-2": 1.0,
        "inside-3": 1.0,
        "back": 30.0,
        "flap": 16.5,
    }
    found = fit(TRIFOLD, lambda sizes: laid({name: per_point[name] * size for name, size in sizes.items()}))
    assert found.sizes == {
        "cover": 14, "inside-1": 13, "inside-2": 13, "inside-3": 13, "back": 12, "flap": 12,
    }  # fmt: skip
    assert found.free["back"] == pytest.approx(200 - 360) and found.free["inside-1"] == pytest.approx(5)


def test_probe_says_panel_and_millimetres() -> None:
    subject = Subject("visitor-en", TRIFOLD, Location("a.yml"))
    _, rect = TRIFOLD.panel("back")
    wide = LaidBox(0, "back", "TextBox", "much too wide", type(rect)(rect.x + 5, 20, 93.4, 5), False)
    html = '<section data-panel="back">much too wide and lost</section>'
    messages = [item.message for item in check_layout(subject, html, laid({"back": 200}, (wide,)))]
    assert any("panel 'back': 3.4 mm too wide near 'much too wide'" in message for message in messages)
    assert any("characters were dropped" in message for message in messages)
    assert [item.rule for item in check_layout(subject, "", laid({}, (), 3))] == ["leaflet-pages"]


def test_geometry_in_millimetres() -> None:
    assert [TRIFOLD.panel(name)[1].x for name in ("flap", "back", "cover")] == [0, 97, 197]
    assert [TRIFOLD.panel(name)[1].width for name in ("inside-1", "inside-2", "inside-3")] == [100, 100, 97]
    assert all(sum(width for _, width in side) == TRIFOLD.width for side in TRIFOLD.sides)


def test_every_log_message_becomes_a_finding() -> None:
    said = ["Ignored `x: y` at 1:2, unknown property.", ".notdef glyph rendered", "Using fontTools instead"]
    rules = [finding.rule for finding in explain("visitor-en", Location("a.yml"), said * 2)]
    assert rules == ["leaflet-render-warning", "leaflet-glyph-missing", "leaflet-subset-tool"]


# Fonts


def test_fonts_have_own_families_small_files_and_a_licence() -> None:
    families = set()
    for face in fonts.FACES:
        path = FONTS / f"{face.family}.ttf"
        with TTFont(path, lazy=True) as font:
            families.add(font["name"].getDebugName(1))
            assert path.stat().st_size < 3_000_000 and "fvar" not in font and "glyf" in font
            assert font["OS/2"].usWeightClass == face.weight
    assert families == {face.family for face in fonts.FACES}
    assert "SIL Open Font License" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_fonts_cover_gb2312_pinyin_and_everything_we_print() -> None:
    chinese = [FONTS / "LeafletSC.ttf"]
    both = [*chinese, FONTS / "LeafletLatin.ttf"]
    assert not fonts.uncovered({ord(char) for char in "ǎǐǒǔǚǜńňāēīōūáéíóúàèìòù’“”–—…€£¥"}, [both[1]])
    assert len(fonts.uncovered(fonts.chinese_characters(), chinese)) < 40  # full-width rarities and controls
    bodies = (file.read_text(encoding="utf-8") for file in SITE.rglob("*.html"))
    printed = {ord(char) for text in bodies for char in visible_text(text)} - {ord("▶")}
    assert not fonts.uncovered(printed, both)


def test_font_files_are_reproducible() -> None:
    source = (FONTS / "LeafletLatin.ttf").read_bytes()
    face = fonts.FACES[0]
    assert fonts.make_face(face, source, range(0x20, 0x7F)) == fonts.make_face(face, source, range(0x20, 0x7F))


# Rendered sheets


@pytest.mark.slow
def test_sheets_are_written_with_an_index(built: tuple[Project, Pack]) -> None:
    project, pack = built
    assert {finding.rule for finding in pack.findings} <= {"leaflet-version-stale"}
    assert [sheet.record and sheet.record["file"] for sheet in pack.sheets] == [
        "visitor-zh.pdf",
        "visitor-en.pdf",
    ]
    names = {path.name for path in (project.root / "out").iterdir()}
    assert names == {"visitor-zh.pdf", "visitor-en.pdf", "leaflets.json"}
    assert all(sheet.fit and min(sheet.fit.sizes.values()) >= 10.5 for sheet in pack.sheets)


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
    assert [code.text for code in codes] == [URL + PREFIXES[locale]]
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
    project.build()
    for locale in PREFIXES:
        again = project.root / "out" / f"visitor-{locale}.pdf"
        assert again.read_bytes() == pdf(built, locale).read_bytes()


@pytest.mark.slow
def test_any_executor_will_do(project: Project) -> None:
    class Here(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_result(fn(*args, **kwargs))
            return future

    done: list[tuple[str, int, int]] = []
    project.only("en")
    pack = make_pack(project.root, project.site, project.root / "out", URL, Here(), lambda *now: done.append(now))
    assert not has_errors(pack.findings)
    assert done == [("visitor-en", 1, 1)]


@pytest.mark.slow
def test_one_sheet_alone_leaves_the_index(project: Project) -> None:
    target = project.root / "print"
    findings, lines = print_leaflets(project.root, project.site, target, URL, ["visitor"], ["en"])
    assert not has_errors(findings)
    assert len(lines) == 1 and lines[0].startswith("visitor-en.pdf") and "mm free" in lines[0]
    assert [path.name for path in target.iterdir()] == ["visitor-en.pdf"]


# Sheets broken on purpose


@pytest.mark.slow
def test_text_too_long_is_refused_and_nothing_written(project: Project) -> None:
    project.only("en")
    project.edit("site/en/pay/cards/index.html", "Keep the receipt", "Keep the receipt and read on. " * 60)
    pack = project.build()
    messages = [item.message for item in pack.findings if item.rule == "leaflet-overflow"]
    assert any(re.search(r"visitor-en \(trifold\), panel 'inside-1': [\d.]+ mm too high", text) for text in messages)
    assert not (project.root / "out/visitor-en.pdf").exists()


@pytest.mark.slow
def test_text_under_a_picture_is_refused(project: Project) -> None:
    project.only("en")
    project.edit("overrides/leaflets/trifold.css", "left: 0; top: 0; image", "left: 0; top: -60mm; image")
    messages = [item.message for item in project.build().findings if item.rule == "leaflet-overflow"]
    assert any("under a picture" in text for text in messages)


@pytest.mark.slow
def test_long_word_is_refused(project: Project) -> None:
    project.only("en")
    project.edit("site/en/pay/cards/index.html", "Keep the receipt", "Keep" + "receipts" * 12)
    messages = [item.message for item in project.build().findings if item.rule == "leaflet-overflow"]
    assert any("mm too wide" in text for text in messages)


CARDS = "site/en/pay/cards/index.html"
BASE, FORM = "overrides/leaflets/base.css", "overrides/leaflets/trifold.css"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        (CARDS, "Keep the receipt", "Keep ᚠ", "leaflet-glyph-missing"),
        (CARDS, "Keep the receipt", '<img src="gone.png" alt="x">', "leaflet-image-missing"),
        (CARDS, "Keep the receipt", '<img src="https://a.example/b.png" alt="x">', "leaflet-image-missing"),
        (BASE, "url(fonts/LeafletSC.ttf)", "url(fonts/Gone.ttf)", "leaflet-font-missing"),
        (FORM, "h1 { ", "h1 { font-style: italic; ", "leaflet-font-substituted"),
        (FORM, ".line { ", ".line { font-family: LeafletLatin; ", "leaflet-font-substituted"),
        (FORM, ".line { ", ".line { text-spacing-trim: auto; ", "leaflet-render-warning"),
    ],
)
def test_broken_sheets_are_refused(project: Project, path: str, old: str, new: str, rule: str) -> None:
    project.only("en")
    project.edit(path, old, new)
    assert rule in project.rules()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>{{ title }}</title>", ""),
        ('<html lang="{{ lang }}">', "<html>"),
        ("<h1>", "<h3>"),
        ('alt="{{ online }}: {{ url }}"', ""),
    ],
)
def test_the_gate_refuses_inaccessible_files(project: Project, old: str, new: str) -> None:
    project.only("en")
    project.edit("overrides/leaflets/trifold.html", old, new)
    if old == "<h1>":
        project.edit("overrides/leaflets/trifold.html", "</h1>", "</h3>")
    refused = bool(project.rules())
    written = project.root / "out/visitor-en.pdf"
    assert refused or not page.validate_pdf(written, profile="ua1").is_compliant


@pytest.mark.slow
def test_the_gate_refuses_a_cut_file(built: tuple[Project, Pack], tmp_path: Path) -> None:
    short = tmp_path / "short.pdf"
    short.write_bytes(pdf(built, "en").read_bytes()[:20_000])
    with pytest.raises(page.PageError):
        page.validate_pdf(short, profile="ua1")
