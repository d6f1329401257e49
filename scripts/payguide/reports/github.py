"""Findings as annotations on GitHub: workflow commands that its runner reads from the log."""

from __future__ import annotations

from collections.abc import Sequence

from payguide.model.findings import Finding, Severity
from payguide.model.messages import say
from payguide.reports.catalogue import Setting
from payguide.reports.summary import NAMES, sentence

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
#: GitHub shows no more than this many annotations of one kind for a step.
LIMIT = 10


def github(findings: Sequence[Finding], setting: Setting) -> str:
    """Up to ten annotations of each kind; findings beyond as plain lines of the log; the summary last."""
    shown: list[str] = []
    beyond: list[Finding] = []
    for severity in Severity:
        own = [finding for finding in findings if finding.severity is severity]
        room = LIMIT if len(own) <= LIMIT else LIMIT - 1
        shown.extend(_annotation(finding) for finding in own[:room])
        beyond.extend(own[room:])
        if len(own) > room:
            words = say("{number} more findings of this kind are in the log of this step", number=len(own) - room)
            title = _property(setting.say(say("more findings")))
            shown.append(f"::{_COMMANDS[severity]} title={title}::{_data(setting.say(words))}")
    log = [_line(finding, setting) for finding in beyond]
    return "\n".join([*shown, *log, setting.say(sentence(findings)), ""])


def _annotation(finding: Finding) -> str:
    place = finding.location
    where = f"file={_property(place.path)},line={place.line},col={place.column},title={_property(finding.rule)}"
    text = "\n".join(part for part in (finding.message, finding.hint) if part)
    return f"::{_COMMANDS[finding.severity]} {where}::{_data(text)}"


def _line(finding: Finding, setting: Setting) -> str:
    # A message that begins with :: would be read as a command; the place in front of it prevents that.
    severity = setting.say(NAMES[finding.severity])
    text = f"{finding.location}: {severity}: {finding.message} [{finding.rule}]"
    return text.replace("\r", " ").replace("\n", " ")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
