"""Findings as annotations on GitHub: workflow commands that its runner reads from the log."""

from __future__ import annotations

from collections.abc import Sequence

from payguide.model.findings import Finding, Severity
from payguide.reports.summary import sentence

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
#: GitHub shows no more than this many annotations of one kind for a step.
LIMIT = 10


def github(findings: Sequence[Finding]) -> str:
    """Up to ten annotations of each kind; findings beyond as plain lines of the log; the summary last."""
    shown: list[str] = []
    beyond: list[Finding] = []
    for severity in Severity:
        own = [finding for finding in findings if finding.severity is severity]
        room = LIMIT if len(own) <= LIMIT else LIMIT - 1
        shown.extend(_annotation(finding) for finding in own[:room])
        beyond.extend(own[room:])
        if len(own) > room:
            words = f"{len(own) - room} more findings of this kind are in the log of this step"
            shown.append(f"::{_COMMANDS[severity]} title=more findings::{_data(words)}")
    log = [_line(finding) for finding in beyond]
    return "\n".join([*shown, *log, sentence(findings), ""])


def _annotation(finding: Finding) -> str:
    place = finding.location
    where = f"file={_property(place.path)},line={place.line},col={place.column},title={_property(finding.rule)}"
    text = "\n".join(part for part in (finding.message, finding.hint) if part)
    return f"::{_COMMANDS[finding.severity]} {where}::{_data(text)}"


def _line(finding: Finding) -> str:
    # A message that begins with :: would be read as a command; the place in front of it prevents that.
    text = f"{finding.location}: {finding.severity.value}: {finding.message} [{finding.rule}]"
    return text.replace("\r", " ").replace("\n", " ")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
