"""English: `CNY 500`, `US$5,000`, `1 March 2024`; lists without the comma before *and*, unless a part has its own."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from payguide.model.facts import Fact
from payguide.values.base import NBSP, Style

#: Currencies that English readers know by a sign; every other one is written by its ISO code and a space.
SIGNS = {"USD": "US$", "EUR": "€", "GBP": "£"}


class English(Style):
    """British order of dates, as visitors from most countries read it without doubt when the month is a word."""

    def date(self, iso: str) -> str:
        """`1 March 2024`, `March 2024` or `2024`."""
        if len(iso) < 10:
            return super().date(iso)
        return format_date(date.fromisoformat(iso), "d MMMM y", locale=self.locale)

    def join(self, items: list[str]) -> str:
        """`Visa, Mastercard and JCB`; `parks, and rents and fees` where another *and* would mislead."""
        last = ", and " if len(items) > 2 and any(" and " in item for item in items) else " and "
        return last.join(part for part in (", ".join(items[:-1]), items[-1]) if part)

    def _money(self, fact: Fact) -> str:
        sign = SIGNS.get(fact.unit, f"{fact.unit}{NBSP}")

        def write(amount: float) -> str:
            whole = amount == int(amount)
            return format_decimal(amount, "#,##0" if whole else "#,##0.00", locale=self.locale)

        return sign + self.span(fact.value, write)

    def _percent(self, fact: Fact) -> str:
        return f"{self.span(fact.value, self.number)}%"

    def _count(self, fact: Fact) -> str:
        return super()._count(fact).rstrip(NBSP)
