"""Findings as test results, for machines that show JUnit's XML: every rule is a test that passes or fails.

A rule fails when it found an error. Warnings and notes are the test's output, as they refuse nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from xml.etree import ElementTree

from payguide.model.findings import Finding, Severity
from payguide.reports.catalogue import Setting
from payguide.reports.manuals import Manual, manuals
from payguide.reports.summary import NAMES, by_severity, sentence

#: Characters that XML 1.0 cannot hold, not even escaped.
_IMPOSSIBLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(findings: Sequence[Finding], setting: Setting) -> str:
    """The XML: a suite for every family of rules. No times, so that equal findings give an equal report."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.rule, []).append(finding)
    root = ElementTree.Element("testsuites", {"name": "check"})
    families = groupby(manuals().values(), key=lambda known: known.family)
    suites = [_suite(name, {known.rule.id: known for known in group}, found, setting) for name, group in families]
    unknown = {rule: None for rule in found if rule not in manuals()}
    if unknown:
        suites.append(_suite("other", unknown, found, setting))
    root.extend(suites)
    for name in ("tests", "failures"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(
    name: str, rules: Mapping[str, Manual | None], found: Mapping[str, list[Finding]], setting: Setting
) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", {"name": f"check.{name}", "tests": str(len(rules))})
    for rule, known in rules.items():
        title = f"{rule}: {setting.say(known.summary)}" if known else rule
        case = ElementTree.SubElement(suite, "testcase", {"classname": f"check.{name}", "name": title})
        own = found.get(rule, [])
        refused = [finding for finding in own if finding.severity is Severity.ERROR]
        if refused:
            message = _possible(setting.say(sentence(refused)))
            failure = ElementTree.SubElement(case, "failure", {"type": rule, "message": message})
            failure.text = _listed(refused, setting)
        if len(own) > len(refused):
            output = ElementTree.SubElement(case, "system-out")
            output.text = _listed([finding for finding in own if finding.severity is not Severity.ERROR], setting)
    failures = sum(by_severity(found.get(rule, []))[Severity.ERROR] > 0 for rule in rules)
    suite.set("failures", str(failures))
    return suite


def _listed(findings: Sequence[Finding], setting: Setting) -> str:
    lines = []
    for finding in findings:
        lines.append(f"{finding.location}: {setting.say(NAMES[finding.severity])}: {finding.message}")
        lines.extend([f"    {finding.hint}"] if finding.hint else [])
    return _possible("\n".join(lines))


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", text)
