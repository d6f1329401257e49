"""Findings for people at a terminal: one line that editors can follow, the line of the file, a hint; advice
last.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, takewhile

from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.reports.advice import advice
from payguide.reports.catalogue import Setting
from payguide.reports.lines import Lines
from payguide.reports.summary import NAMES, by_rule, sentence

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36;1"}
#: What stands before the line of a file.
_MARGIN = "    | "


def terminal(findings: Sequence[Finding], setting: Setting) -> str:
    """The report, grouped by file."""
    parts: list[str] = []
    lines = Lines(setting.root)
    for _, group in groupby(findings, key=lambda finding: finding.location.path):
        parts.extend(_finding(finding, lines.at(finding.location), setting) for finding in group)
        parts.append("")
    return "\n".join([*parts, *_ending(findings, setting), ""])


def _paint(text: str, code: str, setting: Setting) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if setting.colour else text


def _finding(finding: Finding, line: str, setting: Setting) -> str:
    severity = _paint(setting.say(NAMES[finding.severity]), _COLOURS[finding.severity], setting)
    rule = _paint(f"[{finding.rule}]", "2", setting)
    place = _paint(str(finding.location), "1", setting)
    parts = [f"{place}: {severity}: {_clean(finding.message)} {rule}"]
    if line.strip():
        parts.extend(_excerpt(line, finding.location, setting))
    if finding.hint:
        parts.append(f"    {_clean(finding.hint)}")
    if finding.related is not None:
        parts.append(f"    {setting.say(say('see {place}', place=finding.related))}")
    return "\n".join(parts)


def _excerpt(line: str, place: Location, setting: Setting) -> list[str]:
    """The line and a caret under its column; a line that is wider than the terminal is cut around it."""
    room = max(setting.wide - len(_MARGIN) - 2, 20)
    column = min(place.column - 1, len(line.rstrip()))
    far = max(column - room, 0)  # some lines are longer than people write
    text = _clean(line[far : column + room + 1].rstrip().expandtabs(1))  # a tab is one character, as columns count it
    caret = min(column - far, len(text))
    start = 0 if width(text) <= room else caret - _fitting(reversed(text[:caret]), room // 2)
    end = start + _fitting(iter(text[start:]), room)
    before = ("…" if far + start else "") + text[start:caret]
    is_cut = far + end < len(line.rstrip())
    shown = f"{'…' if far + start else ''}{text[start:end]}{'…' if is_cut else ''}"
    return [f"{_MARGIN}{shown}", f"{_MARGIN}{' ' * width(before)}{_paint('^', '32;1', setting)}"]


def _fitting(text: Iterator[str], room: int) -> int:
    """How many characters from the beginning of `text` fit into `room` cells."""
    cells = (width(char) for char in text)
    return sum(1 for _ in takewhile(lambda total: total <= room, accumulate(cells)))


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


def _ending(findings: Sequence[Finding], setting: Setting) -> list[str]:
    """Summary, counts by rule, where to read more, advice."""
    total = setting.say(sentence(findings))
    if not findings:
        return [_paint(total, "32;1", setting)]
    rules = by_rule(findings)
    wide = max(len(str(number)) for number in rules.values())
    parts = [_paint(total, "1", setting)]
    parts.extend(f"  {number:>{wide}}  {rule}" for rule, number in rules.items())
    parts.append(setting.say(say("scripts/guide check --explain RULE says what a rule is about")))
    parts.extend(setting.say(say("advice: {words}", words=words)) for words in advice(rules))
    return parts
