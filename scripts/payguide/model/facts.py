"""Facts and their sources: every figure that a page may print, with where it comes from and when it was checked."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from payguide.model.entry import Entry, Text
from payguide.model.messages import say

_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(say('write a day as "2026-11-23", in quotes, not {value}', value=repr(text))) from None
    return text


def _partial(text: str) -> str:
    if not _PARTIAL.fullmatch(text):
        raise ValueError(say('write "2026", "2026-11" or "2026-11-23", in quotes, not {value}', value=repr(text)))
    if len(text) == 10:
        return _day(text)
    if len(text) == 7 and not 1 <= int(text[5:]) <= 12:
        raise ValueError(say("there is no month {month}", month=text[5:]))
    return text


#: A full day as ISO text.
Day = Annotated[str, AfterValidator(_day)]
#: A year, a month or a day as ISO text: pages often give no more than a month.
PartialDate = Annotated[str, AfterValidator(_partial)]


class Confidence(StrEnum):
    """How well a fact is supported; the words are those of the fact sheet. *Uncertain* ones are never printed."""

    CONFIRMED = "confirmed"
    ONE_ORIGIN = "confirmed-one-origin"
    WEAK = "confirmed-weak"
    SINGLE = "single"
    UNCERTAIN = "uncertain"


class Range(BaseModel):
    """A span of numbers, both ends included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min: float
    max: float

    @model_validator(mode="after")
    def _ordered(self) -> Range:
        if self.min >= self.max:
            raise ValueError(say("min ({min}) must be below max ({max})", min=f"{self.min:g}", max=f"{self.max:g}"))
        return self


class Source(Entry):
    """A page that supports facts. `url` is None where the address is unknown; `kind` says how far to trust it."""

    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None
    also: list[Annotated[str, Field(pattern=r"^https?://\S+$")]] = Field(default_factory=list)
    publisher: Text
    date: PartialDate | None
    kind: Literal["official", "association", "company", "news", "copy", "weak"]

    @property
    def link(self) -> str | None:
        """The address to show to readers: none for copies and weak pages, whose hosts a bank should not recommend."""
        return None if self.kind in ("copy", "weak") else self.url


Kind = Literal["money", "percent", "count", "date", "phone", "text", "list"]


class Fact(Entry):
    """One value that pages print, with its sources and dates.

    `value` is a number or Range (money, percent, count), ISO text (date), digits (phone), a Text (text) or a list of
    Texts (list). `unit` is an ISO 4217 code for money, the counted thing for counts. `effective` says since when the
    value holds, `expires` the last day on which it does where a source says so, `checked` when an editor last compared
    it with its sources, `review_by` when that is due again.
    """

    kind: Kind
    value: Any
    unit: Any = None
    label: Text
    sources: Annotated[list[str], Field(min_length=1)]
    effective: PartialDate | None = None
    expires: Day | None = None
    checked: Day
    review_by: Day
    confidence: Annotated[Confidence, Field(strict=False)]
    note: str | None = None

    @field_validator("sources")
    @classmethod
    def _sources_once(cls, keys: list[str]) -> list[str]:
        if len(set(keys)) < len(keys):
            raise ValueError(say("a source is named twice"))
        return keys

    @model_validator(mode="after")
    def _consistent(self) -> Fact:
        object.__setattr__(self, "value", _value(self.kind, self.value))
        _unit(self.kind, self.unit)
        if self.review_by <= self.checked:
            raise ValueError(
                say("review_by ({due}) must be after checked ({checked})", due=self.review_by, checked=self.checked)
            )
        if self.expires and self.effective and self.expires < self.effective:  # ISO text sorts as time does
            raise ValueError(
                say("expires ({end}) must not be before effective ({start})", end=self.expires, start=self.effective)
            )
        return self

    @property
    def printable(self) -> bool:
        """Whether pages may print it."""
        return self.confidence is not Confidence.UNCERTAIN


def _number(value: Any) -> float | Range:
    if isinstance(value, dict):
        return Range.model_validate(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(say("value must be a number or {{min: …, max: …}}, not {value}", value=repr(value)))
    return value


def _value(kind: Kind, value: Any) -> Any:
    """`value` as the kind wants it. Raises ValueError with words for the editor."""
    if kind in ("money", "percent", "count"):
        return _number(value)
    if kind == "list":
        if not isinstance(value, list) or not value or not all(_is_text(item) for item in value):
            raise ValueError(say("value must be a list of texts, each `{{zh: …, en: …}}` or one text for all locales"))
        return tuple(value)
    if kind == "text":
        if not _is_text(value):
            raise ValueError(
                say(
                    "value must be text, `{{zh: …, en: …}}` or one text for all locales, not {value}",
                    value=repr(value),
                )
            )
        return value
    if not isinstance(value, str):
        raise ValueError(say('value must be in quotes, as a {kind} is not a number: "{value}"', kind=kind, value=value))
    if kind == "phone" and not re.fullmatch(r"\+?[0-9][0-9 -]*", value):
        raise ValueError(
            say("{value} is not a telephone number: digits, spaces, hyphens and a leading + only", value=repr(value))
        )
    return _partial(value) if kind == "date" else value


def _is_text(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value) and all(isinstance(words, str) and words.strip() for words in value.values())
    return isinstance(value, str) and bool(value.strip())


def _is_currency(unit: str) -> bool:
    """Whether `unit` is a currency code of ISO 4217; Babel's list is large, and few codes need it."""
    if unit in ("CNY", "USD", "EUR", "HKD", "GBP", "JPY"):
        return True
    from babel.core import get_global

    return unit in get_global("all_currencies")


def _unit(kind: Kind, unit: Any) -> None:
    if kind == "money" and not (isinstance(unit, str) and _is_currency(unit)):
        raise ValueError(say("unit must be a currency code such as CNY or USD"))
    if kind == "count" and not isinstance(unit, str | dict):
        raise ValueError(say("unit must name what is counted: {{zh: 天, en: {{one: day, other: days}}}}"))
    if kind not in ("money", "count") and unit is not None:
        raise ValueError(say("a {kind} has no unit", kind=kind))
