"""Collecting what the parsed pieces of one page hold, each at its line and column."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from payguide.model.findings import Location
from payguide.model.pages import OPAQUE, Image, Link, Prose, Section
from payguide.sources.expressions import mask, restore
from payguide.sources.headings import ATTRIBUTE_LIST, named_ids, plain
from payguide.sources.mdinline import References, Span, spans
from payguide.sources.slugs import Slugger, unique
from payguide.sources.tags import Tag, opening_tags

_MARKED = re.compile(r"[\\`\[<{]")
_DECORATIVE = re.compile(r"\s*\{[^{}\n]*(?:aria-hidden=[\"']?true|role=[\"']?(?:presentation|none))")


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

    def inline(self, token: Token, before: Token) -> None:
        """One paragraph, heading, cell or title; `before` is the token that opens it."""
        content, first = token.content, (token.map or [0, 0])[0]
        if before.type != "heading_open" and not _MARKED.search(content):  # most lines: nothing but text
            self._prose(content, self._starts(content, first), [], [])
            return
        found = spans(content, self.references)
        starts = self._starts(content, first)
        for span in found:
            self._span(span, content, self._place(content, starts, span.start))
        code = [(span.start, span.end) for span in found if span.kind == "code"]
        lists = list(ATTRIBUTE_LIST.finditer(content)) if "{" in content else []
        lists = [match for match in lists if not any(start <= match.start() < end for start, end in code)]
        named = [name for match in lists for name in named_ids(match)]
        for name, offset in named:
            self._id(name, self._place(content, starts, offset))
        if before.type == "heading_open":
            trailing = [name for name, offset in named if not content[offset:].partition("}")[2].strip()]
            title = restore(plain(content, found), self.hidden)
            self.headings.append(_Heading(first + 1, int(before.tag[1]), title, trailing[-1] if trailing else ""))
        self._prose(content, starts, found, [match.span() for match in lists])

    def html(self, content: str, span: list[int]) -> None:
        """A block of raw HTML that begins in the first line of `span`."""
        base = self.lines[span[0]].find(content.split("\n", 1)[0]) if span[0] < len(self.lines) else 0
        for tag in opening_tags(content):
            before = content[: tag.start]
            line = before.count("\n")
            column = tag.start - (before.rfind("\n") + 1) + (max(base, 0) if line == 0 else 0)
            self._tag(tag, Location(self.path, span[0] + line + 1, column + 1))

    def sections(self, slug: Slugger | None) -> tuple[tuple[Section, ...], dict[str, tuple[Location, ...]], bool]:
        """The sections, all anchors, and whether some generated anchor cannot be told."""
        taken, is_open = set(self.ids), False
        ends = [*(heading.line - 1 for heading in self.headings[1:]), len(self.lines)]
        found: list[Section] = []
        for heading, end in zip(self.headings, ends, strict=False):
            name, place = heading.id, Location(self.path, heading.line)
            if not name:
                is_open = is_open or slug is None or "{{" in heading.title or "{%" in heading.title
                name = unique((slug or str)(html.unescape(heading.title)), taken)
                self._id(name, place)
            found.append(Section(name, bool(heading.id), heading.level, heading.title, place, end))
        return tuple(found), {name: tuple(places) for name, places in self.ids.items()}, is_open

    def _starts(self, content: str, first: int) -> list[tuple[int, int]]:
        """Line and column, from 0, where each line of `content` begins in the page."""
        if "\n" not in content:
            column = self.lines[first].find(content, self.cursors.get(first, 0))
            if column >= 0:
                self.cursors[first] = column + len(content)
                return [(first, column)]
        starts = []
        for offset, text in enumerate(content.split("\n")):
            line = min(first + offset, len(self.lines) - 1)
            column = self.lines[line].find(text, self.cursors.get(line, 0))
            if column < 0:  # a cell with escaped bars is shorter in `content` than in the page
                column = max(self.lines[line].find(text.replace("|", "\\|"), self.cursors.get(line, 0)), 0)
            self.cursors[line] = column + len(text)
            starts.append((line, column))
        return starts

    def _place(self, content: str, starts: list[tuple[int, int]], offset: int) -> Location:
        index = content.count("\n", 0, offset)
        line, column = starts[index]
        return Location(self.path, line + 1, column + offset - (content.rfind("\n", 0, offset) + 1) + 1)

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
            close = content.find("</a", span.end)
            written = content[span.start : close + 4 if close >= 0 else span.end]
            for tag in list(opening_tags(written))[:1]:
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

    def _prose(
        self, content: str, starts: list[tuple[int, int]], found: list[Span], masked: list[tuple[int, int]]
    ) -> None:
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
                line, column = starts[0]
                self.prose.append(Prose(text, line + 1, column + 1))
            return
        for start, end in ranges:
            text = text[:start] + OPAQUE * (end - start) + text[end:]
        offset = 0
        for (line, column), length in zip(starts, (len(part) for part in content.split("\n")), strict=True):
            shown = text[offset : offset + length]
            if shown.strip():
                self.prose.append(Prose(shown, line + 1, column + 1))
            offset += length + 1
