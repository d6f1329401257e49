"""Chinese: `500 元`, `5000 美元`, `2 万元`, `2024年3月1日`."""

from __future__ import annotations

from collections.abc import Callable

from babel.numbers import format_decimal

from payguide.model.facts import Fact, Range
from payguide.values.base import NBSP, Style

#: Chinese names of currencies where the spoken one differs from Babel's formal one.
CURRENCIES = {"CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元", "GBP": "英镑"}

#: Ten thousand, the unit in which Chinese counts large amounts.
WAN = 10_000


class Chinese(Style):
    """No grouping of digits; whole ten-thousands are written with 万, as everyone says them."""

    def number(self, value: float) -> str:
        """`5000`, `2 万`, `200`."""
        if value >= WAN and value % (WAN / 10) == 0:
            return f"{value / WAN:g}{NBSP}万"
        return format_decimal(value, locale=self.locale, group_separator=False)

    def join(self, items: list[str]) -> str:
        """`Visa、万事达卡、JCB`: the list comma alone, as on every notice."""
        return "、".join(items)

    def span(self, value: float | Range, write: Callable[[float], str]) -> str:
        """A number with its unit, or a range whose ends both carry it, as 万 would seem to cover both.

        `1000 元至 10 万元`, `2%至3%`
        """
        if isinstance(value, Range):
            low, high = write(value.min), write(value.max)
            return f"{low}至{high}" if low.endswith("%") else f"{low}至{NBSP}{high}"
        return write(value)

    def _money(self, fact: Fact) -> str:
        return self._with_unit(fact, CURRENCIES.get(fact.unit) or self.locale.currencies[fact.unit])

    def _percent(self, fact: Fact) -> str:
        return self.span(fact.value, lambda part: f"{self.number(part)}%")

    def _count(self, fact: Fact) -> str:
        return self._with_unit(fact, self.unit(fact.unit, fact.value))

    def _with_unit(self, fact: Fact, unit: str) -> str:
        def write(value: float) -> str:
            number = self.number(value)
            return f"{number}{unit}" if number.endswith("万") else f"{number}{NBSP}{unit}"

        return self.span(fact.value, write)
