"""Comparing with a language that has no reader of its own: by digits alone, and only where nothing else can be meant.

Such a language may spell small numbers, has its own signs for thousands and decimals, its own dates and its own words
for ten thousand or a million. So a figure is said to differ only where a single one is left over on both sides of a
passage, and to be missing only where it is money, a percentage or a telephone number that nobody spells out.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from payguide.values.parsing import Value
from payguide.values.passages import Passage, Passages

#: Groups of thousands, then decimals; the digits of any script.
_GROUP = re.compile(r"\d{1,3}(?:[.,' \u00a0\u202f’]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2}(?![\d.,]|[^\W\d_]))?")
_SEPARATORS = re.compile(r"[.,' \u00a0\u202f’]")
_COMPARED = frozenset(("money", "percent", "number", "count", "duration", "phone"))
_NEVER_SPELT = frozenset(("money", "percent", "phone"))
#: Below this, languages write numbers in words.
_SMALL = 13
#: From this ratio on, one language may have a word for the noughts: 10 million, 1000万.
_WORDS = 1000


class Group(NamedTuple):
    """Digits as one figure, without signs for thousands: `text[start:end]`."""

    digits: str
    start: int
    end: int


class Unlike(NamedTuple):
    """Figures of two passages; None where there is none."""

    ours: Group
    theirs: Group | None


def groups(text: str, start: int, end: int) -> list[Group]:
    """The figures in `text[start:end]`."""
    return [Group(_plain(match.group()), match.start(), match.end()) for match in _GROUP.finditer(text, start, end)]


def _plain(written: str) -> str:
    ascii_digits = "".join(str(int(char)) if char.isdecimal() else char for char in written)
    parts = _SEPARATORS.split(ascii_digits)
    if len(parts) == 2 and len(parts[1]) != 3:
        return f"{int(parts[0])}.{parts[1]}".rstrip("0").rstrip(".")
    return "".join(parts).lstrip("0") or "0"


def unlike(ours: Passages, theirs: Passages, mine: Passage, other: Passage) -> Unlike | None:
    """What differs for sure between two passages that correspond, if anything."""
    if not mine.values and not other.values:
        return None
    here, there = groups(ours.text, mine.start, mine.end), groups(theirs.text, other.start, other.end)
    left = _without(here, there)
    if not left:
        return None
    right = _without(there, here)
    if len(left) == len(right) == 1:
        if _differ(left[0], right[0], mine.values, other.values):
            return Unlike(left[0], right[0])
    elif not right and len(left) == 1 and any(char.isalpha() for char in theirs.text[other.start : other.end]):
        value = _value(left[0], mine.values)
        if value is not None and value.kind in _NEVER_SPELT and len(left[0].digits) > 1 and _is_large(left[0]):
            return Unlike(left[0], None)
    return None


def _without(some: list[Group], others: list[Group]) -> list[Group]:
    counts = Counter(group.digits for group in others)
    left = []
    for group in some:
        if counts[group.digits] > 0:
            counts[group.digits] -= 1
        else:
            left.append(group)
    return left


def _differ(one: Group, other: Group, mine: list[Value], yours: list[Value]) -> bool:
    """Whether two figures that are left over stand for the same thing and differ."""
    for value in (_value(one, mine), _value(other, yours)):
        if value is None or value.kind not in _COMPARED:
            return False
    if _is_large(one) != _is_large(other) or any(item.form != "digits" for item in (*mine, *yours)):
        return False
    if one.digits.endswith(other.digits) or other.digits.endswith(one.digits):
        return False  # 2016–17
    low, high = sorted((Decimal(one.digits), Decimal(other.digits)))
    shifted = one.digits.replace(".", "").strip("0") == other.digits.replace(".", "").strip("0")
    return not (shifted and (not low or high / low >= _WORDS))


def _value(group: Group, values: list[Value]) -> Value | None:
    """The value that has these digits and no other; None when it has a word for noughts too, or is a date."""
    for value in values:
        if value.start <= group.start and group.end <= value.end:
            amounts = (value.amount, value.upper)
            return value if Decimal(group.digits) in amounts or value.kind == "phone" else None
    return None


def _is_large(group: Group) -> bool:
    return Decimal(group.digits) >= _SMALL or "." in group.digits
