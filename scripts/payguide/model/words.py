"""Entries that are words rather than figures: glossary terms, phrases to show, and readers' own words."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from payguide.model.entry import Entry, Text
from payguide.model.messages import say

Audience = Literal["visitor", "senior", "merchant", "staff"]


class Term(Entry):
    """One concept and its approved term in each locale.

    Locale codes are fields of their own (`zh:`, `en:`), as editors write them; `terms` collects them. `avoid` lists
    forms that must not be used, by locale; `audience` says for which readers the term is right (empty: all).
    """

    model_config = ConfigDict(extra="allow")

    pinyin: str | None = None
    group: str = ""
    note: Text | None = None
    avoid: dict[str, list[str]] = Field(default_factory=dict)
    audience: list[Audience] = Field(default_factory=list)

    def model_post_init(self, _context: Any) -> None:
        """Refuses fields that are not texts: in a file where locales are fields, a slip looks like a locale."""
        for name, words in (self.model_extra or {}).items():
            if not isinstance(words, str) or not words.strip():
                raise ValueError(
                    say(
                        "field '{name}' must be the term's words in that locale, not {words}",
                        name=name,
                        words=repr(words),
                    )
                )

    @property
    def terms(self) -> dict[str, str]:
        """The term by locale code."""
        return dict(self.model_extra or {})


class Phrase(Entry):
    """A sentence to show to someone: Chinese first, as that is what the other person reads."""

    model_config = ConfigDict(extra="allow")

    group: str
    zh: str
    pinyin: str

    def words(self, locale: str) -> str:
        """What the sentence means in `locale`; the Chinese itself where nothing else is written."""
        return str((self.model_extra or {}).get(locale, self.zh))


class Saying(Entry):
    """What readers type into the search for a thing that the guide calls something else.

    `words` are theirs, in any language; `means` are the guide's, by locale. Names of the glossary need no entry.
    """

    words: list[str] = Field(min_length=1)
    means: dict[str, list[str]]
