"""Markdown pages, scanned once: sections, links, pictures, anchors, expressions, prose and structure, with
places.

The dialect is that of Python-Markdown with the extensions that Material projects use. The scanner knows front
matter, fences, admonitions and tabs, tables, footnotes, reference links, attribute lists, `markdown` inside
HTML, raw HTML.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from payguide.model.pages import Block, Scan
from payguide.sources.collect import Collector
from payguide.sources.expressions import hide
from payguide.sources.frontmatter import read_front_matter
from payguide.sources.headings import HIDDEN_BAR
from payguide.sources.mdblocks import use_blocks
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
_CODE_BAR = re.compile(r"(`+)[^`\n]*\|[^`\n]*\1")


class _Parser(MarkdownIt):
    """CommonMark with tables, leaving targets as they are written."""

    def normalizeLink(self, url: str) -> str:
        return url

    def validateLink(self, url: str) -> bool:
        return True


def _parser() -> MarkdownIt:
    md = _Parser("commonmark").enable("table")
    footnote_plugin(md, inline=False, move_to_end=False)
    use_blocks(md)
    md.core.ruler.enableOnly(["normalize", "block"])
    return md


_MD = _parser()


def scan(text: str, path: str, slug: Slugger | None) -> Scan:
    """What is in `text`, the content of the page at `path`; `slug` makes the ids of headings without one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front_matter, above = read_front_matter(text, path)
    shown, hidden, refs = hide(text, path)
    if "|" in shown:  # bars inside code part no cells, as Python-Markdown has it
        shown = _CODE_BAR.sub(lambda match: match.group().replace("|", HIDDEN_BAR), shown)
    lines = shown.split("\n")
    # Blank lines stand in for the front matter, so that every line keeps its number.
    body = "\n" * above + "\n".join(lines[above:])
    env: dict[str, dict[str, dict[str, str]]] = {}
    tokens = _MD.parse(body, env)
    collector = Collector(path, lines, hidden, env.get("references", {}))
    blocks: list[Block] = []
    depth = 0
    for index, token in enumerate(tokens):
        if token.nesting < 0:
            depth -= 1
        if token.type in _KINDS and not token.hidden:
            blocks.append(_block(token, depth))
        depth += token.nesting > 0
        if token.type == "inline":
            collector.inline(token, tokens[index - 1])
        elif token.type == "html_block":
            collector.html(token.content, token.map or [0, 0])
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
        open_ids=is_open,
    )


def _block(token: Token, depth: int) -> Block:
    """The block that `token` opens."""
    first, after = token.map or (0, 1)
    info = token.info.strip()
    if token.type == "bullet_list_open":
        info = "bullet"
    elif token.type == "ordered_list_open":
        info = f"ordered from {token.attrs.get('start', 1)}"
    elif token.type == "heading_open":
        info = token.tag
    return Block(_KINDS[token.type], info, depth, first + 1, after)
