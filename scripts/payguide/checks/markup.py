"""Markup that stays markup: readers see its signs, or an empty box, and not what the author meant.

markup-broken
    A table stands directly below a paragraph, the text of a notice is not indented, or a block of code is never closed.
    Markdown then shows bars and dashes, an empty notice, or the rest of the page as text.
    Bad:  `!!! warning "Card lost"` above a line that begins at the margin
    Good: four blanks before the notice's text; an empty line before a table; a line of ``` below the code

To excuse: an entry in `.checks.yml` with rule, path, reason and until, or a comment in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import Message, say
from payguide.model.pages import Block, Page
from payguide.model.site import Site

BROKEN = Rule("markup-broken", "a table, notice or block of code is shown as text", Severity.WARNING)
RULES: tuple[Rule, ...] = (BROKEN,)

_FENCE = re.compile(r"[ \t]*(?:`{3,}[^`]*|~{3,}[^~]*)$")


def check(site: Site) -> Iterator[Finding]:
    """Every block of every page."""
    for page in site.pages.values():
        above: Block | None = None
        for block in page.blocks:
            found = _broken(page, block, above)
            if found is not None:
                yield BROKEN.at(Location(page.path, block.line), *found)
            above = block


def _broken(page: Page, block: Block, above: Block | None) -> tuple[Message, Message] | None:
    """What is wrong with `block`, which follows the block `above`, and what to do."""
    lines = page.scan.lines
    if block.kind == "table" and above is not None and above.kind == "paragraph":
        if above.last_line == block.line - 1 and above.depth == block.depth:
            hint = say("leave an empty line above it")
            return say("this table stands directly below a paragraph, so that readers see its bars and dashes"), hint
    if block.kind == "admonition" and block.last_line == block.line < len(lines):
        own, after = lines[block.line - 1], lines[block.line]
        is_text = after.strip() and not after.lstrip().startswith(("!!!", "???", "===", "#"))
        if is_text and _indent(after) <= _indent(own):
            return say("the text of this notice is not indented, so that the notice is empty"), say("indent it by four")
    if block.kind == "paragraph" and _FENCE.match(lines[block.line - 1]):
        return say("this block of code is never closed, so that readers see it as text"), say("close it with ```")
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
