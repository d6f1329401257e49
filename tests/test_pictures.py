"""Pictures: words and drawings fit together, pages show them in their own language and colours, paper prints them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from payguide.leaflets.drawn import colours, printable
from payguide.leaflets.sections import for_paper
from payguide.model.data import load_data
from payguide.model.holdings import Data
from payguide.model.pictures import HEAVIEST, drawing
from payguide.rendering import pictures
from payguide.rendering.macros import Macros, expand

ROOT = Path(__file__).resolve().parents[1]

WORDS = """\
- id: atm
  title: {zh: 取款, en: "At the ATM & after"}
  steps: true
  frames:
    - draw: card
      words: {zh: '插卡，{{ fact("limit") }}', en: 'Insert, {{ fact("limit") }}'}
      alt: {zh: 一张卡, en: A "card"}
    - draw: take
      words: {zh: 收好, en: Take it}
      alt: {zh: 钱, en: Money}
"""
DRAWN = """\
<svg xmlns="http://www.w3.org/2000/svg">
<g id="card">
  <rect width="9" height="9"
    fill="var(--card)"/>
  <path d="M1 1h8"/>
</g>
<g id="take">
  <circle r="3"/>
</g>
</svg>
"""
FACT = """\
- id: limit
  kind: money
  value: 200
  unit: CNY
  label: {zh: 值, en: value}
  sources: []
  checked: "2026-11-23"
  review_by: "2027-02-23"
  confidence: confirmed
"""


def load(root: Path, words: str = WORDS, drawn: str = DRAWN, name: str = "atm") -> tuple[Data, list[str]]:
    """The registry of a guide with one picture, and its faults as `file:line message — hint`."""
    for path, text in (
        ("docs/_data/facts/all.yml", FACT.replace("[]", "[GOV]")),
        ("docs/_data/sources.yml", "- {id: GOV, url: null, publisher: {zh: 政, en: Gov}, date: null, kind: weak}\n"),
        ("docs/_data/pictures.yml", words),
        (f"overrides/pictures/{name}.svg", drawn),
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    data, faults = load_data(root / "docs", root, ["zh", "en"])
    return data, [f"{item.location.path}:{item.location.line} {item.message} — {item.hint}" for item in faults]


def test_a_right_picture_gives_no_finding(tmp_path: Path) -> None:
    assert load(tmp_path)[1] == []


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("draw: card", "draw: crad", "docs/_data/pictures.yml:5", "no frame 'crad' — did you mean 'card'?"),
        ("alt: {zh: 钱, en: Money}", "alt: {zh: 钱}", "docs/_data/pictures.yml:10", "no words in 'en'"),
        ("      alt: {zh: 钱, en: Money}\n", "", "docs/_data/pictures.yml:8", "alt' is missing"),
        (
            'en: \'Insert, {{ fact("limit") }}',
            'en: \'Insert, {{ fact("limti") }}',
            "docs/_data/pictures.yml:6",
            "'limit'",
        ),
        ('<circle r="3"/>', '<circle r="3" style="fill:red"/>', "overrides/pictures/atm.svg:8", "not have 'style'"),
        ('<circle r="3"/>', "<text>ATM</text>", "overrides/pictures/atm.svg:8", "not have 'text'"),
        ('<g id="take">', '<g id="tale">', "overrides/pictures/atm.svg:7", "did you mean 'take'?"),
        ('<circle r="3"/>', '<circle r="3"/>' * 300, "overrides/pictures/atm.svg:1", "more than 4096"),
    ],
)
def test_mistakes_are_found_at_their_line(tmp_path: Path, old: str, new: str, place: str, words: str) -> None:
    assert old in WORDS + DRAWN
    faults = load(tmp_path, WORDS.replace(old, new), DRAWN.replace(old, new))[1]
    assert any(fault.startswith(f"{place} ") and words in fault for fault in faults), faults


def test_a_drawing_without_words_and_words_without_a_drawing(tmp_path: Path) -> None:
    faults = load(tmp_path, name="amt")[1]
    places = [fault.partition(" ")[0] for fault in faults]
    assert places == ["overrides/pictures/amt.svg:1", "docs/_data/pictures.yml:1"]
    assert all("did you mean" in fault for fault in faults)


def test_a_page_shows_the_words_of_its_language_and_the_drawing(tmp_path: Path) -> None:
    data = load(tmp_path)[0]
    macros = Macros(data, "en", tmp_path)
    text, faults = expand('{{ picture("atm") }}', macros, "docs/en/p.md", 0)
    html = pictures.fill(f"<p>{text}</p>", data, "en", tmp_path)
    assert not faults and macros.used == ["limit"]
    assert html.startswith('<figure class="picture" data-nosearch><figcaption>At the ATM &amp; after</figcaption><ol')
    assert 'role="img" aria-label="A &quot;card&quot;"' in html and "<p>Insert, CNY\u00a0200</p>" in html
    assert '<rect width="9" height="9" fill="var(--card)"/><path d="M1 1h8"/></svg>' in html
    assert "插卡，200\u00a0元" in pictures.fill(text, data, "zh", tmp_path) and " id=" not in html


def test_a_call_of_an_unknown_picture_is_found(tmp_path: Path) -> None:
    _, faults = expand('a\n{{ picture("amt") }}', Macros(load(tmp_path)[0], "en", tmp_path), "docs/en/p.md", 3)
    assert [(item.location.line, item.hint) for item in faults] == [(5, "did you mean 'atm'?")]


def test_paper_gets_images_in_their_own_colours_and_sheets_get_none(tmp_path: Path) -> None:
    html = pictures.fill("<p>@@picture atm@@</p><p>Then</p>", load(tmp_path)[0], "en", tmp_path)
    paper = printable(html, {"--card": "#123456", "--ink": "#000"})
    assert paper.count("<img ") == 2 and 'alt="A &quot;card&quot;"' in paper and "<figure" not in paper
    assert 'fill="#123456"' in unquote(paper) and "currentColor" not in paper
    assert "Insert, " in for_paper(paper, "", "x")
    assert for_paper(html, "", "x") == "<p>Then</p>"


def test_every_colour_of_the_guides_drawings_is_known_on_paper() -> None:
    data = load_data(ROOT / "docs", ROOT, ["zh", "en"])[0]
    for key in data.pictures or {}:
        shapes = "".join(drawing(ROOT, key).values())
        html = pictures.fill(f"@@picture {key}@@", data, "en", ROOT)
        assert "var(" not in unquote(printable(html, colours(ROOT))) and len(shapes.encode()) <= HEAVIEST
