"""Punctuation by language. The manual is that of `typography`."""

from __future__ import annotations

from collections.abc import Sequence

from payguide.checks.marks import Style
from payguide.checks.styles_latin import ENGLISH, LATIN
from payguide.checks.styles_zh import CHINESE
from payguide.model.scripts import language, script


def styles(code: str, texts: Sequence[str]) -> list[Style]:
    """What is wrong in the locale `code`, without what the project that `texts` are from does throughout."""
    if language(code) == "zh":
        every: tuple[Style, ...] = CHINESE
    elif script(code) != "Latin":
        every = ()
    else:
        every = LATIN + (ENGLISH if language(code) == "en" else ())
    return [style for style in every if not style.is_habit(texts)]
