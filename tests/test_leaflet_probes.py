"""Fitting and probing, without an engine: sizes, text kept, boxes inside their panels, log messages."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from leaflet_project import ROOT
from payguide.leaflets.editions import Edition
from payguide.leaflets.fitting import fit
from payguide.leaflets.layout import LaidBox, Layout
from payguide.leaflets.logs import explain
from payguide.leaflets.probe import check_codes, check_fit, check_layout
from payguide.leaflets.rack import TRIFOLD, form_of
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


def test_text_on_other_text_is_named_once_a_panel() -> None:
    _, rect = TRIFOLD.panel("inside-1")
    lines = [(20.0, "first"), (25.0, "second"), (28.0, "third"), (29.0, "fourth"), (40.0, "beside")]
    boxes = [
        LaidBox(1, "inside-1", "text", words, Rect(rect.x + (45 if words == "beside" else 5), top, 40, 5.4))
        for top, words in [*lines, (40.0, "last")]
    ]
    other = LaidBox(1, "inside-2", "text", "in another panel", Rect(rect.x + 5, 20, 40, 5.4))
    html = "<i>first second third fourth beside last</i>"
    messages = [
        item.message
        for item in check_layout(subject(html), laid({}, (*boxes, other)))
        if "on other text" in item.message
    ]
    assert len(messages) == 1 and "'inside-1': 'second' is 0.2 mm too high, on other text" in messages[0]


def test_what_follows_from_a_burst_panel_is_not_said_again() -> None:
    page, rect = TRIFOLD.panel("back")
    long = LaidBox(page, "back", "text", "too long", Rect(rect.x + 5, 203, 40, 5))
    wide = LaidBox(page, "back", "text", "too wide", Rect(rect.x + 5, 20, 93.4, 5))
    under = LaidBox(page, "back", "picture", "", Rect(rect.x + 5, 200, 30, 10))
    layout = laid({}, (long, wide, under))
    html = '<section data-panel="back">too long, too wide and lost</section>'
    assert len(list(check_layout(subject(html), layout))) == 3
    assert [item.message.rpartition("': ")[2] for item in check_layout(subject(html), layout, ["back"])] == [
        "3.4 mm too wide near 'too wide'"
    ]


def test_a_burst_panel_is_placed_at_its_last_section() -> None:
    page, rect = TRIFOLD.panel("inside-1")
    sections = [(20, "pay/cards#steps"), (150, "help/refused#next")]
    boxes = [LaidBox(page, "inside-1", "text", "x", Rect(rect.x + 5, top, 40, 5), part=part) for top, part in sections]
    found = fit(TRIFOLD, lambda sizes: laid({"inside-1": 230, "back": 220}, tuple(boxes)))
    first, second = check_fit(subject(""), found)
    assert first.location.path == "docs/en/help/refused.md" and "30.0 mm too high" in first.message
    assert second.location.path == "docs/_data/leaflets.yml"


def test_a_card_is_placed_at_its_phrase_and_a_sheet_of_two_languages_in_both() -> None:
    leaflets = {item.id: item for item in load_leaflets(ROOT)[0]}
    cards = Subject(ROOT, Edition(leaflets["phrases"], ("en",)), form_of(leaflets["phrases"]), "")
    place = cards.overflow("card-10", "x").location
    line = (ROOT / place.path).read_text(encoding="utf-8").splitlines()[place.line - 1]
    assert place.path == "docs/en/help/phrases.md" and line == '{{ phrase("say.21") }}'
    signs = Subject(ROOT, Edition(leaflets["counter-signs"], ("zh", "en")), form_of(leaflets["counter-signs"]), "")
    finding = signs.overflow("sign-2", "x")
    assert finding.location.path == "docs/zh/leaflets/counter-signs.md"
    assert finding.related is not None and finding.related.path == "docs/en/leaflets/counter-signs.md"


def test_qr_codes_must_be_there_and_readable() -> None:
    assert [item.rule for item in check_codes(subject(""), ())] == ["leaflet-qr-missing"]
    assert not list(check_codes(subject(""), ("https://pay.example.org/?sheet=visitor-en.12",)))
    long = check_codes(subject(""), ("https://pay.example.org/" + "far/" * 120,))
    assert [item.rule for item in long] == ["leaflet-qr-small"]
