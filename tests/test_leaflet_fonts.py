"""The leaflets' own fonts: families, coverage, reproducible bytes, and glyphs that are those of the source."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from leaflet_project import FONTS, SITE
from payguide.leaflets import fonts
from payguide.leaflets.digests import visible_text


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
