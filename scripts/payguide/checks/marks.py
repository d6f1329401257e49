"""Rules on punctuation marks, and what a way to write them wrongly is. The manual is that of `typography`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from payguide.checks.rule import Rule
from payguide.model.findings import Severity
from payguide.model.messages import Message

WIDTH = Rule("punctuation-width", "punctuation of the wrong width", Severity.WARNING)
DOUBLED = Rule("punctuation-doubled", "a mark is written twice", Severity.WARNING)
SPACE = Rule("punctuation-space", "a blank before a mark", Severity.WARNING)
QUOTES = Rule("quotes", "quotation marks of another language, or no pair", Severity.WARNING)
ELLIPSIS = Rule("ellipsis", "dots of another language", Severity.WARNING)
DASH = Rule("dash", "a dash of another language", Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Style:
    """Something wrong in Chinese, or else in Latin letters, and how to write it right.

    Where a project writes it `least` times and more often than what `proper` finds, it is that project's own style; so
    it is with `least` times alone where `either` is right.
    """

    rule: Rule
    wrong: re.Pattern[str]
    message: Callable[[str], Message]
    right: Callable[[str], str]
    chinese: bool = True
    proper: re.Pattern[str] | None = None
    least: int = 10
    signs: tuple[str, ...] = ()
    either: bool = False

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Where `text` is wrong. Most texts hold none of `signs`, without which nothing can be."""
        return self.wrong.finditer(text) if not self.signs or any(sign in text for sign in self.signs) else iter(())

    def is_habit(self, texts: Sequence[str]) -> bool:
        """Whether the pages of this language mostly write it so."""
        if self.proper is None:
            return False
        count = sum(1 for text in texts for _ in self.find(text))
        if count < self.least:
            return count > 0 and self.either and not any(self.proper.search(text) for text in texts)
        return self.either or count > sum(len(self.proper.findall(text)) for text in texts)
