"""Signs, codes and symbols right beside a number: US$5,000, 500 RMB, 3%, 5 km, −5 °C."""

from __future__ import annotations

import re

from payguide.values.parsing import common
from payguide.values.parsing.base import Kind, Value

_SIGN = re.compile(r"(?:(?<![0-9A-Za-z)°℃])-|零下|minus |below zero |负)\Z")


#: Units of values that `settled` changes.
SETTLED = frozenset(("‰", "°C", "°F", "°"))


def sign_before(text: str, start: int) -> tuple[str, int] | None:
    """The currency whose sign or code stands right before `start`, and where that begins."""
    before = text[start - 1 : start] if start else ""
    if before == " " and start > 1:
        before = text[start - 2]
    if before not in common.SIGN_ENDS:
        return None
    match = common.SIGN_BEFORE.search(text, max(0, start - 7), start)
    return (common.CURRENCIES[match[1]], match.start()) if match else None


def symbol_after(text: str, start: int, end: int) -> tuple[Kind | None, str, int, int]:
    """Kind and unit of a number from the symbol, code or letters behind it; no kind when it is part of a name."""
    space = end + (text[end] == " ")
    if text[space] in "%‰":
        return "percent", "‰" if text[space] == "‰" else "", start, space + 1
    match = common.SIGN_AFTER.match(text, end)
    if match:
        return "money", common.CURRENCIES[match[1]], start, match.end()
    letters = common.LETTERS.match(text, space)
    name = letters.group() if letters else ""
    if name in common.SYMBOLS:
        return "measure", common.SYMBOLS[name], start, space + len(name)
    if name in common.TIMES:
        return "duration", common.TIMES[name], start, space + len(name)
    if space == end and (name == "x" or (name == "s" and end - start < 4)):  # 10x as fast; in 30s
        return ("number", "", start, end + 1) if name == "x" else ("duration", "second", start, end + 1)
    return (None if letters and space == end else "number"), "", start, end


def settled(text: str, value: Value) -> Value:
    """`value` with per mille as percent, and with temperatures below zero as such."""
    if value.amount is None:
        return value
    if value.unit == "‰":
        return value._replace(amount=value.amount / 10, unit="")
    below = _SIGN.search(text, max(0, value.start - 11), value.start)
    return value._replace(amount=-value.amount) if below else value
