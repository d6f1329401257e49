"""Mistakes in data files: each is reported at its own line, with what to do, and hides no other."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from payguide.model.data import load_data

SOURCE = """\
- {id: GOV, url: "https://gov.example/a", publisher: {zh: 政府, en: Government}, date: "2024-03", kind: official}
"""

FACT = """\
- id: mobile.limit
  kind: money
  value: 5000
  unit: USD
  label: {zh: 限额, en: limit}
  sources: [GOV]
  checked: "2026-11-23"
  review_by: "2027-02-23"
  confidence: confirmed
"""


def faults(tmp_path: Path, facts: str, **others: str) -> list[str]:
    data = tmp_path / "docs" / "_data"
    (data / "facts").mkdir(parents=True)
    (data / "facts" / "mobile.yml").write_text(textwrap.dedent(facts), encoding="utf-8")
    (data / "sources.yml").write_text(SOURCE, encoding="utf-8")
    for name, text in others.items():
        (data / f"{name}.yml").write_text(text, encoding="utf-8")
    _, findings = load_data(tmp_path / "docs", tmp_path, ["zh", "en"])
    return [f"{item.location.path}:{item.location.line} {item.message} — {item.hint}" for item in findings]


def test_a_right_registry_gives_no_finding(tmp_path: Path) -> None:
    assert faults(tmp_path, FACT) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("sources: [GOV]", "sources: []", 6, "must not be empty"),
        ("  sources: [GOV]\n", "", 1, "field 'sources' is missing"),
        ("sources: [GOV]", "sources: [GVO]", 1, "did you mean 'GOV'?"),
        ("sources: [GOV]", "souces: [GOV]", 6, "did you mean 'sources'?"),
        ("value: 5000", "value: five thousand", 1, "value must be a number"),
        ("value: 5000", "value: {min: 9, max: 3}", 1, "must be below max"),
        ("unit: USD", "unit: dollars", 1, "currency code"),
        ("kind: money", "kind: mony", 2, "money"),
        ('checked: "2026-11-23"', 'checked: "2026-13-01"', 7, "write a day"),
        ('checked: "2026-11-23"', "checked: 2026-11-23", 1, ""),
        ('review_by: "2027-02-23"', 'review_by: "2025-02-23"', 1, "must be after checked"),
        ("confidence: confirmed", "confidence: sure", 9, "uncertain"),
        ("label: {zh: 限额, en: limit}", "label: {zh: 限额}", 5, "no words in 'en'"),
        ("label: {zh: 限额, en: limit}", 'label: {zh: 限额, en: ""}', 5, "empty in en"),
        ("  kind: money", "   kind: money", 2, "not valid YAML"),
        ("unit: USD", "unit: USD\n  unit: CNY", 5, "written twice"),
    ],
)
def test_a_mistake_names_line_and_remedy(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in FACT
    found = faults(tmp_path, FACT.replace(old, new))
    if not words:
        assert found == []  # an unquoted day is as good as a quoted one
        return
    assert any(item.startswith(f"docs/_data/facts/mobile.yml:{line} ") and words in item for item in found), found


def test_a_phone_number_without_quotes_is_refused_with_the_reason(tmp_path: Path) -> None:
    fact = FACT.replace("kind: money", "kind: phone").replace("  unit: USD\n", "").replace("5000", "0531")
    assert any("in quotes" in item for item in faults(tmp_path, fact))


def test_an_id_used_twice_names_both_places(tmp_path: Path) -> None:
    found = faults(tmp_path, FACT + FACT)
    assert len(found) == 1
    assert found[0].startswith("docs/_data/facts/mobile.yml:10 ") and "mobile.yml:1" in found[0]


def test_one_fault_does_not_hide_the_next(tmp_path: Path) -> None:
    broken = FACT.replace("sources: [GOV]", "sources: []").replace("confidence: confirmed", "confidence: sure")
    assert len(faults(tmp_path, broken)) == 2


def test_a_file_that_is_no_text_or_no_list_is_named(tmp_path: Path) -> None:
    found = faults(tmp_path, FACT, glossary="id: cash\n")
    assert any("glossary.yml:1" in item and "must be a list" in item for item in found)


def test_a_missing_interface_text_is_named(tmp_path: Path) -> None:
    strings = tmp_path / "docs" / "_data" / "strings"
    strings.mkdir(parents=True)
    (strings / "zh.yml").write_text("menu: 菜单\n", encoding="utf-8")
    (strings / "en.yml").write_text("home: Home\n", encoding="utf-8")
    _, findings = load_data(tmp_path / "docs", tmp_path, ["zh", "en"])
    assert sorted((item.location.path, item.rule) for item in findings) == [
        ("docs/_data/strings/en.yml", "string-missing"),
        ("docs/_data/strings/zh.yml", "string-missing"),
    ]


def test_a_leaflet_needs_its_words_in_every_language_that_it_is_printed_in(tmp_path: Path) -> None:
    data = tmp_path / "docs" / "_data"
    data.mkdir(parents=True)
    panels = "".join(
        f"    - {{id: {name}}}\n" for name in ("cover", "inside-1", "inside-2", "inside-3", "back", "flap")
    )
    (data / "leaflets.yml").write_text(
        "- id: visitor\n  form: trifold\n  page: index\n  rule: index#rule\n  title: {zh: 付款, en: Paying}\n"
        "  description: {zh: 折页}\n  author: {zh: 指南, en: Guide}\n"
        "  words: {stamp: 章, online: {zh: 扫码, en: Scan}}\n"
        f"  panels:\n{panels}",
        encoding="utf-8",
    )
    _, findings = load_data(tmp_path / "docs", tmp_path, ["zh", "en"])
    assert [(item.location.path, item.rule) for item in findings] == [("docs/_data/leaflets.yml", "data-invalid")]
    assert "'en'" in findings[0].message


def test_readers_words_may_lack_a_language_but_not_name_one_that_the_site_has_not(tmp_path: Path) -> None:
    data = tmp_path / "docs" / "_data"
    data.mkdir(parents=True)
    entry = "- id: coins\n  words: [coins]\n  means: {zh: [零钱], enn: [change]}\n"
    (data / "search.yml").write_text(entry, encoding="utf-8")
    loaded, findings = load_data(tmp_path / "docs", tmp_path, ["zh", "en"])
    assert [(str(item.location), item.rule) for item in findings] == [("docs/_data/search.yml:1:1", "data-invalid")]
    assert "'enn'" in findings[0].message and "en" in findings[0].hint
    assert loaded.sayings is not None and loaded.sayings["coins"].means["zh"] == ["零钱"]
