"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read.

Columns count UTF-16 units there, as editors do; ours count characters, so they are counted anew in the line.
"""

from __future__ import annotations

import hashlib
import json as encoder
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from payguide.model.findings import Finding, Location, Severity
from payguide.reports.catalogue import Setting
from payguide.reports.lines import Lines
from payguide.reports.manuals import manual

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: The name of our own fingerprint; another way of making it gets another number.
FINGERPRINT = "ruleFileAndLine/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(findings: Sequence[Finding], setting: Setting) -> str:
    """One run with a rule for every id that found something, with its manual, and a result for every finding."""
    ids = sorted({finding.rule for finding in findings})
    places, seen = Lines(setting.root), Counter[str]()
    run = {
        "tool": {"driver": {"name": "payguide check", "rules": [_rule(rule, setting) for rule in ids]}},
        "columnKind": "utf16CodeUnits",
        "language": "zh-CN" if setting.language == "zh" else setting.language,
        "results": [_result(finding, ids, places, seen) for finding in findings],
    }
    report = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return encoder.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: str, setting: Setting) -> dict[str, Any]:
    known = manual(rule)
    if known is None:
        return {"id": rule}
    return {
        "id": rule,
        "shortDescription": {"text": setting.say(known.summary)},
        "fullDescription": {"text": known.text.split("\nBad:")[0].replace("\n", " ")},
        "help": {"text": known.plain, "markdown": known.markdown},
        "defaultConfiguration": {"level": _LEVELS[known.rule.severity]},
        "properties": {"tags": ["documentation", known.family]},
    }


def _result(finding: Finding, ids: Sequence[str], places: Lines, seen: Counter[str]) -> dict[str, Any]:
    text = "\n".join(part for part in (finding.message, finding.hint) if part)
    result = {
        "ruleId": finding.rule,
        "ruleIndex": ids.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.location, places)],
        "partialFingerprints": {FINGERPRINT: _fingerprint(finding, places, seen)},
    }
    if finding.related is not None:
        result["relatedLocations"] = [{"id": 1, **_location(finding.related, places)}]
    return result


def _location(place: Location, places: Lines) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.path, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": place.line, "startColumn": places.utf16(place)},
        }
    }


def _fingerprint(finding: Finding, places: Lines, seen: Counter[str]) -> str:
    """Known by rule, file and the words of the line, so that text above it may change; equal ones are counted."""
    key = "\0".join((finding.rule, finding.location.path, places.words(finding.location)))
    seen[key] += 1
    return hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
