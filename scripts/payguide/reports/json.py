"""Findings for other programs: one JSON object with every finding and a summary."""

from __future__ import annotations

import json as encoder
from collections.abc import Sequence
from typing import Any

from payguide.model.findings import Finding, Location
from payguide.reports.catalogue import Setting
from payguide.reports.summary import by_rule, by_severity


def json(findings: Sequence[Finding], setting: Setting) -> str:
    """The report; `related` is null or a place, `hint` may be empty."""
    severities = {f"{severity.value}s": number for severity, number in by_severity(findings).items()}
    summary = {"total": len(findings), **severities, "rules": by_rule(findings)}
    report = {"findings": [_finding(finding) for finding in findings], "summary": summary}
    return encoder.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        **_place(finding.location),
        "message": finding.message,
        "hint": finding.hint,
        "related": _place(finding.related) if finding.related is not None else None,
    }


def _place(location: Location) -> dict[str, str | int]:
    return {"path": location.path, "line": location.line, "column": location.column}
