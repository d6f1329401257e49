"""The words of a page as one running text, so that one search sees a whole page; and where each hit stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from payguide.model.findings import Location
from payguide.model.pages import OPAQUE, Page, Prose

#: Where a tag says which language it holds, and an attribute list that does.
_MARKED = re.compile(r"<(?P<tag>[A-Za-z][\w-]*)\b[^>]*\slang\s*=|\{:?[^{}\n]*\blang\s*=[^{}\n]*\}")


@dataclass(slots=True)
class Running:
    """The prose of `page`, one line after the other, parted by line ends. What is no prose is masked with `OPAQUE`."""

    page: Page
    text: str
    _starts: list[int] = field(default_factory=list)
    _folded: str = ""

    @classmethod
    def of(cls, page: Page) -> Running:
        """The running text of `page`."""
        return cls(page, "\n".join([line.text for line in page.prose]))

    @property
    def folded(self) -> str:
        """The text in small letters, of the same length, so that offsets hold."""
        if not self._folded:
            folded = self.text.lower()
            self._folded = folded if len(folded) == len(self.text) else self.text
        return self._folded

    def index(self, offset: int) -> int:
        """Which line of the page's prose holds `offset`."""
        if not self._starts:
            lengths = (len(line.text) + 1 for line in self.page.prose)
            self._starts = [0, *accumulate(lengths)]
        return min(bisect_right(self._starts, offset) - 1, max(len(self.page.prose) - 1, 0))

    def start(self, index: int) -> int:
        """The offset at which a line of the page's prose begins."""
        self.index(0)
        return self._starts[index]

    def line(self, offset: int) -> tuple[Prose, int]:
        """The line that holds `offset`, and the offset within it."""
        index = self.index(offset)
        return self.page.prose[index], offset - self._starts[index]

    def place(self, offset: int) -> Location:
        """Where `offset` stands in the file."""
        line, within = self.line(offset)
        return Location(self.page.path, line.line, line.column + within)

    def around(self, offset: int, size: int = 12) -> str:
        """A few characters around `offset`, for a message."""
        line, within = self.line(offset)
        return line.text[max(within - size, 0) : within + size].replace(OPAQUE, "").strip()


def marked_lines(page: Page) -> frozenset[int]:
    """The lines of `page` that hold text marked as being in another language: `<span lang="zh">`, `{ lang=zh }`."""
    source = "\n".join(page.scan.lines)
    return frozenset(_marked(source)) if "lang" in source else frozenset()


def _marked(source: str) -> Iterator[int]:
    for match in _MARKED.finditer(source):
        first = source.count("\n", 0, match.start()) + 1
        if match["tag"]:
            close = source.find(f"</{match['tag']}", match.end())
            last = first if close < 0 else source.count("\n", 0, close) + 1
            yield from range(first, last + 1)
        else:  # an attribute list speaks of the block that it ends or follows
            lines = source.split("\n")
            while first > 1 and lines[first - 1].strip():
                yield first
                first -= 1
