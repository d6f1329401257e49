"""Sheets for shops and counters: cards, the poster for a till, the form to sign, window signs."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from leaflet_project import FIXTURES, URL, Project, copy_project
from payguide.leaflets import Pack
from payguide.model.leaflets import DATA_FILE

RACK = FIXTURES / "leaflet-rack.yml"
PROMISES = {
    "zh": "<ol><li>收现金。</li><li>找零钱。</li></ol><p>以规定为准。</p>",
    "en": "<ol><li>We take cash.</li><li>We give change.</li></ol><p>The rules decide.</p>",
}
LINES = {"zh": "<ul><li>店名</li><li>盖章</li></ul>", "en": "<ul><li>Shop</li><li>Seal</li></ul>"}


def small_notes(project: Project, html: dict[str, str]) -> None:
    """Put `html` after the heading that the form of the fixture prints."""
    for locale, prefix in (("zh", ""), ("en", "en/")):
        path = project.root / f"site/{prefix}pay/cash/index.html"
        head, tag, rest = path.read_text(encoding="utf-8").partition('id="small-notes"')
        heading, end, _ = rest.partition("</h2>")
        path.write_text(f"{head}{tag}{heading}{end}{html[locale]}</article>", encoding="utf-8")


def texts(project: Project, name: str) -> list[str]:
    """The words of every page."""
    with pypdfium2.PdfDocument(project.root / f"out/{name}.pdf") as document:
        return [page.get_textpage().get_text_range() for page in document]


def make(project: Project, *ids: str) -> Pack:
    pack = project.build(ids=ids)
    assert [item.message for item in pack.findings if item.rule != "leaflet-version-stale"] == []
    return pack


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path, RACK)


@pytest.mark.slow
def test_a_poster_leads_to_its_page_in_every_language(project: Project) -> None:
    make(project, "poster")
    with pypdfium2.PdfDocument(project.root / "out/poster.pdf") as document:
        image = document[0].render(scale=200 / 72).to_pil()
    found = {code.text for code in zxingcpp.read_barcodes(image)}
    assert found == {f"{URL}{prefix}pay/cash/?sheet=poster.1" for prefix in ("", "en/")}


@pytest.mark.slow
def test_promises_stand_side_by_side_and_the_letter_has_no_fields(project: Project) -> None:
    small_notes(project, PROMISES)
    make(project, "form")
    (words,) = texts(project, "form")
    order = [words.index(text) for text in ("收现金。", "We take cash.", "找零钱。", "We give change.")]
    assert order == sorted(order)
    with pikepdf.open(project.root / "out/form.pdf") as document:
        assert "/AcroForm" not in document.Root


@pytest.mark.slow
def test_lines_to_fill_in_have_their_words_in_every_language(project: Project) -> None:
    small_notes(project, LINES)
    make(project, "form")
    (words,) = texts(project, "form")
    order = [words.index(text) for text in ("店名", "Shop", "盖章", "Seal")]
    assert order == sorted(order)


@pytest.mark.slow
def test_the_name_of_a_sign_breaks_where_the_data_say(project: Project) -> None:
    project.edit(DATA_FILE, "{zh: 零钱包, en: Change packs}", '{zh: "零钱\\n包裹", en: Change packs}')
    make(project, "signs")
    assert "零钱\r\n包裹\r\nChange packs" in texts(project, "signs")[1]


@pytest.mark.slow
def test_a_long_phrase_is_broken_between_its_clauses(project: Project) -> None:
    project.edit("site/en/help/phrases/index.html", "可以付现金吗？", "我扫您，还是您扫我？")
    make(project, "cards")
    assert "我扫您，\r\n还是您扫我？" in "".join(texts(project, "cards-en"))
