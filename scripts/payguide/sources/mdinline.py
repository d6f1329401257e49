"""What stands inside a paragraph, heading or cell, with offsets: markdown-it's inline tokens have none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it.common.utils import normalizeReference

from payguide.sources.tags import CLOSING, COMMENT, OPENING

#: Only these characters can begin something that is noted here; all other text is passed over at once.
_STOPS = re.compile(r"[\\`\[\]<]")
_TICKS = re.compile(r"`+")
#: A target in parentheses, as Python-Markdown takes it: blanks and balanced parentheses may be part of it.
_TARGET = re.compile(
    r"\(\s*+(?:<(?P<angle>[^<>\n]*)>|(?P<plain>(?:[^()\\\s]|\s++|\\.|\((?:[^()\\]|\\.)*+\))*?))"
    r"""(?:\s++(?:"[^"]*"|'[^']*'))?\s*+\)"""
)
#: With these or a letter or digit begins what angle brackets enclose.
_ANGLED = frozenset("/!_.+-")
_LABEL = re.compile(r" ?\[([^\[\]]*)\]")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto|tel):[^\s<>]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+.!|~-])")

#: Links are not nested in links; pictures are in links, and that is as deep as it goes.
_DEEPEST = 4

#: Definitions of reference links by normalised label, as markdown-it collects them.
References = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Span:
    """Something in the content of a paragraph, heading or cell. `inner` is the range that readers see."""

    kind: Literal["code", "link", "image", "auto", "html"]
    start: int
    end: int
    inner: tuple[int, int]
    target: str = ""
    reference: bool = False


def spans(content: str, references: References) -> list[Span]:
    """What is in `content`, outer things first."""
    brackets: dict[int, int] = {}
    found = list(_simple(content, brackets))
    if brackets:
        links = list(_links(content, brackets, sorted(brackets), references, _DEEPEST))
        found = _outside(found, sorted((link.inner[1], link.end) for link in links)) + links
    found.sort(key=lambda span: (span.start, -span.end))
    return found


def _outside(found: list[Span], targets: list[tuple[int, int]]) -> list[Span]:
    """The spans that do not begin within a target: what looks like code or a tag there is part of an address."""
    begins = [begin for begin, _ in targets]
    kept = []
    for span in found:
        index = bisect_left(begins, span.start) - 1
        if index < 0 or span.start >= targets[index][1]:
            kept.append(span)
    return kept


def unescape(text: str) -> str:
    """`text` without the backslashes that protect punctuation."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _simple(content: str, brackets: dict[int, int]) -> Iterator[Span]:
    """Code, tags and addresses in angle brackets; fills `brackets` with the square ones that match."""
    position, opened, comments = 0, list[int](), content.rfind("-->")
    while match := _STOPS.search(content, position):
        start, char = match.start(), match.group()
        position = start + 1
        span = None
        if char == "\\":
            position = start + 2
        elif char == "`":
            span, position = _code(content, start)
        elif char == "<":
            span = _angle(content, start, comments)
            position = span.end if span else position
        elif char == "[":
            opened.append(start)
        elif opened:
            brackets[opened.pop()] = start
        if span:
            yield span


def _code(content: str, start: int) -> tuple[Span | None, int]:
    """The code that the backticks at `start` open, and where to go on."""
    ticks = _TICKS.match(content, start)
    size = len(ticks.group()) if ticks else 1
    for closing in _TICKS.finditer(content, start + size):
        if len(closing.group()) == size:
            inner = (start + size, closing.start())
            return Span("code", start, closing.end(), inner), closing.end()
    return None, start + size


def _angle(content: str, start: int, comments: int) -> Span | None:
    """An address, or one tag or comment; what stands between tags is text like any other.

    `comments` is the offset where the last comment ends.
    """
    following = content[start + 1 : start + 2]
    if not (following.isalnum() or following in _ANGLED) or (following == "!" and start > comments):
        return None
    match = _AUTOLINK.match(content, start)
    if match:
        return Span("auto", start, match.end(), match.span(1), match[1])
    for pattern in (OPENING, CLOSING, COMMENT):
        match = pattern.match(content, start)
        if match:
            return Span("html", start, match.end(), (match.end(), match.end()))
    return None


def _links(
    content: str, brackets: Mapping[int, int], openings: Sequence[int], references: References, deepest: int
) -> Iterator[Span]:
    """`[text](target)`, `[text][label]`, `[label]` and the same with `!` in front. `openings` are to be looked at."""
    used = 0
    for opening in openings:
        close = brackets[opening]
        if opening < used:
            continue
        found = _destination(content, opening, close, references)
        if found is None:
            continue
        target, end, reference = found
        image = content[opening - 1 : opening] == "!" and content[opening - 2 : opening - 1] != "\\"
        yield Span("image" if image else "link", opening - image, end, (opening + 1, close), target, reference)
        if image:
            used = end
        else:
            inside = openings[bisect_right(openings, opening) : bisect_left(openings, close)]
            yield from _links(content, brackets, inside, references, deepest - 1) if inside and deepest else ()
            used = end


def _destination(content: str, opening: int, close: int, references: References) -> tuple[str, int, bool] | None:
    """Target, end and whether it comes from a definition, for the text between two square brackets."""
    match = _TARGET.match(content, close + 1)
    if match:
        target = match["angle"] if match["angle"] is not None else match["plain"].strip()
        return unescape(target), match.end(), False
    if not references:
        return None
    inner = content[opening + 1 : close]
    label = _LABEL.match(content, close + 1)
    names = [(label[1] or inner, label.end())] if label else []
    for name, end in [*names, (inner, close + 1)]:
        definition = references.get(normalizeReference(name))
        if definition is not None:
            return definition["href"], end, True
    return None
