"""The summary page of a job on GitHub, in Markdown: counts by rule, then the first findings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from payguide.model.findings import Finding, Severity
from payguide.model.messages import say
from payguide.reports.advice import advice
from payguide.reports.catalogue import Setting
from payguide.reports.manuals import manual
from payguide.reports.summary import NAMES, by_rule, sentence

#: How many findings are shown one by one: a summary is for a glance, and GitHub cuts at 1 MiB.
LIMIT = 50
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def jobsummary(findings: Sequence[Finding], setting: Setting) -> str:
    """The page; `findings` are gravest first in it, whatever their order here."""
    title = setting.say(say("Documentation check: {result}", result=sentence(findings)))
    parts = [f"### {_text(title)}", ""]
    if findings:
        parts += [*_rules(findings, setting), "", *_first(findings, setting)]
        parts += [f"- {_text(setting.say(words))}" for words in advice(by_rule(findings))]
    return "\n".join([*parts, ""])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _head(setting: Setting, *titles: str) -> list[str]:
    return [_row(*(setting.say(title) for title in titles)), _row(*("---" for _ in titles))]


def _rules(findings: Sequence[Finding], setting: Setting) -> list[str]:
    rows = _head(setting, say("Number"), say("Rule"), say("What it means"))
    for rule, number in by_rule(findings).items():
        known = manual(rule)
        rows.append(_row(str(number), f"`{rule}`", _text(setting.say(known.summary)) if known else ""))
    return rows


def _first(findings: Sequence[Finding], setting: Setting) -> list[str]:
    order = list(Severity)
    gravest = sorted(findings, key=lambda finding: order.index(finding.severity))  # stable: places stay in order
    rows = _head(setting, say("Severity"), say("Place"), say("Finding"))
    for finding in gravest[:LIMIT]:
        words = "<br>".join(_text(part) for part in (finding.message, finding.hint) if part)
        severity = setting.say(NAMES[finding.severity])
        rows.append(_row(severity, f"{_text(finding.location.path)}:{finding.location.line}", words))
    if len(findings) > LIMIT:
        more = say("{number} more findings are in the log", number=len(findings) - LIMIT)
        rows += ["", _text(setting.say(more))]
    return [*rows, ""]


def _text(text: str) -> str:
    """`text` as Markdown that shows it as it is, in one line."""
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))
