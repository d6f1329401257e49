"""What a value is, whatever the language it is written in, and the interface of the readers."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from re import Pattern
from typing import Literal, NamedTuple

Kind = Literal[
    "money", "percent", "date", "weekday", "clock", "duration", "measure", "phone", "count", "ordinal", "number"
]  # fmt: skip
#: How surely it is a figure: digits; number words; words that are as often idiom (一样, first of all, half).
Form = Literal["digits", "words", "loose"]
#: Words that fix the least or the most, and words that only divide what is below from what is above: over, 以下.
Bound = Literal["", "about", "least", "most", "min", "max"]

#: Units of lengths of time that are multiples of one another: to seconds, to months.
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
#: Units of measure, each as the factor to a base unit and that unit.
MEASURES: Mapping[str, tuple[str, str]] = {
    "mm": ("0.001", "m"), "cm": ("0.01", "m"), "m": ("1", "m"), "km": ("1000", "m"),
    "mg": ("0.000001", "kg"), "g": ("0.001", "kg"), "jin": ("0.5", "kg"), "kg": ("1", "kg"), "t": ("1000", "kg"),
    "ml": ("0.001", "l"), "l": ("1", "l"),
}  # fmt: skip


class Value(NamedTuple):
    """One figure in a text: `text[start:end]`. (A named tuple, as pages are full of them.)

    `amount` is the figure, of a range its lower end, and `upper` the higher one; dates, days of the
    week, clocks and telephone numbers have `text` instead: "2026-02-01", "2026-02", "--02-01" (no year), "1" (Monday),
    "21:00", digits alone. `unit` is an ISO code of a currency, a unit of time or measure in English, "off" for
    reductions of a price, "12h" for clocks that may be of the morning or the evening and "24h" for those that show
    that a text counts its hours to 24, "dm" for dates whose day may be the month, or what is counted, as written.
    """

    kind: Kind
    amount: Decimal | None
    unit: str
    start: int
    end: int
    upper: Decimal | None = None
    text: str = ""
    form: Form = "digits"
    bound: Bound = ""

    @property
    def currency(self) -> str:
        """The ISO code of an amount of money; empty for all else."""
        return self.unit if self.kind == "money" else ""

    @property
    def key(self) -> tuple[object, ...]:
        """What it means: equal for all spellings in all languages, whatever the unit of the same size."""
        if self.text:
            return self.kind, self.text
        if self.upper is None and (self.kind == "money" or self.kind == "percent"):
            return self.kind, self.amount, None, self.unit
        factor, unit = _base(self.kind, self.unit)
        kind = "number" if self.kind == "count" else self.kind
        upper = None if self.upper is None else self.upper * factor
        return kind, None if self.amount is None else self.amount * factor, upper, unit

    def equals(self, other: Value) -> bool:
        """Whether both mean the same."""
        return self.key == other.key

    @property
    def ends(self) -> tuple[Value, ...]:
        """A range as its two ends, so that `5 to 10` can be compared with `5 and 10`; else the value alone."""
        if self.upper is None:
            return (self,)
        return self._replace(upper=None), self._replace(amount=self.upper, upper=None)


def _base(kind: Kind, unit: str) -> tuple[Decimal, str]:
    if kind == "duration":
        if unit in SECONDS:
            return Decimal(SECONDS[unit]), "second"
        return (Decimal(MONTHS[unit]), "month") if unit in MONTHS else (Decimal(1), unit)
    if kind == "measure" and unit in MEASURES:
        factor, base = MEASURES[unit]
        return Decimal(factor), base
    return Decimal(1), "" if kind in ("count", "number", "ordinal") else unit


@dataclass(frozen=True, eq=False)
class Words:
    """What a language says around its figures, for rules that compare languages.

    All patterns are searched for in small letters. `denial` finds words that forbid, `negation` those that only deny,
    `denied` whatever may carry a denial (a wide net), and of these `flaws` what forbids nothing (wrong, 不对);
    `refusal` verbs that deny by themselves, so that `not` before them makes it two denials. `duty` and `bound` are the
    same for obligations; `leave` finds words that permit. `cues` are patterns by the name of an idea that all languages
    share ("day", "each", "fee", "from"), which tell figures apart. Of `sums`, `plus`, `minus`, `times`, `over`, `share`
    (`3% of 300`, `300 的 3%`), `equals` and `about` match the whole text between two figures of a sum. `paid` and
    `change` end right before what is paid and what is given back. `hints` find small numbers that are part of a word
    (double, 双).
    """

    denial: Pattern[str] | None = None
    negation: Pattern[str] | None = None
    denied: Pattern[str] | None = None
    flaws: Pattern[str] | None = None
    refusal: Pattern[str] | None = None
    duty: Pattern[str] | None = None
    bound: Pattern[str] | None = None
    leave: Pattern[str] | None = None
    cues: Mapping[str, Pattern[str]] = field(default_factory=dict)
    sums: Mapping[str, Pattern[str]] = field(default_factory=dict)
    paid: Pattern[str] | None = None
    change: Pattern[str] | None = None
    hints: Mapping[int, Pattern[str]] = field(default_factory=dict)

    @cached_property
    def forces(self) -> Pattern[str]:
        """Denials, negations and duties in one, for a single search: the name of the group tells which it is."""
        patterns = {"denial": self.denial, "duty": self.duty, "negation": self.negation}
        parts = [f"(?P<{name}>{pattern.pattern})" for name, pattern in patterns.items() if pattern is not None]
        return re.compile("|".join(parts) or "(?!)")

    @cached_property
    def any_sign(self) -> Pattern[str]:
        """Whatever one of `sums` matches: most texts between two figures are told by it."""
        return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in self.sums.values()) or "(?!)")


class Reader(ABC):
    """Finds the values in texts of one language. A new language is a module of this package that is called like
    its code and has a class `Reader`.
    """

    code: str = ""
    words: Words = Words()
    #: What texts in this language have and others lack, such as Chinese characters.
    script: Pattern[str] | None = None
    #: Whether it knows digits alone: such a language is compared with care, see `values.digits`.
    digits_only: bool = False

    @abstractmethod
    def values(self, text: str) -> list[Value]:
        """The values in `text`, in order, not overlapping. Lines are read one by one. Raises nothing."""
