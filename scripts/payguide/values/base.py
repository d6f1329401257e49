"""How values are written where a language has no module of its own: Babel's data for the locale."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from payguide.model.entry import text_in
from payguide.model.facts import Fact, Range

#: Keeps a number and its unit on one line.
NBSP = "\u00a0"


def _known(code: str) -> Locale:
    """Babel's locale for `code`; for a country or script that it does not know (en-XA), that of the language alone."""
    parts = code.replace("-", "_").split("_")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:length]))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


class Style:
    """Rendering of typed values in one locale."""

    def __init__(self, locale: str) -> None:
        self.code = locale
        self.locale = _known(locale)

    def render(self, fact: Fact) -> str:
        """The value of `fact` in this locale. Raises KeyError when it has no words in it."""
        return getattr(self, f"_{fact.kind}")(fact)  # type: ignore[no-any-return]

    def number(self, value: float) -> str:
        """A bare number: `5,000`."""
        return format_decimal(value, locale=self.locale)

    def span(self, value: float | Range, write: Callable[[float], str]) -> str:
        """A number or a range of numbers: `2,500–3,000`."""
        if isinstance(value, Range):
            return f"{write(value.min)}\N{EN DASH}{write(value.max)}"
        return write(value)

    def date(self, iso: str) -> str:
        """An ISO year, month or day in the locale's long form: `1 March 2024`, `March 2024`, `2024`."""
        if len(iso) == 4:
            return format_skeleton("y", date(int(iso), 1, 1), locale=self.locale)
        if len(iso) == 7:
            return format_skeleton("yMMMM", date.fromisoformat(f"{iso}-01"), locale=self.locale)
        return format_date(date.fromisoformat(iso), format="long", locale=self.locale)

    def unit(self, unit: Any, value: float | Range) -> str:
        """The words for what is counted, in the plural that `value` asks for."""
        words = unit if isinstance(unit, str) else unit[self.code]
        if isinstance(words, str):
            return words
        number = value.max if isinstance(value, Range) else value
        return str(words.get(self.locale.plural_form(number), words["other"]))

    def join(self, items: list[str]) -> str:
        """A list in a sentence: `Visa, Mastercard and JCB`."""
        return format_list(items, locale=self.locale)

    def _money(self, fact: Fact) -> str:
        return self.span(fact.value, lambda amount: format_currency(amount, fact.unit, locale=self.locale))

    def _percent(self, fact: Fact) -> str:
        return self.span(fact.value, lambda part: format_percent(part / 100, "#,##0.##%", locale=self.locale))

    def _count(self, fact: Fact) -> str:
        return f"{self.span(fact.value, self.number)}{NBSP}{self.unit(fact.unit, fact.value)}"

    def _date(self, fact: Fact) -> str:
        return self.date(fact.value)

    def _phone(self, fact: Fact) -> str:
        return str(fact.value)

    def _text(self, fact: Fact) -> str:
        return text_in(fact.value, self.code)

    def _list(self, fact: Fact) -> str:
        return self.join([text_in(item, self.code) for item in fact.value])
