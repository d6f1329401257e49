"""What every report ends with: how many findings of which severity and rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from payguide.model.findings import Finding, Severity
from payguide.model.messages import say

#: The severities as people read them.
NAMES = {
    Severity.ERROR: say("error"),
    Severity.WARNING: say("warning"),
    Severity.NOTE: say("note"),
}


def by_severity(findings: Sequence[Finding]) -> dict[Severity, int]:
    """The number of findings of every severity, gravest first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in Severity}


def by_rule(findings: Sequence[Finding]) -> dict[str, int]:
    """The number of findings of every rule that found something, most frequent first."""
    counts = Counter(finding.rule for finding in findings)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def counted(number: int, severity: Severity) -> str:
    """ "1 error", "2 errors"."""
    one = number == 1
    match severity:
        case Severity.ERROR:
            return say("1 error") if one else say("{number} errors", number=number)
        case Severity.WARNING:
            return say("1 warning") if one else say("{number} warnings", number=number)
        case Severity.NOTE:
            return say("1 note") if one else say("{number} notes", number=number)


def sentence(findings: Sequence[Finding]) -> str:
    """The summary in one line: "2 errors, 1 warning in 2 files"."""
    if not findings:
        return say("no findings")
    parts = [counted(number, severity) for severity, number in by_severity(findings).items() if number]
    counts = parts[0]
    for part in parts[1:]:
        counts = say("{first}, {next}", first=counts, next=part)
    files = len({finding.location.path for finding in findings})
    if files == 1:
        return say("{counts} in 1 file", counts=counts)
    return say("{counts} in {number} files", counts=counts, number=files)
