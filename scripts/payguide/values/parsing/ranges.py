"""Two figures as one range: 5–10 yuan, 3～5万元, CNY 1,000 to CNY 100,000; and 2016–17."""

from __future__ import annotations

from decimal import Decimal

from payguide.values.parsing.base import Form, Kind, Value

_COUNTED = ("count", "number")


def joined(first: Value, second: Value, scales: tuple[Decimal, Decimal]) -> Value | None:
    """Both figures as one range, None when they are none; `scales` are what magnitude words in them stand for."""
    if first.amount is None or second.amount is None or first.upper is not None or second.upper is not None:
        return None
    amount, (kind, unit) = first.amount, _widest(first, second)
    if scales[1] > 1 and scales[0] == 1 and first.kind == "number" and amount < second.amount / scales[1]:
        amount *= scales[1]
    matching = first.kind == second.kind or "number" in (first.kind, second.kind)
    if not matching or amount >= second.amount or (first.unit != second.unit and first.unit and second.unit):
        return None
    form: Form = "digits" if "digits" in (first.form, second.form) else second.form
    return Value(kind, amount, unit, first.start, second.end, second.amount, "", form, first.bound)


def _widest(first: Value, second: Value) -> tuple[Kind, str]:
    """Kind and unit of a range whose ends may say them only once."""
    said = second if second.kind not in _COUNTED or first.kind == "number" else first
    return said.kind, said.unit or first.unit or second.unit


def short_year(year: Value, value: Value, text: str) -> Value | None:
    """The second of two years as a year: the 17 of 2016–17."""
    if year.kind != "date" or len(year.text) != 4 or not year.text.isdigit():
        return None
    if text[year.end : value.start] not in ("-", "–", "/") or value.end - value.start != 2 or value.kind != "number":
        return None
    digits = text[value.start : value.end]
    is_year = digits.isdigit() and digits > "12"  # 2026-11 is a month
    return Value("date", None, "", value.start, value.end, None, year.text[:2] + digits) if is_year else None
