"""English shares and orders: half price, three quarters, half an hour, twice, third, 21st, category II."""

from __future__ import annotations

import re
from decimal import Decimal
from re import Match

from payguide.values.parsing.base import Form, Kind, Value
from payguide.values.parsing.calendar_en import Calendar
from payguide.values.parsing.units_en import FRACTIONS, MAGNITUDES, MULTIPLES, ORDINALS, ROMAN, UNITS

_HALF = Decimal("0.5")
_AND_A = re.compile(r"\b[Aa]n? ([a-z]{3,12}) and a \Z")
_HALF_A = re.compile(
    r"(?: (?:an?|of an?) |-(?:an?-)?)(hour|day|month|year|minute|hundred|thousand|million|billion|dozen)(?![a-z])"
)


class Shares(Calendar):
    """Reads shares, reductions, orders and halves."""

    def _price(self, text: str, match: Match[str]) -> Value | None:
        return Value("percent", Decimal(50), "off", match.start(), match.end())

    def _nth(self, text: str, match: Match[str]) -> Value | None:
        return Value("ordinal", Decimal(match["nth"][:-2]), "", match.start(), match.end())

    def _rank(self, text: str, match: Match[str]) -> Value | None:
        return Value("ordinal", Decimal(match["rank"]), "", match.start(), match.end(), form="loose")

    def _roman(self, text: str, match: Match[str]) -> Value | None:
        return Value("number", Decimal(ROMAN[match["roman"].split()[-1]]), "", match.start(), match.end(), form="words")

    def _part(self, text: str, start: int, end: int, word: str, part: Decimal | None) -> Value | None:
        """Fractions, multiples and ordinals in words: those of one word are as often idiom as not."""
        if part is not None:
            return Value("number", part, "", start, end, form="words")
        if word == "half":
            return self._of_half(text, start, end)
        if word in ("quarter", "third") and text.endswith(("a ", "A "), 0, start):
            return Value("number", Decimal(1) / FRACTIONS[word], "", start, end, form="loose")
        if word in MULTIPLES:
            kind: Kind = "count" if word in ("twice", "thrice") else "number"
            return Value(kind, Decimal(MULTIPLES[word]), "", start, start + len(word), form="loose")
        if word in ORDINALS:
            return Value("ordinal", Decimal(ORDINALS[word]), "", start, start + len(word), form="loose")
        return None

    def _of_half(self, text: str, start: int, end: int) -> Value | None:
        whole = _AND_A.search(text, max(0, start - 24), start)
        if whole:  # an hour and a half
            kind, name = UNITS.get(whole[1], ("count", ""))
            return Value(kind, 1 + _HALF, name, whole.start(), end, form="words")
        match = _HALF_A.match(text, start + 4)
        unit = match[1] if match else ""
        if match and unit in MAGNITUDES:
            return self._figure(text, start, match.end(), Decimal(MAGNITUDES[unit]) / 2, "words")
        form: Form = "words" if unit in ("hour", "year") else "loose"
        place = match.end() if match else end
        return Value("duration" if match else "number", _HALF, unit, start, place, form=form)
