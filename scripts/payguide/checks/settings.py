"""Reading the checker's configuration, `.checks.yml` at the project's root; `excuses` says what may stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from payguide.checks.excuses import FORBIDDEN, INVALID, Excuse, unknown_rule
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.sources.yamltags import child, entries, read_yaml

FILE = ".checks.yml"


@dataclass(frozen=True, slots=True)
class CheckConfig:
    """What `.checks.yml` says. In `severities`, None switches a rule off. `problems` are faults of the file itself."""

    severities: Mapping[str, Severity | None]
    excuses: tuple[Excuse, ...]
    problems: tuple[Finding, ...] = ()


def load_check_config(root: Path, rules: Mapping[str, Rule]) -> CheckConfig:
    """The configuration of the project at `root`; an empty one when it has none."""
    path = root / FILE
    if not path.is_file():
        return CheckConfig({}, ())
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        message = say("this file cannot be read: {reason}", reason=error.strerror or "")
        return CheckConfig({}, (), (INVALID.at(Location(FILE), message),))
    data, node, problem = read_yaml(text)
    if problem is not None:
        place = Location(FILE, problem.line, problem.column)
        return CheckConfig({}, (), (INVALID.at(place, problem.message),))
    problems: list[Finding] = []
    for key, place_node, _ in entries(node):
        if key not in ("severities", "excuses"):
            message = say("there is no setting '{key}'", key=key)
            hint = say("write {names}", names="`severities`, `excuses`")
            problems.append(INVALID.at(_place(place_node), message, hint))
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
            problems.append(unknown_rule(rule, _place(key), rules))
        elif word in list(Severity):
            yield rule, Severity(word)
        elif word in ("off", "false"):
            yield rule, None
        else:
            message = say("'{word}' is no severity", word=word)
            hint = say("write {names}", names="`error`, `warning`, `note`, `off`")
            problems.append(INVALID.at(_place(value), message, hint))


def _excuse(node: yaml.Node, value: Any, rules: Mapping[str, Rule], problems: list[Finding]) -> Excuse | None:
    words = {key: str(value[key]).strip() for key in value if value[key]} if isinstance(value, dict) else {}
    missing = [name for name in ("rule", "path", "reason", "until") if not words.get(name)]
    if missing:
        message = say("this excuse has no {fields}", fields=", ".join(missing))
        problems.append(INVALID.at(_place(node), message, say("an excuse needs rule, path, reason and until")))
        return None
    if words["rule"] not in rules or words["rule"] in FORBIDDEN:
        problems.append(unknown_rule(words["rule"], _place(node), rules))
        return None
    try:
        until = date.fromisoformat(words["until"])
    except ValueError:
        message = say("'{word}' is no date", word=words["until"])
        problems.append(INVALID.at(_place(node), message, say("write it as 2027-03-31")))
        return None
    return Excuse(words["rule"], words["path"], words["reason"], until, _place(node))
