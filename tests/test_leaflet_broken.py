"""Sheets broken on purpose: each is refused, by a message that names it, or by the gate."""

from __future__ import annotations

import re
from pathlib import Path

import page
import pytest

from leaflet_project import Project, copy_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


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
    project.edit("overrides/leaflets/base.css", "left: 0; top: 0; image", "left: 0; top: -60mm; image")
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
        (BASE, ".line { ", ".line { font-family: LeafletLatin; ", "leaflet-font-substituted"),
        (BASE, ".line { ", ".line { text-spacing-trim: auto; ", "leaflet-render-warning"),
    ],
)
def test_broken_sheets_are_refused(project: Project, path: str, old: str, new: str, rule: str) -> None:
    project.only("en")
    project.edit(path, old, new)
    assert rule in project.rules()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("base.html", "<title>{{ view.title }}</title>", ""),
        ("base.html", '<html lang="{{ view.lang }}">', "<html>"),
        ("macros.html", "<h1>", "<h3>"),
        ("macros.html", 'alt="{{ view.words.online }}: {{ view.url }}"', ""),
    ],
)
def test_the_gate_refuses_inaccessible_files(project: Project, file: str, old: str, new: str) -> None:
    project.only("en")
    project.edit(f"overrides/leaflets/{file}", old, new)
    if old == "<h1>":
        project.edit(f"overrides/leaflets/{file}", "</h1>", "</h3>")
    refused = bool(project.rules())
    written = project.root / "out/visitor-en.pdf"
    assert refused or not page.validate_pdf(written, profile="ua1").is_compliant


@pytest.mark.slow
def test_the_gate_refuses_a_cut_file(project: Project) -> None:
    project.only("en")
    project.build()
    whole = project.root / "out/visitor-en.pdf"
    short = project.root / "short.pdf"
    short.write_bytes(whole.read_bytes()[:20_000])
    with pytest.raises(page.PageError):
        page.validate_pdf(short, profile="ua1")


@pytest.mark.slow
def test_a_sheet_without_a_code_is_refused(project: Project) -> None:
    project.only("en")
    project.edit("overrides/leaflets/trifold.html", "{{ paper.online(view, sheet, form.qr) }}", "")
    assert "leaflet-qr-missing" in project.rules()
