"""What every report ends with: how many findings of which severity and rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from payguide.model.findings import Finding, Severity


def by_severity(findings: Sequence[Finding]) -> dict[Severity, int]:
    """The number of findings of every severity, gravest first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in Severity}


def by_rule(findings: Sequence[Finding]) -> dict[str, int]:
    """The number of findings of every rule that found something, most frequent first."""
    counts = Counter(finding.rule for finding in findings)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def counted(number: int, noun: str) -> str:
    """ "1 error", "2 errors"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def sentence(findings: Sequence[Finding]) -> str:
    """The summary in one line: "2 errors, 1 warning in 2 files"."""
    if not findings:
        return "no findings"
    parts = [counted(number, severity.value) for severity, number in by_severity(findings).items() if number]
    files = {finding.location.path for finding in findings}
    return f"{', '.join(parts)} in {counted(len(files), 'file')}"
