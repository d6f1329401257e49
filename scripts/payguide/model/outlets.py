"""What an outlet tells of itself. Its staff fill the file in; what they leave blank, pages send to the counter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from payguide.model.entry import Entry

#: Words by locale, any of which may still be missing, or words that are right in every locale.
Words = dict[str, str | None] | str | None


class Branch(Entry):
    """An outlet. What is None or empty waits for the branch: the checker lists it, pages say "ask at the counter".

    `exchange_currencies` are ISO 4217 codes, `languages` locale codes.
    """

    name: Words = None
    address: Words = None
    phone: str | None = None
    complaint_phone: str | None = None
    feedback: Words = None
    licence: Words = None
    server_logs: Words = None
    hours: Words = None
    exchange_currencies: list[str] = Field(default_factory=list)
    foreign_atms: list[Words] = Field(default_factory=list)
    atm_limits: Words = None
    change_packs: list[Words] = Field(default_factory=list)
    account_opening: Words = None
    languages: list[str] = Field(default_factory=list)
    large_withdrawal: Words = None
    priority_window: Words = None
    home_visit: Words = None
    access: Words = None
    elder_mode: Words = None

    def blanks(self) -> list[str]:
        """The names of the fields that the branch has not filled in, in the order in which the file asks for them."""
        return [name for name in FIELDS if not filled(getattr(self, name))]

    def texts(self) -> list[str | dict[str, str]]:
        """Everything that the branch has filled in in words, without what is still missing."""
        values = [item for name in FIELDS for item in _each(getattr(self, name)) if filled(item)]
        return [
            {code: str(words) for code, words in text.items() if words} for text in values if isinstance(text, dict)
        ]

    def said(self, name: str, locale: str) -> list[str]:
        """What the branch tells in `locale` about the field `name`: an item for each of several; none for a blank."""
        items = _each(getattr(self, name))
        words = [item.get(locale) if isinstance(item, Mapping) else item for item in items]
        return [str(item).strip() for item in words if filled(item)]


#: What an outlet is asked for, in order.
FIELDS = tuple(name for name in Branch.model_fields if name not in Entry.model_fields)


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def filled(value: Any) -> bool:
    """Whether there are any words in a field."""
    if isinstance(value, str):
        return bool(value.strip())
    return any(filled(item) for item in (value.values() if isinstance(value, dict) else value or ()))
