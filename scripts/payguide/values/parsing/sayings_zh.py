"""Chinese numerals that are no figures of their own: names, sayings, counts that sum up what is named."""

from __future__ import annotations

from payguide.values.parsing.base import Value
from payguide.values.parsing.numerals_zh import DIGITS

#: Before 一 these make words.
_WHOLE = frozenset("统唯之同逐单其不合初周期万专划归")
_TERMS = frozenset("运表函组操节类语算逻谓次方式/")
_POINTERS = frozenset("这那下上述其此")


def label(text: str, value: Value) -> Value | None:
    """A single numeral as the name of a thing (方法二：), which is as good as 2; None when it is part of a word."""
    before, after = text[max(0, value.start - 1) : value.start], text[value.end : value.end + 1]
    if value.amount and _is_han(before) and before not in _WHOLE and not _is_han(after):
        return value._replace(kind="ordinal", form="loose")
    return None


def sums_up(text: str, start: int) -> bool:
    """Whether a count sums up what is named (甲、乙和丙三种) or pointed at (这三种): others leave it out."""
    return text[start - 1 : start] in _POINTERS or any(char in "、和与及" for char in text[max(0, start - 30) : start])


def is_arity(text: str, start: int, end: int) -> bool:
    """Whether 元 behind the numeral `text[start:end]` counts terms, not yuan: 二元运算, 三元组."""
    if end - start > 1 or text[end : end + 1] != "元":
        return False
    after = text[end + 1 : end + 2]
    return after in _TERMS or (text[start] in "一二" and (after == " " or (text[start] == "二" and _is_han(after))))


def in_saying(text: str, start: int) -> bool:
    """Whether a numeral stands in a saying of four characters: 五花八门, 七上八下."""
    return start > 1 and text[start - 2] in DIGITS and _is_han(text[start - 1])


def _is_han(char: str) -> bool:
    """Whether `char`, one character or none, is Chinese."""
    return "\u4e00" <= char <= "\u9fff"
