"""English figures: 50,000 yuan, US$5,000, 15% off, half price, 1 February 2026, half past nine, a dozen, third."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from re import Match

from payguide.values.parsing import common, tokens_en, words_en
from payguide.values.parsing.base import Bound, Form, Kind, Value
from payguide.values.parsing.calendar_en import day_of
from payguide.values.parsing.lists import numbers_a_list
from payguide.values.parsing.numerals_en import PARTS, cardinal, fraction
from payguide.values.parsing.shares_en import Shares
from payguide.values.parsing.signs import sign_before
from payguide.values.parsing.units_en import (
    CARDINALS,
    COINS,
    FRACTIONS,
    LEADING,
    MAGNITUDES,
    MULTIPLES,
    ORDINALS,
    UNITS,
)

_OFF = re.compile(r" (?:off(?! (?:on|at|in)\b)|discount|reduction|cheaper|less)\b")
_DISCOUNT = re.compile(
    r"(?:(?:discount|reduction|cut|saving) of|(?:reduced|cut|lowered|discounted|cheaper|reduces? \w+|cuts? \w+) by"
    r"|saves?(?: you)?|minus) \Z"
)
_CALLED = re.compile(r"(?:\b(?:call|dial|phone|ring|hotline|tel|police)\b)[^0-9.;\n]{0,5}\Z", re.IGNORECASE)
_UNIT = re.compile(r"[ -]?([A-Za-z.]+)(?:[ -]([A-Za-z]+))?(?: ([A-Za-z]+))?")
_MAGNITUDE = re.compile(
    r"[ -]?(hundred|thousand|million|billion|trillion)s?(?![a-z])|(bn|mn|[kKM])(?![A-Za-z])|m(?= (?:yuan|dol|eur))"
)
_LETTERS = re.compile("[a-z]+")
_HALF = Decimal("0.5")
_PLURAL = re.compile(r" (?:[a-z-]+ )?[a-z]{2,}s\b|-[a-z]")
#: Words that make a count sum up what is named, or count one that is not meant.
_BESIDES = (" other", " more")
_POINTERS = ("these ", "those ", "These ", "all ", "All ", "the ", "The ", "following ")
_NUMBER = re.compile(common.NUMBER)
_AND_A_HALF = re.compile(r" and (a half|a quarter|three quarters)(?![a-z])")


class Reader(Shares):
    """Reads British and American English; `dollar` alone is the US dollar, as is `$`."""

    FIND = re.compile(rf"[{tokens_en.BEFORE}](?:(?<=[0-9+½⅓⅔¼¾])[0-9]*|(?<![0-9+])(?:{tokens_en.STARTS}))")
    DIGITS = re.compile("|".join(tokens_en.DIGITS))
    WORDS = re.compile("|".join(tokens_en.WORDS))
    RANGE = re.compile(r" ?(?:[-–—~]|to|through|until|up to) ?|-to-")
    BEFORE: Mapping[Bound, str] = words_en.BOUNDS
    AFTER = words_en.BOUNDS_AFTER
    words = words_en.WORDS

    def _add(self, text: str, found: list[Value], value: Value) -> None:
        last = found[-1] if found else None
        if last is not None and value.start - last.end <= 5:
            gap = text[last.end : value.start]
            if last.kind == value.kind == "money" and gap in (" ", " and ") and last.amount and value.amount:
                if value.currency == last.currency and text[value.start : value.end].lower().endswith(tuple(COINS)):
                    found[-1] = last._replace(amount=last.amount + value.amount, end=value.end)
                    return
            day = day_of(last, value) if self.RANGE.fullmatch(gap) else None
            if day is not None:
                found[-1:] = day
                return
        super()._add(text, found, value)

    def _is_range(self, text: str, first: Value, gap: str) -> bool:
        return super()._is_range(text, first, gap) or (
            gap == " and " and text.endswith(("between ", "Between "), 0, first.start)
        )

    def scale(self, text: str, value: Value) -> Decimal:
        digits = _NUMBER.search(text, value.start, value.end)
        match = _MAGNITUDE.match(text, digits.end(), value.end) if digits else None
        return Decimal(MAGNITUDES[(match[1] or match[2] or "m").lower()]) if match else Decimal(1)

    def _words(self, text: str, match: Match[str]) -> Value | None:
        start, written = match.start(), match.group()
        if written.isalpha():
            word = written.lower()
            if word in CARDINALS:
                return self._figure(text, start, match.end(), Decimal(CARDINALS[word]), "words")
            if word not in PARTS:
                return self._part(text, start, match.end(), word, None)
        parts = [part for part in _LETTERS.finditer(match["words"].lower()) if part.group() not in ("and", "a", "an")]
        words = [part.group() for part in parts]
        joined = len(parts) > 1 and "and" not in match["words"].lower()[parts[0].end() : parts[1].start()]
        part = fraction(words[:2]) if joined else None
        if part is not None or words[0] in FRACTIONS or words[0] in MULTIPLES or words[0] in ORDINALS:
            return self._part(text, start, start + parts[part is not None].end(), words[0], part)
        count, amount = cardinal(words)
        if not count:
            return None
        end = start + parts[count - 1].end()
        if words[0] in MAGNITUDES and (text[end : end + 1] == "s" or not text.endswith(("a ", "A "), 0, start)):
            return None  # hundreds of, a few thousand
        return self._figure(text, start, end, amount, "words")

    def _figure(self, text: str, start: int, end: int, amount: Decimal, form: Form) -> Value | None:
        if form == "digits" and numbers_a_list(text, start, end):
            return None
        sign = sign_before(text, start)
        half = _AND_A_HALF.match(text, end) if text.startswith(" and ", end) else None
        if half and (form == "words" or half.group().startswith(" and a half")):
            amount, end = amount + {"a h": _HALF, "a q": _HALF / 2, "thr": _HALF * 3 / 2}[half[1][:3]], half.end()
        match = _MAGNITUDE.match(text, end)
        if match is None and sign and text[end : end + 1] == "m" and not text[end + 1 : end + 2].isalpha():
            amount, end = amount * 10**6, end + 1
        elif match:
            amount, end = amount * MAGNITUDES[(match[1] or match[2] or "m").lower()], match.end()
        if sign:
            return Value("money", amount, sign[0], sign[1], end, form=form)
        unit = self._unit(text, end)
        if unit is None:
            return self._bare(text, start, end, amount, form)
        kind, name, end = unit
        if kind == "percent" and (_OFF.match(text, end) or _DISCOUNT.search(text, max(0, start - 24), start)):
            name = "off"
        if name in COINS:
            share, name = COINS[name]
            amount *= Decimal(share)
        if (form == "words" and kind == "duration" and amount <= 2) or (name == "hour" and amount == 24):
            form = "loose"  # a day or two; round the clock
        return Value(kind, amount, name, start, end, form=form)

    def _unit(self, text: str, end: int) -> tuple[Kind, str, int] | None:
        """Kind, name and end of the unit behind a number: its longest name of one to three words."""
        match = _UNIT.match(text, end)
        if match is None:
            place = end + (text[end : end + 1] == " ")
            sign = text[place : place + 1]
            return ("percent", "‰" if sign == "‰" else "", place + 1) if sign and sign in "%‰" else None
        first = match[1].lower().rstrip(".") if match[1] not in UNITS else match[1]
        if first.partition(".")[0] in LEADING:
            for last in (3, 2):
                name = text[match.start(1) : match.end(last)].lower().replace("-", " ") if match[last] else ""
                if name in UNITS:
                    return *UNITS[name], match.end(last)
        if first in COINS:
            return "money", first, match.start(1) + len(first)
        return (*UNITS[first], match.start(1) + len(first)) if first in UNITS else None

    def _bare(self, text: str, start: int, end: int, amount: Decimal, form: Form) -> Value | None:
        """A number without an English unit behind it: maybe a symbol, or the number of a telephone, or a year."""
        written = text[start:end]
        if form == "digits" and written.isdigit() and 3 <= end - start <= 6 and not text[end : end + 1].isalpha():
            if _CALLED.search(text, max(0, start - 12), start):
                return Value("phone", None, "", start, end, None, written)
            if end - start == 4 and text.startswith("s", end):
                return None  # the 1990s
        value = super()._figure(text, start, end, amount, form)
        if value is None or value.kind != "number":
            return value
        if text.endswith(("version ", "Version ", "release "), 0, start):
            return value._replace(form="loose")
        if len(written) == 4 and written.isdigit() and written[:2] in ("19", "20"):
            return Value("date", None, "", start, end, None, written, form)
        if form == "words":
            several = _PLURAL.match(text, end) is not None
            loose = amount <= 2 or not several or text.startswith(_BESIDES, end) or text.endswith(_POINTERS, 0, start)
            return value._replace(kind="count" if several else "number", form="loose" if loose else form)
        return value
