"""Worked examples in running text: 300 × 3% = 9, 300 元的 3% 是 9 元, CNY 300 + CNY 9 = CNY 309."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import NamedTuple

from payguide.values.parsing import Value, Words
from payguide.values.passages import Passage

_KINDS = frozenset(("money", "percent", "number", "count", "measure", "duration"))
_LOOSE_SHARE = Decimal("0.06")


class Wrong(NamedTuple):
    """A sum that does not come out: `result` is what the text says, `right` what it should be."""

    result: Value
    right: Decimal


def wrong_sums(text: str, passage: Passage, words: Words) -> Iterator[Wrong]:
    """The wrong sums of one passage."""
    terms: list[Value] = []
    signs: list[str] = []
    for value in passage.values:
        sign = _sign(text[terms[-1].end : value.start], words) if terms else ""
        if sign in ("equals", "about") and signs and value.amount is not None:
            right = _result(terms, signs)
            if right is not None and _figures([*terms, value]) and not _agrees(value, right, sign == "about", terms):
                yield Wrong(value, right.normalize())
            terms, signs = [], []
        elif sign and sign not in ("equals", "about"):
            terms, signs = [*terms, value], [*signs, sign]
        else:
            terms, signs = [value], []


def wrong_change(text: str, passage: Passage, words: Words) -> Iterator[Wrong]:
    """Change that is not what was paid less the price: 付 100 元，应付 87 元，找零 23 元."""
    values = [value for value in passage.values if value.kind == "money"]
    if words.change is None or words.paid is None or len(values) != 3 or len({value.unit for value in values}) > 1:
        return
    back = [value for value in values if words.change.search(text, max(passage.start, value.start - 24), value.start)]
    others = sorted((value for value in values if value not in back), key=lambda value: -(value.amount or 0))
    if len(back) != 1 or any(value.upper is not None or value.amount is None for value in values):
        return
    paid, price = others
    if words.paid.search(text, max(passage.start, paid.start - 24), paid.start):
        right = (paid.amount or Decimal(0)) - (price.amount or Decimal(0))
        if right != back[0].amount:
            yield Wrong(back[0], right.normalize())


def _sign(gap: str, words: Words) -> str:
    """Which sign of a sum the text between two figures is; empty when it is none."""
    if len(gap) > 20:
        return ""
    gap = gap.strip().replace("**", "").strip() or gap.strip()
    if not gap or not words.any_sign.fullmatch(gap.lower()):
        return ""
    return next((name for name, pattern in words.sums.items() if pattern.fullmatch(gap.lower())), "")


def _figures(values: list[Value]) -> bool:
    """Whether these are all plain amounts of what can be reckoned with, in one currency."""
    if any(value.kind not in _KINDS or value.upper is not None or value.amount is None for value in values):
        return False
    return len({value.unit for value in values if value.kind != "percent" and value.unit}) < 2


def _result(terms: list[Value], signs: list[str]) -> Decimal | None:
    """The sum, products before additions; None when there is none."""
    amounts = [
        Decimal(0) if term.amount is None else term.amount / (100 if term.kind == "percent" else 1) for term in terms
    ]
    if signs == ["share"] and terms[0].kind != "percent" and terms[1].kind != "percent":
        return None
    total, current, side = Decimal(0), amounts[0], 1
    try:
        for sign, amount in zip(signs, amounts[1:], strict=True):
            if sign in ("times", "share"):
                current *= amount
            elif sign == "over":
                current /= amount
            else:
                total, current, side = total + side * current, amount, 1 if sign == "plus" else -1
    except (DivisionByZero, InvalidOperation):
        return None
    return total + side * current


def _agrees(value: Value, right: Decimal, about: bool, terms: list[Value]) -> bool:
    said = value.amount or Decimal(0)
    if value.kind == "percent":
        percents = all(term.kind == "percent" for term in terms)
        right, said = (right * 100, said) if percents or right != said else (right, said)
    if about:
        return abs(said - right) <= abs(right) * _LOOSE_SHARE
    exponent = said.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)
    return abs(said - right) < step if right != right.to_integral_value() else said == right
