"""What is said of marks that are written wrongly. The manual is that of `typography`."""

from __future__ import annotations

import re

from payguide.model.messages import Message, say
from payguide.model.patterns import later


def half_width(mark: str) -> Message:
    return say("'{mark}' is half-width between Chinese characters", mark=mark)


def full_width(mark: str) -> Message:
    return say("'{mark}' is full-width in text of Latin letters", mark=mark)


def wide_letters(mark: str) -> Message:
    return say("'{mark}' is written in full-width letters, which search does not find", mark=mark)


def twice(mark: str) -> Message:
    return say("'{mark}': one mark belongs here", mark=mark)


def blank(mark: str) -> Message:
    return say("there is a blank before '{mark}': the mark may begin the next line", mark=mark)


def quoted(mark: str) -> Message:
    return say("{mark}: these are not the quotation marks of this language", mark=mark)


def pair(mark: str) -> Message:
    return say("{mark}: these quotation marks are no pair", mark=mark)


def dots(mark: str) -> Message:
    return say("'{mark}': these are not the dots of this language", mark=mark)


def dashed(mark: str) -> Message:
    return say("'{mark}' is not the dash of this language", mark=mark)


def pattern(words: str) -> re.Pattern[str]:
    """A pattern whose `^` and `$` are the ends of lines."""
    return later(words, re.MULTILINE)


def one(words: str) -> str:
    """The last sign of `words`, which is the one that belongs there."""
    return f"'{words.lstrip()[-1:]}'"
