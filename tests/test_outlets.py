"""What pages say of an outlet: what its staff filled in, and a marked blank for everything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from payguide.model.data import load_data
from payguide.model.holdings import Data
from payguide.model.outlets import FIELDS
from payguide.rendering import helpers, outlets
from payguide.rendering.macros import Macros, expand
from payguide.sources.yamlfile import read

ROOT = Path(__file__).resolve().parents[1]
ICONS = ROOT / "overrides/.icons/pay"

#: Nothing in it looks like a real outlet.
FILLED = """
- id: sample
  name: {zh: 示例网点（测试）, en: Sample outlet (test)}
  phone: "000-0000 0000"
  feedback: {zh: "发到 errors@test.example", en: "write to errors@test.example"}
  exchange_currencies: [USD, EUR]
  foreign_atms:
    - {zh: 一号机（测试）, en: Machine one (test)}
    - {zh: 二号机 <测试>, en: Machine two <test>}
  languages: [zh, en]
  home_visit: {zh: null, en: null}
"""
EMPTY = "\n- id: bare\n  name: {zh: null, en: null}\n  phone: null\n"


def load(root: Path, text: str) -> tuple[Data, list[str]]:
    """The registry of a project whose only data are outlets, with the guide's own interface texts."""
    folder = root / "docs/_data/branches"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sample.yml").write_text(text, encoding="utf-8")
    data, findings = load_data(root / "docs", root, ["zh", "en"])
    strings = {code: read(ROOT / f"docs/_data/strings/{code}.yml", ROOT)[0] for code in ("zh", "en")}
    return Data(branches=data.branches, strings=strings), [f"{item.location.line}: {item.message}" for item in findings]


def page(data: Data, locale: str = "en") -> LexborHTMLParser:
    """The outlets as a page in `locale` shows them."""
    icon = Macros(data, locale, ICONS).icon
    desk = helpers.Desk(data, locale, (data.strings or {})[locale], lambda slug: (f"../{slug}/", slug), icon)
    return LexborHTMLParser(helpers.fill("<p>@@helper outlets@@</p>", desk))


def tile(shown: LexborHTMLParser, slug: str) -> str:
    found = next(node for node in shown.css(".services li") if node.css(f'a[href="../{slug}/"]'))
    told = found.css_first("div")
    assert told is not None
    return told.inner_html or ""


def test_what_an_outlet_filled_in_is_shown_and_the_rest_is_a_marked_blank(tmp_path: Path) -> None:
    data, findings = load(tmp_path, FILLED)
    assert findings == []
    shown = page(data)
    assert [node.text() for node in shown.css("h3")] == ["Sample outlet (test)"]
    assert tile(shown, "cash/exchange") == "US Dollar and Euro"
    assert tile(shown, "help/phrases") == "Chinese and English"
    assert tile(shown, "cash/atm") == "Machine one (test)<br>Machine two &lt;test&gt;"
    assert tile(shown, "seniors/home-service") == '<span class="blank">ask at the counter</span>'
    assert shown.css_first('a[href="tel:00000000000"]') is not None
    assert shown.css_first('a[href="mailto:errors@test.example"]') is not None
    chinese = page(data, "zh")
    assert tile(chinese, "cash/exchange") == "美元、欧元"
    assert "一号机（测试）" in tile(chinese, "cash/atm")
    assert tile(chinese, "account/open") == '<span class="blank">请咨询柜台</span>'


def test_nothing_is_said_for_an_outlet_that_told_nothing(tmp_path: Path) -> None:
    shown = page(load(tmp_path, EMPTY)[0])
    told = [node.inner_html for node in shown.css("dd, .services li > div")]
    assert len(told) == len(outlets.REACH) + len(outlets.SERVICES)
    assert set(told) == {'<span class="blank">ask at the counter</span>'}
    assert [node.text() for node in shown.css("h3")] == ["Our outlet"]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_tile_has_a_pictogram_and_leads_to_a_page_of_the_guide(tmp_path: Path, locale: str) -> None:
    shown = page(load(tmp_path, EMPTY)[0], locale)
    assert len(shown.css(".services li > span.icon svg")) == len(outlets.SERVICES)
    for service in outlets.SERVICES:
        base = ROOT / "docs" / locale / service.page
        assert base.with_suffix(".md").is_file() or (base / "index.md").is_file()


def test_the_search_finds_what_an_outlet_told_and_no_blanks(tmp_path: Path) -> None:
    shown = page(load(tmp_path, FILLED)[0])
    for node in shown.css(".services li, dl > div"):
        assert ("data-nosearch" in node.attributes) == bool(node.css(".blank"))


def test_several_outlets_have_a_card_each_and_are_told_apart_in_a_sentence(tmp_path: Path) -> None:
    data, _ = load(tmp_path, FILLED + EMPTY)
    assert [node.id for node in page(data).css("h3")] == ["sample", "bare"]
    text, findings = expand('{{ outlet("phone") }}', Macros(data, "en", ICONS), "docs/en/a.md", 0)
    assert findings == []
    assert text == (
        'Sample outlet (test): <a class="fact" href="tel:00000000000">000-0000 0000</a>; '
        'Our outlet: <span class="blank">ask at the counter</span>'
    )


def test_a_field_that_outlets_do_not_have_is_refused_where_it_is_called(tmp_path: Path) -> None:
    macros = Macros(load(tmp_path, FILLED)[0], "en", ICONS)
    _, findings = expand('\n{{ outlet("phon") }}', macros, "docs/en/a.md", 3)
    assert [(item.location.line, item.message) for item in findings] == [(5, "outlets have no field 'phon'")]
    assert "phone" in findings[0].hint


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('phone: "000-0000 0000"', "phone: 123", "phone"),
        ("phone:", "fone:", "fone"),
        ("en: Sample outlet (test)", "en: null", "has no words in 'en'"),
    ],
)
def test_a_slip_in_the_file_is_found(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in FILLED
    findings = load(tmp_path, FILLED.replace(old, new, 1))[1]
    assert len(findings) == 1 and words in findings[0]


def test_the_guides_own_file_asks_for_every_field_once_and_in_order() -> None:
    """What the file does not ask for, no branch would fill in."""
    for path in sorted((ROOT / "docs/_data/branches").glob("*.yml")):
        for entry in read(path, ROOT)[0]:
            assert [name for name in entry if name != "id"] == list(FIELDS)


def test_blanks_are_listed_until_one_has_words(tmp_path: Path) -> None:
    known = (load(tmp_path, FILLED)[0].branches or {})["sample"]
    assert "home_visit" in known.blanks() and "address" in known.blanks()
    assert not {"name", "phone", "foreign_atms", "exchange_currencies"} & set(known.blanks())
