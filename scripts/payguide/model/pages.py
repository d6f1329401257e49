"""Pages: what a Markdown page holds, with the line and column of everything in it. Plain data, made by
`sources`.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from payguide.model.findings import Location
from payguide.model.frontmatter import FrontMatter

#: Stands for every character of a prose line that is not prose: code, targets, tags, expressions.
OPAQUE = "\ue000"
#: What closes front matter.
_FENCE = re.compile(r"(?:-{3}|\.{3})[ \t]*$")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it, up to the next heading of any level.

    `id` is what links point at; `explicit` says that an author wrote it. `title` is the heading without
    markup. The text range is the lines after the heading up to and including `last_line`.
    """

    id: str
    explicit: bool
    level: int
    title: str
    location: Location
    last_line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is written. `kind` says how: HTML links are relative to the built page, others to the
    source.

    `target` has its escapes and percent signs as written; `text` is what readers see.
    """

    target: str
    text: str
    location: Location
    kind: Literal["inline", "reference", "auto", "html"]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; `alt` is None where an HTML tag has no such attribute, which differs from an empty one."""

    target: str
    alt: str | None
    location: Location
    kind: Literal["inline", "reference", "html"]
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class FactRef:
    """A call of a page function: `{{ fact("id") }}`, and likewise effective, checked, term and phrase."""

    id: str
    function: str
    location: Location


# The next two are named tuples: a site has tens of thousands of them, and these are made four times faster.
class Prose(NamedTuple):
    """One line of text that readers read, without block markup; what is not prose is masked with `OPAQUE`.

    `line` and `column`, from 1, are those of its first character.
    """

    text: str
    line: int
    column: int


class Block(NamedTuple):
    """A piece of structure: paragraph, heading, list, item, table, row, admonition, quote, code, html,
    footnote.

    `info` tells blocks of one kind apart: "bullet" or "ordered from 1", an item's number, a row's number of
    cells, an admonition's kind, a code block's language, a heading's "h2". `depth` counts blocks around it.
    """

    kind: str
    info: str
    depth: int
    line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What is in the text of one page. `ids` are all anchors, of headings, blocks and raw HTML, with their
    places.

    `open_ids` says that some generated ids cannot be told from the source (an expression in a heading, an
    unknown slug function), so that a missing anchor proves nothing.
    """

    front_matter: FrontMatter
    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    refs: tuple[FactRef, ...]
    ids: Mapping[str, tuple[Location, ...]]
    prose: tuple[Prose, ...]
    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    open_ids: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page in one locale. Pages with the same `slug` ("pay/cards") are the same page in different locales.

    `path` is relative to the project's root, `source` to the documents' folder, `dest` to the built site.
    `is_orphan`: no navigation entry and no link of another page leads to it. `is_partial`: it is there to be shown
    inside other pages, from whose places its links count. `unreadable` says why the file could not
    be read, if so; the page is empty then.
    """

    slug: str
    locale: str
    path: str
    source: str
    dest: str
    scan: Scan
    is_orphan: bool = False
    is_partial: bool = False
    unreadable: str = ""

    @property
    def front_matter(self) -> FrontMatter:
        """The settings at the top of the page."""
        return self.scan.front_matter

    @property
    def front_end(self) -> int:
        """The number of the line that closes the front matter; 0 when there is none."""
        lines = self.scan.lines if self.front_matter.values or self.front_matter.problem else ()
        return next((number for number, line in enumerate(lines, 1) if number > 1 and _FENCE.match(line)), 0)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The headings in order."""
        return self.scan.sections

    @property
    def links(self) -> tuple[Link, ...]:
        """The links in order."""
        return self.scan.links

    @property
    def images(self) -> tuple[Image, ...]:
        """The pictures in order."""
        return self.scan.images

    @property
    def refs(self) -> tuple[FactRef, ...]:
        """The calls of page functions in order."""
        return self.scan.refs

    @property
    def prose(self) -> tuple[Prose, ...]:
        """The lines of text that readers read."""
        return self.scan.prose

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The structure in order."""
        return self.scan.blocks

    @property
    def ids(self) -> Mapping[str, tuple[Location, ...]]:
        """Every anchor of the page."""
        return self.scan.ids

    @property
    def title(self) -> str:
        """The title that readers see: of the front matter, else of the first main heading, else the slug."""
        return self.front_matter.text("title") or self.heading or self.slug

    @property
    def heading(self) -> str:
        """The text of the first main heading; empty when there is none."""
        return next((section.title for section in self.sections if section.level == 1), "")

    @property
    def url(self) -> str:
        """The address within the built site, as browsers show it: "en/pay/cards/", "en/pay/cards.html"."""
        return self.dest.removesuffix("index.html") if posixpath.basename(self.dest) == "index.html" else self.dest

    def section_at(self, line: int) -> Section | None:
        """The section whose heading or text is in `line`; None above the first heading."""
        index = bisect_right([section.location.line for section in self.sections], line)
        return self.sections[index - 1] if index else None
