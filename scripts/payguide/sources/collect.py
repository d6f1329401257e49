"""Collecting what the parsed pieces of one page hold, each at its line and column."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter

from markdown_it.token import Token

from payguide.model.findings import Location
from payguide.model.pages import OPAQUE, Image, Link, Prose, Section
from payguide.sources.expressions import mask, restore
from payguide.sources.headings import ATTRIBUTE_LIST, named_ids, plain
from payguide.sources.mdinline import References, Span, spans
from payguide.sources.slugs import Slugger, unique
from payguide.sources.tags import Tag, opening_tags, tag_at

_MARKED = re.compile(r"[\\`\[<{]")
_DECORATIVE = re.compile(r"\s*\{[^{}\n]*(?:aria-hidden=[\"']?true|role=[\"']?(?:presentation|none))")


#: Line and column, from 0, where a line of a block's content begins in the page; its offset in the content.
_Start = tuple[int, int, int]
_OFFSET = itemgetter(2)
#: Characters that a line of prose may have.
_LONGEST = 50_000
#: Characters of block markup that may stand before a line's content.
_FAR = 1000


def _within(ranges: list[tuple[int, int]], offset: int) -> bool:
    """Whether `offset` is in one of `ranges`, which are sorted and do not overlap."""
    index = bisect_right(ranges, offset, key=itemgetter(0)) - 1
    return index >= 0 and offset < ranges[index][1]


@dataclass(slots=True)
class _Heading:
    line: int
    level: int
    title: str
    id: str


@dataclass(slots=True)
class Collector:
    """Fills its lists piece by piece. `lines` are those of the page, with expressions hidden."""

    path: str
    lines: list[str]
    hidden: list[str]
    references: References
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    prose: list[Prose] = field(default_factory=list)
    ids: dict[str, list[Location]] = field(default_factory=dict)
    headings: list[_Heading] = field(default_factory=list)
    cursors: dict[int, int] = field(default_factory=dict)

    def inline(self, token: Token, before: Token | None) -> None:
        """One paragraph, heading, cell or title; `before` is the token that opens it."""
        content, first = token.content, (token.map or [0, 0])[0]
        opens_heading = before is not None and before.type == "heading_open"
        if not opens_heading and not _MARKED.search(content):  # most lines: nothing but text
            self._plain(content, first)
            return
        found = spans(content, self.references)
        starts = self._starts(content, first)
        for span in found:
            self._span(span, content, self._place(starts, span.start))
        code = [(span.start, span.end) for span in found if span.kind == "code"]
        lists = list(ATTRIBUTE_LIST.finditer(content)) if "{" in content else []
        lists = [match for match in lists if not _within(code, match.start())]
        named = [name for match in lists for name in named_ids(match)]
        for name, offset in named:
            self._id(name, self._place(starts, offset))
        if before is not None and opens_heading:
            trailing = [name for name, offset in named[-1:] if not content[offset:].partition("}")[2].strip()]
            title = restore(plain(content, found), self.hidden)
            self.headings.append(_Heading(first + 1, int(before.tag[1]), title, trailing[-1] if trailing else ""))
        self._prose(content, starts, found, [match.span() for match in lists])

    def _plain(self, content: str, first: int) -> None:
        """Text without any markup, in one line most of the time."""
        column = self.lines[first].find(content, self.cursors.get(first, 0)) if "\n" not in content else -1
        if column < 0:
            self._prose(content, self._starts(content, first), [], [])
        elif content:
            self.cursors[first] = column + len(content)
            self._note(mask(content) if self.hidden else content, first, column)

    def html(self, content: str, span: list[int]) -> None:
        """A block of raw HTML that begins in the first line of `span`."""
        base = self.lines[span[0]].find(content.split("\n", 1)[0]) if span[0] < len(self.lines) else 0
        line = begin = last = 0
        for tag in opening_tags(content):
            line += content.count("\n", last, tag.start)
            begin = max(content.rfind("\n", last, tag.start) + 1, begin)
            last = tag.start
            column = tag.start - begin + (max(base, 0) if line == 0 else 0)
            self._tag(tag, Location(self.path, span[0] + line + 1, column + 1))

    def sections(self, slug: Slugger | None) -> tuple[tuple[Section, ...], dict[str, tuple[Location, ...]], bool]:
        """The sections, all anchors, and whether some generated anchor cannot be told."""
        taken, last, is_open = set(self.ids), dict[str, str](), False
        ends = [*(heading.line - 1 for heading in self.headings[1:]), len(self.lines)]
        found: list[Section] = []
        for heading, end in zip(self.headings, ends, strict=False):
            name, place = heading.id, Location(self.path, heading.line)
            if not name:
                is_open = is_open or slug is None or "{{" in heading.title or "{%" in heading.title
                base = (slug or str)(html.unescape(heading.title))
                name = last[base] = unique(last.get(base, base), taken)
                self._id(name, place)
            found.append(Section(name, bool(heading.id), heading.level, heading.title, place, end))
        return tuple(found), {name: tuple(places) for name, places in self.ids.items()}, is_open

    def _starts(self, content: str, first: int) -> list[_Start]:
        """Where each line of `content` begins in the page."""
        if "\n" not in content:
            column = self._find(content, first)
            if column >= 0:
                self.cursors[first] = column + len(content)
                return [(first, column, 0)]
        starts, offset = [], 0
        for index, text in enumerate(content.split("\n")):
            line = min(first + index, len(self.lines) - 1)
            column = self._find(text, line)
            if column < 0:  # a cell with escaped bars is shorter in `content` than in the page
                column = max(self._find(text.replace("|", "\\|"), line), 0)
            self.cursors[line] = column + len(text)
            starts.append((line, column, offset))
            offset += len(text) + 1
        return starts

    def _find(self, text: str, line: int) -> int:
        """The column of `text` in `line`, behind what was found there before and not far from it; else -1."""
        cursor = self.cursors.get(line, 0)
        return self.lines[line].find(text, cursor, cursor + 2 * len(text) + _FAR)

    def _place(self, starts: list[_Start], offset: int) -> Location:
        index = bisect_right(starts, offset, key=_OFFSET) - 1 if len(starts) > 1 else 0
        line, column, begin = starts[index]
        return Location(self.path, line + 1, column + offset - begin + 1)

    def _id(self, name: str, place: Location) -> None:
        self.ids.setdefault(restore(name, self.hidden), []).append(place)

    def _span(self, span: Span, content: str, place: Location) -> None:
        target, reference = restore(span.target, self.hidden), span.reference
        text = restore(content[slice(*span.inner)], self.hidden)
        if span.kind == "link":
            self.links.append(Link(target, text, place, "reference" if reference else "inline"))
        elif span.kind == "image":
            decorative = _DECORATIVE.match(content, span.end) is not None
            kind = "reference" if reference else "inline"
            self.images.append(Image(target, text.strip(), place, kind, decorative))  # type: ignore[arg-type]
        elif span.kind == "auto":
            self.links.append(Link(target if ":" in target else f"mailto:{target}", target, place, "auto"))
        elif span.kind == "html":
            tag = tag_at(content, span.start)
            if tag is not None:
                self._tag(tag, place)

    def _tag(self, tag: Tag, place: Location) -> None:
        attributes = {key: restore(value or "", self.hidden) for key, value in tag.attributes.items()}
        for name in {attributes.get("id"), attributes.get("name") if tag.name == "a" else None}:
            if name:
                self._id(name, place)
        if tag.name in ("a", "area") and "href" in attributes:
            text = restore(tag.text or attributes.get("aria-label", ""), self.hidden)
            self.links.append(Link(attributes["href"], text, place, "html"))
        if tag.name in ("img", "source", "video", "audio", "iframe") and attributes.get("src"):
            hidden = attributes.get("role") in ("presentation", "none") or attributes.get("aria-hidden") == "true"
            alt = attributes.get("alt") if tag.name == "img" else ""
            self.images.append(Image(attributes["src"], alt, place, "html", hidden or tag.name != "img"))

    def _prose(self, content: str, starts: list[_Start], found: list[Span], masked: list[tuple[int, int]]) -> None:
        """Notes the lines of `content` with everything masked that readers do not read as text."""
        ranges = list(masked)
        for span in found:
            keep = span.kind in ("link", "image")
            ranges.extend(
                [(span.start, span.inner[0]), (span.inner[1], span.end)] if keep else [(span.start, span.end)]
            )
        text = mask(content) if self.hidden else content
        if "\n" not in text and not ranges:
            if content:
                self._note(text, *starts[0][:2])
            return
        masked_text = list(text)
        for start, end in ranges:
            masked_text[start:end] = OPAQUE * (end - start)
        text = "".join(masked_text)
        for (line, column, offset), length in zip(starts, (len(part) for part in content.split("\n")), strict=True):
            shown = text[offset : offset + length]
            if shown.strip():
                self._note(shown, line, column)

    def _note(self, text: str, line: int, column: int) -> None:
        """Takes up a line of prose; one that is too long to be written by a person is data of some kind."""
        if len(text) <= _LONGEST:
            self.prose.append(Prose(text, line + 1, column + 1))
