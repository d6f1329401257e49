"""Fitting and probing, without an engine: sizes, text kept, boxes inside their panels, log messages."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from leaflet_project import ROOT
from payguide.leaflets.editions import Edition
from payguide.leaflets.fitting import fit
from payguide.leaflets.layout import LaidBox, Layout
from payguide.leaflets.logs import explain
from payguide.leaflets.probe import check_codes, check_layout
from payguide.leaflets.rack import TRIFOLD
from payguide.leaflets.rects import Rect
from payguide.leaflets.subject import Subject
from payguide.model.findings import Location
from payguide.model.leaflets import load_leaflets


def laid(heights: dict[str, float], boxes: tuple[LaidBox, ...] = (), pages: int = 2) -> Layout:
    panels = []
    for name, height in heights.items():
        number, rect = TRIFOLD.panel(name)
        inner = rect.inset(TRIFOLD.safe)
        panels.append(LaidBox(number, name, "block", "", Rect(inner.x, inner.y, inner.width, height)))
    return Layout(None, pages, (*panels, *boxes), ())


def subject(html: str) -> Subject:
    leaflet = next(item for item in load_leaflets(ROOT)[0] if item.id == "visitor")
    return Subject(ROOT, Edition(leaflet, ("en",)), TRIFOLD, html)


def test_fit_takes_the_largest_size_of_each_group() -> None:
    per_point = {
        "cover": 10.0,
        "inside-1": 15.0,
        "inside-2": 1.0,
        "inside-3": 1.0,
        "back": 30.0,
        "flap": 16.5,
    }
    sizes: list[float] = []

    def lay_out(wanted: Mapping[str, float]) -> Layout:
        sizes.append(wanted["inside-1"])
        return laid({name: per_point[name] * size for name, size in wanted.items()})

    found = fit(TRIFOLD, lay_out)
    assert found.sizes == {
        "cover": 14, "inside-1": 13, "inside-2": 13, "inside-3": 13, "back": 12, "flap": 12,
    }  # fmt: skip
    assert len(sizes) <= 3
    assert found.free["back"] == pytest.approx(200 - 360) and found.free["inside-1"] == pytest.approx(5)


def test_probe_says_panel_and_millimetres() -> None:
    _, rect = TRIFOLD.panel("back")
    wide = LaidBox(0, "back", "text", "much too wide", Rect(rect.x + 5, 20, 93.4, 5))
    html = '<section data-panel="back">much too wide and lost</section>'
    messages = [item.message for item in check_layout(subject(html), laid({"back": 200}, (wide,)))]
    assert any("panel 'back': 3.4 mm too wide near 'much too wide'" in message for message in messages)
    assert any("characters were dropped" in message for message in messages)
    assert [item.rule for item in check_layout(subject(""), laid({}, (), 3))] == ["leaflet-pages"]


def test_every_log_message_becomes_a_finding() -> None:
    said = ["Ignored `x: y` at 1:2, unknown property.", ".notdef glyph rendered", "Using fontTools instead"]
    rules = [finding.rule for finding in explain("visitor-en", Location("a.yml"), said * 2)]
    assert rules == ["leaflet-render-warning", "leaflet-glyph-missing", "leaflet-subset-tool"]


def test_findings_stand_where_the_text_is_edited() -> None:
    _, rect = TRIFOLD.panel("inside-1")
    wide = LaidBox(1, "inside-1", "text", "long", Rect(rect.x + 5, 20, 120, 5), part="pay/cards#steps")
    (finding,) = check_layout(subject('<section data-panel="inside-1">long</section>'), laid({}, (wide,)))
    line = (ROOT / finding.location.path).read_text(encoding="utf-8").splitlines()[finding.location.line - 1]
    assert finding.location.path == "docs/en/pay/cards.md" and "#steps" in line
    (finding,) = check_layout(subject('<section data-panel="inside-1">lost</section>'), laid({}))
    line = (ROOT / finding.location.path).read_text(encoding="utf-8").splitlines()[finding.location.line - 1]
    assert finding.location.path == "docs/_data/leaflets.yml" and "id: inside-1" in line


def test_qr_codes_must_be_there_and_readable() -> None:
    assert [item.rule for item in check_codes(subject(""), ())] == ["leaflet-qr-missing"]
    assert not list(check_codes(subject(""), ("https://pay.example.org/?sheet=visitor-en.12",)))
    long = check_codes(subject(""), ("https://pay.example.org/" + "far/" * 120,))
    assert [item.rule for item in long] == ["leaflet-qr-small"]
