"""Headings: their words without markup, and the ids in attribute lists."""

from __future__ import annotations

import re

from payguide.sources.mdinline import Span, unescape

#: An attribute list behind a heading, alone in a line, or right behind a link, code or emphasis.
ATTRIBUTE_LIST = re.compile(r"(?:^|(?<=[\s)\]*_`>~]))\{:?([^{}\n]+)\}", re.MULTILINE)
_LIST_AT_END = re.compile(r"(?<![^ \t])\{:?[^{}\n]+\}[ \t]*$")
_LISTED_ID = re.compile(r"(?:^|\s)(?:#|id=[\"']?)([^\s\"'}]+)")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3})(?=\S)(.+?)(?<=\S)\1|(?<![\w\\])(_{1,3})(?=\S)(.+?)(?<=\S)\3(?!\w)")
#: Characters that the words of a heading may have; what is longer is no heading, and takes long to look through.
_LONGEST = 500
#: Stands for a bar inside code while tables are parsed.
HIDDEN_BAR = "\ue001"


def named_ids(match: re.Match[str]) -> list[tuple[str, int]]:
    """The ids in an attribute list, with their offsets."""
    return [(name[1], match.start(1) + name.start(1)) for name in _LISTED_ID.finditer(match[1])]


def plain(content: str, found: list[Span]) -> str:
    """The text of a heading as readers see it: no markup, no pictures, no attribute list."""
    drop: list[tuple[int, int]] = []
    for span in found:
        if span.kind in ("image", "html"):
            drop.append((span.start, span.end))
        else:
            drop += [(span.start, span.inner[0]), (span.inner[1], span.end)]
    kept, last = [], 0
    for start, end in sorted(drop):
        kept.append(content[last:start])
        last = max(last, end)
    words = "".join([*kept, content[last:]])
    words = (_LIST_AT_END.sub("", words) if "{" in words else words)[:_LONGEST]
    if "*" in words or "_" in words:
        words = _EMPHASIS.sub(lambda match: match[2] or match[4], words)
    return unescape(words).replace(HIDDEN_BAR, "|").strip()
