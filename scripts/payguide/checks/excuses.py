"""Configuration of the checker: `.checks.yml` at the project's root.

    severities:
      external-request: error          # error, warning, note or off
    excuses:
      - rule: link-absolute
        path: docs/en/**               # as in .gitignore
        reason: the bank's own server rewrites these
        until: 2027-03-31              # the last day on which it holds

excuse-invalid
    An entry cannot be read: a rule or severity that does not exist, no reason, no end date.
    Bad:  `- rule: link-absolut`
    Good: `- rule: link-absolute` with path, reason and until
excuse-expired
    The end date has passed; what it excused is reported again.
    Bad:  `until: 2020-01-01`
    Good: the fault mended and the entry deleted, or a new date that someone decided on
excuse-unused
    It excuses nothing any more, and would hide the next fault of that kind.
    Bad:  an entry for a page that was mended
    Good: the entry deleted

To excuse: these cannot be excused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pathspec import GitIgnoreSpec

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean
from payguide.sources.yamltags import child, entries, read_yaml

INVALID = Rule("excuse-invalid", "an entry of .checks.yml cannot be read")
EXPIRED = Rule("excuse-expired", "an excuse has passed its end date", Severity.WARNING)
UNUSED = Rule("excuse-unused", "an excuse excuses nothing", Severity.WARNING)
RULES: tuple[Rule, ...] = (INVALID, EXPIRED, UNUSED)

FILE = ".checks.yml"


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why findings of `rule` in files that `path` matches do not count up to the day `until`.

    `lines` limits it to a range of lines, both ends included: that is for excuses written in a page.
    """

    rule: str
    path: str
    reason: str
    until: date
    location: Location
    lines: tuple[int, int] | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether it speaks of `finding`, whatever the day."""
        place = finding.location
        in_range = self.lines is None or self.lines[0] <= place.line <= self.lines[1]
        same = self.rule == finding.rule and in_range
        return same and GitIgnoreSpec.from_lines([self.path]).match_file(place.path)


@dataclass(frozen=True, slots=True)
class CheckConfig:
    """What `.checks.yml` says. In `severities`, None switches a rule off. `problems` are faults of the file
    itself.
    """

    severities: Mapping[str, Severity | None]
    excuses: tuple[Excuse, ...]
    problems: tuple[Finding, ...] = ()


def load_check_config(root: Path, rules: Mapping[str, Rule]) -> CheckConfig:
    """The configuration of the project at `root`; an empty one when it has none."""
    path = root / FILE
    if not path.is_file():
        return CheckConfig({}, ())
    data, node, problem = read_yaml(path.read_text(encoding="utf-8-sig", errors="replace"))
    if problem is not None:
        place = Location(FILE, problem.line, problem.column)
        return CheckConfig({}, (), (INVALID.at(place, problem.message),))
    problems: list[Finding] = []
    for key, place_node, _ in entries(node):
        if key not in ("severities", "excuses"):
            problems.append(INVALID.at(_place(place_node), f"there is no setting '{key}'", "severities, excuses"))
    severities = dict(_severities(child(node, "severities"), rules, problems))
    listed = child(node, "excuses")
    values = data.get("excuses") if isinstance(data, dict) else None
    nodes = listed.value if isinstance(listed, yaml.SequenceNode) else []
    pairs = zip(nodes, values if isinstance(values, list) else [], strict=False)
    excuses = [_excuse(item, value, rules, problems) for item, value in pairs]
    return CheckConfig(severities, tuple(excuse for excuse in excuses if excuse), tuple(problems))


def _place(node: yaml.Node) -> Location:
    return Location(FILE, node.start_mark.line + 1, node.start_mark.column + 1)


def _severities(
    node: yaml.Node | None, rules: Mapping[str, Rule], problems: list[Finding]
) -> Iterator[tuple[str, Severity | None]]:
    for rule, key, value in entries(node):
        word = str(value.value)
        if rule not in rules:
            problems.append(_unknown(rule, key, rules))
        elif word in list(Severity):
            yield rule, Severity(word)
        elif word in ("off", "false"):
            yield rule, None
        else:
            problems.append(INVALID.at(_place(value), f"'{word}' is no severity", "error, warning, note or off"))


def _unknown(rule: str, node: yaml.Node, rules: Mapping[str, Rule]) -> Finding:
    hint = did_you_mean(rule, rules) or "the manuals in scripts/payguide/checks name every rule"
    return INVALID.at(_place(node), f"there is no rule '{rule}'", hint)


def _excuse(node: yaml.Node, value: Any, rules: Mapping[str, Rule], problems: list[Finding]) -> Excuse | None:
    words = {key: str(value[key]).strip() for key in value if value[key]} if isinstance(value, dict) else {}
    missing = [name for name in ("rule", "path", "reason", "until") if not words.get(name)]
    if missing:
        message = f"this excuse has no {', '.join(missing)}"
        problems.append(INVALID.at(_place(node), message, "an excuse needs rule, path, reason and until"))
        return None
    if words["rule"] not in rules:
        problems.append(_unknown(words["rule"], node, rules))
        return None
    try:
        until = date.fromisoformat(words["until"])
    except ValueError:
        problems.append(INVALID.at(_place(node), f"'{words['until']}' is no date", "write it as 2027-03-31"))
        return None
    return Excuse(words["rule"], words["path"], words["reason"], until, _place(node))


def excuse(
    findings: list[Finding], excuses: tuple[Excuse, ...], today: date, ran: Mapping[str, Rule]
) -> Iterator[Finding]:
    """`findings` without the excused ones, and what is wrong with the excuses. `ran` are the rules that were
    run.
    """
    used: set[Excuse] = set()
    for finding in findings:
        covering = [entry for entry in excuses if entry.covers(finding)]
        used.update(covering)
        if not any(entry.until >= today for entry in covering):
            yield finding
    for entry in excuses:
        if entry.until < today:
            message = f"this excuse for {entry.rule} ended on {entry.until}"
            yield EXPIRED.at(entry.location, message, "mend the fault and delete the entry, or decide on a new date")
        elif entry not in used and entry.rule in ran:
            message = f"this excuse for {entry.rule} in {entry.path} excuses nothing any more"
            yield UNUSED.at(entry.location, message, "delete it: it would hide the next fault")


def stamp(findings: list[Finding], severities: Mapping[str, Severity | None]) -> list[Finding]:
    """`findings` with the severities of the configuration, without rules that are switched off."""
    stamped = [(finding, severities.get(finding.rule, finding.severity)) for finding in findings]
    return [replace(finding, severity=severity) for finding, severity in stamped if severity is not None]
