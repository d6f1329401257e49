"""Tables as Python-Markdown reads them: up to the next blank line, one token a row and one a cell."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BAR = re.compile(r"(?<!\\)\|")


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A row, a line of dashes and bars, further rows. The row token's `info` is its number of cells."""
    if start + 1 >= end or state.is_code_block(start) or state.sCount[start + 1] < state.blkIndent:
        return False
    if "|" not in state.src[state.bMarks[start] : state.eMarks[start + 1]]:
        return False
    if not _RULE.match(_line(state, start + 1).rstrip()) or not _BAR.search(_line(state, start)):
        return False
    if silent:
        return True
    after = start + 2
    while after < end and not state.isEmpty(after) and state.sCount[after] >= state.blkIndent:
        after += 1
    state.push("table_open", "table", 1).map = [start, after]
    for line in (start, *range(start + 2, after)):
        _row(state, line)
    state.push("table_close", "table", -1)
    state.line = after
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _row(state: StateBlock, line: int) -> None:
    text = _line(state, line).strip()
    text = text.removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    cells = _BAR.split(text)
    row = state.push("tr_open", "tr", 1)
    row.map, row.info = [line, line + 1], str(len(cells))
    for cell in cells:
        token = state.push("inline", "", 0)
        token.content, token.map = cell.strip(), [line, line + 1]
    state.push("tr_close", "tr", -1)
