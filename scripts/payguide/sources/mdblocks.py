"""Block rules of Python-Markdown that CommonMark does not have: headings without a blank, admonitions, raw
HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from payguide.sources.mdfences import fence
from payguide.sources.mdtables import table
from payguide.sources.tags import CLOSING, OPENING, attributes

_ADMONITION = re.compile(r'(?:!!!|\?\?\?\+?|===[!+]?) ?([\w-]+(?: +[\w-]+)*)?(?:(?(1) +| *)"(?P<title>.*?)")? *$')
_BLOCK_TAGS = frozenset(
    "address article aside blockquote body canvas center colgroup dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe legend li link main math menu nav noscript"
    " object ol optgroup option output p pre progress script section style summary table tbody td tfoot th"
    " thead tr ul video".split()
)
_VOID = frozenset(("hr", "link"))
_INTERRUPTS = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def use_blocks(md: MarkdownIt) -> None:
    """Puts the rules of this module in place of CommonMark's."""
    md.block.ruler.at("fence", fence, _INTERRUPTS)  # type: ignore[arg-type]
    md.block.ruler.at("heading", _heading, _INTERRUPTS)  # type: ignore[arg-type]
    md.block.ruler.at("html_block", _html, _INTERRUPTS)  # type: ignore[arg-type]
    md.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.before("table", "plain", _plain)
    md.block.ruler.before("hr", "admonition", _admonition, _INTERRUPTS)  # type: ignore[arg-type]


def _plain(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph of one line that begins with a letter, as most do: no other rule need look at it."""
    begin, after = state.bMarks[start] + state.tShift[start], start + 1
    if silent or not state.src[begin].isalpha() or state.is_code_block(start):
        return False
    if after < end and not state.isEmpty(after):
        return False
    state.push("paragraph_open", "p", 1).map = [start, after]
    _inline(state, state.src[begin : state.eMarks[start]].rstrip(), start)
    state.push("paragraph_close", "p", -1)
    state.line = after
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`## Title`, and `##Title`, which Python-Markdown takes for a heading too."""
    if state.is_code_block(start) or state.src[state.bMarks[start] + state.tShift[start]] != "#":
        return False
    line = _line(state, start)
    if _escapes(line):
        return False
    if silent:
        return True
    level = min(len(line) - len(line.lstrip("#")), 6)
    token = state.push("heading_open", f"h{level}", 1)
    token.map = [start, start + 1]
    _inline(state, _words(line[level:].strip(" \t")), start)
    state.push("heading_close", token.tag, -1)
    state.line = start + 1
    return True


def _words(text: str) -> str:
    """What a heading says, without the hashes that may close it."""
    words = text.rstrip("#")
    return text if words != text and _escapes(words) else words.rstrip(" \t")


def _escapes(text: str) -> bool:
    """Whether `text` ends in a backslash that is not escaped itself."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _inline(state: StateBlock, content: str, line: int) -> None:
    token = state.push("inline", "", 0)
    token.content, token.map = content, [line, line + 1]


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`!!! kind "title"`, `??? kind`, `=== "tab"`; the lines below that are indented by four are their
    content.
    """
    if state.src[state.bMarks[start] + state.tShift[start]] not in "!?=" or state.is_code_block(start):
        return False
    match = _ADMONITION.match(_line(state, start))
    if match is None or not (match[1] or match["title"]):
        return False
    if silent:
        return True
    after = start + 1
    while after < end and (state.isEmpty(after) or state.sCount[after] >= state.blkIndent + 4):
        after += 1
    token = state.push("admonition_open", "div", 1)
    token.map, token.info = [start, after], match[1] or "tab"
    if match["title"]:
        _inline(state, match["title"], start)
    saved = state.lineMax, state.parentType, state.blkIndent
    state.lineMax, state.parentType, state.blkIndent = after, "admonition", state.blkIndent + 4
    state.md.block.tokenize(state, start + 1, after)
    state.lineMax, state.parentType, state.blkIndent = saved
    state.push("admonition_close", "div", -1)
    state.line = after
    return True


def _html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Raw HTML up to its closing tag, over blank lines too; only the tag itself where `markdown` opens the
    inside.
    """
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin] != "<" or state.is_code_block(start):
        return False
    extent = _extent(state.src, begin)
    if extent is None:
        return False
    if silent:
        return True
    last = start
    while last + 1 < end and state.eMarks[last] < extent:
        last += 1
    token = state.push("html_block", "", 0)
    token.content, token.map = state.src[begin:extent], [start, last + 1]
    rest = state.src[extent : state.eMarks[last]].strip()
    if rest:
        _inline(state, rest, last)
    state.line = last + 1
    return True


def _extent(text: str, begin: int) -> int | None:
    """The offset where the raw HTML that begins at `begin` ends; None when it is no block."""
    if text.startswith("<!--", begin):
        return text.index("-->", begin) + 3 if begin < _last_comment(text) else None
    match = OPENING.match(text, begin) or CLOSING.match(text, begin)
    if match is None or match[1].lower() not in _BLOCK_TAGS:
        return None
    if match.re is CLOSING or match[1].lower() in _VOID or "markdown" in attributes(match[2]):
        return match.end()
    end = _ends(text, match[1].lower()).get(begin)
    if end is None:
        blank = text.find("\n\n", begin)
        end = blank if blank >= 0 else len(text)
    return end


@lru_cache(maxsize=2)
def _last_comment(text: str) -> int:
    """The offset of the last end of a comment. A page asks again and again, so the answer is kept."""
    return text.rfind("-->")


@lru_cache(maxsize=16)
def _ends(text: str, name: str) -> Mapping[int, int]:
    """Where each element `name` ends, by the offset at which it begins."""
    opened: list[int] = []
    ends: dict[int, int] = {}
    for tag in re.compile(rf"<(/?){name}\b[^<>]*>", re.IGNORECASE).finditer(text):
        if not tag[1]:
            opened.append(tag.start())
        elif opened:
            ends[opened.pop()] = tag.end()
    return ends
