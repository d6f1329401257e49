"""Chinese shares and orders: 八五折, 半价, 三成, 百分之三, 千分之五, 四分之三, 第三, 半小时."""

from __future__ import annotations

from decimal import Decimal
from re import Match

from payguide.values.parsing.base import Form, Value
from payguide.values.parsing.calendar_zh import Calendar
from payguide.values.parsing.numerals_zh import DIGITS, PLACES, amount_of, numeral, positional


class Shares(Calendar):
    """Reads shares, reductions, orders and halves."""

    def _always(self, text: str, match: Match[str]) -> Value | None:
        return None

    def _off(self, text: str, match: Match[str]) -> Value | None:
        """八五折, 8.5折 and 85折 all mean 15 % off."""
        written = match.group().rstrip("折 ")
        if written[0] in DIGITS:
            written = positional(written)
        pays = Decimal(written) * (1 if len(written) == 2 else 10)
        return Value("percent", 100 - pays, "off", match.start(), match.end())

    _spelloff = _off

    def _tenths(self, text: str, match: Match[str]) -> Value | None:
        """三成 is 30 %, 三成半 35 %."""
        written = match.group().replace("成", "").replace("半", "五")
        pays = Decimal(written if written.isascii() else positional(written))
        form: Form = "loose" if written == "一" else "words"  # 统一成
        return Value("percent", pays * (10 if len(written) == 1 else 1), "", match.start(), match.end(), form=form)

    _spelttenths = _tenths

    def _share(self, text: str, match: Match[str]) -> Value | None:
        amount, parts = amount_of(match["share"][3:].strip()), 100 / Decimal(PLACES.get(match["share"][0], 10_000))
        return None if amount is None else Value("percent", amount * parts, "", match.start(), match.end())

    def _parts(self, text: str, match: Match[str]) -> Value | None:
        under, over = (numeral(part) for part in match["parts"].split("分之"))
        if not under or not over:
            return None
        return Value("number", over / under, "", match.start(), match.end(), form="words")

    def _ordinal(self, text: str, match: Match[str]) -> Value | None:
        written = match["ordinal"][1:].strip()
        form: Form = "digits" if written[0].isdigit() and written.isascii() else "loose"
        amount = amount_of(written)
        return None if amount is None else Value("ordinal", amount, "", match.start(), match.end(), form=form)

    def _half(self, text: str, match: Match[str]) -> Value | None:
        written, span = match["half"].replace("个", ""), (match.start(), match.end())
        if written in ("半价", "减半", "对折"):
            return Value("percent", Decimal(50), "off", *span, form="loose" if written == "减半" else "digits")
        unit = {"小时": "hour", "钟头": "hour", "天": "day", "年": "year", "月": "month"}.get(written[1:])
        if unit and not (written == "半天" or written == "半月"):
            return Value("duration", Decimal("0.5"), unit, *span, form="words")
        return Value("duration" if unit else "number", Decimal("0.5"), unit or "", *span, form="loose")
