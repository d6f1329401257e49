"""What a rule is about: the text of `check --explain`, and the rules that `--only` and `--skip` name."""

from __future__ import annotations

from collections.abc import Collection

import click

from payguide.model.findings import Finding
from payguide.model.hints import did_you_mean
from payguide.model.messages import say
from payguide.reports.catalogue import in_language
from payguide.reports.manuals import Manual, manuals
from payguide.reports.summary import NAMES

ALL = "all"
#: What makes a whole result void is told whatever rules are chosen.
ALWAYS = ("pages-missing", "config-invalid", "check-crashed")


def explain(rule: str, language: str) -> str:
    """The manual of `rule`, or every rule with its summary for `all`. Raises UsageError when there is none."""
    if rule == ALL:
        wide = max(len(name) for name in manuals())
        return "\n".join(f"{name:<{wide}}  {in_language(known.summary, language)}" for name, known in manuals().items())
    known = _known(rule, "--explain", language)
    severity = in_language(NAMES[known.rule.severity], language)
    return f"{rule} ({severity}): {in_language(known.summary, language)}\n\n{known.plain}"


def _known(rule: str, option: str, language: str) -> Manual:
    if rule not in manuals():
        near = did_you_mean(rule, manuals()) or say("`scripts/guide check --explain all` names every rule")
        message = say("there is no rule '{rule}'", rule=rule)
        words = in_language(say("{problem}; {hint}", problem=message, hint=near), language)
        raise click.BadParameter(words, param_hint=option)
    return manuals()[rule]


def refuse_unknown(only: Collection[str], skip: Collection[str], language: str) -> None:
    """Raises UsageError when one of the names is no rule."""
    for option, names in (("--only", only), ("--skip", skip)):
        for name in names:
            _known(name, option, language)


def chosen(findings: list[Finding], only: Collection[str], skip: Collection[str]) -> list[Finding]:
    """The findings of the rules in `only` (empty: of all) that are not in `skip`."""
    return [
        finding
        for finding in findings
        if (not only or finding.rule in only or finding.rule in ALWAYS) and finding.rule not in skip
    ]
