"""Findings for people at a terminal: one line that editors can follow, the line of the file, a hint; advice
last.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from payguide.model.findings import Finding, Location, Severity
from payguide.reports.summary import by_rule, sentence

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36;1"}
_WIDE = 100
#: What to do first when these rules found something, as they explain much of the rest.
_ADVICE = {
    "config-invalid": "mend mkdocs.yml first: without it nothing else can be told",
    "pages-missing": "nothing was checked: look at --root and docs_dir first",
    "check-crashed": "a rule failed, so this result is not complete",
    "translation-missing": "a page for one language only needs an entry in .checks.yml with an end date",
    "fact-unknown": "scripts/guide facts list shows every fact with its id",
    "fact-hardcoded": "figures belong in docs/_data/facts/, with source and date",
    "built-page-missing": "scripts/guide build makes the built site anew",
}


def terminal(findings: Sequence[Finding], root: Path, colour: bool = False) -> str:
    """The report, grouped by file. `root` is where the lines of the files are read."""
    parts: list[str] = []
    for path, group in groupby(findings, key=lambda finding: finding.location.path):
        lines = _lines(root / path)
        parts.extend(_finding(finding, lines, colour) for finding in group)
        parts.append("")
    return "\n".join([*parts, *_ending(findings, colour), ""])


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace").splitlines() if path.is_file() else []
    except OSError:
        return []


def _finding(finding: Finding, lines: list[str], colour: bool) -> str:
    place = finding.location
    severity = _paint(finding.severity.value, _COLOURS[finding.severity], colour)
    rule = _paint(f"[{finding.rule}]", "2", colour)
    parts = [f"{_paint(str(place), '1', colour)}: {severity}: {_clean(finding.message)} {rule}"]
    if place.line <= len(lines) and lines[place.line - 1].strip():
        parts.extend(_excerpt(lines[place.line - 1], place, colour))
    if finding.hint:
        parts.append(f"    {_clean(finding.hint)}")
    if finding.related is not None:
        parts.append(f"    see {finding.related}")
    return "\n".join(parts)


def _excerpt(line: str, place: Location, colour: bool) -> list[str]:
    """The line and a caret under its column; a long line is cut around it."""
    column = min(place.column - 1, len(line))
    start = max(0, column - _WIDE // 2) if len(line) > _WIDE else 0
    shown = _clean(line[start : start + _WIDE].expandtabs(1).rstrip())
    before = ("…" if start else "") + _clean(line[start:column].expandtabs(1))
    text = f"{'…' if start else ''}{shown}{'…' if len(line.rstrip()) > start + _WIDE else ''}"
    return [f"    | {text}", f"    | {' ' * width(before)}{_paint('^', '32;1', colour)}"]


def width(text: str) -> int:
    """How many cells of a terminal `text` takes up: two for Chinese characters, none for marks on other
    characters.
    """
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _clean(text: str) -> str:
    """`text` in one line and without characters that would steer the terminal."""
    return "".join(char if char.isprintable() or char == " " else "\ufffd" for char in text.replace("\n", " "))


def _ending(findings: Sequence[Finding], colour: bool) -> list[str]:
    """Summary, counts by rule, advice."""
    if not findings:
        return [_paint(sentence(findings), "32;1", colour)]
    rules = by_rule(findings)
    wide = max(len(str(number)) for number in rules.values())
    parts = [_paint(sentence(findings), "1", colour)]
    parts.extend(f"  {number:>{wide}}  {rule}" for rule, number in rules.items())
    parts.extend(f"advice: {_ADVICE[rule]}" for rule in _ADVICE if rule in rules)
    return parts
