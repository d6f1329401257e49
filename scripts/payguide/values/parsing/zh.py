"""Chinese figures: 5万元, 三百二十块五毛, 八五折, 2026年2月1日, 下午三点半, 两个半小时, 第三, 四分之三, 1到5."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from re import Match

from payguide.values.parsing import common, tokens_zh, words_zh
from payguide.values.parsing.base import Bound, Form, Kind, Value
from payguide.values.parsing.lists import numbers_a_list
from payguide.values.parsing.numerals_zh import ALL, DIGITS, informal, numeral, positional, scaled
from payguide.values.parsing.sayings_zh import in_saying, is_arity, label, sums_up
from payguide.values.parsing.shares_zh import Shares
from payguide.values.parsing.units_zh import (
    COIN_STARTS,
    COINS,
    FIRST,
    LOOSE,
    MAGNIFIERS,
    MORE,
    NAME_ENDS,
    NAMED,
    unit_at,
)

_MAGNITUDE = re.compile(r" ?[多余]?(万亿|[十百千]?[万亿]|[百千](?![米克瓦分]))")
_NUMBER = re.compile(common.NUMBER)
#: 三块五 is 3.50.
_JIAO = re.compile("[一二两三四五六七八九](?![百千万])|[1-9](?![0-9.])")
#: With a verb before the figure: 最多带2万元.
_FURTHER = re.compile("(最多|至多|最少|至少)[\u4e00-\u9fff]{1,2}\\Z")
_TO = frozenset("到至～~–—-")
_VERSION = ("版本", "版本 ", "版")
_CALLED = re.compile(r"(?:拨打?|致电|热线|电话|客服|专线|打)[^0-9，。；、\n]{0,6}\Z")


class Reader(Shares):
    """Reads Chinese, simplified; the currency of 元 and 块 is the yuan."""

    FIND = re.compile(f"[0-9+½⅓⅔¼¾第半减对周星礼百千万{ALL}](?:(?<!一)|(?=[{ALL}折点半{''.join(FIRST)}]))[0-9]*")
    DIGITS = re.compile(f"{common.SIMPLE_ZH}|{'|'.join(tokens_zh.DIGITS)}")
    WORDS = re.compile("|".join(tokens_zh.WORDS))
    RANGE = re.compile(r" ?(?:[-–—~至到]|——|直到) ?")
    script = re.compile("[\u3400-\u9fff]")
    BEFORE: Mapping[Bound, str] = words_zh.BOUNDS
    AFTER = words_zh.BOUNDS_AFTER
    words = words_zh.WORDS

    def __init__(self, locale: str = "") -> None:
        super().__init__(locale)
        self._is_traditional = any(part in locale for part in ("Hant", "TW", "HK", "MO"))

    def _add(self, text: str, found: list[Value], value: Value) -> None:
        last = found[-1] if found else None
        if last is not None and last.end == value.start and value.currency == last.currency == "CNY":
            if text[last.end : value.end].rstrip("钱")[-1:] in "角毛分" and last.amount and value.amount:
                found[-1] = last._replace(amount=last.amount + value.amount, end=value.end)
                return
        if (
            last is not None
            and last.kind == "date"
            and value.kind == "number"
            and text[value.end : value.end + 1] in ("日", "号")
        ):
            if last.text.count("-") >= 2 and self.RANGE.fullmatch(text, last.end, value.start):
                start = last.text.rpartition("-")[0]
                value = Value(
                    "date", None, "", value.start, value.end + 1, None, f"{start}-{int(value.amount or 0):02d}"
                )
        super()._add(text, found, value)

    def values(self, text: str) -> list[Value]:
        return super().values(informal(text, self._is_traditional))

    def _bound(self, text: str, value: Value) -> Bound:
        bound = super()._bound(text, value)
        word = "" if bound else _FURTHER.search(text, max(0, value.start - 4), value.start)
        return bound if not word else "least" if word[1] in ("至少", "最少") else "most"

    def scale(self, text: str, value: Value) -> Decimal:
        digits = _NUMBER.match(text, value.start)
        match = _MAGNITUDE.match(text, digits.end()) if digits else None
        return scaled(match[1]) if match else Decimal(1)

    def _numeral(self, text: str, match: Match[str]) -> Value | None:
        written, start = match["numeral"], match.start()
        if written == "一" and unit_at(text, start + 1) is None and text[start + 1 : start + 2] not in COINS:
            return None
        if (
            text[match.end() : match.end() + 1] == "几"
            or (written == "零" and text[match.end() : match.end() + 1] == "下")
            or text[start - 1 : start] in ("几", "数", "第", "等")
        ):
            return None  # 十几个, 几十个; 等六部门 counts one that is named before
        amount, upper = numeral(written), None
        end = match.end("numeral")
        if amount is None and written[-1] == "千" and text[end : end + 1] in ("米", "克", "瓦"):
            amount, end = numeral(written[:-1]), end - 1  # 十千米 is ten kilometres
        if amount is None and len(written) == 2 and set(written) <= set(DIGITS):
            low, high = DIGITS[written[0]], DIGITS[written[1]]
            if high - low == 1 or written == "三五":
                amount, upper = Decimal(low), Decimal(high)
        if amount is None:
            return None
        value = self._figure(text, start, end, amount, "words")
        if match["point"] and (unit_at(text, match.end()) or text[match.end() : match.end() + 1] in MAGNIFIERS):
            value = self._figure(
                text, start, match.end(), Decimal(f"{amount}.{positional(match['point'][1:])}"), "words"
            )
        return value if upper is None or value is None else value._replace(upper=upper)

    _point = _numeral

    def _figure(self, text: str, start: int, end: int, amount: Decimal, form: Form) -> Value | None:
        if form == "digits" and numbers_a_list(text, start, end):
            return None
        match = _MAGNITUDE.match(text, end) if text[end : end + 1] in MAGNIFIERS else None
        if match:
            amount, end = amount * scaled(match[1]), match.end()
        place = end + (form == "digits" and text[end : end + 1] == " ")
        follow = text[place : place + 1]
        if follow in MORE:
            place += 1
            follow = text[place : place + 1]
        if follow == "个" and text.startswith("个半", place):
            amount, place = amount + Decimal("0.5"), place + 2
        elif follow in COIN_STARTS:
            coin = text[place : place + 2] if text[place : place + 2] in COINS else follow if follow in COINS else ""
            if coin and not (form == "words" and coin == "角" and text[start:place] in ("三", "四", "八")):  # corners
                return Value("money", amount * Decimal(COINS[coin]), "CNY", start, place + len(coin), form=form)
        unit = unit_at(text, place)
        if (form == "words" and is_arity(text, start, place)) or (unit is None and text.startswith("年代", place)):
            return None
        if unit is None:
            return self._bare(text, start, end, amount, form)
        return self._measured(text, start, amount, form, unit)

    def _measured(self, text: str, start: int, amount: Decimal, form: Form, unit: tuple[Kind, str, int]) -> Value:
        kind, name, end = unit
        after = text[end : end + 1]
        if kind == "duration" and after == "半":
            amount, end = amount + Decimal("0.5"), end + 1
        elif kind == "money" and text[end - 1] == "块" and _JIAO.match(text, end) and unit_at(text, end + 1) is None:
            amount, end = amount + (Decimal(DIGITS.get(after, 0)) or Decimal(unicodedata.digit(after, 0))) / 10, end + 1
        if (
            form == "words"
            and kind in ("count", "duration")
            and (amount <= 2 or name in LOOSE or in_saying(text, start) or (kind == "count" and sums_up(text, start)))
        ):
            form = "loose"
        if form == "words" and kind == "money" and amount == 1 and text[end - 1] == "块":
            form = "loose"  # a piece
        if name == "hour" and amount == 24:
            form = "loose"  # round the clock, as often as not
        return Value(kind, amount, "" if kind == "count" else name, start, end, form=form)

    def _bare(self, text: str, start: int, end: int, amount: Decimal, form: Form) -> Value | None:
        """A number without a Chinese unit behind it: maybe a sign or name around it."""
        name = text[start - 1 : start] in NAME_ENDS and next(
            (name for name in NAMED if text.endswith(name, 0, start)), ""
        )
        if name:
            return Value("money", amount, NAMED[name], start - len(name), end, form=form)
        if form == "digits" and end - start in (3, 4, 5, 6) and text[start:end].isdigit():
            if _CALLED.search(text, max(0, start - 10), start):
                return Value("phone", None, "", start, end, None, text[start:end])
        value = super()._figure(text, start, end, amount, form)
        if value is not None and value.kind == "number" and text.endswith(_VERSION, 0, start):
            return value._replace(form="loose")
        if value is not None and value.kind == "number" and end - start == 4 and text[start:end].isdigit():
            if text[start : start + 2] in ("19", "20"):
                return Value("date", None, "", start, end, None, text[start:end], form)
        if value is not None and value.kind == "number" and form == "words":
            begins = text[end : end + 1] in _TO and text[end + 1 : end + 2] in ALL  # 二到三天
            return value._replace(form="loose") if end - start > 1 or begins else label(text, value)
        return value
