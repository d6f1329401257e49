"""Edits of text files: found and applied by line and column, with everything else in the file left as it is."""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from payguide.model.pages import Page

_BREAKS = re.compile(r"(\r\n|\r|\n)")
_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """`old` at `line` and `column`, from 1, of the file `path` becomes `new`. Neither holds a line break."""

    path: str
    line: int
    column: int
    old: str
    new: str

    def allowed(self, page: Page) -> bool:
        """Whether it changes text of `page` only: no code, no front matter, no expression."""
        lines = page.scan.lines
        if not lines[self.line - 1].startswith(self.old, self.column - 1):
            return False
        if any(block.kind == "code" and block.line <= self.line <= block.last_line for block in page.blocks):
            return False
        if self.line <= page.front_end:
            return False
        start, end = self.column - 1, self.column - 1 + len(self.old)
        return not any(
            match.start() < end and start < match.end() for match in _EXPRESSION.finditer(lines[self.line - 1])
        )


class Conflict(ValueError):
    """Two edits concern the same characters, or the text is not what an edit expects."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that is UTF-8 text; `text` has its line endings as they are, without the byte order mark."""

    path: Path
    content: bytes
    text: str

    @classmethod
    def read(cls, path: Path) -> TextFile | None:
        """The file at `path`; None when it cannot be read, written or understood."""
        try:
            content = path.read_bytes()
            text = content.removeprefix(_BOM).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        return cls(path, content, text) if os.access(path, os.W_OK) else None

    def write(self, text: str) -> None:
        """Replaces the file's text in one step. Raises OSError when it cannot, or has changed since it was read."""
        target = self.path.resolve()
        if target.read_bytes() != self.content:
            raise OSError(f"{self.path} has been changed in the meantime")
        mark = _BOM if self.content.startswith(_BOM) else b""
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        fresh = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(mark + text.encode("utf-8"))
            fresh.chmod(target.stat().st_mode & 0o7777)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits` done, each once. Raises Conflict."""
    parts = _BREAKS.split(text)
    by_line: dict[int, list[Edit]] = {}
    for edit in sorted(set(edits)):
        by_line.setdefault(edit.line, []).append(edit)
    for line, group in by_line.items():
        index = 2 * (line - 1)
        if index >= len(parts):
            raise Conflict(f"there is no line {line}")
        parts[index] = _line(parts[index], group)
    return "".join(parts)


def _line(text: str, edits: list[Edit]) -> str:
    """One line, edited from its end, so that columns stay true."""
    limit = len(text) + 1
    for edit in reversed(edits):
        start = edit.column - 1
        end = start + len(edit.old)
        if end > limit or text[start:end] != edit.old:
            raise Conflict(f"line {edit.line}, column {edit.column}")
        text = text[:start] + edit.new + text[end:]
        limit = start
    return text


def diff(path: str, before: str, after: str) -> str:
    """The difference as a patch that other tools can apply."""
    lines = difflib.unified_diff(_split(before), _split(after), f"a/{path}", f"b/{path}", lineterm="\n")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _split(text: str) -> list[str]:
    parts = [f"{part}\n" for part in text.split("\n")]
    parts[-1] = parts[-1][:-1]
    return parts if parts[-1] else parts[:-1]
