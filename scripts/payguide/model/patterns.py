"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class _Later:
    """Stands for the compiled pattern, and keeps what was asked of it: from then on it is as fast as the pattern."""

    def __init__(self, words: str, flags: int) -> None:
        self.pattern, self._flags = words, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def later(words: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(words, flags)`, put off until the first search: for patterns that most runs do not need. One set of
    all Chinese characters takes a millisecond to compile. Raises `re.error` at that first search.
    """
    return cast(re.Pattern[str], _Later(words, flags))
