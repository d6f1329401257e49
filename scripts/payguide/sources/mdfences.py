"""Fenced code as Python-Markdown's extensions read it: between two equal lines, or not at all."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

_FENCE = re.compile(r"(`{3,}|~{3,})([^`\n]*)$")


def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Code between two equal lines of backticks or tildes; without the second they are text, and hide nothing."""
    match = None if state.is_code_block(start) else _FENCE.match(_line(state, start).rstrip(" \t"))
    close = _closing(state, match[1], start + 1, end) if match else None
    if match is None or close is None:
        return False
    if not silent:
        token = state.push("fence", "code", 0)
        token.info, token.map = match[2], [start, close + 1]
        state.line = close + 1
    return True


def _closing(state: StateBlock, marker: str, start: int, end: int) -> int | None:
    """The line that holds `marker` alone. Where there was none before `end`, the search is not made again."""
    searched = state.env.setdefault("unclosed", {})
    if start >= searched.get((marker, end, state.blkIndent), end):
        return None
    for line in range(start, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.blkIndent:
            return None
        if _line(state, line).rstrip(" \t") == marker and not state.is_code_block(line):
            return line
    searched[marker, end, state.blkIndent] = start
    return None


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
