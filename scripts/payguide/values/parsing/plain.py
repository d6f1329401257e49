"""The reader for languages without a module: digits, ISO dates, clocks, codes of currencies, telephone numbers.

Readers of languages build on it: they name more tokens in `TOKEN`, and read each with a method of the token's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from re import Match, Pattern
from typing import cast

from payguide.values.parsing import base, common
from payguide.values.parsing.base import Bound, Form, Kind, Value
from payguide.values.parsing.ranges import joined, short_year
from payguide.values.parsing.signs import SETTLED, settled, sign_before, symbol_after

_DIGITS = frozenset("0123456789+½⅓⅔¼¾")
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4)}
#: A name right before a number with a dot: Python 3.11.
_VERSION = re.compile(r"[A-Z][A-Za-z]+ \Z")


class Plain(base.Reader):
    """Reads what is written alike in most languages."""

    digits_only = True

    #: Where tokens may begin: the first character is one set, as such a search is quick; it may stand before the token.
    FIND: Pattern[str] = re.compile("[0-9+½⅓⅔¼¾][0-9]*")
    #: Tokens that begin with a digit or `+`, and all others.
    DIGITS: Pattern[str] = re.compile(common.DIGITS)
    WORDS: Pattern[str] | None = None
    #: The whole text between the two ends of a range.
    RANGE: Pattern[str] = common.RANGE
    #: The words right before and right behind a figure that make it a bound, for `Value.bound`.
    BEFORE: Mapping[Bound, str] = {"about": "~|≈|±", "min": ">|≥", "max": "<|≤"}
    AFTER: Pattern[str] | None = None

    def __init__(self, locale: str = "") -> None:
        self.code = locale
        #: By their last characters, the words that make a bound, longest first: most figures have none before them.
        self._bounds: dict[str, list[tuple[str, Bound]]] = {}
        words = [(word, bound) for bound, listed in self.BEFORE.items() for word in listed.split("|")]
        for word, bound in sorted(words, key=lambda pair: -len(pair[0])):
            self._bounds.setdefault(word[-1], []).append((word, bound))
        names = [*self.DIGITS.groupindex, *(self.WORDS.groupindex if self.WORDS else ())]
        self._read: dict[str, Callable[[str, Match[str]], Value | None]] = {
            name: getattr(self, f"_{name}") for name in names if hasattr(self, f"_{name}")
        }

    def values(self, text: str) -> list[Value]:
        text = common.even(text)
        found: list[Value] = []
        take = self._take
        end = take(text, 0, found) if text else 0
        for run in self.FIND.finditer(text):
            place, last = run.span()
            if place > end:
                end = place
            while end < last:
                end = take(text, end, found)
        return found

    def _take(self, text: str, place: int, found: list[Value]) -> int:
        """Reads the token at `place`, if there is one; the offset where reading goes on."""
        digits = text[place] in _DIGITS
        match = self.DIGITS.match(text, place) if digits else self.WORDS.match(text, place) if self.WORDS else None
        if match is None:
            return place + 1
        read = self._read.get(match.lastgroup or "")
        value = read(text, match) if read else None
        if value is None:
            return match.end()
        if value.amount is not None:
            if value.unit in SETTLED:
                value = settled(text, value)
            bound = self._bound(text, value)
            value = value._replace(bound=bound) if bound else value
        self._add(text, found, value)
        return value.end

    def _bound(self, text: str, value: Value) -> Bound:
        """What the words right before and behind a figure make of it."""
        start = value.start
        before = text[start - 1 : start]
        if before == " ":
            start -= 1
            before = text[start - 1 : start]
        for word, bound in self._bounds.get(before, ()):
            if text.endswith(word, 0, start):
                return bound
        after = self.AFTER.match(text, value.end) if self.AFTER else None
        return cast(Bound, after.lastgroup) if after else ""

    def _add(self, text: str, found: list[Value], value: Value) -> None:
        """Takes `value` in, as the end of a range where the value before it is the beginning."""
        if found and 0 < value.start - found[-1].end <= 9:
            last = found[-1]
            if last.amount is None:
                value = short_year(last, value, text) or value
            elif value.amount is not None and self._is_range(text, last, text[last.end : value.start]):
                both = joined(last, value, (self.scale(text, last), self.scale(text, value)))
                if both is not None:
                    found[-1] = both
                    return
        found.append(value)

    def _is_range(self, text: str, first: Value, gap: str) -> bool:
        return self.RANGE.fullmatch(gap) is not None

    def scale(self, text: str, value: Value) -> Decimal:
        """The magnitude word in `value`: 1 where there is none."""
        return Decimal(1)

    # What follows reads one kind of token each; None when the digits are part of a name.

    def _iso(self, text: str, match: Match[str]) -> Value | None:
        year, month, date = re.split(r"[-/.]", match["iso"])
        return Value("date", None, "", match.start(), match.end(), None, common.day(year, month, date))

    def _yearmonth(self, text: str, match: Match[str]) -> Value | None:
        return Value("date", None, "", match.start(), match.end(), None, match["yearmonth"])

    def _daymonth(self, text: str, match: Match[str]) -> Value | None:
        first, second, year = re.split("[/.]", match["daymonth"])
        if int(first) > 12 < int(second):
            return None
        month, date = (first, second) if int(second) > 12 else (second, first)
        unit = "dm" if max(int(first), int(second)) < 13 else ""
        return Value("date", None, unit, match.start(), match.end(), None, common.day(year, month, date))

    def _phone(self, text: str, match: Match[str]) -> Value | None:
        written = match["phone"]
        value = (
            self._figure(text, match.start(), match.end(), Decimal(written), "digits") if written.isdigit() else None
        )
        if value is not None and value.kind not in ("number", "phone"):
            return value  # an amount or a length that has as many digits
        return Value("phone", None, "", match.start(), match.end(), None, common.dialled(written))

    def _clock(self, text: str, match: Match[str]) -> Value | None:
        hour, minute = match["clock"].split(":")[:2]
        clock, unit = common.hours(int(hour), int(minute), "am" if hour[0] == "0" and len(hour) == 2 else "")
        return Value("clock", None, unit, match.start(), match.end(), None, clock)

    def _fraction(self, text: str, match: Match[str]) -> Value | None:
        over, under = match["fraction"].split("/")
        if match["fraction"] == "24/7" or not 0 < int(over) < int(under):
            return None
        return Value("number", Decimal(over) / Decimal(under), "", match.start(), match.end())

    def _vulgar(self, text: str, match: Match[str]) -> Value | None:
        over, under = _VULGAR[match["vulgar"][-1]]
        whole = Decimal(match["vulgar"][:-1] or 0)
        return self._figure(text, match.start(), match.end(), whole + Decimal(over) / under, "digits")

    def _simple(self, text: str, match: Match[str]) -> Value | None:
        return self._figure(text, match.start(), match.end(), Decimal(match.group()), "digits")

    def _number(self, text: str, match: Match[str]) -> Value | None:
        return self._figure(text, match.start(), match.end(), common.decimal(match["number"]), "digits")

    def _figure(self, text: str, start: int, end: int, amount: Decimal, form: Form) -> Value | None:
        """A number with the sign, unit or name around it."""
        kind, unit, start, end = self._dress(text, start, end)
        if kind == "number" and "." in text[start:end] and _VERSION.search(text, max(0, start - 12), start):
            form = "loose"
        return None if kind is None else Value(kind, amount, unit, start, end, None, "", form)

    def _dress(self, text: str, start: int, end: int) -> tuple[Kind | None, str, int, int]:
        """Kind and unit of the number `text[start:end]`, with the range that they widen it to."""
        sign = sign_before(text, start)
        if sign is not None:
            return "money", sign[0], sign[1], end
        follow = text[end : end + 1]
        if follow == " ":
            follow = text[end + 1 : end + 2]
        if follow and ("A" <= follow <= "Z" or "a" <= follow <= "z" or follow in "%‰$€£¥°℃℉㎜㎝㎞㎎㎏㎡"):
            return symbol_after(text, start, end)
        return "number", "", start, end


def _is_short_year(year: Value, value: Value, gap: str) -> bool:
    if year.kind != "date" or len(year.text) != 4 or not year.text.isdigit() or gap not in ("-", "–", "/"):
        return False
    return value.kind == "number" and value.end - value.start == 2 and value.amount is not None and value.amount > 12
