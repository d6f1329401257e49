"""Markdown pages, scanned once: sections, links, pictures, anchors, expressions, prose and structure, with
places.

The dialect is that of Python-Markdown with the extensions that Material projects use. The scanner knows front
matter, fences, admonitions and tabs, tables, footnotes, reference links, attribute lists, `markdown` inside
HTML, raw HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from payguide.model.pages import OPAQUE, Block, Scan
from payguide.sources.collect import Collector
from payguide.sources.expressions import hide
from payguide.sources.frontmatter import read_front_matter
from payguide.sources.headings import HIDDEN_BAR
from payguide.sources.inserted import INSERTED
from payguide.sources.mdparser import parse
from payguide.sources.slugs import Slugger

#: From markdown-it's names to ours; what is not here is no block of its own.
_KINDS = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
    "admonition_open": "admonition",
    "footnote_reference_open": "footnote",
    "fence": "code",
    "code_block": "code",
    "html_block": "html",
}
_SNIPPET = re.compile(r"^[ \t]*-+8<-+.*$", re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`++)[^`\n]+\1(?!`)")


def scan(text: str, path: str, slug: Slugger | None) -> Scan:
    """What is in `text`, the content of the page at `path`; `slug` makes the ids of headings without one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front_matter, above = read_front_matter(text, path)
    shown, hidden, refs = hide(text, path)
    if "|" in shown:  # bars inside code part no cells, as Python-Markdown has it
        shown = _CODE.sub(lambda match: match.group().replace("|", HIDDEN_BAR), shown)
    if "8<" in shown:  # names of files and numbers of lines are not read by visitors
        shown = _SNIPPET.sub(lambda match: OPAQUE * len(match.group()), shown)
    lines = shown.split("\n")
    # Blank lines stand in for the front matter, so that every line keeps its number.
    body = "\n" * above + "\n".join(lines[above:])
    tokens, definitions = parse(body)
    collector = Collector(path, lines, hidden, definitions)
    blocks = list(_read(tokens, collector))
    sections, ids, is_open = collector.sections(slug)
    return Scan(
        front_matter=front_matter,
        sections=sections,
        links=tuple(collector.links),
        images=tuple(collector.images),
        refs=tuple(ref for ref in refs if ref.location.line > above),
        ids=ids,
        prose=tuple(collector.prose),
        blocks=tuple(blocks),
        lines=tuple(text.split("\n")),
        open_ids=is_open or INSERTED.search(text) is not None,
    )


def _comment(token: Token) -> bool:
    """Whether `token` is a comment, which is no part of what readers see and so no block."""
    return token.type == "html_block" and token.content.startswith("<!--")


def _read(tokens: Sequence[Token], collector: Collector) -> Iterator[Block]:
    """The blocks; what they hold goes to `collector`."""
    depth = 0
    before: Token | None = None
    for token in tokens:
        kind = token.type
        if kind == "inline":
            collector.inline(token, before)
        elif token.nesting < 0:
            depth -= 1
        else:
            if kind in _KINDS and not token.hidden and not _comment(token):
                yield _block(token, kind, depth)
            depth += token.nesting
            if kind == "html_block":
                collector.html(token.content, token.map or [0, 0])
        before = token


def _block(token: Token, kind: str, depth: int) -> Block:
    """The block that `token` opens."""
    first, after = token.map or (0, 1)
    if kind == "paragraph_open":
        info = ""
    elif kind == "bullet_list_open":
        info = "bullet"
    elif kind == "ordered_list_open":
        info = f"ordered from {token.attrs.get('start', 1)}"
    elif kind == "heading_open":
        info = token.tag
    else:
        info = token.info.strip()
    return Block(_KINDS[kind], info, depth, first + 1, after)
