"""How facts are written in each language: one row a case."""

from __future__ import annotations

from typing import Any

import pytest

from payguide.model.facts import Fact
from payguide.values import render, style

HOURS = {"zh": "小时", "en": {"one": "hour", "other": "hours"}}
NETWORKS = ["Visa", {"zh": "万事达卡", "en": "Mastercard"}, "JCB"]
PLACES = [
    {"zh": "公园", "en": "parks"},
    {"zh": "商场", "en": "malls"},
    {"zh": "水电和收费", "en": "utilities and fees"},
]


def make(kind: str, value: Any, unit: Any = None) -> Fact:
    fields = {
        "id": "a.b",
        "kind": kind,
        "value": value,
        "unit": unit,
        "label": "x",
        "sources": ["S"],
        "checked": "2026-11-23",
        "review_by": "2027-05-23",
        "confidence": "confirmed",
    }
    return Fact.model_validate(fields)


@pytest.mark.parametrize(
    ("kind", "value", "unit", "zh", "en"),
    [
        ("money", 500, "CNY", "500 元", "CNY 500"),
        ("money", 5000, "USD", "5000 美元", "US$5,000"),
        ("money", 20000, "CNY", "2 万元", "CNY 20,000"),
        ("money", 50000, "USD", "5 万美元", "US$50,000"),
        ("money", 12345, "CNY", "12345 元", "CNY 12,345"),
        ("money", 9.5, "CNY", "9.5 元", "CNY 9.50"),
        ("money", {"min": 1000, "max": 100000}, "CNY", "1000 元至 10 万元", "CNY 1,000–100,000"),
        ("percent", 3, None, "3%", "3%"),
        ("percent", {"min": 2.5, "max": 3}, None, "2.5%至3%", "2.5–3%"),
        ("count", 1, HOURS, "1 小时", "1 hour"),
        ("count", 24, HOURS, "24 小时", "24 hours"),
        ("date", "2026-02-01", None, "2026年2月1日", "1 February 2026"),
        ("date", "2026-02", None, "2026年2月", "February 2026"),
        ("date", "2026", None, "2026年", "2026"),
        ("phone", "12363", None, "12363", "12363"),
        ("text", {"zh": "四分之三", "en": "three quarters"}, None, "四分之三", "three quarters"),
        ("list", NETWORKS, None, "Visa、万事达卡、JCB", "Visa, Mastercard and JCB"),
        ("list", PLACES, None, "公园、商场、水电和收费", "parks, malls, and utilities and fees"),
        ("list", PLACES[1:], None, "商场、水电和收费", "malls and utilities and fees"),
    ],
)
def test_values_are_written_as_each_language_does(kind: str, value: Any, unit: Any, zh: str, en: str) -> None:
    fact = make(kind, value, unit)
    assert render(fact, "zh").replace("\u00a0", " ") == zh
    assert render(fact, "en").replace("\u00a0", " ") == en


def test_an_amount_and_its_unit_stay_on_one_line() -> None:
    for locale in ("zh", "en"):
        assert " " not in render(make("money", {"min": 1000, "max": 100000}, "CNY"), locale)


def test_a_language_without_a_module_uses_the_rules_of_babel() -> None:
    assert render(make("money", 5000, "EUR"), "de").replace("\u00a0", " ") == "5.000,00 €"
    assert style("de").date("2026-03-01") == "1. März 2026"


def test_scripts_and_regions_in_a_locale_code_are_understood() -> None:
    assert render(make("money", 500, "CNY"), "zh-Hant").replace("\u00a0", " ") == "500 元"
